/**
 * Sealing: how bytes look at rest.
 *
 * Stage: queue. In: an update or a draft. Out: the same, compressed where that pays and encrypted with AES-GCM.
 * Always holds: the key can be used but not read by any script; what was altered on the disk does not open; without
 * its key nothing opens, so destroying the key erases. What this protects from: docs/decisions/0008-encryption-at-rest.md.
 */

export type Bytes = Uint8Array<ArrayBuffer>;

const DEFLATED = 1;
const ENCRYPTED = 2;
const NONCE_BYTES = 12;
// Below this, deflate saves less than its own start costs.
const WORTH_DEFLATING = 1024;

/** Whether this page may use WebCrypto: on http:// elsewhere than localhost it may not. */
export function canEncrypt(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/** A key that stays inside the browser. */
export function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function through(bytes: Bytes, stream: CompressionStream | DecompressionStream): Promise<Bytes> {
  const writer = stream.writable.getWriter();
  // Told by the readable end; unheard here, it would count as unhandled.
  void writer.write(bytes).catch(() => undefined);
  void writer.close().catch(() => undefined);
  return new Uint8Array(await new Response(stream.readable).arrayBuffer());
}

/** Without a key the bytes are kept as they are. */
export async function seal(bytes: Bytes, key: CryptoKey | null): Promise<Bytes> {
  if (key === null) return framed(0, bytes);
  const deflate = bytes.length >= WORTH_DEFLATING;
  const flags = ENCRYPTED | (deflate ? DEFLATED : 0);
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = deflate ? await through(bytes, new CompressionStream("deflate-raw")) : bytes;
  const hidden = await crypto.subtle.encrypt(algorithm(flags, nonce), key, plain);
  return framed(flags, nonce, new Uint8Array(hidden));
}

/** Throws when the bytes were altered, are not ours or need a key that isn't there. */
export async function unseal(sealed: Bytes, key: CryptoKey | null): Promise<Bytes> {
  const flags = sealed[0];
  if (flags === 0) return sealed.slice(1);
  if (flags === undefined || (flags & ENCRYPTED) === 0 || key === null) throw new Error("There is no key for this.");
  const nonce = sealed.slice(1, 1 + NONCE_BYTES);
  const plain = new Uint8Array(await crypto.subtle.decrypt(algorithm(flags, nonce), key, sealed.subarray(1 + NONCE_BYTES)));
  return flags & DEFLATED ? through(plain, new DecompressionStream("deflate-raw")) : plain;
}

function algorithm(flags: number, nonce: Bytes): AesGcmParams {
  return { name: "AES-GCM", iv: nonce, additionalData: Uint8Array.of(flags) };
}

function framed(flags: number, ...parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 1));
  whole[0] = flags;
  let at = 1;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
