import type { RunLine } from '../history/index.ts';
import type { Judgement } from './judge.ts';
import type { Summary } from './summary.ts';
import type { Verdict } from './verdict.ts';

/** What `verdicts.json` holds. */
export interface VerdictsDocument {
  readonly tool: string;
  readonly target: RunLine['target'];
  readonly seed: number;
  readonly summary: Summary;
  readonly verdicts: readonly Verdict[];
}

/** Puts a judgement together with what the run line says of the run. The same history gives the same document. */
export function verdictsDocument({ tool, target, seed }: RunLine, { summary, verdicts }: Judgement): VerdictsDocument {
  return { tool, target: { name: target.name, kind: target.kind }, seed, summary, verdicts };
}

/** A verdicts document as the bytes of `verdicts.json`, ending in a line feed. */
export function verdictsText(document: VerdictsDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

const text = { type: 'string', minLength: 1 } as const;
const level = { enum: ['MUST', 'SHOULD', 'EXT'] } as const;
const outcome = { enum: ['pass', 'fail', 'skip', 'unknown'] } as const;
const whole = { type: 'integer', minimum: 0 } as const;

function closed(properties: Readonly<Record<string, unknown>>, description?: string): Record<string, unknown> {
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

/** JSON Schema (draft 2020-12) of `verdicts.json`. */
export const verdictsSchema: Readonly<Record<string, unknown>> = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:scimulate:schema:verdicts',
  title: 'Verdicts of a scimulate run',
  ...closed({
    tool: { ...text, description: 'Name and version of the program that recorded the run.' },
    target: closed({ name: text, kind: { enum: ['reference', 'external'] } }, 'The system under test.'),
    seed: { type: 'integer', description: 'The seed of everything that was generated.' },
    summary: closed({
      conforming: { type: 'boolean', description: 'No MUST failed, and nothing is undecided.' },
      counts: closed(
        Object.fromEntries(level.enum.map((name) => [name, { $ref: '#/$defs/counts' }])),
        'Requirements by level and outcome.',
      ),
      requirements: {
        type: 'array',
        description: 'The outcome of each requirement over all scenarios: fail before unknown before pass before skip.',
        items: closed({ id: text, level, outcome }),
      },
    }),
    verdicts: { type: 'array', items: { $ref: '#/$defs/verdict' } },
  }),
  $defs: {
    counts: closed(Object.fromEntries(outcome.enum.map((name) => [name, whole]))),
    verdict: closed(
      {
        requirement: text,
        level,
        outcome,
        condition: { ...text, description: 'Id of the condition that decided.' },
        scenario: { ...text, description: 'Name of the scenario, or * for the run as a whole.' },
        message: { ...text, description: 'The clause, what was expected and what came; or the reason of a skip.' },
        evidence: {
          type: 'array',
          items: closed({ line: { ...whole, description: 'Index of a line of the history, from 0.' }, note: text }),
        },
      },
      'What one condition found about one requirement in one scenario.',
    ),
  },
};
