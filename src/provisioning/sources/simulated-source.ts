import type { Clock } from '../../kernel/index.ts';
import type { IdentitySource, SourceObject } from './identity-source.ts';
import type { SourceContents } from './source-contents.ts';

/** An identity provider in this process, that can be told to fail. */
export class SimulatedSource implements IdentitySource {
  readonly #contents: SourceContents;
  readonly #clock: Clock;
  readonly #latency: number;

  constructor(contents: SourceContents, clock: Clock, latency: number) {
    this.#contents = contents;
    this.#clock = clock;
    this.#latency = latency;
  }

  async read(signal: AbortSignal): Promise<readonly SourceObject[]> {
    await this.#clock.sleep(this.#latency);
    signal.throwIfAborted();
    const fault = await this.#contents.takeFault();
    if (fault?.effect === 'error') throw new Error(fault.reason);
    if (fault?.effect === 'no-answer')
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('No answer came.')), { once: true });
      });
    return this.#contents.objects;
  }
}
