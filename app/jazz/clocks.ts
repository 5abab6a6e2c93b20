/** How much of a document somebody has: for each client that writes in it, up to which clock. */

import * as Y from "yjs";

import type { Bytes } from "./cipher.ts";

/** By client, how much somebody has. */
export type Clocks = ReadonlyMap<number, number>;

export function clocksOf(vector: Uint8Array): Clocks {
  return Y.decodeStateVector(vector);
}

export function vectorOf(clocks: Clocks): Bytes {
  return Y.encodeStateVector(new Map(clocks)) as Bytes;
}

/** Up to where an update brings each client. */
export function endsOf(update: Uint8Array): Clocks {
  return Y.parseUpdateMeta(update).to;
}

export function latest(one: Clocks, other: Clocks): Clocks {
  const both = new Map(one);
  for (const [client, clock] of other) both.set(client, Math.max(clock, both.get(client) ?? 0));
  return both;
}
