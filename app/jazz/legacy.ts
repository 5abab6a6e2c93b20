/**
 * The list that was kept in localStorage before the CRDT queue, or is kept there without it.
 *
 * Stage: queue, at the start. In: the text under `feedback_pending_queue`, whatever state it is in. Out: records, and
 * what can't be read. Always holds: the same text gives the same ids, so it may be read again after a crash; the key is
 * removed only when the records are in their new place.
 */

import type { Draft, DraftStore } from "./drafts.ts";
import { localTime, uuid7 } from "./ids.ts";
import { keptList, keptMarks } from "./kept.ts";
import { asideIn, CARRIED_KEY, DRAFTS_KEY, LEGACY_KEY, MARKS_KEY, RECEIPTS_KEY, UNREADABLE_KEY } from "./list_keys.ts";
import { check, type FeedbackItem, type Receipt } from "./schema.ts";
import { sameContent, type Mark } from "./view.ts";

export interface Legacy {
  readonly items: readonly FeedbackItem[];
  readonly unreadable: readonly unknown[];
}

type Fields = Readonly<Record<string, unknown>>;

/** The last millisecond of the year 9999. */
const LAST = 253_402_300_799_999;
const MOMENT =
  /^(\d{4}-\d\d-\d\d)(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?$/;
const YES: readonly unknown[] = [true, 1, "1", "true", "yes"];
const NO: readonly unknown[] = [false, 0, "0", "false", "no", ""];

export function readLegacy(text: string, now: number): Legacy {
  const items = new Map<string, FeedbackItem>();
  const unreadable: unknown[] = [];
  for (const entry of entriesOf(text)) {
    const item = typeof entry === "object" && entry !== null ? asRecord(entry as Fields, now) : null;
    const known = item === null ? undefined : items.get(item.id);
    if (item === null) unreadable.push(entry);
    else if (known === undefined) items.set(item.id, item);
    // Two answers under one id are two records.
    else if (!sameContent(known, item)) items.set(idOf(entry as Fields, null), { ...item, id: idOf(entry as Fields, null) });
  }
  return { items: [...items.values()], unreadable };
}

/** The entries of a list; of one that was cut off or damaged, those that are whole, and the rest as text. */
function entriesOf(text: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : [list];
  } catch {
    return wholeObjects(text);
  }
}

function wholeObjects(text: string): readonly unknown[] {
  const found: unknown[] = [];
  let rest = "";
  let at = 0;
  while (at < text.length) {
    const end = text[at] === "{" ? endOfObject(text, at) : -1;
    const object = end < 0 ? undefined : parsed(text.slice(at, end));
    if (object === undefined) {
      rest += text[at];
      at += 1;
    } else {
      found.push(object);
      at = end;
    }
  }
  const left = rest.replace(/^[\s,[\]]+|[\s,[\]]+$/g, "");
  return left === "" ? found : [...found, left];
}

/** Where the object that begins here ends, passing over braces in texts; -1 when it doesn't. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === "\\") at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === "{") depth += 1;
    else if (sign === "}" && --depth === 0) return at + 1;
  }
  return -1;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asRecord(entry: Fields, now: number): FeedbackItem | null {
  const asItIs = check(entry);
  if (asItIs.ok) return asItIs.item;
  const fields = camelCased(entry);
  const made = momentOf(fields["createdAt"] ?? fields["timestamp"]);
  const needsFollowUp = asksIn(fields["needsFollowUp"], fields["contact"]);
  const record = {
    ...fields,
    courierId: asNumber(fields["courierId"]),
    rating: asNumber(fields["rating"]),
    comment: fields["comment"] ?? "",
    reasons: fields["reasons"] ?? [],
    needsFollowUp,
    contact: needsFollowUp === false ? null : (fields["contact"] ?? null),
    source: fields["source"] ?? "legacy",
    deviceId: fields["deviceId"] ?? "",
    createdAt: localTime(made ?? now),
    synced: false,
    syncedAt: null,
    error: null,
  };
  const known = check({ ...record, id: fields["id"] });
  if (known.ok) return known.item;
  const named = check({ ...record, id: idOf(entry, made) });
  return named.ok ? named.item : null;
}

function camelCased(entry: Fields): Fields {
  const pairs = Object.entries(entry).map(([name, value]) => [
    name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  return Object.fromEntries(pairs) as Fields;
}

function asNumber(value: unknown): unknown {
  return typeof value === "string" && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
}

/** Whether somebody asks to be contacted: whoever has left a way to and didn't say no does. What is odd stays. */
function asksIn(flag: unknown, contact: unknown): unknown {
  if (flag === undefined || flag === null) return typeof contact === "string" && contact.trim() !== "";
  const said = typeof flag === "string" ? flag.toLowerCase() : flag;
  if (YES.includes(said)) return true;
  return NO.includes(said) ? false : flag;
}

