/**
 * What a refused device does to be let in again.
 *
 * Stage: sync. In: a device whose token or room the server refuses. Out: another token, another room, or the word to
 * stop. Always holds: the queue goes along, wherever the device comes in.
 */

import { reactionTo } from "./answers.ts";
import type { Beginnings } from "./beginnings.ts";
import { Refusal } from "./calls.ts";
import type { Registration } from "./registration.ts";

interface Refused {
  readonly registration: Registration;
  readonly beginnings: Beginnings;
}

/** Another token; whether there was one to be renewed. `stop` hears that this device may not come in any more. */
export async function renew(
  { registration, beginnings }: Refused,
  stop: () => Promise<void>,
  over: AbortSignal,
): Promise<boolean> {
  const known = await registration.known();
  if (known === null) return false;
  try {
    const now = await registration.renew(known.token, over);
    if (now.room !== known.room) await beginnings.moved(now, over);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const reaction = reactionTo(error.ending);
    if (reaction === "stop") await stop();
    // It never saw that token: another server, or one that has lost its data.
    else if (reaction === "renew") await beginnings.asNewDevice(over);
    else throw error;
  }
  return true;
}

/** Whether the server has another room for this device: those of the one before have disconnected it. */
export async function isMoved({ registration, beginnings }: Refused, over: AbortSignal): Promise<boolean> {
  const known = await registration.known();
  if (known === null) return false;
  try {
    const now = await registration.renew(known.token, over);
    if (now.room === known.room) return false;
    await beginnings.moved(now, over);
    return true;
  } catch (error) {
    if (error instanceof Refusal && reactionTo(error.ending) === "stop") return false;
    throw error;
  }
}
