/**
 * Whose hands the phone is in, written down twice.
 *
 * Stage: capture. In: the begin and the end of a hand-over. Out: the same for every page of ours, now and after a crash.
 * Always holds: localStorage, which the first line of a page can read (stay.js), reaches the disk only seconds later in
 * some browsers; IndexedDB reaches the system at once, so a browser that is killed still knows. Either is enough.
 */

import { keptLike } from "./kept.ts";

/** Also the name of the database; stay.js knows both names, too. */
const KEY = "doorstep-hand-over";
const STORE = "now";

export interface Handed {
  readonly order: string;
  readonly courier: string;
  /** The signed link that the order is rated with; empty where none is asked for. */
  readonly link: string;
  readonly began: number;
  /** The customer has sent an answer. */
  readonly isRated: boolean;
}

const NOBODY: Handed = { order: "", courier: "", link: "", began: 0, isRated: false };

/** Null: the phone is its courier's. */
export function handed(): Handed | null {
  return keptLike<Handed>(NOBODY, KEY);
}

export function writeDown(now: Handed): void {
  const text = JSON.stringify(now);
  localStorage.setItem(KEY, text);
  void change((store) => store.put(text, KEY));
}

/** The half that lasts goes first: a browser that dies in between must not forget that the customer still has it. */
export async function strikeOut(): Promise<void> {
  await change((store) => store.delete(KEY));
  localStorage.removeItem(KEY);
}

/** Where there is no IndexedDB, localStorage alone has to do. */
function change(work: (store: IDBObjectStore) => void): Promise<void> {
  return new Promise((done) => {
    const asked = globalThis.indexedDB?.open(KEY, 1);
    if (asked === undefined) return done();
    const end = (): void => {
      if (asked.readyState === "done" && asked.error === null) asked.result.close();
      done();
    };
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onerror = asked.onblocked = end;
    asked.onsuccess = () => {
      const writing = asked.result.transaction(STORE, "readwrite");
      writing.oncomplete = writing.onabort = end;
      work(writing.objectStore(STORE));
    };
  });
}
