import { came, fixedProbe, get, keyword } from '../kit/index.ts';

/** A version of the protocol that there will not be for long (RFC 7644 sections 3.12 and 3.13). */
export const unknownVersion = fixedProbe({
  id: 'resources/unknown-version',
  title: 'A URL that asks for an unknown version of the protocol is refused for that reason',
  requirements: ['RFC7644-3.12-s'],
  *stimulate() {
    yield get('other path', '/x99/ServiceProviderConfig');
    yield get('other version', '/v99/ServiceProviderConfig');
  },
  judge(judgement) {
    const [path, version] = [judgement.one('other path'), judgement.one('other version')];
    // Where the base URI names a version already, or there are none in URLs, this is but a path that does not exist.
    if (came(path) === came(version))
      judgement.skip('RFC7644-3.12-s', `a version below the base URI is answered as any path is, with ${came(path)}`);
    else keyword(judgement, 'RFC7644-3.12-s', version, 'invalidVers');
  },
});
