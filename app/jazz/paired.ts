/**
 * The devices that share this one's room, as the server knows them.
 *
 * Stage: sync. In: this device's token. Out: the devices, after each change anew. Always holds: a device that is
 * disconnected keeps what it has; it goes on in a room of its own (connection.ts).
 */

import { call, look } from "./calls.ts";

export interface PairedDevice {
  readonly id: string;
  /** What people call it; empty until somebody has. */
  readonly name: string;
  readonly createdAt: string;
  readonly lastSeenAt: string | null;
  /** Whether it is this one. */
  readonly here: boolean;
}

interface Answer {
  readonly items: readonly PairedDevice[];
}

const PAIRED = "/api/devices/paired";

export async function pairedDevices(token: string, over: AbortSignal): Promise<readonly PairedDevice[]> {
  return (await look<Answer>(PAIRED, token, over)).items;
}

export async function renamed(token: string, id: string, name: string, over: AbortSignal): Promise<readonly PairedDevice[]> {
  return (await call<Answer>(`${PAIRED}/${encodeURIComponent(id)}`, token, { name }, over, "PATCH")).items;
}

export async function disconnected(token: string, id: string, over: AbortSignal): Promise<readonly PairedDevice[]> {
  return (await call<Answer>(`${PAIRED}/${encodeURIComponent(id)}`, token, null, over, "DELETE")).items;
}
