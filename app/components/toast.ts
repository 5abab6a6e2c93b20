/**
 * Toasts: the list of lines that are shown just now.
 *
 * In: showToast(text), perhaps with one action such as undo. Out: useToasts(), what the page renders. Always: a toast goes
 * by itself after its time, which starts again when pointer and focus have left.
 */

import { useSyncExternalStore } from "react";

export interface Toast {
  id: number;
  text: string;
  action: string;
}

interface Action {
  label: string;
  run: () => void;
}

const SHOWN_MS = 6_000;
const SHOWN_WITH_ACTION_MS = 10_000;
const NONE: Toast[] = [];

let shown: Toast[] = NONE;
let lastId = 0;
let held = false;
const timers = new Map<number, ReturnType<typeof setTimeout>>();
const actions = new Map<number, () => void>();
const watchers = new Set<() => void>();

function replace(toasts: Toast[]): void {
  shown = toasts;
  for (const notify of watchers) notify();
}

function start(toast: Toast): void {
  const time = toast.action ? SHOWN_WITH_ACTION_MS : SHOWN_MS;
  timers.set(toast.id, setTimeout(() => dismissToast(toast.id), time));
}

export function showToast(text: string, action?: Action): number {
  const toast = { id: ++lastId, text, action: action?.label ?? "" };
  if (action) actions.set(toast.id, action.run);
  replace([...shown, toast]);
  if (!held) start(toast);
  return toast.id;
}

export function dismissToast(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  actions.delete(id);
  replace(shown.filter((toast) => toast.id !== id));
  // What was under the pointer or had the focus is gone: nothing will leave it any more.
  if (shown.length === 0) held = false;
}

export function actOnToast(id: number): void {
  actions.get(id)?.();
  dismissToast(id);
}

export function holdToasts(): void {
  held = true;
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
}

export function releaseToasts(): void {
  if (!held) return;
  held = false;
  for (const toast of shown) start(toast);
}

function subscribe(notify: () => void): () => void {
  watchers.add(notify);
  return () => watchers.delete(notify);
}

export function useToasts(): Toast[] {
  return useSyncExternalStore(
    subscribe,
    () => shown,
    () => NONE,
  );
}
