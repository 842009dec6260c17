/** A heading of the scorecard and the requirement ids that stand under it. */
export interface RequirementGroup {
  readonly title: string;
  readonly prefix: string;
}

/** In the order of the scorecard. The first group whose prefix fits takes an id. */
const groups: readonly RequirementGroup[] = [
  { title: 'SCIM request log', prefix: 'REQ-' },
  { title: 'IAM log', prefix: 'IAM-' },
  { title: 'Integration activity log', prefix: 'ACT-' },
  { title: 'Organization audit log', prefix: 'ORG-' },
  { title: 'Provisioning log', prefix: 'PRV-' },
  { title: 'Across the logs', prefix: 'X-' },
  { title: 'Rules of the field', prefix: 'FLD-' },
  { title: 'RFC 7643 schema', prefix: 'RFC7643-' },
  { title: 'RFC 7644 protocol', prefix: 'RFC7644-' },
  { title: 'RFC 9865 cursor paging', prefix: 'RFC9865-' },
];

const other: RequirementGroup = { title: 'Other requirements', prefix: '' };

/** Parts a list by group, keeping its order inside each; groups without items are left out. */
export function groupByRequirement<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
): readonly { readonly group: RequirementGroup; readonly items: readonly Item[] }[] {
  const parts = Map.groupBy(items, (item) => groups.find((group) => idOf(item).startsWith(group.prefix)) ?? other);
  return [...groups, other].flatMap((group) => {
    const members = parts.get(group);
    return members === undefined ? [] : [{ group, items: members }];
  });
}
