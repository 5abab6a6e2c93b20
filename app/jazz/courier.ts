/**
 * The courier on this device: who they are, and their orders of today.
 *
 * Stage: queue. In: what a courier types, the server's orders, the queue. Out: one state for the courier's page. Always
 * holds: number and orders are kept on this device alone, sealed as the queue is, and are there with no network; a list
 * is replaced only by a newer one.
 */

import { useEffect, useMemo, useSyncExternalStore } from "react";

import { REPORTS } from "./fact_names.ts";
import { isStale, reportsIn, rowsOf, type Day, type Row } from "./orders.ts";
import { run, useJazz, type PageDevice } from "./provider.ts";
import { LIMITS } from "./schema.ts";
import type { View } from "./view.ts";

const NUMBER = "courier";
const DAY = "orders";
/** So many of one's own reports are remembered; receipts tell of fewer. */
const REMEMBERED = 4 * LIMITS.receipts;
const AGAIN_MS = 60_000;

/** What keeps the list from being asked for: nothing, no answer, or nobody has given this device to a courier. */
type Trouble = "" | "no_answer" | "not_given";

interface Known {
  /** What is kept on this device has been read. */
  readonly ready: boolean;
  /** Empty before the courier has said it. */
  readonly number: string;
  readonly isWrong: boolean;
  readonly isChanging: boolean;
  readonly day: Day | null;
  readonly reports: ReadonlySet<string>;
  readonly deviceId: string;
  readonly trouble: Trouble;
  readonly asking: boolean;
  readonly search: string;
}

export interface Courier extends Known {
  readonly rows: readonly Row[];
  /** Of the orders in the list. */
  readonly total: number;
  readonly rated: number;
}

const BEFORE: Known = {
  ready: false,
  number: "",
  isWrong: false,
  isChanging: false,
  day: null,
  reports: new Set(),
  deviceId: "",
  trouble: "",
  asking: false,
  search: "",
};

let known = BEFORE;
let askedAt = 0;
const listeners = new Set<() => void>();

function update(change: Partial<Known>): void {
  known = { ...known, ...change };
  for (const listener of listeners) listener();
}

export function useCourier(): Courier {
  const jazz = useJazz((whole) => whole);
  const { ready, locked } = jazz;
  const now = useSyncExternalStore(subscribe, () => known, () => BEFORE);
  useEffect(() => {
    if (ready && !locked) void run(undefined, begin);
  }, [ready, locked]);
  useEffect(() => remember(jazz), [jazz.items, now.ready]);
  return useMemo(() => {
    const all = rowsOf(now.day, jazz, now.reports, "", now.number);
    const rows = now.search === "" ? all : rowsOf(now.day, jazz, now.reports, now.search, now.number);
    return { ...now, rows, total: all.length, rated: all.filter((row) => row.status !== "open").length };
  }, [now, jazz.items, jazz.receipts]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function begin({ notes }: PageDevice): Promise<void> {
  const [number, day, reports] = await Promise.all([
    notes.read<number>(NUMBER),
    notes.read<Day>(DAY),
    notes.read<readonly string[]>(REPORTS),
  ]);
  update({ ready: true, number: number === null ? "" : String(number), day, reports: new Set(reports ?? []) });
  await refreshIfStale();
}

for (const sign of typeof window === "undefined" ? [] : ["online", "pageshow", "visibilitychange"]) {
  window.addEventListener(sign, () => void refreshIfStale(), { capture: true });
}

/** Ask when somebody looks at an old list, and not again at once when nobody answers. */
async function refreshIfStale(): Promise<void> {
  const now = Date.now();
  const isSeen = document.visibilityState === "visible" && listeners.size > 0;
  const isSoon = known.trouble !== "" && Math.abs(now - askedAt) < AGAIN_MS;
  if (known.number !== "" && isSeen && navigator.onLine && !isSoon && isStale(known.day, now)) await refresh();
}

async function refresh(): Promise<void> {
  if (known.asking) return;
  update({ asking: true });
  askedAt = Date.now();
  await run(undefined, ask);
  update({ asking: false });
}

async function ask({ uplink, notes }: PageDevice): Promise<void> {
  // Without a network nothing is wrong: the list that is kept serves. Without the CRDT queue there is no connection.
  const said = await uplink?.orders().catch(() => null);
  if (said === null || said === undefined) return update({ trouble: "no_answer" });
  const { deviceId, page } = said;
  if (page === null) return update({ deviceId, trouble: "not_given" });
  const day = { ...page, at: Date.now() };
  update({ deviceId, day, trouble: "" });
  await notes.keep(DAY, day);
}

/** Remember which of the records are the courier's own reports, as long as they can be seen. */
function remember(view: View): void {
  if (!known.ready) return;
  const fresh = reportsIn(view).filter((id) => !known.reports.has(id));
  if (fresh.length === 0) return;
  const reports = [...known.reports, ...fresh].slice(-REMEMBERED);
  update({ reports: new Set(reports) });
  void run(undefined, ({ notes }) => notes.keep(REPORTS, reports));
}

/** For the submit event of a form with a field `courierId`. */
export function sayCourier(event: SubmitEvent): void {
  event.preventDefault();
  const said = new FormData(event.target as HTMLFormElement).get("courierId");
  const text = typeof said === "string" ? said.trim() : "";
  const number = Number(text);
  const isRight = /^\d+$/.test(text) && number >= 1 && number <= LIMITS.courierId;
  if (!isRight) return update({ isWrong: true });
  void run(undefined, async ({ notes }) => {
    await notes.keep(NUMBER, number);
    update({ number: String(number), isWrong: false, isChanging: false });
    await refresh();
  });
}

export function changeCourier(): void {
  update({ isChanging: true });
}

/** For a press: ask for the orders now. */
export function askForOrders(): void {
  void refresh();
}

/** For the input event of the field in which one searches. */
export function searchOrders(event: { readonly target: { readonly value: string } }): void {
  update({ search: event.target.value });
}