/** Milliseconds since 1970, of a number of them or a time in ISO 8601; without an offset, that of UTC. */
function momentOf(value: unknown): number | null {
  const time = typeof value === "number" ? Math.floor(value) : typeof value === "string" ? timeIn(value) : Number.NaN;
  return time >= 0 && time <= LAST ? time : null;
}

function timeIn(text: string): number {
  const [, day = "", clock = "00:00", seconds = "00", fraction = "", offset = "Z"] = MOMENT.exec(text) ?? [];
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Some browsers take the 30th of February for the 2nd of March.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day)) return Number.NaN;
  const zone = offset.replace(/(\d\d):?(\d\d)$/, "$1:$2");
  return Date.parse(`${day}T${clock}:${seconds}.${fraction.padEnd(3, "0").slice(0, 3)}${zone}`);
}

/** An id that the same entry gets again. */
function idOf(entry: Fields, made: number | null): string {
  const text = JSON.stringify(entry);
  const tail = new DataView(new ArrayBuffer(8));
  tail.setUint32(0, hashed(text, 1));
  tail.setUint32(4, hashed(text, 2));
  return uuid7(made ?? 0, hashed(text, 3) % 4096, new Uint8Array(tail.buffer));
}

/** FNV-1a, then mixed: WebCrypto's digests are missing on http://. */
function hashed(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1);
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

interface Taker {
  enqueueAll(items: readonly FeedbackItem[]): Promise<readonly FeedbackItem[]>;
  mark(ids: readonly string[], mark: Mark): Promise<void>;
}

/** How far the records of the list came; without it they count as not sent, and are known by their ids. */
export function marksIn(storage: globalThis.Storage): Map<string, Mark> {
  return keptMarks(MARKS_KEY, storage);
}

/** The receipts of the last records that left the list for the database. */
export function receiptsIn(storage: globalThis.Storage): readonly Receipt[] {
  return keptList({ id: "", orderId: "", status: "", at: "" }, RECEIPTS_KEY, storage);
}

/** Move the list over, once. A crash in between leaves the key, and the next start finds the records known. */
export async function migrate(storage: globalThis.Storage, queue: Taker, now: number): Promise<void> {
  storage.removeItem(CARRIED_KEY);
  if (storage.getItem(LEGACY_KEY) === null) return;
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  const move = async () => {
    // Another tab may have moved it while this one waited for its turn.
    const text = storage.getItem(LEGACY_KEY);
    if (text === null) return;
    const { items, unreadable } = readLegacy(text, now);
    await queue.enqueueAll(items.map((item) => ({ ...item, synced: false, syncedAt: null, error: null })));
    const sent = [...marksIn(storage).keys()].filter((id) => items.some((item) => item.id === id));
    if (sent.length > 0) await queue.mark(sent, "sent");
    putAside(storage, unreadable);
    storage.removeItem(LEGACY_KEY);
    storage.removeItem(MARKS_KEY);
    storage.removeItem(RECEIPTS_KEY);
    console.info(`Migrated ${items.length} items to Jazz`);
  };
  await (locks === undefined ? move() : locks.request(LEGACY_KEY, move));
}

export function draftsIn(storage: globalThis.Storage): readonly Draft[] {
  return keptList({ id: "", form: "", at: 0, fields: {} }, DRAFTS_KEY, storage);
}

/** Move half-filled forms over; the same one again is the same one. */
export async function migrateDrafts(storage: globalThis.Storage, drafts: DraftStore): Promise<void> {
  for (const draft of draftsIn(storage)) await drafts.keep(draft);
  storage.removeItem(DRAFTS_KEY);
}

/** Keep what can't be read, as it is; the same entry once. */
export function putAside(storage: globalThis.Storage, unreadable: readonly unknown[]): void {
  if (unreadable.length === 0) return;
  const before = asideIn(storage).map((entry) => JSON.stringify(entry));
  const all = new Set([...before, ...unreadable.map((entry) => JSON.stringify(entry))]);
  storage.setItem(UNREADABLE_KEY, `[${[...all].join(",")}]`);
}
