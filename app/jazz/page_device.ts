/**
 * The device of a page: opened once, and followed.
 *
 * Stage: queue. In: the settings that the pages were built with. Out: the device, and in the page's state all that it
 * and its connection say. Always holds: no server has a part in it; what goes wrong is told and never thrown at a page;
 * the code of the queue is loaded behind the page, and only that of the queue which the settings chose.
 */

import type { Keeper } from "./capture.ts";
import type { Device } from "./device.ts";
import { QueueError, type ErrorCode, type OnTrouble } from "./errors.ts";
import { ASIDE_SAVED } from "./fact_names.ts";
import { hasList } from "./list_keys.ts";
import type { News } from "./news.ts";
import type { Notes } from "./notes.ts";
import { Openers } from "./openers.ts";
import type { OrdersSaid } from "./orders.ts";
import { announce, current, learnSentences, spoken, update } from "./page_state.ts";
import type { PairedDevice } from "./paired.ts";
import type { PairingCode } from "./registration.ts";
import type { Report } from "./report.ts";
import { isLow, roomLeft, storageState, wasRefused, type StorageState } from "./room.ts";
import { watchServerClock } from "./server_clock.ts";
import type { Imported } from "./transfer.ts";

export interface Settings {
  readonly account: string;
  readonly encrypted: boolean;
  /** Whether the queue is the CRDT one; else a list in localStorage. */
  readonly crdt: boolean;
  /** What to say of each error, in English. */
  readonly sentences: Readonly<Record<string, string>>;
  /** Whether devices of one room may speak with each other directly. */
  readonly p2p: boolean;
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

let start: (settings: Settings) => void;
const started = new Promise<Settings>((resolve) => {
  start = resolve;
});
let opening: Promise<PageDevice> | null = null;
let openers: Openers | null = null;
let version = "";
/** What the server was told last of the storage, from this page. */
let reported: StorageState | null = null;
let onReopened = async (): Promise<void> => undefined;

/** Say how the pages were built; the first word counts. */
export function begin(settings: Settings): void {
  learnSentences(settings.sentences);
  watchServerClock();
  version = settings.version;
  start(settings);
}

/** What else is to be done when the account has been opened anew. */
export function whenReopened(work: () => Promise<void>): void {
  onReopened = work;
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
  const { Device } = await import("./device.ts");
  openers ??= listening(settings.account);
  try {
    const opened = await Device.open(settings, (error) => tell(error), openers);
    // A list that can't be moved now stays where it is; the queue works all the same.
    await moveList(opened).catch((error: unknown) => tell(asQueueError(error)));
    return opened;
  } catch (error) {
    if (asQueueError(error).code !== "storage_locked") throw error;
    const { LockedDevice } = await import("./locked_device.ts");
    return LockedDevice.open(settings, (trouble) => tell(trouble), openers);
  }
}

/** What there is of the list of before, and of its half-filled forms. */
async function moveList({ queue, drafts }: Device): Promise<void> {
  if (!hasList(localStorage)) return;
  const { migrate, migrateDrafts } = await import("./legacy.ts");
  await migrate(localStorage, queue, Date.now()).catch((error: unknown) => tell(asQueueError(error)));
  await migrateDrafts(localStorage, drafts);
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
    if (current().locked) void reopen();
  });
  document.addEventListener("visibilitychange", () => void reloadIfLocked());
  window.addEventListener("pageshow", () => void reloadIfLocked());
  return among;
}

/** A tab that slept through the locking finds out when somebody looks at it. */
async function reloadIfLocked(): Promise<void> {
  if (document.visibilityState !== "visible" || !current().hasPassphrase || current().locked) return;
  const opened = await device();
  if ((await opened.isLockedByNow?.()) === true) location.reload();
}

/** Open the account anew: it is no longer locked. */
export async function reopen(): Promise<void> {
  opening = null;
  await device();
  await onReopened();
}

export function look(opened: PageDevice): void {
  const { view } = opened.queue;
  const { encrypted, locked, hasPassphrase } = opened;
  update({ ...view, ready: true, encrypted, locked, hasPassphrase });
  const { pending, received, stored } = view;
  const { online, unsaved, room } = current();
  const attention = view.attention + unsaved;
  announce("jazz:sync", { room: room ?? opened.account, pending, received, stored, attention, online });
}

/** What the connection says; the line on top of the page also wants to know whether the server answers. */
function hear(opened: PageDevice, news: News): void {
  const { online } = current();
  update(news);
  look(opened);
  report(opened);
  if (news.online === online) return;
  window.dispatchEvent(new CustomEvent("doorstep:http", { detail: { reached: news.online } }));
}

export async function measure(opened: PageDevice): Promise<void> {
  const [room, quarantined, saved] = await Promise.all([roomLeft(), opened.quarantined(), savedAside(opened)]);
  const unsaved = Math.max(0, quarantined - saved);
  const isNews = unsaved !== current().unsaved;
  update({ ...room, quarantined, unsaved });
  if (isNews) look(opened);
  // That it is full may be said already, and says more.
  if (isLow(room) && current().trouble !== "storage_full") tell(new QueueError("storage_low"));
  report(opened);
}

async function savedAside({ locked, notes }: PageDevice): Promise<number> {
  return locked ? 0 : Number(await notes.read(ASIDE_SAVED));
}

/** Let the desk see how the storage is, as soon as there is somebody to tell. */
function report({ uplink }: PageDevice): void {
  const storage = storageState(current(), current().quarantined);
  if (!uplink || !current().online || storage === reported) return;
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

export function tellOf(code: ErrorCode, id?: string): void {
  if (code === "storage_full") void run(undefined, learnThatItIsFull);
  const message = spoken(code);
  announce("jazz:error", id === undefined ? { code, message } : { code, message, id });
}

function tell({ code }: QueueError, id?: string): void {
  update({ trouble: code });
  tellOf(code, id);
}

function asQueueError(error: unknown, code: ErrorCode = "storage_failed"): QueueError {
  return error instanceof QueueError ? error : new QueueError(code, { cause: error });
}
