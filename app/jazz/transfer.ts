/**
 * The waiting queue as a file, and back.
 *
 * Stage: queue, when the network won't come. In: records, or the text of a file. Out: the text of a file, or how many
 * records were added. Always holds: a record keeps its id, so a file read twice, here or elsewhere, doubles nothing.
 */

import { QueueError } from "./errors.ts";
import { check, SCHEMA_VERSION, type FeedbackItem } from "./schema.ts";

const FORMAT = "doorstep-queue";

export interface Imported {
  readonly added: number;
  readonly known: number;
  /** Entries of the file that are no records. */
  readonly unreadable: number;
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
