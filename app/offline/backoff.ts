/**
 * How long to wait before the server is asked again. Pure.
 *
 * Waits double from a second to a minute, and each is spread over half of itself, so that the phones of a whole shift
 * don't come back at the same moment.
 */

export const FIRST_WAIT = 1_000;
export const LONGEST_WAIT = 60_000;

/** Milliseconds to wait after so many failures in a row (1 or more); `random` is from 0 up to 1. */
export function wait(failures: number, random: number): number {
  const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - 1));
  return Math.round(longest * (0.5 + random / 2));
}
