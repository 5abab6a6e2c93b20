/**
 * The tabs of one browser: who rings, who writes as whom, who uploads.
 *
 * Stage: queue and sync. In: nothing but the account's name. Out: a ring when another tab wrote; a number of this tab's
 * own; the lead, which one tab has; what the leader tells. Always holds: when a tab dies, the browser gives its number
 * and its lead to others; a tab that nobody sees hands the lead to one that is seen.
 */

import type { ErrorCode } from "./errors.ts";
import type { News } from "./news.ts";

/** So long a hidden tab in line remembers that one which is seen has asked for the lead. */
const CLAIM_MS = 1_000;
/** So long a tab that is seen gathers what it writes before it rings. */
const RING_MS = 8;

/** What tabs tell each other; a ring is null. */
type Word =
  | { readonly kind: "news"; readonly news: News }
  /** A tab that was just opened, or leads from now on, wants to hear how things are. */
  | { readonly kind: "hello" }
  /** A tab that is seen wants the lead. */
  | { readonly kind: "claim" }
  /** A person wants what waits to be sent now. */
  | { readonly kind: "send" }
  /** Somebody looks, in that tab, at what other devices do; or no longer. */
  | { readonly kind: "live"; readonly tab: string; readonly isLive: boolean }
  /** A device was disconnected from the room. */
  | { readonly kind: "parted" }
  /** A tab asks the leader to go over to another room, and what became of it. */
  | { readonly kind: "join"; readonly ask: string; readonly code: string }
  | { readonly kind: "joined"; readonly ask: string; readonly error: ErrorCode | null };

type Kind = Word["kind"];
type Heard<K extends Kind> = Extract<Word, { readonly kind: K }>;

export function lockOfUploader(account: string): string {
  return `jazz-${account}-uploader`;
}

export class Tabs {
  readonly #account: string;
  readonly #channel: BroadcastChannel | null;
  readonly #locks: LockManager | undefined = globalThis.navigator?.locks;
  #leads = false;
  readonly #left: Promise<void>;
  #leave: () => void = () => undefined;
  #isGone = false;
  #claimedAt = -Infinity;
  #release: () => void = () => undefined;
  #ringing: ReturnType<typeof setTimeout> | undefined;

  constructor(account: string) {
    this.#account = account;
    this.#channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`jazz-${account}`);
    globalThis.addEventListener?.("pagehide", () => this.#ring());
    this.#left = new Promise((resolve) => {
      this.#leave = resolve;
    });
  }

  /** Give up the number and the lead, as a tab does that ends. */
  leave(): void {
    this.#isGone = true;
    clearTimeout(this.#ringing);
    this.#channel?.close();
    this.#release();
    this.#leave();
  }

  /** Tell the other tabs that something was written. What it was, they read in the storage. */
  ring(): void {
    // Telling takes half as long as writing: what is written in one go is told once, and nobody waits for it.
    if (isHidden()) this.#ring();
    else this.#ringing ??= setTimeout(() => this.#ring(), RING_MS);
  }

  #ring(): void {
    clearTimeout(this.#ringing);
    this.#ringing = undefined;
    if (!this.#isGone) this.#channel?.postMessage(null);
  }

  onRing(listener: () => void): void {
    this.#channel?.addEventListener("message", ({ data }: MessageEvent<Word | null>) => {
      if (data === null) listener();
    });
    // A page that slept heard no ring.
    globalThis.addEventListener?.("pageshow", ({ persisted }) => persisted && listener());
    globalThis.document?.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") listener();
    });
  }

  /** The lowest number that no other open tab has, kept until this tab ends. Null: this browser has no locks. */
  async seat(): Promise<number | null> {
    if (this.#locks === undefined) return null;
    for (let number = 0; ; number += 1) if (await this.#take(`jazz-${this.#account}-seat-${number}`)) return number;
  }

  say(word: Word): void {
    if (!this.#isGone) this.#channel?.postMessage(word);
  }

  on<K extends Kind>(kind: K, hear: (word: Heard<K>) => void): void {
    this.#channel?.addEventListener("message", ({ data }: MessageEvent<Word | null>) => {
      if (data?.kind === kind) hear(data as Heard<K>);
    });
  }

  /** Call whenever this tab becomes the uploader, with a signal for the end of that. */
  lead(start: (over: AbortSignal) => Promise<void>): void {
    if (this.#locks === undefined) {
      this.#leads = true;
      return void start(new AbortController().signal);
    }
    this.on("claim", () => {
      this.#claimedAt = performance.now();
      if (isHidden()) this.#release();
    });
    globalThis.document?.addEventListener("visibilitychange", () => this.#claim());
    void this.#run(this.#locks, start);
    this.#claim();
  }

  get leads(): boolean {
    return this.#leads;
  }

  /** Stand in line, lead, stand in line again: whoever gives the lead up is behind all others. */
  async #run(locks: LockManager, start: (over: AbortSignal) => Promise<void>): Promise<void> {
    while (!this.#isGone) {
      await locks.request(lockOfUploader(this.#account), async () => {
        if (this.#isGone) return;
        const isAsked = performance.now() - this.#claimedAt < CLAIM_MS;
        // Once for each claim, or two hidden tabs would hand it to and fro.
        this.#claimedAt = -Infinity;
        if (isAsked && isHidden()) return;
        const over = new AbortController();
        this.#leads = true;
        this.#release = () => {
          this.#leads = false;
          over.abort();
        };
        // The next one begins when this one has come to its end.
        await start(over.signal);
        this.#leads = false;
      });
    }
  }

  #claim(): void {
    if (!isHidden() && !this.#leads) this.say({ kind: "claim" });
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

function isHidden(): boolean {
  return globalThis.document?.visibilityState === "hidden";
}
