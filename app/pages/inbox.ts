/** The inbox: how far off a time is, how somebody is reached, and keeping the chosen case in view. */
import { useEffect } from "react";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS = [
  [2 * DAY, DAY, "day"],
  [HOUR, HOUR, "hour"],
  [0, MINUTE, "minute"],
] as const;
const MAIL = /^\S+@\S+$/;

/** "in 3 hours", "2 days ago"; "" for no time. */
export function distance(locale: string, iso: string, now: number): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  if (Number.isNaN(seconds)) return "";
  const [, size, unit] = UNITS.find(([from]) => Math.abs(seconds) >= from)!;
  return new Intl.RelativeTimeFormat(locale, { numeric: "always", style: "short" }).format(Math.trunc(seconds / size), unit);
}

export function isPast(iso: string, now: number): boolean {
  return Date.parse(iso) < now;
}

/** The address that calls or writes to somebody; "" where what they left is neither number nor mail address. */
export function reachedAt(contact: string): string {
  if (MAIL.test(contact)) return `mailto:${encodeURIComponent(contact)}`;
  const digits = contact.replace(/[^\d+]/g, "");
  return digits.length > 5 ? `tel:${digits}` : "";
}

/** Opens a mail with the reply as it stands in the field. */
export function writeMail(contact: string, subject: string): void {
  const draft = document.querySelector<HTMLTextAreaElement>("[data-draft]")?.value ?? "";
  const said = Object.entries({ subject, body: draft }).map(([name, text]) => `${name}=${encodeURIComponent(text)}`);
  window.location.href = `mailto:${encodeURIComponent(contact)}?${said.join("&")}`;
}

/** Keeps the chosen line of the list where it can be seen. */
export function useChosen(chosen: string): void {
  useEffect(() => {
    document.querySelector("[data-case][aria-current='true']")?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
}
