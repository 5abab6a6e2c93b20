/**
 * How much room the browser gives, and whether it promised not to clear it by itself.
 *
 * Stage: queue. Always holds: a browser that doesn't say counts as one that promised nothing.
 */

export interface Room {
  readonly persistent: boolean;
  readonly usage: number;
  readonly quota: number;
}

// With less than this left, a phone that stays offline may not be able to keep the day's feedback.
const LOW = 5 * 1024 * 1024;

export function isLow({ usage, quota }: Room): boolean {
  return quota > 0 && quota - usage < LOW;
}

export async function roomLeft(): Promise<Room> {
  const manager = globalThis.navigator?.storage as StorageManager | undefined;
  const { usage = 0, quota = 0 } = (await manager?.estimate?.()) ?? {};
  return { persistent: (await manager?.persisted?.()) ?? false, usage, quota };
}

/** Ask the browser to keep the storage. Some ask the person, so the first saved record is the moment. */
export async function askToKeep(): Promise<boolean> {
  return (await (globalThis.navigator?.storage as StorageManager | undefined)?.persist?.()) ?? false;
}
