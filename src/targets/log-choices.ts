import type { DialectSpecification } from '../audit/dialects/specification.ts';
import { type JsonValue, parseJson, resolvePointer } from '../kernel/index.ts';
import type { AuthorizerMeans } from './credential.ts';
import { LogFault } from './log-fault.ts';
import { questionParameters, withQuery } from './log-question.ts';
import { patientRead } from './retry-after.ts';
import type { ChoicesQuery, LogChoices } from './target.ts';
import type { LogSetup } from './target-setup.ts';

/** Characters of a refusal that is kept. */
const keptError = 2_000;

/** What it takes to ask for choices. */
export interface ChoicesAccess {
  readonly setup: LogSetup;
  readonly specification: DialectSpecification;
  readonly means: AuthorizerMeans;
  readonly authorization: Readonly<Record<string, string>>;
}

/**
 * Asks what is offered in a filter. A refusal (4xx) offers nothing.
 * @throws ScimulateError `LOG_SOURCE_UNREACHABLE` or, when what comes is no list of texts, `LOG_SOURCE_CHOICES`
 */
export async function readChoices(access: ChoicesAccess, query: ChoicesQuery): Promise<LogChoices> {
  const { setup, specification, means, authorization } = access;
  const door = setup.source.choices![query.filter]!;
  const parameters = questionParameters(setup.source, specification, { filters: query.filters });
  if (setup.source.limit !== undefined) parameters.delete(setup.source.limit.parameter);
  const url = withQuery(setup.choiceUrls!.get(choiceKey(query.tenant, query.filter))!, parameters);
  const headers = { Accept: 'application/json', ...setup.headers, ...authorization };
  const fault = new LogFault(specification.dialect, `GET ${url}`, (text) => means.secrets.redact(text), setup.place);
  const response = await patientRead(means, { method: 'GET', url, headers, body: '' });
  if ('failure' in response) throw fault.error('UNREACHABLE', `${response.failure.code}: ${response.failure.message}`);
  const { status, body } = response;
  if (status >= 400 && status < 500)
    return { status, choices: [], error: means.secrets.redact(body).slice(0, keptError) };
  const document = parseJson(body) ?? null;
  const items = resolvePointer(document, door.choices);
  const choices = (Array.isArray(items) ? (items as readonly JsonValue[]) : []).map((item) =>
    door.text === undefined ? item : resolvePointer(item, door.text),
  );
  const texts = choices.filter((choice) => typeof choice === 'string');
  if (!Array.isArray(items) || texts.length < choices.length) {
    const message = `there is no list of texts at "${door.choices}"; the status is ${status}: ${fault.excerpt(body)}`;
    throw fault.error('CHOICES', message, 'correct "choices".');
  }
  return { status, choices: texts };
}

/** Key of `LogSetup.choiceUrls`. */
export function choiceKey(tenant: string, filter: string): string {
  return JSON.stringify([tenant, filter]);
}
