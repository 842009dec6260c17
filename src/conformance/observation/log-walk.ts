import type { LogEntry, LogReadLine } from '../../history/index.ts';
import type { ScenarioHistory } from '../verdict.ts';

/** An entry in its place in one walk. */
export interface PlacedEntry {
  readonly entry: LogEntry;
  /** Index of the history line that holds it. */
  readonly line: number;
  /** 0, 1, 2 … over all pages of the walk. */
  readonly position: number;
}

/** One reading of a log from its first page to its last. */
export interface LogWalk {
  readonly purpose: LogReadLine['purpose'];
  readonly viewer: string;
  readonly tenant: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly search: string | undefined;
  /** The part of the log that was asked for. */
  readonly partition: string | undefined;
  /** The reader's time zone, where one was named. */
  readonly zone: string | undefined;
  /** In the order in which they were read. */
  readonly pages: readonly { readonly index: number; readonly line: LogReadLine }[];
  readonly entries: readonly PlacedEntry[];
  /** Index of the history line of the first and of the last page. */
  readonly first: number;
  readonly last: number;
  /** The first status that is no success, or that of the first page. */
  readonly status: number;
  /** Every page was given. */
  readonly readable: boolean;
  /** The last page said that nothing follows. */
  readonly finished: boolean;
}

/** Walks through one dialect's log in a scenario, in the order of their first pages. */
export function logWalks(history: ScenarioHistory, dialect: string): LogWalk[] {
  const pages = history.lines.flatMap(({ index, line }) =>
    line.type === 'log-read' && line.dialect === dialect ? [{ index, line }] : [],
  );
  return [...Map.groupBy(pages, (page) => page.line.walk).values()].map(toWalk);
}

function toWalk(unordered: readonly { readonly index: number; readonly line: LogReadLine }[]): LogWalk {
  const pages = unordered.toSorted((left, right) => left.line.page - right.line.page || left.index - right.index);
  const { line, index } = pages[0]!;
  const refused = pages.find((page) => !isSuccess(page.line.status));
  let position = 0;
  return {
    purpose: line.purpose,
    viewer: line.viewer,
    tenant: line.tenant,
    filters: line.filters,
    search: line.search,
    partition: line.partition,
    zone: line.zone,
    pages,
    entries: pages.flatMap((page) =>
      page.line.entries.map((entry) => ({ entry, line: page.index, position: position++ })),
    ),
    first: index,
    last: Math.max(...pages.map((page) => page.index)),
    status: (refused ?? pages[0]!).line.status,
    readable: refused === undefined,
    finished: refused === undefined && !pages.at(-1)!.line.more,
  };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
