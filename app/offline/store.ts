/**
 * A value that components follow: what a browser module shows to React, and nothing more.
 */

import { useSyncExternalStore } from "react";

export interface Store<T> {
  get(): T;
  set(value: T): void;
  subscribe(listener: () => void): () => void;
}

/** A store with a value; `begin` runs once in the browser, when the first component follows it. */
export function createStore<T>(initial: T, begin: () => void): Store<T> {
  let value = initial;
  let begun = false;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      if (!begun) {
        begun = true;
        begin();
      }
      return () => listeners.delete(listener);
    },
  };
}

/** The store's value. Pages are rendered with `initial`, so the first render in the browser is the same as theirs. */
export function useStore<T>(store: Store<T>, initial: T): T {
  return useSyncExternalStore(store.subscribe, store.get, () => initial);
}
