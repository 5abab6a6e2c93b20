/**
 * The queue as pages see it: one store for React, and the handlers that pages call.
 *
 * Stage: capture and queue. In: the settings that the pages were built with, and forms that appear on them. Out: one
 * state with everything a page shows, `jazz:sync` and `jazz:error` on the window. Always holds: no server has a part in
 * it, and the form answers before the queue's code has come, which is loaded behind it.
 */

import { useEffect, useSyncExternalStore } from "react";

import { CapturedForm, NOTHING, type Capture, type Keeper } from "./capture.ts";
import { QueueError, type ErrorCode, type OnTrouble } from "./errors.ts";
import { BEFORE as NO_NEWS, type News } from "./news.ts";
import type { Notes } from "./notes.ts";
import { Openers } from "./openers.ts";
import type { OrdersSaid } from "./orders.ts";
import type { EntryStatus } from "./schema.ts";
import { EMPTY, type View } from "./view.ts";
import { askToKeep, isLow, roomLeft, storageState, wasKept, wasRefused, type StorageState } from "./room.ts";
import type { PairedDevice } from "./paired.ts";
import type { PairingCode } from "./registration.ts";
import type { Report } from "./report.ts";
import type { Imported } from "./transfer.ts";

export interface Settings {
  readonly account: string;
  readonly encrypted: boolean;
  /** Whether the queue is the CRDT one; else a list in localStorage. */
  readonly crdt: boolean;
  /** What to say of each error, in English. */
  readonly sentences: Readonly<Record<string, string>>;
  /** Where the rooms are; empty: where the page came from. */
  readonly server: string;
  /** What the server is told of which version this is. */
  readonly version: string;
}

/** What a device does for pages; device.ts is the one with the CRDT queue. */
export interface PageDevice extends Keeper {
  readonly account: string;
  readonly encrypted: boolean;
  /** Something waits behind a passphrase that nobody has typed. */
  readonly locked: boolean;
  readonly hasPassphrase: boolean;
  readonly queue: Keeper["queue"] & {
    subscribe(listener: () => void): () => void;
    withdraw(id: string): Promise<void>;
    retry(id: string): Promise<void>;
  };
  readonly notes: Notes;
  quarantined(): Promise<number>;
  export(): Promise<string>;
  import(text: string): Promise<Imported>;
  lock(): Promise<void>;
  unlock(passphrase: string): Promise<void>;
  setPassphrase(passphrase: string): Promise<void>;
  removePassphrase(): Promise<void>;
  forget(): Promise<void>;
  isLockedByNow?(): Promise<boolean>;
  connect?(server: string, onNews: (news: News) => void, onTrouble: OnTrouble): void;
  /** What there is of a connection, where there is one. */
  readonly uplink?: Pages | null;
}

/** What pages ask of the connection. */
interface Pages {
  sendNow(): void;
  stayLive(isLive: boolean): void;
  pair(): Promise<PairingCode>;
  join(code: string): Promise<void>;
  devices?(): Promise<readonly PairedDevice[]>;
  renameDevice?(id: string, name: string): Promise<readonly PairedDevice[]>;
  disconnectDevice?(id: string): Promise<readonly PairedDevice[]>;
  orders(): Promise<OrdersSaid>;
  report(report: Report): Promise<boolean>;
}

export interface Jazz extends View, News {
  /** The storage is open and what waits is known. */
  readonly ready: boolean;
  readonly encrypted: boolean;
  readonly locked: boolean;
  readonly hasPassphrase: boolean;
  /** Somebody has set or changed it on this page. */
  readonly hasSetPassphrase: boolean;
  readonly persistent: boolean;
  /** Somebody has asked the browser on this page to keep the storage. */
  readonly hasAsked: boolean;
  readonly usage: number;
  readonly quota: number;
  /** The browser has refused to keep something, whatever it says of the room. */
  readonly full: boolean;
  readonly quarantined: number;
  readonly trouble: ErrorCode | null;
  readonly imported: Imported | null;
  readonly draft: Capture;
  /** The code that another device joins with. */
  readonly pairing: PairingCode | null;
  /** This device went over to another one's room on this page. */
  readonly joined: boolean;
}

