import { isText, listOf, member, valueAt } from '../../probes/kit/index.ts';
import type { ProtocolView } from './protocol-view.ts';
import { typedValues } from './typed-values.ts';
import type { UniversalRule } from './universal-condition.ts';

/** The clear text of passwords that requests of the scenario carried, as the history has it. */
function sentPasswords({ exchanges }: ProtocolView): ReadonlySet<string> {
  const found = exchanges.flatMap(({ sent }) => [
    member(sent, 'password'),
    ...listOf(member(sent, 'Operations')).flatMap((operation) => {
      const value = member(operation, 'value');
      const path = member(operation, 'path');
      const isPath = isText(path) && /(?:^|:)password$/iu.test(path);
      return [isPath ? value : undefined, member(value, 'password'), member(member(operation, 'data'), 'password')];
    }),
  ]);
  // A short one could stand in a response by chance.
  return new Set(found.filter(isText).filter((value) => value.length >= 8));
}

/** Passwords (RFC 7643 sections 4.1.1 and 7). */
export const secretRules: readonly UniversalRule[] = [
  {
    name: 'no-password',
    requirements: ['RFC7643-4.1.1-8'],
    clause: 'no response holds a password',
    *examine(view) {
      const passwords = [...sentPasswords(view)];
      if (passwords.length === 0) return;
      for (const exchange of view.exchanges) {
        const headers = Object.values(exchange.line.response?.headers ?? {});
        const leaks = [exchange.text, ...headers].some((text) => passwords.some((each) => text.includes(each)));
        yield { holds: !leaks, message: 'expected no password, got one that was sent', exchange };
      }
      for (const { exchange, resource } of view.sightings) {
        const holds = valueAt(resource, 'password') === undefined;
        yield { holds, message: 'expected no password, got one', exchange };
      }
    },
  },
  {
    name: 'write-only-absent',
    requirements: ['RFC7643-4.1.1-13', 'RFC7643-7-12', 'RFC7643-7-e'],
    // It can only fail: an absence proves nothing before something was there, which probes see to.
    clause: 'attributes that are writeOnly or never returned are in no response',
    *examine(view) {
      for (const { path, definition, exchange } of typedValues(view)) {
        if (definition.mutability === 'writeOnly' || definition.returned === 'never')
          yield { holds: false, message: `expected no ${path}, got one`, exchange };
      }
    },
  },
];
