import { type Place, type Random, ScimulateError } from '../kernel/index.ts';
import { createEntraProfile } from './entra.ts';
import { createOktaProfile } from './okta.ts';
import type { Profile, ProfileFactory } from './profile.ts';

/** Every profile by its name. A new one is a file beside this one and a line here. */
export const profiles: ReadonlyMap<string, ProfileFactory> = new Map<string, ProfileFactory>([
  ['entra', (random) => createEntraProfile(random)],
  ['entra-flag', (random) => createEntraProfile(random, { flag: true })],
  ['okta', createOktaProfile],
]);

/**
 * Makes the profile of that name. It draws from a fork of `random`, so that profiles do not disturb each other.
 * @throws ScimulateError `PROFILE_UNKNOWN`, naming those that there are; `place` is where the name was written.
 */
export function createProfile(name: string, random: Random, place?: Place): Profile {
  const factory = profiles.get(name);
  if (factory === undefined) {
    const known = [...profiles.keys()].join(', ');
    throw new ScimulateError('PROFILE_UNKNOWN', `There is no profile ${JSON.stringify(name)}.`, {
      ...(place === undefined ? {} : { place }),
      mend: `Use one of: ${known}.`,
    });
  }
  return factory(random.fork(`profile/${name}`));
}
