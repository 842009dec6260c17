import { isJsonObject, parseJson } from '../../kernel/index.ts';
import { EXPORT_MARK } from '../export/record-export.ts';
import { placeOf } from '../verification.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type ExportHead, exportFault, readExportHead } from './export-head.ts';
import { type LogVerdict, LogVerifier } from './log-verifier.ts';
import type { VerifierKey } from './note-keys.ts';
import { PartVerifier } from './part-verifier.ts';
import type { StoreVerdict } from './verify-store.ts';

export interface ExportKnowledge {
  /** Kept elsewhere, of any tenants. */
  readonly checkpoints?: readonly Checkpoint[];
  /** Checks the checkpoint that an export brings along. */
  readonly verifier?: VerifierKey;
}

/** What an export of records shows. */
export interface ExportVerdict extends Pick<StoreVerdict, 'intact' | 'tenants'> {
  /** `chain`: lines of records alone. `whole`: a log with its head. `part`: some of its records, each with its proof. */
  readonly form: 'chain' | 'whole' | 'part';
  /** Whether the head that the export brings along is signed with the key that was given. */
  readonly signed: boolean;
}

/**
 * Verifies an export of records, or bare lines of records in the order of their log, one tenant or several.
 * @throws ScimulateError `EXPORT_INVALID` when it is neither, `NOTE_UNTRUSTED` when it is signed with another key.
 */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  knowledge: ExportKnowledge = {},
): Promise<ExportVerdict> {
  let verification: Verification | undefined;
  let number = 0;
  for await (const line of lines) {
    number += 1;
    verification ??= begin(line, knowledge);
    if (number > 1 || verification.form === 'chain') verification.push(line, number);
  }
  if (verification === undefined) throw exportFault('it is empty', 1);
  return verification.finish();
}

/** How the lines of one form of export are verified. */
interface Verification {
  readonly form: ExportVerdict['form'];
  push(line: string, number: number): void;
  finish(): ExportVerdict;
}

function begin(first: string, knowledge: ExportKnowledge): Verification {
  const head = parseJson(first);
  if (!isJsonObject(head) || head['export'] !== EXPORT_MARK) {
    if (placeOf(first) === undefined)
      throw exportFault('its first line is neither a record nor the head of an export', 1);
    return new ChainVerification(knowledge);
  }
  return new HeadedVerification(readExportHead(head, knowledge.verifier), knowledge);
}

/** Bare lines: each tenant's chain by itself. */
class ChainVerification implements Verification {
  readonly form = 'chain';
  readonly #knowledge: ExportKnowledge;
  readonly #tenants = new Map<string, LogVerifier>();
  #last: LogVerifier | undefined;

  constructor(knowledge: ExportKnowledge) {
    this.#knowledge = knowledge;
    // A tenant of which nothing is left is missed by its checkpoint.
    for (const { tenant } of knowledge.checkpoints ?? []) this.#of(tenant);
  }

  push(line: string): void {
    const tenant = placeOf(line)?.tenant;
    // What is no record any more stands where one of the tenant before it stood.
    const verifier = tenant === undefined ? this.#last : this.#of(tenant);
    verifier?.push(line);
    this.#last = verifier;
  }

  finish(): ExportVerdict {
    const tenants = [...this.#tenants].map(([tenant, verifier]) => ({ tenant, ...verifier.finish() }));
    return { form: this.form, signed: false, intact: tenants.every(({ fault }) => fault === undefined), tenants };
  }

  #of(tenant: string): LogVerifier {
    const known = this.#tenants.get(tenant);
    if (known !== undefined) return known;
    const own = (this.#knowledge.checkpoints ?? []).filter((checkpoint) => checkpoint.tenant === tenant);
    const made = new LogVerifier(tenant, { checkpoints: own });
    this.#tenants.set(tenant, made);
    return made;
  }
}

/** A log, or a part of one, behind a line with its head. */
class HeadedVerification implements Verification {
  readonly form: 'whole' | 'part';
  readonly #head: ExportHead;
  readonly #checkpoints: readonly Checkpoint[];
  readonly #log: LogVerifier;
  readonly #part: PartVerifier | undefined;

  constructor(head: ExportHead, { checkpoints = [] }: ExportKnowledge) {
    const own = checkpoints.filter(({ tenant }) => tenant === head.tenant);
    this.form = head.part === undefined ? 'whole' : 'part';
    this.#head = head;
    this.#checkpoints = own;
    this.#log = new LogVerifier(head.tenant, { checkpoints: [...own, head] });
    this.#part = head.part === undefined ? undefined : new PartVerifier(head, head.part, own);
  }

  push(line: string, number: number): void {
    if (this.#part === undefined) this.#log.push(line);
    else this.#part.push(line, number);
  }

  finish(): ExportVerdict {
    const { tenant, signed } = this.#head;
    const verdict = this.#part?.finish() ?? this.#finishLog();
    return { form: this.form, signed, intact: verdict.fault === undefined, tenants: [{ tenant, ...verdict }] };
  }

  /** A head that nobody has signed is checked like a checkpoint and proves nothing of its own. */
  #finishLog(): LogVerdict {
    const verdict = this.#log.finish();
    if (this.#head.signed) return verdict;
    const holding = this.#checkpoints.map(({ size }) => size).filter((size) => size <= verdict.proven);
    return { ...verdict, proven: Math.max(0, ...holding) };
  }
}
