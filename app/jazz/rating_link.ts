/**
 * The token of a rating link, as far as a phone can read it.
 *
 * Stage: capture. In: the last part of `/rate/…`. Out: the order and courier that the link is for. Always holds: only
 * the server can tell whether a link is genuine; here it is told apart from an order's number, which may stand there too.
 */

import { LIMITS, type FeedbackItem } from "./schema.ts";

// Expiry in seconds (4 bytes) and courier (8 bytes, 0 for any); then the order; then the signature.
const HEAD_BYTES = 12;
const SIGNATURE_BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]+$/;
const ORDER_ID = /^[A-Za-z0-9\-_./#]+$/;

export interface RatingLink {
  readonly token: string;
  readonly orderId: string;
  readonly courierId: number | null;
}

/** Null: this is no link's token, so it may be an order. */
export function readRatingLink(token: string): RatingLink | null {
  if (!TOKEN.test(token) || token.length > LIMITS.link) return null;
  const bytes = bytesOf(token);
  if (bytes === null || bytes.length <= HEAD_BYTES + SIGNATURE_BYTES) return null;
  const courier = Number(new DataView(bytes.buffer).getBigUint64(4));
  const orderId = String.fromCharCode(...bytes.slice(HEAD_BYTES, -SIGNATURE_BYTES));
  if (courier > LIMITS.courierId || orderId.length > LIMITS.orderId || !ORDER_ID.test(orderId)) return null;
  return { token, orderId, courierId: courier === 0 ? null : courier };
}

/** The link's token for the records it covers: another order needs a link of its own. */
export function tokenFor(link: RatingLink | null, { orderId, courierId }: Partial<FeedbackItem>): string | null {
  const covers = link !== null && link.orderId === orderId && (link.courierId ?? courierId) === courierId;
  return covers ? link.token : null;
}

function bytesOf(token: string): Uint8Array | null {
  try {
    const text = atob(token.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
  } catch {
    return null;
  }
}
