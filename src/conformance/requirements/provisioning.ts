import type { Level, Requirement } from '../verdict.ts';

const document = 'Provisioning logs (IDaaS)';

function requirement(id: string, level: Level, section: string, text: string): Requirement {
  return { id, level, text, source: { document, section } };
}

/** What the published description of provisioning logs promises its readers. */
export const provisioningRequirements: readonly Requirement[] = [
  requirement(
    'PRV-SCOPE-1',
    'MUST',
    'Provisioning logs',
    'Synchronizations from an identity provider and pushes to an application are in the provisioning logs; changes over OpenAPI and what an application pulls are in the management or user logs; what is not supported is refused with a clear error.',
  ),
  requirement(
    'PRV-SCOPE-2',
    'MUST',
    'Provisioning logs, Note',
    'An operation may be in the provisioning logs and in the management or user logs; it is never in neither.',
  ),
  requirement(
    'PRV-TASK-1',
    'MUST',
    'Task execution',
    'One operation that synchronizes several entries makes one task that holds all of their log entries.',
  ),
  requirement(
    'PRV-TASK-2',
    'MUST',
    'Task creation triggers',
    'A batch import from an identity provider and a one-time batch push to an application make a task; a single change, either way, makes an entry and no task.',
  ),
  requirement(
    'PRV-COL-TASK',
    'MUST',
    'Task execution',
    'A task shows direction, trigger module and its name, start and end time, trigger method, status, status description and its actions.',
  ),
  requirement(
    'PRV-STATUS-1',
    'MUST',
    'Provisioning task statuses',
    'A task is successful when all of its requests succeeded, failed when all failed, partially succeeded when some failed, running while in progress, and in its initial state when an exception kept it from starting.',
  ),
  requirement(
    'PRV-STATUS-2',
    'MUST',
    'Task execution',
    'A partially succeeded task says how many organizations and how many accounts failed, and so many of its entries did.',
  ),
  requirement(
    'PRV-STATUS-3',
    'SHOULD',
    'Provisioning task statuses',
    'A task goes from its initial state to running to one terminal state; its end time is set then and not before, and lies no earlier than its start.',
  ),
  requirement(
    'PRV-STATUS-4',
    'MUST',
    'Provisioning task statuses',
    'While a task is running the list is refreshed every 5 seconds.',
  ),
  requirement(
    'PRV-RETRIG-1',
    'MUST',
    'Task execution',
    'A task can be triggered again, also from its initial state; the new run has a record of its own.',
  ),
  requirement(
    'PRV-RETRIG-2',
    'MUST',
    'Log details',
    'Triggering again after a partial failure makes no second object of what is in the target already.',
  ),
  requirement(
    'PRV-FILTER-TASK',
    'MUST',
    'Task execution',
    'Tasks can be filtered by time range, direction and status.',
  ),
  requirement(
    'PRV-COL-ENTRY',
    'MUST',
    'Log details',
    'An entry shows time, direction, trigger module and its name, trigger method, synced object, sync type and status.',
  ),
  requirement(
    'PRV-FILTER-ENTRY',
    'MUST',
    'Log details',
    'Entries can be filtered by time range, direction, status and related task, and searched.',
  ),
  requirement('PRV-REASON-1', 'MUST', 'Log details', 'A failed entry gives the reason for the failure.'),
  requirement(
    'PRV-FIX-1',
    'MUST',
    'Log details',
    'After the data were corrected in the target, or the source triggers again, the next run succeeds, and the log shows both.',
  ),
];
