import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { folderWith, scimulate, type Finished } from './command-line.ts';

/** Small enough to run several times. */
const stories = ['okta-lifecycle', 'entra-lifecycle'];

function check(folder: string, seed: number): Promise<Finished> {
  return scimulate(['check', ...stories, '--seed', String(seed), '--report', folder]);
}

test('the same seed writes the same bytes, another seed others', async () => {
  const [first, second, third] = [folderWith(), folderWith(), folderWith()];
  const finished = [await check(first, 7), await check(second, 7), await check(third, 8)];
  expect(finished.map(({ code }) => code)).toEqual([0, 0, 0]);
  for (const name of ['history.ndjson', 'verdicts.json']) {
    const text = readFileSync(join(first, name), 'utf8');
    expect(readFileSync(join(second, name), 'utf8')).toBe(text);
    expect(readFileSync(join(third, name), 'utf8')).not.toBe(text);
  }
});

test('judge gives the same verdicts again from the history alone', async () => {
  const folder = folderWith();
  await check(folder, 7);
  const { code, out } = await scimulate(['judge', join(folder, 'history.ndjson'), '--json'], { cwd: folder });
  expect(out).toBe(readFileSync(join(folder, 'verdicts.json'), 'utf8'));
  expect(code).toBe(0);
});

test('verdicts.json fits its published schema, junit.xml holds a test a verdict', async () => {
  const folder = folderWith();
  await check(folder, 7);
  const { out } = await scimulate(['schema', 'verdicts']);
  const document = JSON.parse(readFileSync(join(folder, 'verdicts.json'), 'utf8')) as { verdicts: unknown[] };
  const validate = new Ajv2020.default().compile(JSON.parse(out) as object);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  const junit = readFileSync(join(folder, 'junit.xml'), 'utf8');
  expect(junit.match(/<testcase /gu)).toHaveLength(document.verdicts.length + 1);
});

test('without a terminal there are no colours, and the scorecard names every group', async () => {
  const { out, err, code } = await check(folderWith(), 7);
  expect(out + err).not.toContain('\u001B[');
  expect(out).toMatch(/SCIM request log +\d+/u);
  expect(out).toMatch(/^conforming/mu);
  expect(code).toBe(0);
});
