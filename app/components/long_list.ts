/**
 * Long lists: of thousands of rows, those that are near the window are in the page.
 *
 * In: the id of a list whose rows are all as high as `--row`, and its items. Out: the items to draw, each with its place.
 * Always: the row that has the focus is among them, wherever the window is; keys reach every row.
 */

import { useCallback, useEffect, useRef, useState } from "react";

interface Item {
  readonly id: string;
}

export interface Placed<T> {
  readonly at: number;
  readonly item: T;
}

interface Span {
  readonly first: number;
  /** The one behind the last. */
  readonly end: number;
}

interface KeyPress {
  currentTarget: HTMLElement;
  target: EventTarget | null;
  key: string;
  preventDefault(): void;
}

// Drawn beyond the window, so that a quick thumb sees rows and no ground; drawn anew each STEP rows.
const AHEAD = 12;
const STEP = 2;
const BEGIN: Span = { first: 0, end: 2 * AHEAD };
const PAGE = 10;

/** What keys do in each list, by its id. */
const reach = new Map<string, (from: number, key: string) => boolean>();

function inView(list: HTMLElement): Span {
  const { top, height } = list.getBoundingClientRect();
  const row = height / Math.max(1, Number(list.dataset["count"]));
  if (row === 0) return BEGIN;
  const snapped = (at: number): number => Math.max(0, Math.floor(at / STEP) * STEP);
  return { first: snapped(-top / row - AHEAD), end: snapped((window.innerHeight - top) / row + AHEAD + STEP) };
}

function target(key: string, from: number, count: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + PAGE,
    PageUp: from - PAGE,
    Home: 0,
    End: count - 1,
  };
  const wanted = steps[key];
  return wanted === undefined ? null : Math.min(Math.max(wanted, 0), count - 1);
}

export function useLongList<T extends Item>(name: string, items: readonly T[]): readonly Placed<T>[] {
  const [span, setSpan] = useState(BEGIN);
  const [held, hold] = useState("");
  const wanted = useRef("");
  useFollowing(name, setSpan, hold);
  useEffect(() => {
    reach.set(name, (from, key) => {
      const at = target(key, from, items.length);
      const item = at === null ? undefined : items[at];
      if (item === undefined) return false;
      wanted.current = item.id;
      hold(item.id);
      return true;
    });
    return () => void reach.delete(name);
  }, [name, items]);
  useEffect(() => {
    if (wanted.current === "" || wanted.current !== held) return;
    wanted.current = "";
    document.querySelector<HTMLElement>(`#${name} > [data-id="${CSS.escape(held)}"] button`)?.focus();
  });
  return drawn(items, span, held);
}

function drawn<T extends Item>(items: readonly T[], { first, end }: Span, held: string): readonly Placed<T>[] {
  const near = items.slice(first, end).map((item, at) => ({ at: first + at, item }));
  const at = held === "" ? -1 : items.findIndex(({ id }) => id === held);
  const item = items[at];
  if (item === undefined || (at >= first && at < end)) return near;
  return at < first ? [{ at, item }, ...near] : [...near, { at, item }];
}

/** Look anew whenever the window moves or the page changes its height; note which row has the focus. */
function useFollowing(name: string, setSpan: (change: (before: Span) => Span) => void, hold: (id: string) => void): void {
  const look = useCallback(() => {
    const list = document.getElementById(name);
    if (list === null) return;
    const now = inView(list);
    setSpan((before) => (before.first === now.first && before.end === now.end ? before : now));
  }, [name, setSpan]);
  useEffect(() => {
    const focused = ({ target: element }: FocusEvent): void => {
      const row = element instanceof Element ? element.closest<HTMLElement>(`#${name} > [data-id]`) : null;
      hold(row?.dataset["id"] ?? "");
    };
    const resized = new ResizeObserver(look);
    resized.observe(document.body);
    window.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", look);
    document.addEventListener("focusin", focused);
    look();
    return () => {
      resized.disconnect();
      window.removeEventListener("scroll", look);
      window.removeEventListener("resize", look);
      document.removeEventListener("focusin", focused);
    };
  }, [name, look, hold]);
}

/** For the keydown event of a list: arrows, Page keys, Home and End move the focus from row to row. */
export function moveInList(event: KeyPress): void {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-id]") : null;
  if (row === null) return;
  if (reach.get(event.currentTarget.id)?.(Number(row.ariaPosInSet) - 1, event.key) === true) event.preventDefault();
}
