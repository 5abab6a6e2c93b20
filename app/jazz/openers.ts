/**
 * The passphrase's key among the open tabs of a browser.
 *
 * Stage: queue. In: an opener, once somebody has typed the passphrase. Out: the same in every tab that asks, and word
 * when the account is locked. Always holds: it is in the memory of tabs alone, never in any storage; when the last tab is
 * closed or loaded anew, the account is locked.
 */

/** What a passphrase opened, and which locking it belongs to. */
export interface Opener {
  readonly lock: number;
  readonly session: number;
  readonly key: CryptoKey;
}

type Message = { readonly asked: true } | { readonly opener: Opener } | { readonly locked: true };

const ANSWER_MS = 250;

export class Openers {
  readonly #channel: BroadcastChannel | null;
  #opener: Opener | null = null;
  readonly #onOpener = new Set<() => void>();
  readonly #onLocked = new Set<() => void>();

  constructor(account: string) {
    this.#channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`jazz-${account}-openers`);
    this.#channel?.addEventListener("message", ({ data }: MessageEvent<Message>) => this.#hear(data));
  }

  /** The opener for this lock and session, from here or from another tab; null when nobody has it. */
  async ask(lock: number, session: number): Promise<CryptoKey | null> {
    const fits = () => this.#opener?.lock === lock && this.#opener.session === session;
    if (!fits() && this.#channel !== null) {
      await new Promise<void>((resolve) => {
        const done = () => {
          this.#onOpener.delete(done);
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(done, ANSWER_MS);
        this.#onOpener.add(done);
        this.#channel?.postMessage({ asked: true } satisfies Message);
      });
    }
    return fits() ? (this.#opener?.key ?? null) : null;
  }

  /** Keep an opener and give it to the other tabs. */
  offer(opener: Opener): void {
    this.#opener = opener;
    this.#channel?.postMessage({ opener } satisfies Message);
  }

  /** Let go of it, here and in all tabs. */
  drop(): void {
    this.#opener = null;
    this.#channel?.postMessage({ locked: true } satisfies Message);
  }

  /** Call when another tab has opened the account. */
  onOpener(listener: () => void): void {
    this.#onOpener.add(listener);
  }

  /** Call when another tab has locked it. */
  onLocked(listener: () => void): void {
    this.#onLocked.add(listener);
  }

  #hear(message: Message): void {
    if ("asked" in message) {
      if (this.#opener !== null) this.#channel?.postMessage({ opener: this.#opener } satisfies Message);
    } else if ("locked" in message) {
      this.#opener = null;
      for (const listener of this.#onLocked) listener();
    } else {
      this.#opener = message.opener;
      for (const listener of [...this.#onOpener]) listener();
    }
  }
}
