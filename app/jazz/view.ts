/**
 * What people see of the queue: every record with its state, and the totals.
 *
 * Stage: queue. In: the document and how far each record came from here. Out: a View, never changed afterwards.
 */

import type { Document } from "./document.ts";
import type { Attention, EntryStatus, FeedbackItem, Receipt } from "./schema.ts";

/** How far a record came from this device: handed to a connection, or committed by the server. */
export type Mark = "sent" | "received";

export interface WaitingItem extends FeedbackItem {
  readonly status: EntryStatus;
  readonly complaint: Attention | null;
}

export interface View {
  /** Oldest first; a record that two tabs added stands here once. */
  readonly items: readonly WaitingItem[];
  readonly receipts: readonly Receipt[];
  readonly pending: number;
  readonly received: number;
  readonly stored: number;
  readonly attention: number;
}

export const EMPTY: View = {
  items: [],
  receipts: [],
  pending: 0,
  received: 0,
  stored: 0,
  attention: 0,
};

// A record never changes, so what was made of it once serves until its state does. Thousands may wait.
const made = new WeakMap<FeedbackItem, WaitingItem>();

export function viewOf(document: Document, marks: ReadonlyMap<string, Mark>): View {
  const complaints = new Map(document.complaints().map((each) => [each.id, each]));
  const items = new Map<string, WaitingItem>();
  for (const item of document.records()) {
    if (items.has(item.id)) continue;
    const complaint = complaints.get(item.id) ?? null;
    items.set(item.id, waiting(item, complaint, statusOf(item, complaint, marks.get(item.id))));
  }
  return totalled([...items.values()], document.stored());
}

export function totalled(items: readonly WaitingItem[], receipts: readonly Receipt[]): View {
  const count = { saved: 0, received: 0, stored: 0, attention: 0 };
  for (const item of items) count[item.status] += 1;
  const { saved: pending, received, attention } = count;
  return { items, receipts, pending, received, attention, stored: receipts.length };
}

function waiting(item: FeedbackItem, complaint: Attention | null, status: EntryStatus): WaitingItem {
  const before = made.get(item);
  if (before?.status === status && before.complaint === complaint) return before;
  const after = { ...item, complaint, status };
  made.set(item, after);
  return after;
}

function statusOf(item: FeedbackItem, complaint: Attention | null, mark: Mark | undefined): EntryStatus {
  if (complaint !== null) return "attention";
  if (item.synced) return "stored";
  return mark === "received" ? "received" : "saved";
}

/** Whether a person would call two records the same. */
export function sameContent(one: FeedbackItem, other: FeedbackItem): boolean {
  return contentOf(one) === contentOf(other);
}

function contentOf(item: FeedbackItem): string {
  const { orderId, courierId, rating, comment, reasons, publishConsent, needsFollowUp, contact } = item;
  return JSON.stringify([orderId, courierId, rating, comment, reasons, publishConsent, needsFollowUp, contact]);
}
