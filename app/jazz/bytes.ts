/** Bytes put together, and numbers as bytes. */

import type { Bytes } from "./cipher.ts";

/** Seven bits a byte, the lowest first. */
export function number(value: number): number[] {
  const written: number[] = [];
  while (value >= 0x80) {
    written.push((value % 0x80) | 0x80);
    value = Math.floor(value / 0x80);
  }
  written.push(value);
  return written;
}

export function joined(...parts: readonly ArrayLike<number>[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
