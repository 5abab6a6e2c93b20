/** Writes moments in the reader's language and time zone. Pure; in: ISO texts, out: words, "" for none. */

const SHORT: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
const LONG: Intl.DateTimeFormatOptions = { dateStyle: "full", timeStyle: "long" };
const YEAR = { ...SHORT, year: "numeric" } as const;

function written(iso: string, style: Intl.DateTimeFormatOptions): string {
  const moment = new Date(iso);
  return Number.isNaN(moment.getTime()) ? "" : new Intl.DateTimeFormat(undefined, style).format(moment);
}

export function shortTime(iso: string): string {
  const thisYear = iso.startsWith(String(new Date().getFullYear()));
  return written(iso, thisYear ? SHORT : YEAR);
}

export function longTime(iso: string): string {
  return written(iso, LONG);
}
