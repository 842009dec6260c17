import type { Clock, Instant, Timer } from '../../kernel/index.ts';

/**
 * A clock of which nothing comes any more once it is stopped: timers never fire, and who sleeps is never woken. So work
 * that waits simply ends there, and no timer keeps a process alive.
 */
export class StoppableClock implements Clock {
  readonly #clock: Clock;
  readonly #timers = new Set<Timer>();
  #stopped = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }

  now(): Instant {
    return this.#clock.now();
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => void this.after(milliseconds, resolve));
  }

  after(milliseconds: number, callback: () => void): Timer {
    if (this.#stopped) return { cancel: () => undefined };
    const timer = this.#clock.after(milliseconds, () => {
      this.#timers.delete(own);
      callback();
    });
    const own: Timer = {
      cancel: () => {
        this.#timers.delete(own);
        timer.cancel();
      },
    };
    this.#timers.add(own);
    return own;
  }

  until<T>(work: Promise<T>): Promise<T> {
    return this.#clock.until(work);
  }
}
