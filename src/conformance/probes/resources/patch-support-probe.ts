import { quote } from '../../wording.ts';
import { fixedProbe, get, patch, valueAt } from '../kit/index.ts';

/** Support for PATCH (RFC 7644 section 3.5). */
export const patchSupport = fixedProbe({
  id: 'resources/patch-support',
  title: 'PATCH is supported, and the configuration says so',
  requirements: ['RFC7644-3.5-2'],
  *stimulate(stage) {
    yield get('configuration', '/ServiceProviderConfig');
    if (!stage.has('patch')) return;
    const user = yield* stage.given('User');
    yield patch('modify', user.path, [{ op: 'replace', path: 'externalId', value: stage.name('external') }]);
  },
  judge(judgement) {
    const configuration = judgement.one('configuration');
    if (!judgement.founded(configuration, 'RFC7644-3.5-2')) return;
    const supported = valueAt(configuration.response.body, 'patch.supported');
    const message = `expected patch.supported true, got ${quote(supported)}`;
    judgement.check('RFC7644-3.5-2', supported === true, message, configuration);
    if (judgement.maybe('modify') !== undefined) judgement.succeeds('RFC7644-3.5-2', 'modify');
  },
});
