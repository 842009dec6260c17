import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type JsonObject, type JsonValue, seededRandom } from '../../../src/kernel/index.ts';
import { createProfile, type Dialogue, type Profile, profiles } from '../../../src/profiles/index.ts';

interface Fixture {
  readonly profile: string;
  readonly headers: Readonly<Record<string, JsonObject>>;
  readonly cases: readonly FixtureCase[];
}

interface FixtureCase {
  readonly name: string;
  /** The recording or the document that the requests quote. */
  readonly quotes: string;
  readonly action: string;
  readonly arguments: readonly JsonValue[];
  readonly dialogue: readonly (FixtureExchange | { readonly pause: number })[];
  readonly result?: JsonValue;
}

interface FixtureExchange {
  readonly request: JsonObject & { readonly headers: string };
  readonly response: { readonly status: number; readonly body?: JsonObject };
}

const folder = new URL('./fixtures/', import.meta.url);
const fixtures = readdirSync(folder).map((file): Fixture => JSON.parse(readFileSync(new URL(file, folder), 'utf8')));

/** `{ "$pattern": "…" }` stands for any string that matches; everything else for itself. */
function expected(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expected);
  if (typeof value !== 'object' || value === null) return value;
  if ('$pattern' in value && typeof value.$pattern === 'string')
    return expect.stringMatching(new RegExp(value.$pattern, 'u'));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, expected(member)]));
}

/** Names in the order in which they are written, at every depth; equality of objects says nothing of it. */
function order(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(order);
  if (typeof value !== 'object' || value === null || '$pattern' in value) return null;
  return Object.entries(value).map(([name, member]) => [name, order(member)]);
}

function start(profile: Profile, { action, arguments: values }: FixtureCase): Dialogue<unknown> {
  const method: unknown = Reflect.get(profile, action);
  if (typeof method !== 'function') throw new Error(`the profile has no action ${action}`);
  return method.apply(profile, values);
}

describe.each(fixtures.map((fixture) => [fixture.profile, fixture] as const))('%s', (name, fixture) => {
  test.each(fixture.cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const dialogue = start(createProfile(name, seededRandom(7)), one);
    let turn = dialogue.next();
    for (const step of one.dialogue) {
      if ('pause' in step) {
        expect(turn.value).toEqual(step);
        turn = dialogue.next({ status: 0, headers: {}, body: undefined });
        continue;
      }
      const request = { ...step.request, headers: fixture.headers[step.request.headers]! };
      expect(turn.value).toEqual(expected(request));
      expect(order(turn.value)).toEqual(order(request));
      turn = dialogue.next({ status: step.response.status, headers: {}, body: step.response.body });
    }
    expect(turn).toEqual({ done: true, value: one.result });
  });

  test('has a case for every action, and every case says what it quotes', () => {
    const actions = Object.entries(createProfile(name, seededRandom(7))).filter(
      ([, member]) => typeof member === 'function',
    );
    expect(new Set(fixture.cases.map((one) => one.action))).toEqual(new Set(actions.map(([action]) => action)));
    for (const one of fixture.cases) expect(one.quotes).toMatch(/\S/u);
  });
});

test('every profile of the registry has fixtures', () => {
  expect(fixtures.map((fixture) => fixture.profile).toSorted()).toEqual([...profiles.keys()].toSorted());
});
