import { isJsonObject, type JsonValue, parseJson } from '../../kernel/index.ts';
import { isIntact } from '../chain.ts';
import { placeOf } from '../verification.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type ExportHead, exportFault } from './export-head.ts';
import type { LogVerdict } from './log-verifier.ts';
import { leafHash } from './merkle-hash.ts';
import { provesInclusion } from './merkle-proofs.ts';

/** Verifies a part of a log: records with their proofs, in the order of the log. */
export class PartVerifier {
  readonly #head: ExportHead;
  readonly #part: NonNullable<ExportHead['part']>;
  readonly #checkpoints: readonly Checkpoint[];
  #record: string | undefined;
  #records = 0;
  #last: { sequence: number; hash: string };
  #fault: LogVerdict['fault'];

  constructor(head: ExportHead, part: NonNullable<ExportHead['part']>, checkpoints: readonly Checkpoint[]) {
    this.#head = head;
    this.#part = part;
    this.#checkpoints = checkpoints;
    this.#last = { sequence: part.after, hash: '' };
  }

  push(line: string, number: number): void {
    const parsed = parseJson(line);
    const proof = isJsonObject(parsed) ? listOf(parsed['proof']) : undefined;
    if (proof === undefined) {
      if (this.#record !== undefined)
        this.#report('altered', this.#last.sequence + 1, 'stands there without its proof');
      this.#record = line;
    } else if (this.#record === undefined) {
      throw exportFault('a proof stands there without a record', number);
    } else {
      this.#prove(this.#record, proof);
      this.#record = undefined;
    }
  }

  finish(): LogVerdict {
    if (this.#record !== undefined) this.#report('altered', this.#last.sequence + 1, 'stands there without its proof');
    const { after, through, everyRecord } = this.#part;
    if (everyRecord && this.#last.sequence < through && through > after)
      this.#report('missing', this.#last.sequence + 1, 'is missing');
    const { size, root, signed } = this.#head;
    const other = this.#checkpoints.find((checkpoint) => checkpoint.size === size && !checkpoint.root.equals(root));
    if (other !== undefined)
      this.#fault ??= {
        kind: 'rewritten',
        sequence: after + 1,
        message: `the head of the export is not the one that a checkpoint of ${size} records was made over`,
      };
    const isKnown = signed || this.#checkpoints.some((checkpoint) => checkpoint.size === size);
    const proven = other === undefined && isKnown ? size : 0;
    const verdict = { records: this.#records, head: this.#last, proven, root };
    return this.#fault === undefined ? verdict : { ...verdict, fault: this.#fault };
  }

  #prove(line: string, proof: readonly JsonValue[]): void {
    this.#records += 1;
    const place = placeOf(line);
    const expected = this.#last.sequence + 1;
    const { tenant, size, root } = this.#head;
    if (place === undefined || !isIntact(line))
      return this.#report('altered', expected, 'is not what its hash was made from');
    const { sequence, hash } = place;
    if (place.tenant !== tenant)
      return this.#report('inserted', sequence, `belongs to tenant ${JSON.stringify(place.tenant)}`);
    if (sequence <= this.#last.sequence)
      return this.#report('reordered', sequence, `stands behind ${this.#last.sequence}`);
    if (this.#part.everyRecord && sequence > expected) return this.#report('missing', expected, 'is missing');
    const nodes = proof.map((node) => Buffer.from(typeof node === 'string' ? node : '', 'base64'));
    if (!provesInclusion({ leaf: leafHash(line), index: sequence - 1, size, proof: nodes, root }))
      return this.#report('altered', sequence, 'is not the one that its proof was made for');
    this.#last = { sequence, hash };
  }

  #report(kind: NonNullable<LogVerdict['fault']>['kind'], sequence: number, what: string): void {
    this.#fault ??= { kind, sequence, message: `record ${sequence} ${what}` };
  }
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  return Array.isArray(value) ? value : undefined;
}
