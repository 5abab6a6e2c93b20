/**
 * Frames as they travel: the y-websocket protocol and our extension 102.
 *
 * Stage: sync. In: bytes of the server, or what is to be said. Out: messages, or bytes. Pure. Always holds: a frame that
 * is cut off, or has something behind its end, is no frame. What each kind means: docs/protocol.md.
 */

import { joined, number } from "./bytes.ts";
import type { Bytes } from "./cipher.ts";

const SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
const AWARENESS = 1;
const COMMITTED = 102;

export type Message =
  | { readonly kind: "state"; readonly vector: Bytes }
  | { readonly kind: "update"; readonly update: Bytes }
  | { readonly kind: "committed"; readonly number: number }
  /** What clients of the room say of themselves: presence.ts. */
  | { readonly kind: "presence"; readonly said: Bytes }
  /** What later servers may say. */
  | { readonly kind: "other" };

export class NotAFrame extends Error {
  override readonly name = "NotAFrame";
}

export class Reader {
  readonly #data: Bytes;
  #at = 0;

  constructor(data: Bytes) {
    this.#data = data;
  }

  number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#data[this.#at++];
      if (byte === undefined) throw new NotAFrame("it ends inside a number");
      value += (byte & 0x7f) * factor;
      if (value > Number.MAX_SAFE_INTEGER) throw new NotAFrame("a number is too large");
      if (byte < 0x80) return value;
    }
  }

  bytes(): Bytes {
    const length = this.number();
    const start = this.#at;
    this.#at += length;
    if (this.#at > this.#data.length) throw new NotAFrame("it is shorter than it says");
    return this.#data.slice(start, this.#at);
  }

  end(): void {
    if (this.#at !== this.#data.length) throw new NotAFrame("it is longer than it says");
  }
}

export function decode(frame: Bytes): Message {
  const read = new Reader(frame);
  const message = messageIn(read);
  if (message.kind !== "other") read.end();
  return message;
}

function messageIn(read: Reader): Message {
  const kind = read.number();
  if (kind === COMMITTED) return { kind: "committed", number: read.number() };
  if (kind === AWARENESS) return { kind: "presence", said: read.bytes() };
  if (kind !== SYNC) return { kind: "other" };
  const step = read.number();
  if (step === STEP_1) return { kind: "state", vector: read.bytes() };
  if (step === STEP_2 || step === UPDATE) return { kind: "update", update: read.bytes() };
  throw new NotAFrame("there is no such step");
}

/** "This I have, send the rest." */
export function state(vector: Uint8Array): Bytes {
  return joined([SYNC, STEP_1, ...number(vector.length)], vector);
}

/** Something new. */
export function update(body: Uint8Array): Bytes {
  return joined([SYNC, UPDATE, ...number(body.length)], body);
}

/** "This I say of myself." */
export function presence(said: Uint8Array): Bytes {
  return joined([AWARENESS, ...number(said.length)], said);
}

/** "Say this again once everything before it is on your disk." */
export function committed(value: number): Bytes {
  return joined([COMMITTED, ...number(value)]);
}

/** The body of HTTP sync, both ways: a state vector and an update. */
export function exchange(vector: Uint8Array, changes: Uint8Array): Bytes {
  return joined(number(vector.length), vector, number(changes.length), changes);
}

export function decodeExchange(body: Bytes): readonly [vector: Bytes, update: Bytes] {
  const read = new Reader(body);
  const both = [read.bytes(), read.bytes()] as const;
  read.end();
  return both;
}
