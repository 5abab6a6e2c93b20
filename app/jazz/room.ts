/**
 * How much room the browser gives, and whether it promised not to clear it by itself.
 *
 * Stage: queue. Always holds: a browser that doesn't say counts as one that promised nothing; a refused write counts
 * for more than what the browser says of the room that is left.
 */

export interface Room {
  readonly persistent: boolean;
  readonly usage: number;
  /** What the browser says it gives, or what it turned out to give. */
  readonly quota: number;
  /** It has refused to keep something, whatever it says of the room that is left. */
  readonly full: boolean;
}

/** As app/access/devices.py names them. */
export type StorageState = "kept" | "clearable" | "low" | "full" | "damaged";

// With less than this left, a phone that stays offline may not be able to keep the day's feedback.
const LOW = 5 * 1024 * 1024;

/** The most that was in use when the browser refused to keep more. */
let most = Infinity;
let full = false;

/** A full disk and some private windows give far less than the browser says: from now on we believe what happened. */
export async function wasRefused(): Promise<void> {
  full = true;
  most = (await estimate()).usage;
}

/** Something was kept: it goes on, though not necessarily for long. */
export function wasKept(): void {
  full = false;
}

export function isLow({ usage, quota, full }: Room): boolean {
  return full || (quota > 0 && quota - usage < LOW);
}

/** How what waits here is kept, in one word: the worst of what is known. */
export function storageState(room: Room, quarantined: number): StorageState {
  if (room.full) return "full";
  if (quarantined > 0) return "damaged";
  if (isLow(room)) return "low";
  return room.persistent ? "kept" : "clearable";
}

export async function roomLeft(): Promise<Room> {
  const manager = globalThis.navigator?.storage as StorageManager | undefined;
  const { usage, quota } = await estimate();
  most = Math.max(most, usage);
  return { persistent: (await manager?.persisted?.()) ?? false, usage, quota: Math.min(quota, most), full };
}

async function estimate(): Promise<{ readonly usage: number; readonly quota: number }> {
  const manager = globalThis.navigator?.storage as StorageManager | undefined;
  const { usage = 0, quota = 0 } = (await manager?.estimate?.()) ?? {};
  return { usage, quota };
}

/** Ask the browser to keep the storage. Some ask the person, so the first saved record is the moment. */
export async function askToKeep(): Promise<boolean> {
  return (await (globalThis.navigator?.storage as StorageManager | undefined)?.persist?.()) ?? false;
}
