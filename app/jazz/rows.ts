/**
 * The lines of a person's feedback: what waits, and what has arrived.
 *
 * Stage: queue. In: the view of the queue and which state is wanted. Out: a line for each record. Pure. Always holds: what
 * needs a person comes first, then the newest; a record that has arrived stands there by its receipt.
 */

import type { EntryStatus } from "./schema.ts";
import { byThisClock } from "./server_clock.ts";
import type { View } from "./view.ts";

export interface Row {
  readonly id: string;
  readonly orderId: string;
  /** 0 for a receipt: what was said is no longer here. */
  readonly rating: number;
  readonly status: EntryStatus;
  /** When it was written, or when it arrived. */
  readonly at: string;
}

interface Seen extends Pick<View, "items" | "receipts"> {
  readonly ahead: number;
}
interface Made extends Seen {
  readonly only: EntryStatus | "";
  readonly rows: readonly Row[];
}

// Everybody who asks while nothing changes gets the same lines.
const made: Made[] = [];
const KEPT = 4;

export function rowsOf({ items, receipts, ahead }: Seen, only: EntryStatus | ""): readonly Row[] {
  const isSame = (each: Made): boolean => each.items === items && each.receipts === receipts && each.ahead === ahead;
  const known = made.find((each) => isSame(each) && each.only === only);
  if (known !== undefined) return known.rows;
  const waiting = items
    .map(({ id, orderId, rating, status, createdAt }): Row => ({ id, orderId, rating, status, at: createdAt }))
    .reverse();
  const arrived = receipts.toReversed().map(({ id, orderId, at }): Row => {
    return { id, orderId, rating: 0, status: "stored", at: byThisClock(at, ahead) };
  });
  const refused = waiting.filter(({ status }) => status === "attention");
  const others = waiting.filter(({ status }) => status !== "attention");
  const rows = [...refused, ...others, ...arrived].filter(({ status }) => only === "" || status === only);
  made.unshift({ items, receipts, ahead, only, rows });
  made.length = Math.min(made.length, KEPT);
  return rows;
}

/** The address of the form that corrects a record; of one that has arrived only its order is known. */
export function correctionOf(row: Row | null): string {
  if (row === null) return "";
  const asked = new URLSearchParams({ correct: row.id, ...(row.rating === 0 && { order: row.orderId }) });
  return `/rate?${asked.toString()}`;
}
