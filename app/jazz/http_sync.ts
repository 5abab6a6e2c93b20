/**
 * Sync without a WebSocket: one exchange over HTTP, in as many calls as its size asks for.
 *
 * Stage: sync, in the service worker and where WebSockets are blocked. In: the queue. Out: nothing, once the server has
 * what was here and the queue has what the server had; or a Refusal. Always holds: as over the WebSocket.
 */

import { callBinary } from "./calls.ts";
import { clocksOf, latest, split, vectorOf } from "./pieces.ts";
import type { Source } from "./socket.ts";
import { decodeExchange, exchange } from "./wire.ts";

const NOTHING = new Uint8Array();

export async function exchangeOnce(source: Source, address: string, token: string, pieceBytes: number): Promise<void> {
  const swap = async (changes: Uint8Array) => {
    const answer = await callBinary(address, token, exchange(await source.stateVector(), changes));
    const [vector, update] = decodeExchange(answer);
    await source.merge(update);
    return clocksOf(vector);
  };
  const server = await swap(NOTHING);
  const sent = await source.toSend(vectorOf(server));
  let known = server;
  for (const piece of split(sent.update, pieceBytes)) known = latest(known, await swap(piece));
  await source.mark(sent.ids, "received");
}