const BEFORE: Jazz = {
  ...EMPTY,
  ...NO_NEWS,
  ready: false,
  encrypted: false,
  locked: false,
  hasPassphrase: false,
  hasSetPassphrase: false,
  persistent: false,
  hasAsked: false,
  usage: 0,
  quota: 0,
  full: false,
  quarantined: 0,
  trouble: null,
  imported: null,
  draft: NOTHING,
  pairing: null,
  joined: false,
};

let jazz = BEFORE;
const listeners = new Set<() => void>();
let start: (settings: Settings) => void;
const started = new Promise<Settings>((resolve) => {
  start = resolve;
});
let opening: Promise<PageDevice> | null = null;
let form: CapturedForm | null = null;
let openers: Openers | null = null;
let sentences: Settings["sentences"] = {};
let version = "";
/** What the server was told last of the storage, from this page. */
let reported: StorageState | null = null;
let say = (english: string): string => english;

function update(change: Partial<Jazz>): void {
  jazz = { ...jazz, ...change };
  for (const listener of listeners) listener();
}

function announce(name: "jazz:sync" | "jazz:error", detail: object): void {
  window.dispatchEvent(new CustomEvent(name, { detail }));
}

/** What to say of an error, in English: what it is in another language, that language knows. */
export function sentence(code: ErrorCode | null | undefined): string {
  return code ? (sentences[code] ?? code) : "";
}

function tellOf(code: ErrorCode, id?: string): void {
  if (code === "storage_full") void run(undefined, learnThatItIsFull);
  const message = say(sentence(code));
  announce("jazz:error", id === undefined ? { code, message } : { code, message, id });
}

function tell({ code }: QueueError, id?: string): void {
  update({ trouble: code });
  tellOf(code, id);
}

function asQueueError(error: unknown, code: ErrorCode = "storage_failed"): QueueError {
  return error instanceof QueueError ? error : new QueueError(code, { cause: error });
}

/** The device, opened once; a failure is told, and the next who asks tries again. */
export function device(): Promise<PageDevice> {
  opening ??= started.then(open).catch((error: unknown) => {
    opening = null;
    const known = asQueueError(error, "storage_unavailable");
    tell(known);
    throw known;
  });
  return opening;
}

async function open(settings: Settings): Promise<PageDevice> {
  const opened = await (settings.crdt ? openQueue(settings) : openList(settings));
  opened.queue.subscribe(() => look(opened));
  look(opened);
  await measure(opened);
  opened.connect?.(settings.server, (news) => hear(opened, news), (error) => tell(error));
  return opened;
}

async function openQueue(settings: Settings): Promise<PageDevice> {
  const [{ Device }, { migrate, migrateDrafts }] = await Promise.all([import("./device.ts"), import("./legacy.ts")]);
  openers ??= listening(settings.account);
  try {
    const opened = await Device.open(settings, (error) => tell(error), openers);
    // A list that can't be moved now stays where it is; the queue works all the same.
    await migrate(localStorage, opened.queue, Date.now()).catch((error: unknown) => tell(asQueueError(error)));
    await migrateDrafts(localStorage, opened.drafts).catch((error: unknown) => tell(asQueueError(error)));
    return opened;
  } catch (error) {
    if (asQueueError(error).code !== "storage_locked") throw error;
    const { LockedDevice } = await import("./locked_device.ts");
    return LockedDevice.open(settings, (trouble) => tell(trouble), openers);
  }
}

async function openList({ account }: Settings): Promise<PageDevice> {
  const { LocalDevice } = await import("./local_device.ts");
  openers ??= listening(account);
  return LocalDevice.open(account, (error) => tell(error), openers);
}

/** What the passphrase opened, among this browser's tabs: all are open, or all are locked. */
function listening(account: string): Openers {
  const among = new Openers(account);
  // Nothing that was read may stay in the memory of a page.
  among.onLocked(() => location.reload());
  among.onOpener(() => {
    if (jazz.locked) void reopen();
  });
  document.addEventListener("visibilitychange", () => void reloadIfLocked());
  window.addEventListener("pageshow", () => void reloadIfLocked());
  return among;
}

/** A tab that slept through the locking finds out when somebody looks at it. */
async function reloadIfLocked(): Promise<void> {
  if (document.visibilityState !== "visible" || !jazz.hasPassphrase || jazz.locked) return;
  const opened = await device();
  if ((await opened.isLockedByNow?.()) === true) location.reload();
}

/** Open the account anew: it is no longer locked. */
async function reopen(): Promise<void> {
  opening = null;
  await device();
  await form?.restore();
}

