import type { Level, Requirement } from '../verdict.ts';

const document = 'SCIM Audit Logs (Manage Workspace >> Security >> SCIM Audit Logs), last updated May 13, 2026';

function requirement(id: string, level: Level, section: string, text: string): Requirement {
  return { id, level, text, source: { document, section } };
}

/** What the published description of a SCIM request log promises its readers. */
export const requestsRequirements: readonly Requirement[] = [
  requirement(
    'REQ-ACCESS-1',
    'MUST',
    'Audit logs for SCIM process',
    'Administrators of the workspace read the log. Anybody else is refused and learns nothing of it from the refusal.',
  ),
  requirement(
    'REQ-CAPTURE-1',
    'MUST',
    'Audit logs for SCIM process',
    'Every SCIM request has exactly one entry, whatever it asked for and whatever became of it: reads, writes, searches, bulk and discovery; successful, rejected, unauthenticated, malformed and timed-out ones.',
  ),
  requirement(
    'REQ-CAPTURE-2',
    'MUST',
    'Audit logs for SCIM process',
    'Each entry tells how the system handled the request.',
  ),
  requirement(
    'REQ-COL-1',
    'MUST',
    'SCIM Log Columns, 1. Request ID',
    'The request ID differs from that of every other entry, and the client is given the same value with the response.',
  ),
  requirement(
    'REQ-COL-2',
    'MUST',
    'SCIM Log Columns, 2. Time',
    'The time is when the request was made, date and time of day to the millisecond, and entries are ordered by it.',
  ),
  requirement(
    'REQ-COL-3',
    'MUST',
    'SCIM Log Columns, 3. Status',
    'The status is success or failure, in agreement with the status code: 4xx and 5xx are failures, what is below succeeds.',
  ),
  requirement(
    'REQ-COL-4',
    'MUST',
    'SCIM Log Columns, 3. Status',
    'An entry of a failed request carries the error message.',
  ),
  requirement('REQ-COL-5', 'MUST', 'SCIM Log Columns, 4. HTTP Method', 'The HTTP method stands there as it was sent.'),
  requirement(
    'REQ-COL-6',
    'MUST',
    'SCIM Log Columns, 5. Endpoint',
    'The endpoint is the path that was called, below the SCIM base URI and without the query.',
  ),
  requirement(
    'REQ-COL-7',
    'MUST',
    'SCIM Log Columns, 6. Query Parameter',
    'All query parameters stand there as they were sent, so that they can be decoded; nothing where there were none.',
  ),
  requirement(
    'REQ-COL-8',
    'MUST',
    'SCIM Log Columns, 7. Status Code',
    'The HTTP status code is the one that the client received.',
  ),
  requirement(
    'REQ-COL-9',
    'MUST',
    'SCIM Log Columns, 8. Response',
    'The body of the response stands there in full, secrets masked.',
  ),
  requirement(
    'REQ-COL-10',
    'MUST',
    'SCIM Log Columns, 9. Request',
    'Method, headers and payload of the request stand there in full, secrets masked.',
  ),
  requirement(
    'REQ-SECRET-1',
    'EXT',
    'SCIM Log Columns, 8. Response and 9. Request',
    'No credential can be read anywhere in the log: bearer tokens, client secrets, password attributes, cookies.',
  ),
  requirement(
    'REQ-FILTER-START',
    'MUST',
    'Filter, 1. Start date',
    'A start date keeps the entries of that day and of later days, and no others.',
  ),
  requirement(
    'REQ-FILTER-END',
    'MUST',
    'Filter, 2. End date',
    'An end date keeps the entries of that day, to its last millisecond, and of earlier days, and no others.',
  ),
  requirement(
    'REQ-FILTER-METHOD',
    'MUST',
    'Filter, 3. HTTP Method',
    'The entries can be narrowed to one of GET, PUT, POST, PATCH and DELETE; All keeps every entry.',
  ),
  requirement(
    'REQ-FILTER-TYPE',
    'MUST',
    'Filter, 4. Resource Type',
    'The entries can be narrowed to requests on Users, Groups, Me or Bulk; All keeps every entry.',
  ),
  requirement(
    'REQ-FILTER-ENDPOINT',
    'MUST',
    'Filter, 5. EndPoint',
    'The entries can be narrowed to requests on one endpoint path.',
  ),
  requirement(
    'REQ-FILTER-STATUS',
    'MUST',
    'Filter, 6. Status',
    'The entries can be narrowed to successful or to failed requests; All keeps every entry.',
  ),
  requirement(
    'REQ-FILTER-AND',
    'MUST',
    'Filter, closing paragraph',
    'Filters given together keep just the entries that each of them keeps.',
  ),
  requirement(
    'REQ-FILTER-APPLY',
    'MUST',
    'Filter, closing paragraph',
    'Filters act once they are applied: before, every entry is shown; after, only those that match.',
  ),
  requirement(
    'REQ-FILTER-RESET',
    'MUST',
    'Filter, 7. Reset',
    'Clearing the filters gives back every entry that was shown before they were applied.',
  ),
  requirement(
    'REQ-FILTER-BAD',
    'EXT',
    'Filter',
    'A filter that cannot be meant (an end before the start, an unknown method, a date that is none) is refused with an error and gives no entries.',
  ),
];
