import { quote } from '../../wording.ts';
import { fixedProbe, fragmentAt, get, type Judgement, overlaid, valueAt, type Which } from '../kit/index.ts';
import { optionalText } from './attribute-choice.ts';

const SCIM = 'application/scim+json';

/** Letters with accents, of scripts beside Latin, right to left, and beyond the basic plane. */
const text = 'Zoë Ñandú Łódź 東京 한국어 العربية 🦜';

/** Text beyond ASCII (RFC 7644 section 3.8). */
export const utf8 = fixedProbe({
  id: 'resources/utf-8',
  title: 'Text beyond ASCII is taken and returned as UTF-8, said so or not',
  requirements: ['RFC7644-3.8-1', 'RFC7644-3.8-2'],
  *stimulate(stage) {
    const model = stage.model('User');
    const attribute = model === undefined ? undefined : optionalText(model);
    if (attribute === undefined) return;
    const endpoint = stage.endpoint('User');
    const types = { declared: `${SCIM}; charset=utf-8`, undeclared: SCIM };
    for (const [label, type] of Object.entries(types)) {
      const body = overlaid(stage.minimal('User'), fragmentAt(attribute, text));
      const headers = { 'Content-Type': type };
      const response = yield { label, method: 'POST', path: endpoint, body, headers };
      const id = valueAt(response.body, 'id');
      if (typeof id === 'string') yield get(`${label}: read`, `${endpoint}/${encodeURIComponent(id)}`);
    }
  },
  judge(judgement) {
    const { path } = optionalText(judgement.model('User')!)!;
    for (const [requirement, label] of [
      ['RFC7644-3.8-1', 'declared'] as const,
      ['RFC7644-3.8-2', 'undeclared'] as const,
    ]) {
      if (!judgement.succeeds(requirement, label)) continue;
      const read = judgement.maybe(`${label}: read`);
      for (const exchange of read === undefined ? [] : [judgement.one(label), read]) {
        if (exchange.response.body === undefined) continue;
        judgement.value(requirement, exchange, path, text);
        const type = exchange.response.headers['content-type'] ?? '';
        const charset = /;\s*charset\s*=\s*"?(?<name>[^";\s]+)/iu.exec(type)?.groups?.['name'] ?? 'utf-8';
        const message = `expected UTF-8, got Content-Type ${quote(type)}`;
        judgement.check(requirement, charset.toLowerCase() === 'utf-8', message, exchange);
      }
    }
  },
});

/** Formats that a client accepts (RFC 7644 section 3.8). */
export const acceptedFormats = fixedProbe({
  id: 'resources/accepted-formats',
  title: 'A client gets SCIM’s media type when it asks for it or for nothing, and JSON when it asks for JSON',
  requirements: ['RFC7644-3.8-4'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    yield get('scim', user.path, { headers: { Accept: SCIM } });
    yield get('scim', user.path, { headers: { Accept: '' } });
    yield get('json', user.path, { headers: { Accept: 'application/json' } });
  },
  judge(judgement) {
    for (const exchange of judgement.all('scim')) {
      if (judgement.status('RFC7644-3.8-4', exchange, 200)) mediaType(judgement, exchange, [SCIM]);
    }
    const json = judgement.one('json');
    // Support for plain JSON is recommended only.
    if (json.response.status === 200) mediaType(judgement, json, ['application/json', SCIM]);
  },
});

function mediaType(judgement: Judgement, which: Which, accepted: readonly string[]): void {
  const exchange = judgement.one(which);
  const given = exchange.response.headers['content-type'] ?? '';
  const holds = accepted.includes(given.split(';')[0]!.trim().toLowerCase()) && exchange.response.body !== undefined;
  judgement.check('RFC7644-3.8-4', holds, `expected ${accepted.join(' or ')}, got ${quote(given)}`, exchange);
}