function look(opened: PageDevice): void {
  const { view } = opened.queue;
  const { encrypted, locked, hasPassphrase } = opened;
  update({ ...view, ready: true, encrypted, locked, hasPassphrase });
  const { pending, received, stored, attention } = view;
  const room = jazz.room ?? opened.account;
  announce("jazz:sync", { room, pending, received, stored, attention, online: jazz.online });
}

/** What the connection says; the line on top of the page also wants to know whether the server answers. */
function hear(opened: PageDevice, news: News): void {
  const { online } = jazz;
  update(news);
  look(opened);
  report(opened);
  if (news.online === online) return;
  window.dispatchEvent(new CustomEvent("doorstep:http", { detail: { reached: news.online } }));
}

async function measure(opened: PageDevice): Promise<void> {
  const room = await roomLeft();
  update({ ...room, quarantined: await opened.quarantined() });
  // That it is full may be said already, and says more.
  if (isLow(room) && jazz.trouble !== "storage_full") tell(new QueueError("storage_low"));
  report(opened);
}

/** Let the desk see how the storage is, as soon as there is somebody to tell. */
function report({ uplink }: PageDevice): void {
  const storage = storageState(jazz, jazz.quarantined);
  if (!uplink || !jazz.online || storage === reported) return;
  reported = storage;
  // With the next news it is tried again.
  const forget = () => (reported = null);
  void uplink.report({ version, storage }).then((isKnown) => isKnown || forget(), forget);
}

async function learnThatItIsFull(opened: PageDevice): Promise<void> {
  await wasRefused();
  await measure(opened);
}

/** Run something for a page; what goes wrong is told, never thrown at the page. */
export async function run(id: string | undefined, work: (opened: PageDevice) => Promise<unknown>): Promise<void> {
  try {
    await work(await device());
  } catch (error) {
    tell(asQueueError(error), id);
  }
}

function showDraft(draft: Capture): void {
  const isNew = draft.saved !== null && draft.saved !== jazz.draft.saved;
  if (draft.failure !== null && draft.failure !== jazz.draft.failure) tellOf(draft.failure);
  update({ draft });
  // Some browsers ask the person before they promise to keep the storage: now it is clear what for.
  if (isNew) void run(undefined, async (opened) => {
    wasKept();
    if (!jazz.persistent) await askToKeep();
    await measure(opened);
  });
}

