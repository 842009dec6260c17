import { ScimulateError } from '../../../kernel/index.ts';
import type { Level, Requirement } from '../../verdict.ts';

/** `RFC7644-3.5.2-3`: document, section, and the number of a statement or the letter of one without a keyword. */
const ID = /^RFC(?<document>7643|7644|9865)-(?<section>[1-9]\d*(?:\.[1-9]\d*)*)-(?:[1-9]\d*|[a-z])$/u;

/**
 * A requirement of an RFC. Document, section and link follow from the id, so that they cannot disagree with it.
 *
 * @param unobservable Why no check from outside can decide it; left out where one can.
 * @throws ScimulateError `REQUIREMENT_ID_INVALID` for an id of another form.
 */
export function rfc(id: string, level: Exclude<Level, 'EXT'>, text: string, unobservable?: string): Requirement {
  const { document, section } = ID.exec(id)?.groups ?? {};
  if (document === undefined || section === undefined) {
    throw new ScimulateError('REQUIREMENT_ID_INVALID', `"${id}" is not the id of an RFC requirement`, {
      mend: 'write RFC, the number of the document, its section and a number or letter: RFC7644-3.5.2-3.',
    });
  }
  const url = `https://www.rfc-editor.org/rfc/rfc${document}#section-${section}`;
  const source = { document: `RFC ${document}`, section, url };
  return unobservable === undefined ? { id, level, text, source } : { id, level, text, source, unobservable };
}
