import { schemaUris } from '../../../scim/index.ts';
import type { ProbeRequest, SeenExchange, Stimulus } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  agrees,
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
  succeeded,
  swapCase,
  textAt,
  valueAt,
  withQuery,
} from '../kit/index.ts';

/** A name of an attribute as a client may write it, and where its value stands in a representation. */
interface Notation {
  readonly written: string;
  readonly path: string;
}

/**
 * Uses a name in every place that takes one: a choice of attributes, a filter, the path of a PATCH operation. Where
 * there is a usual name it is tried too, since what that does not bring about says nothing of other ways of writing it.
 */
function* used(stage: Stage, user: Created, { written, path }: Notation): Stimulus {
  const names = written === path ? [['as', written] as const] : [['as', written] as const, ['control', path] as const];
  const value = textAt(user.sent, path);
  for (const [kind, name] of names) {
    const label = (use: string): string => `${use} ${kind} ${written}`;
    yield get(label('choose'), withQuery(user.path, { attributes: name }));
    if (stage.has('filter') && value !== undefined)
      yield searched(stage, label('filter'), `${name} eq ${literal(value)}`);
  }
  if (!stage.has('patch')) return;
  for (const [kind, name] of names.toReversed()) {
    const label = (use: string): string => `${use} ${kind} ${written}`;
    yield patch(label('modify'), user.path, [{ op: 'replace', path: name, value: changed(kind, written) }]);
    yield get(label('modified'), user.path);
  }
}

function searched(stage: Stage, label: string, filter: string): ProbeRequest {
  return search(label, stage.endpoint('User'), filter);
}

function changed(kind: string, written: string): string {
  return `Changed ${kind} ${written.length}`;
}

/** Whether a target understood a name in each of the places. */
function judgeUsed(judgement: Judgement, requirement: string, notation: Notation): void {
  const { written, path } = notation;
  const given = judgement.one('given User');
  const value = valueAt(given.request.body, path)!;
  const id = textAt(given.response.body, 'id');
  const chooses = (exchange: SeenExchange): boolean =>
    succeeded(exchange) && agrees(value, valueAt(exchange.response.body, path));
  const finds = (exchange: SeenExchange): boolean =>
    resourcesOf(exchange.response.body).some((each) => textAt(each, 'id') === id);
  const modifies = (kind: string, exchange: SeenExchange): boolean =>
    succeeded(exchange) &&
    agrees(changed(kind, written), valueAt(judgement.one(`modified ${kind} ${written}`).response.body, path));

  const uses = { choose: () => chooses, filter: () => finds, modify: (kind: string) => modifies.bind(undefined, kind) };
  for (const [use, holdsFor] of Object.entries(uses)) {
    const exchange = judgement.maybe(`${use} as ${written}`);
    if (exchange === undefined) continue;
    const control = judgement.maybe(`${use} control ${written}`);
    if (control !== undefined && !holdsFor('control')(control)) {
      judgement.skip(requirement, `${use} with the usual name ${path} has no effect either`);
      continue;
    }
    // A target may leave out comparisons (RFC 7644 section 3.12, `invalidFilter`).
    if (use === 'filter' && control === undefined && isRefusal(exchange)) continue;
    const holds = holdsFor('as')(exchange);
    const message = `expected ${use} to understand ${quote(written)}, got ${came(exchange)} ${holds ? 'with' : 'without'} its effect`;
    judgement.check(requirement, holds, message, exchange);
  }
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
    yield get(`choose as ${path}`, withQuery(user.path, { attributes: path }));
    if (stage.has('filter')) yield searched(stage, `filter as ${path}`, `${path} eq ${literal(manager.id)}`);
  },
  judge(judgement) {
    const department = `${enterprise}department`;
    judgeUsed(judgement, 'RFC7644-3.10-1', { written: department, path: department });
    const path = `${enterprise}manager.value`;
    judgeUsed(judgement, 'RFC7644-3.10-1', { written: path, path });
  },
});