function follow(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What a part of a page shows: it is drawn anew when that has become another value, whatever else has changed. */
export function useJazz<T>(select: (jazz: Jazz) => T): T {
  return useSyncExternalStore(
    follow,
    () => select(jazz),
    () => select(BEFORE),
  );
}

/** The same for a handler. */
export function current(): Jazz {
  return jazz;
}

/** Say how the pages were built; the first word counts. */
export function begin(settings: Settings): void {
  sentences = settings.sentences;
  version = settings.version;
  start(settings);
}

/** Open the queue once the page stands; `speak` says English in the language of the page. */
export function useJazzProvider(settings: Settings, speak: (english: string) => string): void {
  useEffect(() => {
    say = speak;
  }, [speak]);
  useEffect(() => {
    begin(settings);
    void device().catch(() => undefined);
  }, []);
}

/** Keep what is typed into the form `data-capture=name`, and save it when it is sent. */
export function useCapture(name: string): void {
  useEffect(() => {
    const element = document.querySelector<HTMLFormElement>(`form[data-capture="${name}"]`);
    if (element === null) return;
    const captured = new CapturedForm(element, device, showDraft);
    form = captured;
    return () => {
      captured.detach();
      if (form !== captured) return;
      form = null;
      // The next page's form has nothing to do with it.
      update({ draft: NOTHING });
    };
  }, [name]);
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
  const { items, draft } = jazz;
  const kept = items.find((each) => each.id === id) ?? (draft.saved?.id === id ? draft.saved : null);
  form?.correct(id, kept);
}

/** Take back what was just saved. */
export function withdrawSaved(): void {
  const { saved } = jazz.draft;
  if (saved === null) return;
  void run(saved.id, async (opened) => {
    await opened.queue.withdraw(saved.id);
    form?.next(true);
  });
}

/** How far the record has come that was just saved. */
export function savedState({ items, receipts, draft }: Jazz): EntryStatus {
  const id = draft.saved?.id;
  const isStored = receipts.some((each) => each.id === id);
  return items.find((each) => each.id === id)?.status ?? (isStored ? "stored" : "saved");
}

/** The record of this device that is for the order in the form, unless the form corrects it already. */
export function earlier({ items, receipts, draft }: Jazz): string {
  const { orderId, supersedes } = draft.fields;
  if (typeof orderId !== "string" || orderId.trim() === "" || supersedes) return "";
  const same = (each: { readonly orderId: string }): boolean => each.orderId === orderId.trim();
  return items.findLast(same)?.id ?? receipts.findLast(same)?.id ?? "";
}

/** Leave the "saved" notice and begin the next form. */
export function nextForm(): void {
  form?.next();
}

export function edit(id: string, changes: Readonly<Record<string, unknown>>): void {
  void run(id, (opened) => opened.queue.edit(id, changes));
}

export function withdraw(id: string): void {
  void run(id, (opened) => opened.queue.withdraw(id));
}

export function retry(id: string): void {
  void run(id, (opened) => opened.queue.retry(id));
}

/** Try to send what waits now. */
export function sendNow(): void {
  void run(undefined, async (opened) => opened.uplink?.sendNow());
}

/** For a page that shows what other devices do: stay connected while it is looked at. */
export function useStayLive(): void {
  useEffect(() => {
    void run(undefined, async (opened) => opened.uplink?.stayLive(true));
    return () => void run(undefined, async (opened) => opened.uplink?.stayLive(false));
  }, []);
}

/** Get a code with which another device joins this one. */
export function pair(): void {
  void run(undefined, async (opened) => update({ pairing: (await opened.uplink?.pair()) ?? null }));
}

/** Go over to the device that shows this code; for the submit event of a form with a field `code`. */
export function join(event: SubmitEvent): void {
  event.preventDefault();
  const code = new FormData(event.target as HTMLFormElement).get("code");
  void run(undefined, async (opened) => {
    await opened.uplink?.join(String(code ?? ""));
    update({ joined: true });
  });
}

/** Ask the browser to keep the storage. */
export function keepStorage(): void {
  void run(undefined, async (opened) => {
    await askToKeep();
    await measure(opened);
    update({ hasAsked: true });
  });
}

export function dismissTrouble(): void {
  update({ trouble: null });
}

/** Hand the waiting queue over as a file. */
export function exportQueue(): void {
  void run(undefined, async (opened) => {
    const url = URL.createObjectURL(new Blob([await opened.export()], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: "doorstep-waiting.json" });
    link.click();
    URL.revokeObjectURL(url);
  });
}

/** Take the records of a file in; for the change event of a file input. */
export function importQueue(event: { readonly target: HTMLInputElement }): void {
  const file = event.target.files?.[0];
  if (file === undefined) return;
  void run(undefined, async (opened) => update({ imported: await opened.import(await file.text()) }));
  event.target.value = "";
}

/** Lock the account in all tabs, as signing out does. What waits stays, and new feedback is still taken in. */
export function lock(): void {
  void run(undefined, async (opened) => {
    await opened.lock();
    location.reload();
  });
}

/** For the submit event of a form with a field `passphrase`. */
export function unlock(event: SubmitEvent): void {
  withPassphrase(event, async (opened, passphrase) => {
    await opened.unlock(passphrase);
    await reopen();
    update({ trouble: null });
  });
}

/** For the submit event of a form with a field `passphrase`. */
export function setPassphrase(event: SubmitEvent): void {
  update({ hasSetPassphrase: false });
  withPassphrase(event, async (opened, passphrase) => {
    await opened.setPassphrase(passphrase);
    update({ hasSetPassphrase: true });
    look(opened);
  });
}

export function removePassphrase(): void {
  void run(undefined, async (opened) => {
    await opened.removePassphrase();
    look(opened);
  });
}

function withPassphrase(event: SubmitEvent, work: (opened: PageDevice, passphrase: string) => Promise<void>): void {
  event.preventDefault();
  const element = event.target as HTMLFormElement;
  const passphrase = new FormData(element).get("passphrase");
  element.reset();
  void run(undefined, (opened) => work(opened, typeof passphrase === "string" ? passphrase : ""));
}

/** Destroy this account's keys and data on this device. */
export function forgetDevice(): void {
  void run(undefined, async (opened) => {
    await opened.forget();
    location.reload();
  });
}
