import { expect, test } from 'vitest';
import { type Direction, readSources, wrongWayImports } from './imports.ts';

const specification = 'audit/dialects/specification.ts';

/** Who may import whom. `conformance` never sees the simulator: ours is one more target. */
const direction: Direction = {
  kernel: [],
  scim: ['kernel'],
  directory: ['kernel', 'scim'],
  audit: ['kernel'],
  organization: ['kernel'],
  provisioning: ['kernel', 'scim', 'directory'],
  simulator: ['kernel', 'scim', 'directory', 'audit', 'organization', 'provisioning'],
  history: ['kernel', specification],
  profiles: ['kernel', 'scim'],
  targets: ['kernel', 'history', specification],
  scenario: ['kernel', 'history', 'profiles', 'targets', 'conformance', specification],
  conformance: ['kernel', 'scim', 'history', specification],
  reporters: ['kernel', 'conformance', 'history'],
  cli: [
    'kernel',
    'scim',
    'directory',
    'audit',
    'simulator',
    'history',
    'profiles',
    'targets',
    'scenario',
    'conformance',
    'reporters',
  ],
};

const sources = readSources('.', 'src');

test('imports go one way', () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(wrongWayImports(sources, direction)).toEqual([]);
});

test('every area with a place in the order exists', () => {
  const areas = new Set(sources.map((file) => file.path.split('/')[1]));
  expect(Object.keys(direction).filter((area) => !areas.has(area))).toEqual([]);
});

test.each([
  ['src/kernel/clock.ts', `import { x } from '../audit/record.ts';`, '"kernel" may not import "audit"'],
  [
    'src/conformance/judge.ts',
    `import type { S } from '../simulator/index.ts';`,
    '"conformance" may not import "simulator"',
  ],
  ['src/targets/a.ts', `export { y } from '../audit/index.ts';`, '"targets" may not import "audit"'],
  ['src/scim/a.ts', `const z = await import('../directory/index.ts');`, '"scim" may not import "directory"'],
  ['src/cli/a.ts', `import '../../suites/helper.ts';`, 'outside of src'],
  ['src/extra/a.ts', '', '"extra" has no place'],
])('an import that goes the wrong way is found: %s', (path, text, expected) => {
  expect(wrongWayImports([{ path, text }], direction)).toEqual([expect.stringContaining(expected)]);
});

test('the one file that opens an area lets nothing else through', () => {
  const allowed = { path: 'src/targets/a.ts', text: `import type { D } from '../audit/dialects/specification.ts';` };
  expect(wrongWayImports([allowed], direction)).toEqual([]);
});
