/**
 * The present moment for pages that say how long ago something was.
 *
 * Out: useNow(), in milliseconds since 1970. Always: it goes on while somebody looks, and not while nobody does.
 */

import { useSyncExternalStore } from "react";

const STEP_MS = 15_000;

let now = typeof window === "undefined" ? 0 : Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function step(): void {
  if (document.visibilityState === "hidden") return;
  now = Date.now();
  for (const listener of listeners) listener();
}

function follow(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(step, STEP_MS);
    document.addEventListener("visibilitychange", step);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    document.removeEventListener("visibilitychange", step);
  };
}

export function useNow(): number {
  return useSyncExternalStore(
    follow,
    () => now,
    () => 0,
  );
}
