/**
 * What a person looks at on the page of their feedback: which records, which one of them, which other devices.
 *
 * Stage: queue. In: everything that is known of the queue, and what the person taps. Out: one state for the page. Always
 * holds: it is this tab's alone and nothing of it is kept; what it does to records, the queue does.
 */

import { useEffect, useSyncExternalStore } from "react";

import type { PairedDevice } from "./paired.ts";
import { current, device, dismissTrouble, run, useJazz, type Jazz } from "./provider.ts";
import { correctionOf, rowsOf, type Row } from "./rows.ts";
import type { EntryStatus, FeedbackItem } from "./schema.ts";
import type { WaitingItem } from "./view.ts";

interface Choice {
  /** Only records in this state are shown; empty: all. */
  readonly only: EntryStatus | "";
  /** The id of the record that is looked at; empty: none. */
  readonly chosen: string;
  /** What was taken back last, while it can still be brought back. */
  readonly withdrawn: FeedbackItem | null;
  /** The devices that share the room; null until the server has said. */
  readonly devices: readonly PairedDevice[] | null;
  /** The id of the device that is looked at; empty: none. */
  readonly device: string;
  /** A person wants to disconnect it, and is asked once more. */
  readonly isLeaving: boolean;
}

export interface Mine extends Choice {
  readonly rows: readonly Row[];
  readonly record: WaitingItem | null;
  readonly row: Row | null;
  /** Where the chosen record is corrected. */
  readonly correction: string;
  readonly other: PairedDevice | null;
  /** What another device's camera is to read; empty while there is no code. */
  readonly invitation: string;
}

const BEFORE: Choice = { only: "", chosen: "", withdrawn: null, devices: null, device: "", isLeaving: false };
/** An address that says which code the other device shows. Behind the #, so that no server's log has it. */
const JOINING = "#join=";
/** While a code is shown, the other device may join at any moment. */
const JOINING_MS = 3_000;
const CODE_FIELD = "code";
/** More than any code has: whatever else a camera reads is cut off. */
const LONGEST = 20;

let choice = BEFORE;
const listeners = new Set<() => void>();

function update(change: Partial<Choice>): void {
  choice = { ...choice, ...change };
  for (const listener of listeners) listener();
}

export function useMine(): Mine {
  const jazz = useJazz((whole) => whole);
  const chosen = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => choice,
    () => BEFORE,
  );
  return mineOf(jazz, chosen);
}

function mineOf(jazz: Jazz, chosen: Choice): Mine {
  const rows = rowsOf(jazz, chosen.only);
  const record = jazz.items.find((each) => each.id === chosen.chosen) ?? null;
  const row = chosen.chosen === "" ? null : (rowsOf(jazz, "").find((each) => each.id === chosen.chosen) ?? null);
  const other = chosen.devices?.find((each) => each.id === chosen.device) ?? null;
  const { pairing } = jazz;
  const invitation = pairing === null ? "" : `${location.origin}${location.pathname}${JOINING}${pairing.code}`;
  return { ...chosen, rows, record, row, correction: correctionOf(row), other, invitation };
}

/** Show only the records in one state; the same once more shows all again. */
export function showOnly(status: EntryStatus): void {
  update({ only: choice.only === status ? "" : status });
}

export function choose(id: string): void {
  dismissTrouble();
  update({ chosen: id, withdrawn: null });
}

export function leave(): void {
  update({ chosen: "" });
}

/** Take the chosen record back; until something else is chosen it can be brought back. */
export function takeBack(id: string): void {
  const item = current().items.find((each) => each.id === id);
  if (item === undefined) return;
  void run(id, async (opened) => {
    await opened.queue.withdraw(id);
    update({ chosen: "", withdrawn: item });
  });
}

export function bringBack(): void {
  const item = choice.withdrawn;
  if (item === null) return;
  void run(item.id, async (opened) => {
    const { status, complaint, ...fields } = item as WaitingItem;
    await opened.queue.enqueue(fields);
    update({ withdrawn: null });
  });
}

/** Ask the server who shares the room, when this device's room has changed, and while somebody may be joining. */
export function useDevices(): void {
  const { room, status, pairing } = useJazz((whole) => whole);
  useEffect(() => {
    if (room !== null) void askForDevices();
  }, [room, status === "live"]);
  useEffect(() => {
    if (pairing === null) return;
    const timer = setInterval(() => {
      if (Date.now() > Date.parse(pairing.expiresAt)) return clearInterval(timer);
      if (document.visibilityState === "visible") void askForDevices();
    }, JOINING_MS);
    return () => clearInterval(timer);
  }, [pairing]);
}

/** Nobody waits for this answer, so nobody is told that it didn't come. */
async function askForDevices(): Promise<void> {
  await device()
    .then(({ uplink }) => uplink?.devices?.())
    .then(hear, () => undefined);
}

export function chooseDevice(id: string): void {
  dismissTrouble();
  update({ device: id, isLeaving: false });
}

export function leaveDevice(): void {
  update({ device: "", isLeaving: false });
}

/** For the submit event of a form with a field `name`: call the chosen device so. */
export function renameDevice(event: SubmitEvent): void {
  event.preventDefault();
  const name = String(new FormData(event.target as HTMLFormElement).get("name") ?? "");
  void run(undefined, async (opened) => {
    hear(await opened.uplink?.renameDevice?.(choice.device, name));
    leaveDevice();
  });
}

export function askToDisconnect(): void {
  update({ isLeaving: true });
}

export function disconnectDevice(): void {
  void run(undefined, async (opened) => {
    hear(await opened.uplink?.disconnectDevice?.(choice.device));
    leaveDevice();
    opened.uplink?.sendNow();
  });
}

function hear(devices: readonly PairedDevice[] | undefined): void {
  if (devices !== undefined) update({ devices });
}

/** Put a code in its field that came with the address; joining stays a person's own tap. */
export function useTold(panel: string): void {
  useEffect(() => {
    if (!location.hash.startsWith(JOINING)) return;
    told(location.hash);
    history.replaceState(history.state, "", location.pathname);
    document.getElementById(panel)?.click();
    // The tap is all that is left to do: it stands before the thumb, also on a small phone.
    requestAnimationFrame(() => {
      const tap = codeField()?.form?.querySelector("button");
      tap?.focus({ preventScroll: true });
      tap?.scrollIntoView({ block: "center" });
    });
  }, [panel]);
}

/** Put the code in its field that a camera has read, with or without the address around it. */
export function told(text: string): void {
  const field = codeField();
  const [before = "", code = before] = text.split(JOINING);
  if (field !== null) field.value = code.trim().slice(0, LONGEST);
}

function codeField(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>(`input[name="${CODE_FIELD}"]`);
}
