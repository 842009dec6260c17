import { schemaUris } from '../../../scim/index.ts';
import type { ProbeRequest } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  came,
  type Created,
  fixedProbe,
  get,
  isRefusal,
  type Judgement,
  literal,
  patch,
  resourcesOf,
  search,
  type Stage,
  swapCase,
  textAt,
  valueAt,
  withQuery,
} from '../kit/index.ts';
import type { Stimulus } from '../../probe.ts';

/** A name of an attribute as a client may write it, and where its value stands in a representation. */
interface Notation {
  readonly written: string;
  readonly path: string;
}

/** Uses a name in every place that takes one: a choice of attributes, a filter, the path of a PATCH operation. */
function* used(stage: Stage, user: Created, { written, path }: Notation): Stimulus {
  const label = (use: string): string => `${use} ${written}`;
  yield get(label('choose'), withQuery(user.path, { attributes: written }));
  const value = textAt(user.sent, path);
  if (stage.has('filter') && value !== undefined) {
    yield searched(stage, label('filter'), `${written} eq ${literal(value)}`);
    yield searched(stage, label('control'), `${path} eq ${literal(value)}`);
  }
  if (!stage.has('patch')) return;
  yield patch(label('modify'), user.path, [{ op: 'replace', path: written, value: changed(written) }]);
  yield get(label('modified'), user.path);
}

function searched(stage: Stage, label: string, filter: string): ProbeRequest {
  return search(label, stage.endpoint('User'), filter);
}

function changed(written: string): string {
  return `Changed ${written.length}`;
}

/** Whether a target understood a name in each of the places. */
function judgeUsed(judgement: Judgement, requirement: string, { written, path }: Notation, isManager = false): void {
  const given = judgement.one('given User');
  const value = valueAt(given.request.body, path)!;
  judgement.value(requirement, `choose ${written}`, path, value);
  const id = textAt(given.response.body, 'id');
  const finds = (label: string): boolean =>
    resourcesOf(judgement.one(label).response.body).some((each) => textAt(each, 'id') === id);
  const filter = judgement.maybe(`filter ${written}`);
  // What a plain name does not find says nothing of how names are written.
  if (filter !== undefined && (written.startsWith('urn:ietf:params:scim:schemas:ext') || finds(`control ${written}`))) {
    const found = finds(`filter ${written}`);
    const message = `expected a filter on ${quote(written)} to find the user, got ${found ? 'it' : came(filter)}`;
    judgement.check(requirement, found, message, filter);
  }
  const modify = judgement.maybe(`modify ${written}`);
  if (modify === undefined || isManager || !judgement.succeeds(requirement, modify)) return;
  judgement.value(requirement, `modified ${written}`, path, changed(written));
}

const core = `${schemaUris.user}:`;
const qualified: readonly Notation[] = [
  { written: `${core}displayName`, path: 'displayName' },
  { written: `${core}name.givenName`, path: 'name.givenName' },
];

/** The name of a core attribute with its URN (RFC 7644 section 3.10). */
export const qualifiedNames = fixedProbe({
  id: 'service/qualified-names',
  title: 'A core attribute is the same with and without the URN of its schema',
  requirements: ['RFC7644-3.10-a'],
  *stimulate(stage) {
    const user = yield* stage.given('User', stage.richUser());
    for (const notation of qualified.filter(({ path }) => textAt(user.sent, path) !== undefined))
      yield* used(stage, user, notation);
    if (stage.has('filter'))
      yield searched(stage, 'userName', `${core}userName eq ${literal(textAt(user.sent, 'userName')!)}`);
  },
  judge(judgement) {
    const given = judgement.one('given User');
    for (const notation of qualified) {
      if (textAt(given.request.body, notation.path) !== undefined) judgeUsed(judgement, 'RFC7644-3.10-a', notation);
    }
    const filter = judgement.maybe('userName');
    if (filter === undefined) return;
    const ids = resourcesOf(filter.response.body).map((each) => textAt(each, 'id') ?? '');
    const holds = ids.length === 1 && ids[0] === textAt(given.response.body, 'id');
    judgement.check('RFC7644-3.10-a', holds, `expected the one user, got ${came(filter)} with ${quote(ids)}`, filter);
  },
});

const recased: readonly Notation[] = [
  { written: 'Name.GivenName', path: 'name.givenName' },
  { written: swapCase(`${core}displayName`), path: 'displayName' },
  { written: `${core}name.givenName`.toUpperCase(), path: 'name.givenName' },
];

/** The case of a name (RFC 7644 section 3.10). */
export const namesInAnyCase = fixedProbe({
  id: 'service/names-in-any-case',
  title: 'URN, attribute and sub-attribute are recognised in any case',
  requirements: ['RFC7644-3.10-b'],
  *stimulate(stage) {
    const user = yield* stage.given('User', stage.richUser());
    for (const { written, path } of recased) {
      if (textAt(user.sent, path) !== undefined) yield* used(stage, user, { written, path });
      // The next name starts from the value that was sent.
      if (stage.has('patch'))
        yield patch('restore', user.path, [{ op: 'replace', path, value: textAt(user.sent, path) ?? '' }]);
    }
  },
  judge(judgement) {
    for (const notation of recased) {
      if (textAt(judgement.one('given User').request.body, notation.path) !== undefined)
        judgeUsed(judgement, 'RFC7644-3.10-b', notation);
    }
  },
});

const enterprise = `${schemaUris.enterpriseUser}:`;

/** Names of attributes of extensions (RFC 7644 section 3.10). */
export const extensionNames = fixedProbe({
  id: 'service/extension-names',
  title: 'Attributes of an extension are understood by their full names',
  requirements: ['RFC7644-3.10-1'],
  needs: ['enterprise'],
  *stimulate(stage) {
    const manager = yield* stage.given('User', stage.minimal('User'), 'given manager');
    const values = { department: stage.name('tours'), manager: { value: manager.id } };
    const body = stage.minimal('User', {
      schemas: [stage.model('User')!.base.id, schemaUris.enterpriseUser],
      [schemaUris.enterpriseUser]: values,
    });
    const user = yield* stage.given('User', body);
    yield* used(stage, user, { written: `${enterprise}department`, path: `${enterprise}department` });
    const path = `${enterprise}manager.value`;
    yield get(`choose ${path}`, withQuery(user.path, { attributes: path }));
    if (stage.has('filter')) yield searched(stage, `filter ${path}`, `${path} eq ${literal(manager.id)}`);
  },
  judge(judgement) {
    const department = `${enterprise}department`;
    judgeUsed(judgement, 'RFC7644-3.10-1', { written: department, path: department });
    const path = `${enterprise}manager.value`;
    const filter = judgement.maybe(`filter ${path}`);
    // A target may leave out comparisons that it does not support (RFC 7644 section 3.12, `invalidFilter`).
    if (filter !== undefined && isRefusal(filter))
      judgement.value(
        'RFC7644-3.10-1',
        `choose ${path}`,
        path,
        valueAt(judgement.one('given User').request.body, path)!,
      );
    else judgeUsed(judgement, 'RFC7644-3.10-1', { written: path, path }, true);
  },
});
