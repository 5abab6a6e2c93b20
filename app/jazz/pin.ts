/**
 * The courier's pin: what ends the hand-over mode.
 *
 * Stage: capture. In: a pin that is set, and guesses. Out: whether a guess is right. Always holds: only a slow hash of it
 * is kept; an attempt counts before it is made, so a reload gives no more of them. It keeps a customer from the list of
 * orders, not a thief from the phone: whoever reads the browser's files can try all pins.
 */

import { waitAfter } from "./guesses.ts";
import { keptLike } from "./kept.ts";

const KEY = "doorstep-pin";
const ROUNDS = 200_000;
const FORM = /^\d{4,8}$/;

interface Kept {
  readonly salt: string;
  readonly hash: string;
  readonly failed: number;
  readonly until: number;
}

export type Guess = "right" | "wrong" | "later";

function known(): Kept | null {
  return keptLike<Kept>({ salt: "", hash: "", failed: 0, until: 0 }, KEY);
}

/** A browser that has no cryptography here, for want of https, has no pins. */
export function canSetPin(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

export function hasPin(): boolean {
  return known() !== null;
}

/** Whether it can be a pin; then it is one from now on. */
export async function setPin(pin: string): Promise<boolean> {
  if (!FORM.test(pin)) return false;
  const salt = hex(crypto.getRandomValues(new Uint8Array(16)));
  localStorage.setItem(KEY, JSON.stringify({ salt, hash: await hashOf(pin, salt), failed: 0, until: 0 } satisfies Kept));
  return true;
}

export function removePin(): void {
  localStorage.removeItem(KEY);
}

export async function guessPin(pin: string, now: number): Promise<Guess> {
  const before = known();
  if (before === null) return "right";
  // A clock that was set back must not lock anybody out for longer than the wait itself.
  if (now < before.until && before.until - now <= waitAfter(before.failed)) return "later";
  const failed = before.failed + 1;
  localStorage.setItem(KEY, JSON.stringify({ ...before, failed, until: now + waitAfter(failed) } satisfies Kept));
  if ((await hashOf(pin, before.salt)) !== before.hash) return "wrong";
  localStorage.setItem(KEY, JSON.stringify({ ...before, failed: 0, until: 0 } satisfies Kept));
  return "right";
}

async function hashOf(pin: string, salt: string): Promise<string> {
  const bytes = new TextEncoder().encode(pin);
  const key = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", iterations: ROUNDS, salt: new TextEncoder().encode(salt) };
  return hex(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)));
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
}
