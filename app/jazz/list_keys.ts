/**
 * The names under which feedback stands in localStorage: the list of before the CRDT queue, or of what is kept without it.
 *
 * Stage: queue. Apart from what reads the list, so that a page with no list to read loads none of that.
 */

import { kept } from "./kept.ts";

export const LEGACY_KEY = "feedback_pending_queue";
export const MARKS_KEY = `${LEGACY_KEY}.marks`;
export const RECEIPTS_KEY = `${LEGACY_KEY}.receipts`;
/** The device's id and its half-filled forms, where there is no CRDT queue. */
export const DEVICE_KEY = "feedback_device";
export const DRAFTS_KEY = "feedback_drafts";
/** What was carried back from the CRDT queue, whose storage goes only when this is surely on the disk. */
export const CARRIED_KEY = `${LEGACY_KEY}.carried`;
export const UNREADABLE_KEY = `${LEGACY_KEY}.unreadable`;

/** Whether anything is left of a list. */
export function hasList(storage: globalThis.Storage): boolean {
  return [LEGACY_KEY, CARRIED_KEY, DRAFTS_KEY].some((key) => storage.getItem(key) !== null);
}

/** What of the list could not be read. */
export function asideIn(storage: globalThis.Storage): readonly unknown[] {
  const list = kept(UNREADABLE_KEY, storage);
  return Array.isArray(list) ? list : [];
}
