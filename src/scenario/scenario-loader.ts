import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { messageOf, ScimulateError } from '../kernel/index.ts';
import type { GroupDeclaration, PersonDeclaration, ReadDepth, Scenario } from './scenario.ts';
import { below, readScenarioDocument, type ScenarioDocument, scenarioFault } from './scenario-document.ts';
import { type References, ScenarioVocabulary } from './scenario-vocabulary.ts';
import { StepReader } from './step-reader.ts';

const extensions = new Set(['.yaml', '.yml']);

/**
 * Loads scenarios from files and folders, in the given order; those of a folder by name, without its subfolders.
 * @param references names that scenarios may refer to.
 * @throws ScimulateError `SCENARIO_UNREADABLE` for a path without a scenario, `SCENARIO_INVALID` or
 * `REQUIREMENT_UNKNOWN` with file, line and column for the first fault.
 */
export function loadScenarios(paths: readonly string[], references: References = {}): Scenario[] {
  const byName = new Map<string, Scenario>();
  for (const file of paths.flatMap(scenarioFiles)) {
    const document = readScenarioDocument(readText(file), file);
    const scenario = toScenario(document, file, references);
    const other = byName.get(scenario.name);
    if (other !== undefined) {
      throw scenarioFault(
        document,
        '/scenario',
        `${other.file} has the same name.`,
        'give each scenario a name of its own.',
      );
    }
    byName.set(scenario.name, scenario);
  }
  return [...byName.values()];
}

/** Reads one scenario from its text. `file` is what errors call it. @throws as `loadScenarios`. */
export function parseScenario(text: string, file: string, references: References = {}): Scenario {
  return toScenario(readScenarioDocument(text, file), file, references);
}

function toScenario(document: ScenarioDocument, file: string, references: References): Scenario {
  const { content } = document;
  const expected = basename(file, extname(file));
  if (content.scenario !== expected) {
    throw scenarioFault(
      document,
      '/scenario',
      `the scenario is called "${content.scenario}", its file "${expected}".`,
      'use one name for both.',
    );
  }
  const vocabulary = new ScenarioVocabulary(document, references);
  vocabulary.knownProfile();
  const people = declarations<PersonDeclaration>(content.people);
  for (const [name, declaration] of people) {
    const { userName, email } = declaration;
    vocabulary.texts({ ...declaration }, below('/people', name), 'declaration');
    vocabulary.namespaced(userName, below('/people', name, 'userName'));
    vocabulary.namespaced(email, below('/people', name, 'email'));
  }
  const groups = declarations<GroupDeclaration>(content.groups);
  for (const [name, { displayName }] of groups) {
    vocabulary.texts(displayName, below('/groups', name, 'displayName'), 'declaration');
    vocabulary.namespaced(displayName, below('/groups', name, 'displayName'));
  }
  const { reads = 'basic' } = content;
  return {
    name: content.scenario,
    title: content.title,
    ...(content.profile === undefined ? {} : { profile: content.profile }),
    people,
    groups,
    reads: new Map<string, ReadDepth>(typeof reads === 'string' ? [] : Object.entries(reads)),
    otherReads: typeof reads === 'string' ? reads : 'basic',
    steps: new StepReader(document, vocabulary).steps(content.steps, '/steps'),
    file,
  };
}

function declarations<Declaration extends object>(
  entries: Readonly<Record<string, Declaration | null>> = {},
): Map<string, Declaration | Record<string, never>> {
  return new Map(Object.entries(entries).map(([name, declaration]) => [name, declaration ?? {}]));
}

function scenarioFiles(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path).filter((name) => extensions.has(extname(name)));
    if (names.length > 0) return names.toSorted().map((name) => join(path, name));
  } catch (error) {
    throw unreadable(path, messageOf(error), error);
  }
  throw unreadable(path, 'the folder holds no .yaml file');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadable(file, messageOf(error), error);
  }
}

function unreadable(path: string, reason: string, cause?: unknown): ScimulateError {
  return new ScimulateError('SCENARIO_UNREADABLE', `no scenario can be read: ${reason}.`, {
    place: { file: path },
    mend: 'name a scenario file, or a folder with some.',
    cause,
  });
}
