/** Waiting that can be cut short. */

/** Rings for everybody who waits at that moment. */
export class Bell {
  #waiting = new Set<() => void>();

  ring(): void {
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const wake of waiting) wake();
  }

  /** Resolves at the next ring, or when it is over. */
  rings(over: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (over.aborted) return resolve();
      const done = () => {
        over.removeEventListener("abort", done);
        this.#waiting.delete(done);
        resolve();
      };
      over.addEventListener("abort", done);
      this.#waiting.add(done);
    });
  }
}

/** Resolves after a time, or when it is over. */
export function sleep(milliseconds: number, over: AbortSignal): Promise<void> {
  return new Bell().rings(AbortSignal.any([over, AbortSignal.timeout(milliseconds)]));
}
