/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** A callback that is due later; `cancel` is idempotent. */
export interface Timer {
  cancel(): void;
}

/**
 * The only source of time. Everything under `src/` receives one as an argument,
 * so that a run under a virtual clock is the same every time.
 */
export interface Clock {
  /** Present time. It may step back: nothing may order by it alone. */
  now(): Instant;
  /** Resolves once `milliseconds` have passed on this clock. */
  sleep(milliseconds: number): Promise<void>;
  /** Calls `callback` once, `milliseconds` from now on this clock. */
  after(milliseconds: number, callback: () => void): Timer;
  /**
   * Awaits `work` while letting time pass. A virtual clock moves itself to the next timer
   * whenever the work cannot go on without it; the system clock just waits.
   */
  until<T>(work: Promise<T>): Promise<T>;
}

/** The machine's clock. */
export class SystemClock implements Clock {
  now(): Instant {
    return Date.now();
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  after(milliseconds: number, callback: () => void): Timer {
    const handle = setTimeout(callback, milliseconds);
    return { cancel: () => clearTimeout(handle) };
  }

  until<T>(work: Promise<T>): Promise<T> {
    return work;
  }
}

interface PendingTimer {
  readonly due: Instant;
  readonly order: number;
  readonly callback: () => void;
}

/**
 * A clock that moves only when told to. Timers fire in the order of their due time,
 * and among equals in the order in which they were set.
 */
export class VirtualClock implements Clock {
  #now: Instant;
  /** Time that has elapsed since the start: timers count on it, so that stepping `now` back cannot strand them. */
  #elapsed = 0;
  #order = 0;
  readonly #timers = new Set<PendingTimer>();

  constructor(start: Instant) {
    this.#now = start;
  }

  now(): Instant {
    return this.#now;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }

  after(milliseconds: number, callback: () => void): Timer {
    const timer: PendingTimer = { due: this.#elapsed + Math.max(0, milliseconds), order: this.#order++, callback };
    this.#timers.add(timer);
    return { cancel: () => this.#timers.delete(timer) };
  }

  /** Moves wall time without letting any time elapse: a clock that was corrected, back or forth. */
  step(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Lets `milliseconds` elapse, firing every timer that falls due, each with the work that it starts. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#elapsed + milliseconds;
    await turn();
    for (let timer = this.#next(end); timer !== undefined; timer = this.#next(end)) {
      this.#fire(timer);
      await turn();
    }
    this.#now += end - this.#elapsed;
    this.#elapsed = end;
  }

  async until<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const watched = work.finally(() => {
      settled = true;
    });
    watched.catch(() => undefined);
    for (;;) {
      await turn();
      if (settled) return watched;
      const timer = this.#next(Number.POSITIVE_INFINITY);
      // Without a timer the work waits for something outside of virtual time, such as a file.
      if (timer === undefined) return watched;
      this.#fire(timer);
    }
  }

  #next(limit: Instant): PendingTimer | undefined {
    let first: PendingTimer | undefined;
    for (const timer of this.#timers) {
      if (timer.due > limit) continue;
      if (first === undefined || timer.due < first.due || (timer.due === first.due && timer.order < first.order))
        first = timer;
    }
    return first;
  }

  #fire(timer: PendingTimer): void {
    this.#timers.delete(timer);
    this.#now += timer.due - this.#elapsed;
    this.#elapsed = timer.due;
    timer.callback();
  }
}

/** Resolves after every promise reaction that is ready now has run. It takes no time on any clock. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
