/**
 * What the address of a page says of an order.
 *
 * Stage: capture. In: /rate/ORDER?courier=7, ?order=A/17 for orders with a slash, or /rate/TOKEN, a link that the server
 * signed (app/access/links.py); the courier's own ways bring it as ?link=TOKEN beside the order. Out: the fields it fills in, and when it ends. Always holds: no server is asked; whether
 * the signature is right only the server can say, so what is read here is a help and proves nothing.
 */

import type { FormFields } from "./drafts.ts";
import { check, LIMITS } from "./schema.ts";

export interface Link {
  readonly fields: FormFields;
  /** Milliseconds since 1970; null for a link that has no end. */
  readonly endsAt: number | null;
  /** By the clock of this device, when it was read. */
  readonly isOver: boolean;
}

export const NO_LINK: Link = { fields: {}, endsAt: null, isOver: false };

// Expiry in seconds (4 bytes), courier (8, 0 for any), the order, the signature.
const HEAD = 12;
const SIGNATURE = 16;
const TOKEN = /^[A-Za-z0-9_-]{39,200}$/;
// Signed links are younger than this program; an order number that looks like one is not.
const FIRST = Date.UTC(2025, 0);

export function readLink({ pathname, search }: Pick<Location, "pathname" | "search">): Link {
  const text = inPath(pathname);
  const asked = new URLSearchParams(search);
  const signed = readToken(text) ?? readToken(asked.get("link") ?? "");
  const fields: Record<string, string> = {};
  const order = asked.get("order") ?? text;
  const courier = asked.get("courier");
  if (order !== "" && order.length <= LIMITS.orderId) fields["orderId"] = order;
  if (courier !== null && /^\d+$/.test(courier)) fields["courierId"] = courier;
  // What was signed counts; whom it leaves open, the address may name.
  return signed === null ? { ...NO_LINK, fields } : { ...signed, fields: { ...fields, ...signed.fields } };
}

/** The id of the record that is to be corrected: /rate?correct=ID; empty for none. */
export function readCorrection({ search }: Pick<Location, "search">): string {
  return new URLSearchParams(search).get("correct") ?? "";
}

/** What a code says that was read by the camera: an address of ours, or the number of an order. */
export function readScanned(text: string): Link {
  try {
    return readLink(new URL(text));
  } catch {
    return readLink({ pathname: "", search: new URLSearchParams({ order: text.trim() }).toString() });
  }
}

function readToken(text: string): Link | null {
  if (!TOKEN.test(text)) return null;
  try {
    const raw = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
    const head = new DataView(raw.buffer);
    const endsAt = head.getUint32(0) * 1000;
    const courier = head.getBigUint64(4);
    const orderId = new TextDecoder("utf-8", { fatal: true }).decode(raw.subarray(HEAD, -SIGNATURE));
    if (endsAt < FIRST || courier > BigInt(Number.MAX_SAFE_INTEGER) || !isOrder(orderId)) return null;
    const fields = { orderId, link: text, ...(courier > 0n && { courierId: String(courier) }) };
    return { fields, endsAt, isOver: endsAt < Date.now() };
  } catch {
    return null;
  }
}

/** Whether an order may have this number. */
export function isOrder(orderId: string): boolean {
  const checked = check({ orderId });
  return !checked.ok && !("orderId" in checked.problems);
}

function inPath(pathname: string): string {
  try {
    return decodeURIComponent(pathname.split("/")[2] ?? "");
  } catch {
    // A link that was cut off in the middle of a character.
    return "";
  }
}
