/**
 * What this device says of itself, so that the desk sees whom to help: its version, and how its browser keeps things.
 *
 * Stage: sync. In: what is known of the storage. Out: one small call when that has changed since it was last said. Always
 * holds: a device that has no token yet says nothing; nothing of what people said is in it.
 */

import { call } from "./calls.ts";
import type { Keep, Registration } from "./registration.ts";
import type { StorageState } from "./room.ts";

export interface Report {
  readonly version: string;
  readonly storage: StorageState;
}

const REPORTED = "reported";
const ADDRESS = "/api/devices/report";
const ANSWER_MS = 15_000;

/** Whether the server knows it now. Nobody waits for it: what fails is said with the next news. */
export async function tellServer(registration: Registration, keep: Keep, report: Report): Promise<boolean> {
  const known = await registration.known();
  if (known === null) return false;
  const words = JSON.stringify([known.deviceId, report.version, report.storage]);
  if ((await keep.read<string>(REPORTED)) === words) return true;
  await call(ADDRESS, known.token, report, AbortSignal.timeout(ANSWER_MS), "PUT");
  await keep.keep(REPORTED, words);
  return true;
}
