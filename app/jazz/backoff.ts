/**
 * How long to wait before the server is tried again. Pure.
 *
 * Full jitter: a wait is anywhere between a floor and a bound that doubles with each failure, so that the phones of a
 * whole shift don't come back at the same moment. Only a real answer of the server begins it anew.
 */

export const FLOOR_MS = 500;
export const FIRST_MS = 1_000;
export const LONGEST_MS = 60_000;

/** Milliseconds after so many failures in a row (1 or more); `random` is from 0 up to 1. */
export function waitAfter(failures: number, random: number): number {
  const bound = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 30));
  return Math.round(FLOOR_MS + (bound - FLOOR_MS) * random);
}

/** Something new (a network, a look at the page, a record) shortens a wait to this, but never to nothing. */
export function earliest(wait: number): number {
  return Math.min(wait, Math.max(FLOOR_MS, Math.round(wait / 4)));
}
