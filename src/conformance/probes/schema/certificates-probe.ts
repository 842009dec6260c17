import { Buffer } from 'node:buffer';
import type { JsonObject } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import { fixedProbe, get, isText, type Judgement, textAt, valuesAt } from '../kit/index.ts';
import { certificates } from './certificates.ts';

/** Binary values, of which certificates are the ones that users have (RFC 7643 sections 2.3.6 and 4.1.2). */
export const userCertificates = fixedProbe({
  id: 'schema/certificates',
  title: 'Certificates are kept byte by byte, one to a value',
  requirements: ['RFC7643-2.3.6-1', 'RFC7643-2.3.6-a', 'RFC7643-4.1.2-13', 'RFC7643-4.1.2-14'],
  lacks: 'users of the target have no certificates',
  *stimulate(stage) {
    if (!hasCertificates(stage.model('User'))) return;
    const body = (...values: readonly string[]): JsonObject =>
      stage.minimal('User', { x509Certificates: values.map((value) => ({ value })) });
    const user = yield* stage.create('two', 'User', body(...certificates));
    if (user !== undefined) yield get('two read', user.path);
    const bare = yield* stage.create('unpadded', 'User', body(certificates[1].replace(/=+$/u, '')));
    if (bare !== undefined) yield get('unpadded read', bare.path);
    yield* stage.create('invalid', 'User', body('not base64!'));
  },
  judge(judgement) {
    const path = 'x509Certificates.value';
    const absent = (body: JsonObject): boolean => !valuesAt(body, path).includes('not base64!');
    for (const requirement of ['RFC7643-2.3.6-1', 'RFC7643-4.1.2-13'])
      judgement.refusedOr(requirement, 'invalid', absent, 'no value that is no base64', path);
    if (judgement.founded('two', 'RFC7643-2.3.6-1', 'RFC7643-4.1.2-13', 'RFC7643-4.1.2-14')) judgeTwo(judgement);
    if (!judgement.succeeds('RFC7643-2.3.6-a', 'unpadded')) return;
    const value = textAt(judgement.one('unpadded read').response.body, path);
    const same = value !== undefined && bytesOf(value).equals(bytesOf(certificates[1]));
    judgement.check('RFC7643-2.3.6-a', same, `expected the same bytes, got ${quote(value)}`, 'unpadded read');
  },
});

function hasCertificates(model: ResourceModel | undefined): boolean {
  const attribute = model?.attributes.get('x509certificates');
  return attribute?.mutability === 'readWrite' && attribute.returned === 'default';
}

function judgeTwo(judgement: Judgement): void {
  const read = judgement.one('two read');
  const values = valuesAt(read.response.body, 'x509Certificates.value').filter(isText);
  const kept = certificates.filter((each) => values.some((value) => bytesOf(value).equals(bytesOf(each)))).length;
  const message = `expected both certificates with the same bytes, got ${kept} of them`;
  for (const requirement of ['RFC7643-2.3.6-1', 'RFC7643-4.1.2-13'])
    judgement.check(requirement, kept === 2 && values.every(isBase64), message, read);
  const single = values.filter((value) => isOneSequence(bytesOf(value))).length;
  const each = `expected one certificate to a value, got ${single} of ${values.length} values with one`;
  judgement.check('RFC7643-4.1.2-14', values.length === 2 && single === 2, each, read);
}

/** The alphabet of RFC 4648 section 4. */
function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/]+={0,2}$/u.test(text);
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'base64');
}

/** Whether the bytes are one SEQUENCE of ASN.1 in DER that ends with the last of them. */
function isOneSequence(bytes: Buffer): boolean {
  const [tag, first] = bytes;
  if (tag !== 0x30 || first === undefined) return false;
  if (first < 0x80) return bytes.length === 2 + first;
  const count = first - 0x80;
  return (
    count >= 1 && count <= 4 && bytes.length >= 2 + count && bytes.length === 2 + count + bytes.readUIntBE(2, count)
  );
}
