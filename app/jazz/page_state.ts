/**
 * The one state of a page's queue, for React: everything that is shown of it.
 *
 * Stage: capture and queue. In: changes from the device, the connection and the form. Out: the state to whoever
 * draws, and `jazz:sync` and `jazz:error` on the window. Always holds: what is prerendered is the state before anything
 * is known.
 */

import { useSyncExternalStore } from "react";

import { NOTHING, type Capture } from "./capture.ts";
import type { ErrorCode } from "./errors.ts";
import { BEFORE as NO_NEWS, type News } from "./news.ts";
import type { PairingCode } from "./registration.ts";
import type { Imported } from "./transfer.ts";
import { EMPTY, type View } from "./view.ts";

export interface Jazz extends View, News {
  /** The storage is open and what waits is known. */
  readonly ready: boolean;
  readonly encrypted: boolean;
  readonly locked: boolean;
  readonly hasPassphrase: boolean;
  /** Somebody has set or changed it on this page. */
  readonly hasSetPassphrase: boolean;
  readonly persistent: boolean;
  /** Somebody has asked the browser on this page to keep the storage. */
  readonly hasAsked: boolean;
  readonly usage: number;
  readonly quota: number;
  /** The browser has refused to keep something, whatever it says of the room. */
  readonly full: boolean;
  readonly quarantined: number;
  /** Of those, what nobody has saved as a file yet: it needs a person as much as what the server refuses. */
  readonly unsaved: number;
  readonly trouble: ErrorCode | null;
  readonly imported: Imported | null;
  readonly draft: Capture;
  /** The code that another device joins with. */
  readonly pairing: PairingCode | null;
  /** This device went over to another one's room on this page. */
  readonly joined: boolean;
  /** By how many milliseconds this device's clock is ahead of the server's. */
  readonly ahead: number;
  /** The courier's own reports: their receipts are no ratings. */
  readonly reports: ReadonlySet<string>;
}

const BEFORE: Jazz = {
  ...EMPTY,
  ...NO_NEWS,
  ready: false,
  encrypted: false,
  locked: false,
  hasPassphrase: false,
  hasSetPassphrase: false,
  persistent: false,
  hasAsked: false,
  usage: 0,
  quota: 0,
  full: false,
  quarantined: 0,
  unsaved: 0,
  trouble: null,
  imported: null,
  draft: NOTHING,
  pairing: null,
  joined: false,
  ahead: 0,
  reports: new Set(),
};

let jazz = BEFORE;
const listeners = new Set<() => void>();
let sentences: Readonly<Record<string, string>> = {};
let say = (english: string): string => english;

export function update(change: Partial<Jazz>): void {
  jazz = { ...jazz, ...change };
  for (const listener of listeners) listener();
}

export function announce(name: "jazz:sync" | "jazz:error", detail: object): void {
  window.dispatchEvent(new CustomEvent(name, { detail }));
}

/** What to say of an error, in English: what it is in another language, that language knows. */
export function sentence(code: ErrorCode | null | undefined): string {
  return code ? (sentences[code] ?? code) : "";
}

/** The same in the language of the page. */
export function spoken(code: ErrorCode): string {
  return say(sentence(code));
}

/** What there is to say of each error, in English. */
export function learnSentences(known: Readonly<Record<string, string>>): void {
  sentences = known;
}

/** How English is said in the language of the page. */
export function speakAs(speak: (english: string) => string): void {
  say = speak;
}

function follow(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What a part of a page shows: it is drawn anew when that has become another value, whatever else has changed. */
export function useJazz<T>(select: (jazz: Jazz) => T): T {
  return useSyncExternalStore(
    follow,
    () => select(jazz),
    () => select(BEFORE),
  );
}

/** The same for a handler. */
export function current(): Jazz {
  return jazz;
}
