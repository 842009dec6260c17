import type { SeenExchange } from '../../probe.ts';
import {
  fixedProbe,
  get,
  type Judgement,
  patch,
  post,
  put,
  remove,
  resourcesOf,
  sameValue,
  textAt,
} from '../kit/index.ts';

/**
 * A delete of what clients live by is not tried: on a target that wrongly carries it out there would be no way back.
 * What is tried gives everything the value that it has already; a schema of the probe's own is deleted again.
 */
export const readOnlyDiscovery = fixedProbe({
  id: 'discovery/read-only',
  title: 'No client changes the configuration, the resource types or the schemas',
  requirements: ['RFC7643-5-h', 'RFC7644-4-c'],
  *stimulate(stage) {
    const configuration = yield get('configuration', '/ServiceProviderConfig');
    if (configuration.body !== undefined) {
      yield put('write configuration', '/ServiceProviderConfig', configuration.body);
      yield post('write configuration', '/ServiceProviderConfig', configuration.body);
      const supported = [{ op: 'replace', path: 'patch.supported', value: true }];
      yield patch('write configuration', '/ServiceProviderConfig', supported);
      yield get('configuration after', '/ServiceProviderConfig');
    }
    for (const endpoint of ['/ResourceTypes', '/Schemas']) {
      const list = yield get(`list ${endpoint}`, endpoint);
      const [first] = resourcesOf(list.body);
      const id = textAt(first, 'id') ?? textAt(first, 'name');
      if (first === undefined || id === undefined) continue;
      const own = `urn:example:${stage.name('schema')}`;
      yield post('write', endpoint, { ...first, id: own, name: stage.name('schema') });
      const path = `${endpoint}/${id}`;
      yield put('write', path, first);
      yield patch('write', path, [{ op: 'replace', path: 'description', value: textAt(first, 'description') ?? '' }]);
      yield remove('write', `${endpoint}/${own}`);
      yield get(`list ${endpoint} after`, endpoint);
    }
  },
  judge(judgement) {
    if (judgement.founded('configuration', 'RFC7643-5-h')) {
      for (const exchange of judgement.all('write configuration')) judgement.refused('RFC7643-5-h', exchange);
      unchanged(judgement, 'RFC7643-5-h', judgement.one('configuration'), judgement.maybe('configuration after'));
    }
    for (const endpoint of ['/ResourceTypes', '/Schemas']) {
      const before = judgement.one(`list ${endpoint}`);
      if (!judgement.founded(before, 'RFC7644-4-c')) continue;
      unchanged(judgement, 'RFC7644-4-c', before, judgement.maybe(`list ${endpoint} after`));
    }
    for (const exchange of judgement.all('write')) judgement.refused('RFC7644-4-c', exchange);
  },
});

function unchanged(
  judgement: Judgement,
  requirement: string,
  before: SeenExchange,
  after: SeenExchange | undefined,
): void {
  if (after === undefined) {
    judgement.skip(requirement, 'there is nothing that could be changed');
    return;
  }
  const same = sameValue(before.response.body, after.response.body);
  const message = `expected no change, got ${same ? 'none' : 'another representation'}`;
  judgement.check(requirement, same, message, after);
}
