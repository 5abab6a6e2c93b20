/**
 * The form of a page, as pages see it: the record that is being written, and the one that was just saved.
 *
 * Stage: capture. In: a form that appears on the page, and what people do about it. Out: the draft in the page's state.
 * Always holds: the form answers before the queue's code has come.
 */

import { useEffect, useRef } from "react";

import { CapturedForm, NOTHING, type Capture } from "./capture.ts";
import { REPORTS } from "./fact_names.ts";
import { device, measure, run, tellOf, whenReopened, type PageDevice } from "./page_device.ts";
import { current, update, useJazz, type Jazz } from "./page_state.ts";
import { askToKeep, wasKept } from "./room.ts";
import type { EntryStatus } from "./schema.ts";

let form: CapturedForm | null = null;

whenReopened(async () => form?.restore());

/** Keep what is typed into the form `data-capture=name`, and save it when it is sent. */
export function useCapture(name: string): void {
  useTakenBack();
  useEffect(() => {
    const element = document.querySelector<HTMLFormElement>(`form[data-capture="${name}"]`);
    if (element === null) return;
    const captured = new CapturedForm(element, device, showDraft);
    form = captured;
    void run(undefined, knowReports);
    return () => {
      captured.detach();
      if (form !== captured) return;
      form = null;
      // The next page's form has nothing to do with it.
      update({ draft: NOTHING });
    };
  }, [name]);
}

/** Which of what has arrived are a courier's own reports. */
async function knowReports({ locked, notes }: PageDevice): Promise<void> {
  const found = locked ? null : await notes.read<readonly string[]>(REPORTS);
  if (Array.isArray(found)) update({ reports: new Set(found) });
}

/** What was just saved may be taken back in another tab or on another device: the thanks must not outlive it. */
function useTakenBack(): void {
  const id = useJazz(({ draft }) => draft.saved?.id ?? "");
  const status = useJazz((jazz) => (jazz.ready && !jazz.locked ? statusHere(jazz) : "unknown"));
  const before = useRef({ id, status });
  useEffect(() => {
    const was = before.current;
    before.current = { id, status };
    const couldBe = was.id === id && (was.status === "saved" || was.status === "attention");
    if (id !== "" && status === undefined && couldBe) form?.next(true);
  }, [id, status]);
}

export function clearDraft(): void {
  void run(undefined, async () => form?.clear());
}

/** The same, for who waits until nothing of it is left. */
export async function dropForm(): Promise<void> {
  await form?.clear();
}

/** For the camera: fill in what a code says. */
export function scanned(text: string): void {
  form?.scanned(text);
}

/** Ask for order and courier, though a link named them. */
export function askAgain(): void {
  form?.ask();
}

/** Put a record of this device into the form again. */
export function correct(id: string): void {
  const { items, draft } = current();
  const kept = items.find((each) => each.id === id) ?? (draft.saved?.id === id ? draft.saved : null);
  form?.correct(id, kept);
}

/** Take back what was just saved. */
export function withdrawSaved(): void {
  const { saved } = current().draft;
  if (saved === null) return;
  void run(saved.id, async (opened) => {
    await opened.queue.withdraw(saved.id);
    form?.next(true);
  });
}

/** How far the record has come that was just saved. */
export function savedState(jazz: Jazz): EntryStatus {
  return statusHere(jazz) ?? "saved";
}

function statusHere({ items, receipts, draft }: Jazz): EntryStatus | undefined {
  const id = draft.saved?.id;
  const isStored = receipts.some((each) => each.id === id);
  return items.find((each) => each.id === id)?.status ?? (isStored ? "stored" : undefined);
}

/**
 * The record of this device that is for the order in the form, unless the form corrects it already. A courier's report
 * is no rating, and must not be corrected into one.
 */
export function earlier({ items, receipts, reports, draft }: Jazz): string {
  const { orderId, supersedes, source } = draft.fields;
  if (typeof orderId !== "string" || orderId.trim() === "" || supersedes) return "";
  const same = (each: { readonly orderId: string }): boolean => each.orderId === orderId.trim();
  const waiting = items.findLast((each) => same(each) && each.source === source);
  return waiting?.id ?? receipts.findLast((each) => same(each) && !reports.has(each.id))?.id ?? "";
}

/** Leave the "saved" notice and begin the next form. */
export function nextForm(): void {
  form?.next();
}

function showDraft(draft: Capture): void {
  const isNew = draft.saved !== null && draft.saved !== current().draft.saved;
  if (draft.failure !== null && draft.failure !== current().draft.failure) tellOf(draft.failure);
  update({ draft });
  // Some browsers ask the person before they promise to keep the storage: now it is clear what for.
  if (isNew) void run(undefined, async (opened) => {
    wasKept();
    if (!current().persistent) await askToKeep();
    await measure(opened);
  });
}
