import { parseJson } from '../kernel/index.ts';
import { carriedHash, EMPTY_HEAD, isIntact, lineOf } from './chain.ts';
import type { AuditRecord } from './record.ts';
import type { Head } from './store.ts';

/** The first place at which a chain is not as it was written. */
export interface ChainFault {
  /**
   * `altered`: the record is there, but not as it was. `missing`: it is not there. `inserted`: it is there without ever
   * having had this place. `reordered`: it stands before one that it came after. `rewritten`: from here on the records
   * are right in themselves, but a checkpoint was made over others.
   */
  readonly kind: 'altered' | 'missing' | 'inserted' | 'reordered' | 'rewritten';
  readonly sequence: number;
  /** One sentence for a person. */
  readonly message: string;
}

export interface ChainVerdict {
  /** Records that were looked at. */
  readonly records: number;
  /** Where the intact part ends. */
  readonly head: Head;
  /** Absent where the whole chain is intact. */
  readonly fault?: ChainFault;
}

export interface ChainExpectation {
  /** The head behind which the records begin; that of an empty chain by default. */
  readonly from?: Head;
  /**
   * A head that was noted earlier and kept elsewhere. Only it can show that the end of a log was cut off, or that all
   * of it was written anew: who can write a store can make a chain that is right in itself.
   */
  readonly known?: Head;
}

/** Verifies records that were read, in the order in which they stand. */
export function verifyChain(records: Iterable<AuditRecord>, from: Head = EMPTY_HEAD): ChainVerdict {
  let verifier: ChainVerifier | undefined;
  for (const record of records) {
    verifier ??= new ChainVerifier(record.tenant, { from });
    verifier.push(lineOf(record));
  }
  return verifier?.finish() ?? { records: 0, head: from };
}

/** What a line says of its own place. */
export interface RecordPlace extends Head {
  readonly previousHash: string;
  readonly tenant: string;
}

/** The beginning of each line, as `sealDraft` writes it. */
const PLACE =
  /^\{"sequence":(\d{1,16}),"recordedAt":-?\d+,"previousHash":"([0-9a-f]{64})","tenant":("(?:[^"\\]|\\.){0,1000}")/u;

/** A place that may be wrong; what it is can be told only by what comes after it. */
interface Suspicion {
  readonly expected: number;
  readonly found: RecordPlace;
  /** The record whose place it may be turned up later. */
  turnedUp: boolean;
  next: RecordPlace | undefined;
}

/** Verifies the lines of one tenant one by one. */
export class ChainVerifier {
  readonly #tenant: string;
  readonly #from: Head;
  readonly #known: Head | undefined;
  #head: Head;
  /** The head before the last record. */
  #previous: Head;
  #records = 0;
  #fault: ChainFault | undefined;
  #suspicion: Suspicion | undefined;

  constructor(tenant: string, expectation: ChainExpectation = {}) {
    this.#tenant = tenant;
    this.#from = expectation.from ?? EMPTY_HEAD;
    this.#known = expectation.known;
    this.#head = this.#from;
    this.#previous = this.#from;
  }

  /** The next line of the log. @param key The sequence under which it is stored, where that stands beside the line. */
  push(line: string, key?: number): void {
    this.#records += 1;
    if (this.#fault !== undefined) return;
    const place = placeOf(line);
    if (this.#suspicion === undefined) this.#link(line, place, key);
    else if (place !== undefined && isIntact(line)) this.#weigh(this.#suspicion, place);
  }

  finish(): ChainVerdict {
    if (this.#suspicion !== undefined) this.#decide(this.#suspicion);
    const { sequence } = this.#head;
    if (this.#known !== undefined && this.#known.sequence > sequence) {
      this.#report(
        'missing',
        sequence + 1,
        `the log ends at ${sequence}, but once had ${this.#known.sequence} records`,
      );
    }
    const verdict = { records: this.#records, head: this.#head };
    return this.#fault === undefined ? verdict : { ...verdict, fault: this.#fault };
  }

  #link(line: string, place: RecordPlace | undefined, key: number | undefined): void {
    const expected = this.#head.sequence + 1;
    const claimed = key ?? place?.sequence ?? expected;
    if (place === undefined || !isIntact(line)) {
      if (claimed > expected) this.#report('missing', expected, `record ${expected} is missing`);
      else this.#report('altered', expected, `record ${expected} is not what its hash was made from`);
    } else if (place.tenant !== this.#tenant) {
      this.#report('inserted', expected, `the record at ${expected} belongs to tenant ${JSON.stringify(place.tenant)}`);
    } else if (place.sequence < expected) {
      this.#report('inserted', place.sequence, `record ${place.sequence} stands again behind ${this.#head.sequence}`);
    } else if (place.sequence > expected || place.previousHash !== this.#head.hash) {
      this.#suspicion = { expected, found: place, turnedUp: false, next: undefined };
    } else if (key !== undefined && key !== expected) {
      this.#report('altered', expected, `record ${expected} is stored under number ${key}`);
    } else {
      this.#accept(place);
    }
  }

  #accept(place: RecordPlace): void {
    if (place.sequence === this.#known?.sequence && place.hash !== this.#known.hash) {
      this.#report('altered', place.sequence, `record ${place.sequence} has another hash than was noted of it earlier`);
    } else {
      this.#previous = this.#head;
      this.#head = { sequence: place.sequence, hash: place.hash };
    }
  }

  #weigh(suspicion: Suspicion, place: RecordPlace): void {
    suspicion.next ??= place;
    if (place.sequence === suspicion.expected && place.previousHash === this.#head.hash) suspicion.turnedUp = true;
  }

  #decide({ expected, found, turnedUp, next }: Suspicion): void {
    const before = this.#head.sequence;
    if (found.sequence > expected) {
      if (turnedUp)
        this.#report('reordered', found.sequence, `record ${found.sequence} stands where ${expected} belongs`);
      else this.#report('missing', expected, `record ${expected} is missing`);
    } else if (turnedUp) {
      this.#report(
        'inserted',
        expected,
        `there is a second record ${expected}, which does not follow record ${before}`,
      );
    } else if (before > this.#from.sequence && (next?.previousHash ?? found.hash) === found.hash) {
      // Nothing that comes after it speaks against this one: the one before was altered and given a new hash.
      this.#report('altered', before, `record ${before} is not the one that record ${expected} was chained to`);
      this.#head = this.#previous;
    } else {
      this.#report('altered', expected, `record ${expected} does not follow record ${before}`);
    }
  }

  #report(kind: ChainFault['kind'], sequence: number, message: string): void {
    this.#fault ??= { kind, sequence, message };
  }
}

/** What a line says of its own place; `undefined` where it is no line of a record. */
export function placeOf(line: string): RecordPlace | undefined {
  const parts = PLACE.exec(line);
  const hash = carriedHash(line);
  if (parts === null || hash === undefined) return undefined;
  const tenant = parseJson(parts[3]!);
  if (typeof tenant !== 'string') return undefined;
  return { sequence: Number(parts[1]), previousHash: parts[2]!, tenant, hash };
}
