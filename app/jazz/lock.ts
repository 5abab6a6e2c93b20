/**
 * A passphrase as a lock: what it opens, and the slot through which feedback still comes in while it is locked.
 *
 * Stage: queue. In: a passphrase, which is kept nowhere. Out: a key that wraps the account's keys, and a pair of keys of
 * which the public half seals without the passphrase. Always holds: what is written down can be opened only with the
 * passphrase; a key is extractable only inside the call that wraps it. What it protects from:
 * docs/decisions/0017-passphrase-lock.md.
 */

import { seal, unseal, type Bytes } from "./cipher.ts";
import { QueueError } from "./errors.ts";

/** What OWASP asks of PBKDF2 with SHA-256. */
export const ITERATIONS = 600_000;
export const SHORTEST_PASSPHRASE = 8;

const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const POINT_BYTES = 65;
const WRAPS: readonly KeyUsage[] = ["wrapKey", "unwrapKey"];

/** A key that only the passphrase opens. */
export interface Wrapped {
  readonly nonce: Bytes;
  readonly bytes: Bytes;
}

export interface Lock {
  readonly salt: Bytes;
  readonly iterations: number;
  readonly publicKey: Bytes;
  readonly privateKey: Wrapped;
  /** Goes up each time the account is locked, so that a tab that slept through it notices. */
  readonly session: number;
}

/** A new lock, and the key that the passphrase makes for it. */
export interface Protection {
  readonly lock: Lock;
  readonly opener: CryptoKey;
}

function random(count: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(count));
}

/** The same passphrase from another keyboard is the same passphrase. */
function normalized(passphrase: string): string {
  return passphrase.normalize("NFKC");
}

/** The key that a passphrase makes: slow on purpose. */
export async function openerFrom(passphrase: string, { salt, iterations }: Pick<Lock, "salt" | "iterations">) {
  const bytes = new TextEncoder().encode(normalized(passphrase));
  const material = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveKey"]);
  const terms = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(terms, material, { name: "AES-GCM", length: 256 }, false, WRAPS);
}

export async function newLock(passphrase: string, iterations = ITERATIONS): Promise<Protection> {
  if ([...normalized(passphrase)].length < SHORTEST_PASSPHRASE) throw new QueueError("passphrase_short");
  const salt = random(SALT_BYTES);
  const opener = await openerFrom(passphrase, { salt, iterations });
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const privateKey = await wrap("pkcs8", pair.privateKey, opener);
  return { lock: { salt, iterations, publicKey, privateKey, session: 0 }, opener };
}

async function wrap(format: "raw" | "pkcs8", key: CryptoKey, opener: CryptoKey): Promise<Wrapped> {
  const nonce = random(NONCE_BYTES);
  return { nonce, bytes: new Uint8Array(await crypto.subtle.wrapKey(format, key, opener, { name: "AES-GCM", iv: nonce })) };
}

/** A new key of the account, wrapped. */
export async function newWrappedKey(opener: CryptoKey): Promise<Wrapped> {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  return wrap("raw", key, opener);
}

/** Throws with the wrong opener. What comes out can be used, but not read. */
export function unwrapKey({ nonce, bytes }: Wrapped, opener: CryptoKey): Promise<CryptoKey> {
  const terms = { name: "AES-GCM", iv: nonce };
  return crypto.subtle.unwrapKey("raw", bytes, opener, terms, "AES-GCM", false, ["encrypt", "decrypt"]);
}

export function unwrapPrivateKey({ privateKey }: Lock, opener: CryptoKey): Promise<CryptoKey> {
  const terms = { name: "AES-GCM", iv: privateKey.nonce };
  return crypto.subtle.unwrapKey("pkcs8", privateKey.bytes, opener, terms, CURVE, false, ["deriveBits"]);
}

/** Through the slot: anybody may put something in, only the passphrase takes it out. */
export async function sealInto({ publicKey }: Lock, bytes: Bytes): Promise<Bytes> {
  const theirs = await crypto.subtle.importKey("raw", publicKey, CURVE, false, []);
  const once = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", once.publicKey));
  const sealed = await seal(bytes, await agreed(theirs, once.privateKey, point));
  const whole = new Uint8Array(POINT_BYTES + sealed.length);
  whole.set(point);
  whole.set(sealed, POINT_BYTES);
  return whole;
}

export async function unsealFrom(privateKey: CryptoKey, bytes: Bytes): Promise<Bytes> {
  const point = bytes.slice(0, POINT_BYTES);
  const theirs = await crypto.subtle.importKey("raw", point, CURVE, false, []);
  return unseal(bytes.slice(POINT_BYTES), await agreed(theirs, privateKey, point));
}

/** The key that both halves agree on, bound to the point that came along. */
async function agreed(publicKey: CryptoKey, privateKey: CryptoKey, point: Bytes): Promise<CryptoKey> {
  const bits = await crypto.subtle.deriveBits({ name: "ECDH", public: publicKey }, privateKey, 256);
  const material = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  const terms = { name: "HKDF", hash: "SHA-256", salt: point, info: new TextEncoder().encode("doorstep slot 1") };
  return crypto.subtle.deriveKey(terms, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}
