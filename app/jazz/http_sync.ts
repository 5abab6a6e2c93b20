/**
 * Sync without a WebSocket: one exchange over HTTP, in as many calls as its size asks for.
 *
 * Stage: sync, in the service worker and where WebSockets are blocked. In: the queue. Out: nothing, once the server has
 * what was here and the queue has what the server had; or a Refusal. Always holds: as over the WebSocket.
 */

import { SILENCE, type Ending } from "./answers.ts";
import { callBinary, Refusal } from "./calls.ts";
import type { Bytes } from "./cipher.ts";
import { split } from "./pieces.ts";
import type { Source } from "./socket.ts";
import { decodeExchange, exchange } from "./wire.ts";

const NOTHING = new Uint8Array();
// What an update is that changes nothing: no clients, nothing deleted.
const NOTHING_NEW_BYTES = 2;
const TAKEN: Ending = { ...SILENCE, code: 4409, heard: true };

/** A room as HTTP reaches it. */
export interface Door {
  readonly address: string;
  readonly token: string;
}

export async function exchangeOnce(source: Source, door: Door, pieceBytes: number, over: AbortSignal): Promise<void> {
  const swap = async (changes: Uint8Array) => {
    const [vector, update] = await swapped(door, await source.stateVector(), changes, over);
    if (await source.isTaken(vector)) throw new Refusal(TAKEN);
    await source.merge(update);
    return vector;
  };
  const sent = await source.toSend(await swap(NOTHING));
  for (const piece of split(sent.update, pieceBytes)) if (piece.length > NOTHING_NEW_BYTES) await swap(piece);
  await source.mark(sent.ids, "received");
}

/** All that a room has. */
export async function wholeRoom(door: Door, over: AbortSignal): Promise<Bytes> {
  const [, update] = await swapped(door, NOTHING, NOTHING, over);
  return update;
}

async function swapped({ address, token }: Door, vector: Uint8Array, changes: Uint8Array, over: AbortSignal) {
  const answer = await callBinary(address, token, exchange(vector, changes), over);
  try {
    return decodeExchange(answer);
  } catch (error) {
    throw new Refusal(SILENCE, error);
  }
}
