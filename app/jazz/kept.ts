/**
 * What stands in localStorage under a name, if it is what it should be. Other programs, older versions and people write
 * there, too: whatever else it is counts as nothing, so that feedback still gets in.
 */

import { type Mark } from "./view.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** A value that was kept as JSON; null without one, or for what is no JSON. */
export function kept(key: string, storage: globalThis.Storage = localStorage): unknown {
  try {
    return JSON.parse(storage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object with these fields, each of the type that it has in the sample. */
export function keptLike<T extends object>(sample: T, key: string, storage?: globalThis.Storage): T | null {
  const value = kept(key, storage);
  return isLike(sample, value) ? value : null;
}

/** The entries of a list that are like the sample; the others are passed over. */
export function keptList<T extends object>(sample: T, key: string, storage?: globalThis.Storage): readonly T[] {
  const list = kept(key, storage);
  return Array.isArray(list) ? list.filter((entry) => isLike(sample, entry)) : [];
}

/** How far records came, by id. */
export function keptMarks(key: string, storage?: globalThis.Storage): Map<string, Mark> {
  const list = kept(key, storage);
  return new Map((Array.isArray(list) ? list : []).filter(isMarked));
}

/** A device's id, if it can be one. */
export function keptId(value: unknown): string | null {
  return typeof value === "string" && /^[\w.:@-]{1,64}$/.test(value) ? value : null;
}

/** A number that a device may write as. */
export function isClient(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isMarked(entry: unknown): entry is [string, Mark] {
  return Array.isArray(entry) && typeof entry[0] === "string" && (entry[1] === "sent" || entry[1] === "received");
}

function isLike<T extends object>(sample: T, value: unknown): value is T {
  if (!isObject(value)) return false;
  return Object.entries(sample).every(([name, field]) => {
    const there = value[name];
    return Array.isArray(field) ? Array.isArray(there) : typeof there === typeof field && there !== null;
  });
}
