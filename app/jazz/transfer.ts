/**
 * The waiting queue as a file, and back.
 *
 * Stage: queue, when the network won't come. In: records, or the text of a file. Out: the text of a file, or how many
 * records were added. Always holds: a record keeps its id, so a file read twice, here or elsewhere, doubles nothing.
 */

import type { Bytes } from "./cipher.ts";
import type { Database } from "./database.ts";
import { QueueError } from "./errors.ts";
import { isObject } from "./kept.ts";
import { NO_KEY, type Keyring, type Sealed } from "./keyring.ts";
import { check, SCHEMA_VERSION, type FeedbackItem } from "./schema.ts";

const FORMAT = "doorstep-queue";

export interface Imported {
  readonly added: number;
  readonly known: number;
  /** Entries of the file that are no records. */
  readonly unreadable: number;
}

export interface Aside {
  readonly key: number | null;
  readonly base64: string;
}

interface Taker {
  enqueueAll(items: readonly FeedbackItem[]): Promise<readonly FeedbackItem[]>;
}

/** `aside`: what was put aside because it can't be read, as it is. */
export function exported(items: readonly FeedbackItem[], aside: readonly unknown[], exportedAt: string): string {
  const records = items.map((item) => {
    const checked = check({ ...item });
    return checked.ok ? checked.item : item;
  });
  const file = { format: FORMAT, schemaVersion: SCHEMA_VERSION, exportedAt, items: records };
  return JSON.stringify(aside.length === 0 ? file : { ...file, aside }, null, 1);
}

export async function importInto(queue: Taker, text: string): Promise<Imported> {
  const entries = entriesOf(text);
  const items = entries.flatMap((entry) => {
    const checked = check({ ...(entry as object), synced: false, syncedAt: null, error: null });
    return checked.ok ? [checked.item] : [];
  });
  const added = (await queue.enqueueAll(items)).length;
  return { added, known: items.length - added, unreadable: entries.length - items.length };
}

function entriesOf(text: string): readonly unknown[] {
  try {
    const file: unknown = JSON.parse(text);
    const items = Array.isArray(file) ? file : (file as { items?: unknown } | null)?.items;
    if (Array.isArray(items)) return items;
  } catch (error) {
    throw new QueueError("unreadable_file", { cause: error });
  }
  throw new QueueError("unreadable_file");
}

/** What was put aside, as text: opened where their key still does that, else as they are. */
export async function readAside(database: Database, keyring: Keyring): Promise<readonly Aside[]> {
  const rows = await database.read(["quarantine"], (stores) => {
    const all = stores("quarantine").getAll();
    return () => all.result.map((row) => (isObject(row) ? (row as Partial<Sealed>) : {}));
  });
  return Promise.all(
    rows.map(async ({ key = null, bytes }) => {
      if (!(bytes instanceof Uint8Array)) return { key, base64: "" };
      const opened = key === null ? null : await keyring.unseal({ key, bytes }).catch(() => null);
      return { key: opened === null ? key : NO_KEY, base64: base64(opened ?? bytes) };
    }),
  );
}

function base64(bytes: Bytes): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
