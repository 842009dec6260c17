import { parseDuration, parseTimeOfDay } from './duration.ts';
import type {
  AdminTemplate,
  ClockMove,
  LogReadTemplate,
  ProfileStep,
  RequestTemplate,
  Step,
  StepAction,
} from './scenario.ts';
import { below, type ScenarioDocument } from './scenario-document.ts';
import type {
  AdminEntry,
  ExpectationEntry,
  ReadLogEntry,
  RepeatEntry,
  RequestEntry,
  StepBodies,
  StepEntry,
} from './scenario-file.ts';
import type { ScenarioVocabulary, Scope } from './scenario-vocabulary.ts';

/** Turns the steps of a file into what the runner plays, checking every name on the way. */
export class StepReader {
  readonly #document: ScenarioDocument;
  readonly #vocabulary: ScenarioVocabulary;

  constructor(document: ScenarioDocument, vocabulary: ScenarioVocabulary) {
    this.#document = document;
    this.#vocabulary = vocabulary;
  }

  /** @throws ScimulateError `SCENARIO_INVALID` or `REQUIREMENT_UNKNOWN` at the first name that stands for nothing. */
  steps(entries: readonly StepEntry[], pointer: string, scope: Scope = 'step'): Step[] {
    return entries.map((entry, index) => {
      const at = below(pointer, index);
      return { ...this.#action(entry, at, scope), place: this.#document.place(at) };
    });
  }

  #action(entry: StepEntry, at: string, scope: Scope): StepAction {
    const bodies: Partial<StepBodies> = entry === 'test-connection' ? { 'test-connection': {} } : entry;
    const [kind = ''] = Object.keys(bodies);
    const pointer = entry === 'test-connection' ? at : below(at, kind);
    if (bodies.request !== undefined)
      return { kind: 'request', request: this.#request(bodies.request, pointer, scope) };
    if (bodies.admin !== undefined) return { kind: 'admin', admin: this.#admin(bodies.admin, pointer, scope) };
    if (bodies.repeat !== undefined) return this.#repeat(bodies.repeat, pointer, scope);
    if (bodies.clock !== undefined) return { kind: 'clock', move: clockMove(bodies.clock) };
    if (bodies['read-log'] !== undefined)
      return { kind: 'read-log', read: this.#readLog(bodies['read-log'], pointer, scope) };
    if (bodies.probes !== undefined) {
      bodies.probes.forEach((name, index) => this.#vocabulary.probe(name, below(pointer, index)));
      return { kind: 'probes', chosen: bodies.probes };
    }
    this.#vocabulary.profile(pointer);
    return this.#profileStep(bodies, pointer, scope);
  }

  #profileStep(bodies: Partial<StepBodies>, pointer: string, scope: Scope): ProfileStep {
    for (const kind of ['create-user', 'deactivate-user', 'reactivate-user', 'delete-user'] as const) {
      const body = bodies[kind];
      if (body !== undefined) return { kind, user: this.#user(body, pointer), credential: credentialOf(body) };
    }
    for (const kind of ['create-group', 'delete-group'] as const) {
      const body = bodies[kind];
      if (body !== undefined) return { kind, group: this.#group(body, pointer), credential: credentialOf(body) };
    }
    for (const kind of ['add-members', 'remove-members'] as const) {
      const body = bodies[kind];
      if (body === undefined) continue;
      body.members.forEach((member, index) => this.#vocabulary.person(member, below(pointer, 'members', index)));
      return { kind, group: this.#group(body, pointer), members: body.members, credential: credentialOf(body) };
    }
    const rename = bodies['rename-group'];
    if (rename !== undefined) {
      this.#vocabulary.texts(rename.displayName, below(pointer, 'displayName'), scope);
      this.#vocabulary.namespaced(rename.displayName, below(pointer, 'displayName'));
      return {
        kind: 'rename-group',
        group: this.#group(rename, pointer),
        displayName: rename.displayName,
        credential: credentialOf(rename),
      };
    }
    const update = bodies['update-user'];
    if (update === undefined) return { kind: 'test-connection', credential: credentialOf(bodies['test-connection']) };
    const { user: _user, credential: _credential, ...changes } = update;
    this.#vocabulary.texts(changes, pointer, scope);
    for (const name of ['userName', 'email']) this.#vocabulary.namespaced(changes[name], below(pointer, name));
    return { kind: 'update-user', user: this.#user(update, pointer), changes, credential: credentialOf(update) };
  }

  #user(body: string | { readonly user: string }, pointer: string): string {
    const name = typeof body === 'string' ? body : body.user;
    this.#vocabulary.person(name, typeof body === 'string' ? pointer : below(pointer, 'user'));
    return name;
  }

  #group(body: string | { readonly group: string }, pointer: string): string {
    const name = typeof body === 'string' ? body : body.group;
    this.#vocabulary.group(name, typeof body === 'string' ? pointer : below(pointer, 'group'));
    return name;
  }

  #request(entry: RequestEntry, pointer: string, scope: Scope): RequestTemplate {
    const { capture = {}, expect = [], query = {}, headers = {}, ...rest } = entry;
    for (const part of ['name', 'path', 'query', 'headers', 'body'] as const) {
      this.#vocabulary.texts(entry[part], below(pointer, part), scope);
    }
    for (const name of Object.keys(capture)) this.#vocabulary.capture(name, below(pointer, 'capture', name));
    expect.forEach((expectation, index) => {
      const at = below(pointer, 'expect', index);
      this.#vocabulary.requirement(expectation.requirement, below(at, 'requirement'));
      this.#vocabulary.texts(expectation.body, below(at, 'body'), scope);
    });
    return { ...rest, query, headers, capture, credential: credentialOf(entry), expect: expect.map(toExpectation) };
  }

  #admin(entry: AdminEntry, pointer: string, scope: Scope): AdminTemplate {
    const { with: parameters = {}, capture = {}, expect = 'success', ...rest } = entry;
    this.#vocabulary.texts(parameters, below(pointer, 'with'), scope);
    for (const name of Object.keys(capture)) this.#vocabulary.capture(name, below(pointer, 'capture', name));
    return { ...rest, parameters, capture, expect };
  }

  #repeat(entry: RepeatEntry, pointer: string, scope: Scope): StepAction {
    this.#vocabulary.texts(entry.over, below(pointer, 'over'), scope);
    const values = entry.over ?? Array.from({ length: entry.times ?? 1 }, (_, index) => index + 1);
    return { kind: 'repeat', values, steps: this.steps(entry.steps, below(pointer, 'steps'), 'repeat') };
  }

  #readLog(entry: ReadLogEntry, pointer: string, scope: Scope): LogReadTemplate {
    const { filters = {}, viewer = 'administrator', between, ...rest } = entry;
    for (const part of ['filters', 'search', 'partition'] as const)
      this.#vocabulary.texts(entry[part], below(pointer, part), scope);
    return {
      ...rest,
      filters,
      viewer,
      purpose: entry.purpose ?? purposeOf(entry),
      ...(between === undefined
        ? {}
        : {
            between: {
              rounds: between.rounds,
              steps: this.steps(between.steps, below(pointer, 'between', 'steps'), scope),
            },
          }),
    };
  }
}

function purposeOf(entry: ReadLogEntry): LogReadTemplate['purpose'] {
  if (entry.viewer !== undefined && entry.viewer !== 'administrator') return 'outsider';
  if (entry.between !== undefined || entry.limit !== undefined) return 'paged';
  return entry.filters === undefined && entry.search === undefined ? 'complete' : 'filtered';
}

function credentialOf(body: string | { readonly credential?: string } | undefined): string {
  return typeof body === 'object' ? (body.credential ?? 'valid') : 'valid';
}

function clockMove(entry: StepBodies['clock']): ClockMove {
  if (entry.to !== undefined) return { action: 'to', timeOfDay: parseTimeOfDay(entry.to) };
  if (entry.step !== undefined) return { action: 'step', milliseconds: parseDuration(entry.step) };
  return { action: 'advance', milliseconds: parseDuration(entry.advance ?? '0s') };
}

function toExpectation({ status, ...rest }: ExpectationEntry): RequestTemplate['expect'][number] {
  return { ...rest, ...(status === undefined ? {} : { status: typeof status === 'number' ? [status] : status }) };
}
