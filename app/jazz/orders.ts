/**
 * A courier's orders of the day: asked for, and how each of them stands.
 *
 * Stage: queue. In: the server's answers, and what waits on this device. Out: the day as it can be kept, and rows for a
 * page. Always holds: a list is taken whole or not at all; a courier's own report is never taken for a rating.
 */

import { look, Refusal } from "./calls.ts";
import { isOrder } from "./link.ts";
import type { Registration } from "./registration.ts";
import type { EntryStatus } from "./schema.ts";
import type { View } from "./view.ts";

const ORDERS = "/api/orders";
const RENEW = 4401;
const FORBIDDEN = 4403;
const STALE_MS = 5 * 60_000;
/** More than anybody delivers in a day; a server that never ends its list must not fill this device. */
const MOST_PAGES = 10;
const COURIER = "courier";

/** An order as the server tells it. */
export interface Order {
  readonly orderId: string;
  readonly courierId: number | null;
  readonly address: string;
  readonly name: string;
  readonly rated: boolean;
  readonly reported: boolean;
  /** What it is rated with, where the server asks for that. */
  readonly link?: string | null;
}

interface Page {
  readonly day: string;
  readonly linksOnly?: boolean;
  readonly items: readonly Order[];
  readonly next: string | null;
}

/** The orders of one day, and when the server said so, in milliseconds since 1970. */
export interface Day {
  readonly day: string;
  readonly at: number;
  readonly items: readonly Order[];
  /** An order that comes with no link can't be handed over: the server would not take its rating in. */
  readonly linksOnly?: boolean;
}

/** What became of asking; `deviceId` is what the desk knows this device by. */
export interface OrdersSaid {
  readonly deviceId: string;
  /** Null: the desk has not given this device to a courier. */
  readonly page: Omit<Day, "at"> | null;
}

/** How an order stands, for a row of the list. */
export interface Row {
  readonly orderId: string;
  readonly courierId: string;
  readonly address: string;
  readonly name: string;
  /** Of its rating; "open" when there is none. */
  readonly status: EntryStatus | "open";
  /** Of the courier's own report; empty when there is none. */
  readonly report: EntryStatus | "";
  /** It stands in the list of the day; else somebody has typed it. */
  readonly isListed: boolean;
  /** What it is rated with; empty where no link is asked for, or none is known. */
  readonly link: string;
  /** It can be rated from here: either any order can, or this one's link is known. */
  readonly isRateable: boolean;
}

/** Throws a Refusal when the server can't be reached or wants nothing of us. */
export async function fetchOrders(registration: Registration, over: AbortSignal): Promise<OrdersSaid> {
  const { deviceId, token } = await registration.ensure(over);
  try {
    return { deviceId, page: await allPages(token, over) };
  } catch (error) {
    const code = error instanceof Refusal ? error.ending.code : 0;
    if (code === RENEW) {
      const renewed = await registration.renew(token, over);
      return { deviceId: renewed.deviceId, page: await allPages(renewed.token, over) };
    }
    if (code === FORBIDDEN) return { deviceId, page: null };
    throw error;
  }
}

async function allPages(token: string, over: AbortSignal): Promise<Omit<Day, "at">> {
  const items: Order[] = [];
  let page = await look<Page>(ORDERS, token, over);
  for (let count = 1; ; count += 1) {
    items.push(...page.items);
    if (page.next === null || count === MOST_PAGES) return { day: page.day, items, linksOnly: page.linksOnly === true };
    const where = new URLSearchParams({ day: page.day, after: page.next });
    page = await look<Page>(`${ORDERS}?${where}`, token, over);
  }
}

export function isStale(day: Day | null, now: number): boolean {
  // A clock that was set back must not keep an old list for ever.
  return day === null || now - day.at > STALE_MS || now < day.at;
}

/** The rows of a list that is searched, and one for a number that was typed and is in no list. */
export function rowsOf(day: Day | null, view: View, reports: ReadonlySet<string>, search: string, own: string): readonly Row[] {
  const wanted = search.trim();
  const words = wanted.toLowerCase();
  const linksOnly = day?.linksOnly === true;
  const items = (day?.items ?? []).map((order) => rowOf(order, view, reports, own, { isListed: true, linksOnly }));
  const found = items.filter((row) => [row.orderId, row.address, row.name].some((each) => each.toLowerCase().includes(words)));
  if (found.length > 0 || !isOrder(wanted)) return found;
  const typed = { orderId: wanted, courierId: null, address: "", name: "", rated: false, reported: false };
  return [rowOf(typed, view, reports, own, { isListed: false, linksOnly })];
}

type Standing = Pick<Row, "isListed"> & { readonly linksOnly: boolean };

function rowOf(order: Order, view: View, reports: ReadonlySet<string>, own: string, { isListed, linksOnly }: Standing): Row {
  const { orderId, address, name } = order;
  const link = order.link ?? "";
  const waiting = view.items.filter((each) => each.orderId === orderId);
  const arrived = view.receipts.filter((each) => each.orderId === orderId);
  const rating = waiting.findLast((each) => each.source !== COURIER)?.status;
  const report = waiting.findLast((each) => each.source === COURIER)?.status;
  const isRated = order.rated || arrived.some((each) => !reports.has(each.id));
  const isReported = order.reported || arrived.some((each) => reports.has(each.id));
  return {
    orderId,
    courierId: String(order.courierId ?? own),
    address,
    name,
    status: rating ?? (isRated ? "stored" : "open"),
    report: report ?? (isReported ? "stored" : ""),
    isListed,
    link,
    isRateable: !linksOnly || link !== "",
  };
}

/** The ids of the courier's own reports that wait: a receipt doesn't say what it is for. */
export function reportsIn(view: View): readonly string[] {
  return view.items.filter((each) => each.source === COURIER).map((each) => each.id);
}
