/**
 * The tabs of one browser: who rings, who writes as whom, who uploads.
 *
 * Stage: queue and sync. In: nothing but the account's name. Out: a ring when another tab wrote; a number of this tab's
 * own; the lead, which one tab has. Always holds: when a tab dies, the browser gives its number and its lead to others.
 */

export class Tabs {
  readonly #account: string;
  readonly #channel: BroadcastChannel | null;
  readonly #locks: LockManager | undefined = globalThis.navigator?.locks;
  #leads = false;
  readonly #left: Promise<void>;
  #leave: () => void = () => undefined;

  constructor(account: string) {
    this.#account = account;
    this.#channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`jazz-${account}`);
    this.#left = new Promise((resolve) => {
      this.#leave = resolve;
    });
  }

  /** Give up the number and the lead, as a tab does that ends. */
  leave(): void {
    this.#channel?.close();
    this.#leave();
  }

  /** Tell the other tabs that something was written. What it was, they read in the storage. */
  ring(): void {
    this.#channel?.postMessage(null);
  }

  onRing(listener: () => void): void {
    this.#channel?.addEventListener("message", listener);
    // A page that slept heard no ring.
    globalThis.addEventListener?.("pageshow", listener);
    globalThis.document?.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") listener();
    });
  }

  /** The lowest number that no other open tab has, kept until this tab ends. Null: this browser has no locks. */
  async seat(): Promise<number | null> {
    if (this.#locks === undefined) return null;
    for (let number = 0; ; number += 1) if (await this.#take(`jazz-${this.#account}-seat-${number}`)) return number;
  }

  /** Call when this tab becomes the uploader: at once, or when the one before is gone. */
  lead(start: () => void): void {
    const begin = () => {
      this.#leads = true;
      start();
      return this.#left;
    };
    if (this.#locks === undefined) void begin();
    else void this.#locks.request(`jazz-${this.#account}-uploader`, begin);
  }

  get leads(): boolean {
    return this.#leads;
  }

  #take(name: string): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const held = this.#locks?.request(name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : this.#left;
      });
      held?.catch(reject);
    });
  }
}
