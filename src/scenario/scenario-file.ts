import type { JsonObject, JsonValue } from '../kernel/index.ts';
import type { LogReadLine } from '../history/index.ts';
import type { GroupDeclaration, PersonDeclaration, ReadDepth } from './scenario.ts';

/** A scenario file as the schema lets it through. */
export interface ScenarioFile {
  readonly scenario: string;
  readonly title: string;
  readonly profile?: string;
  readonly people?: Readonly<Record<string, PersonDeclaration | null>>;
  readonly groups?: Readonly<Record<string, GroupDeclaration | null>>;
  readonly reads?: ReadDepth | Readonly<Record<string, ReadDepth>>;
  readonly steps: readonly StepEntry[];
}

interface WithCredential {
  readonly credential?: string;
}

type UserSubject = string | ({ readonly user: string } & WithCredential);
type GroupSubject = string | ({ readonly group: string } & WithCredential);
type Membership = { readonly group: string; readonly members: readonly string[] } & WithCredential;

/** The name of a step that needs nothing else, or an object with the step's name as its only key. */
export type StepEntry = 'test-connection' | Partial<StepBodies>;

/** What stands under each step's name. */
export interface StepBodies {
  readonly 'test-connection': WithCredential;
  readonly 'create-user': UserSubject;
  readonly 'update-user': { readonly user: string } & WithCredential & Readonly<Record<string, string>>;
  readonly 'deactivate-user': UserSubject;
  readonly 'reactivate-user': UserSubject;
  readonly 'delete-user': UserSubject;
  readonly 'create-group': GroupSubject;
  readonly 'rename-group': { readonly group: string; readonly displayName: string } & WithCredential;
  readonly 'add-members': Membership;
  readonly 'remove-members': Membership;
  readonly 'delete-group': GroupSubject;
  readonly request: RequestEntry;
  readonly admin: AdminEntry;
  readonly repeat: RepeatEntry;
  readonly clock: { readonly advance?: string; readonly to?: string; readonly step?: string };
  readonly 'read-log': ReadLogEntry;
  readonly probes: readonly string[];
}

export interface AdminEntry {
  readonly action: string;
  readonly with?: JsonObject;
  readonly as?: string;
  readonly tenant?: string;
  readonly gives?: string;
  readonly capture?: Readonly<Record<string, string>>;
  readonly expect?: 'success' | 'unchanged' | 'refused';
}

export interface RepeatEntry {
  readonly times?: number;
  readonly over?: readonly JsonValue[];
  readonly steps: readonly StepEntry[];
}

export interface RequestEntry extends WithCredential {
  readonly name?: string;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, JsonValue>>;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: JsonValue;
  readonly tenant?: string;
  readonly capture?: Readonly<Record<string, string>>;
  readonly expect?: readonly ExpectationEntry[];
}

export interface ExpectationEntry {
  readonly requirement: string;
  readonly status?: number | readonly number[];
  readonly body?: Readonly<Record<string, JsonValue>>;
  readonly absent?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ReadLogEntry {
  readonly log: string;
  readonly purpose?: LogReadLine['purpose'];
  readonly viewer?: string;
  readonly filters?: Readonly<Record<string, string>>;
  readonly search?: string;
  readonly partition?: string;
  readonly zone?: string;
  readonly tenant?: string;
  readonly limit?: number;
  readonly between?: { readonly rounds: number; readonly steps: readonly StepEntry[] };
}
