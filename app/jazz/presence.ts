/**
 * What the clients of a room say of themselves, as y-protocols writes it.
 *
 * Stage: sync. In: the body of an awareness frame, or what is to be said. Out: the other. Pure. Always holds: what is no
 * such body is no frame; what a client says is JSON of its own making and is believed in nothing.
 */

import { joined, number } from "./bytes.ts";
import type { Bytes } from "./cipher.ts";
import { Reader } from "./wire.ts";

/** One client's word, as JSON; "null" when it has gone. */
export interface Said {
  readonly client: number;
  readonly clock: number;
  readonly state: string;
}

export function decodeSaid(body: Bytes): readonly Said[] {
  const read = new Reader(body);
  const said: Said[] = [];
  for (let left = read.number(); left > 0; left -= 1) {
    const client = read.number();
    const clock = read.number();
    said.push({ client, clock, state: new TextDecoder().decode(read.bytes()) });
  }
  read.end();
  return said;
}

export function encodeSaid({ client, clock, state }: Said): Bytes {
  const text = new TextEncoder().encode(state);
  return joined([1, ...number(client), ...number(clock), ...number(text.length)], text);
}
