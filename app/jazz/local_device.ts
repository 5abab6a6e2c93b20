/**
 * Everything that one account keeps on this device without the CRDT queue.
 *
 * Stage: queue, with USE_JAZZ_SYNC=false. In and out: as device.ts. Always holds: nothing of the CRDT is loaded, unless
 * records wait in its storage from before the switch; those are carried over once.
 */

import type { Device } from "./device.ts";
import type { Draft, DraftStore } from "./drafts.ts";
import { QueueError, type OnTrouble } from "./errors.ts";
import { LocalQueue } from "./fallback.ts";
import { BROWSER, idMaker, localTime } from "./ids.ts";
import { kept, keptId, keptLike } from "./kept.ts";
import { draftsIn } from "./legacy.ts";
import { asideIn, CARRIED_KEY, DEVICE_KEY, DRAFTS_KEY, LEGACY_KEY, UNREADABLE_KEY } from "./list_keys.ts";
import { ListUplink } from "./list_uplink.ts";
import type { News } from "./news.ts";
import type { Notes } from "./notes.ts";
import type { Openers } from "./openers.ts";
import { exported, importInto, type Imported } from "./transfer.ts";

class LocalDrafts implements DraftStore {
  async of(form: string): Promise<readonly Draft[]> {
    return draftsIn(localStorage)
      .filter((draft) => draft.form === form)
      .sort((one, other) => other.at - one.at);
  }

  async keep(draft: Draft): Promise<void> {
    this.#write([...draftsIn(localStorage).filter((each) => each.id !== draft.id), draft]);
  }

  async drop(id: string): Promise<void> {
    this.#write(draftsIn(localStorage).filter((each) => each.id !== id));
  }

  #write(drafts: readonly Draft[]): void {
    localStorage.setItem(DRAFTS_KEY, JSON.stringify(drafts));
  }
}

// Browsers bring localStorage to the disk some seconds after it was written, and later still when it is written often.
const SURELY_ON_DISK_MS = 10 * 60_000;

/** Which records were carried back, and when the last of them was. */
interface Carried {
  readonly at: number;
  readonly ids: readonly string[];
}

function carriedBefore(): Carried {
  return keptLike<Carried>({ at: 0, ids: [] }, CARRIED_KEY) ?? { at: Number.POSITIVE_INFINITY, ids: [] };
}

const NOTES_KEY = "jazz-notes.";

class LocalNotes implements Notes {
  async read<T>(name: string): Promise<T | null> {
    return kept(NOTES_KEY + name) as T | null;
  }

  async keep(name: string, value: unknown): Promise<void> {
    localStorage.setItem(NOTES_KEY + name, JSON.stringify(value));
  }
}

function refused(): Promise<never> {
  // The browser's list has no key, so there is nothing that a passphrase could lock.
  return Promise.reject(new QueueError("encryption_unavailable"));
}

export class LocalDevice {
  readonly account: string;
  readonly encrypted = false;
  readonly queue: LocalQueue;
  readonly drafts = new LocalDrafts();
  #uplink: ListUplink | null = null;
  readonly notes = new LocalNotes();
  readonly hasPassphrase = false;
  readonly setPassphrase = refused;
  readonly removePassphrase = refused;
  readonly lock = refused;
  readonly #openers: Openers;
  readonly #onTrouble: OnTrouble;
  #locked = false;

  private constructor(account: string, queue: LocalQueue, onTrouble: OnTrouble, openers: Openers) {
    this.account = account;
    this.queue = queue;
    this.#onTrouble = onTrouble;
    this.#openers = openers;
  }

  static async open(account: string, onTrouble: OnTrouble, openers: Openers): Promise<LocalDevice> {
    try {
      const deviceId = keptId(localStorage.getItem(DEVICE_KEY)) ?? idMaker()();
      localStorage.setItem(DEVICE_KEY, deviceId);
      const device = new LocalDevice(account, new LocalQueue(localStorage, deviceId), onTrouble, openers);
      await device.#carryOver();
      return device;
    } catch (error) {
      if (error instanceof QueueError) throw error;
      throw new QueueError("storage_unavailable", { cause: error });
    }
  }

  /** Let what waits go to the server, by one of the tabs; `onNews` hears in each of them how it goes. */
  connect(_server: string, onNews: (news: News) => void, onTrouble: OnTrouble): void {
    this.#uplink = new ListUplink(this.account, this.queue, onNews, onTrouble);
  }

  get uplink(): ListUplink | null {
    return this.#uplink;
  }

  /** Whether records of the CRDT queue wait behind a passphrase. */
  get locked(): boolean {
    return this.#locked;
  }

  async unlock(passphrase: string): Promise<void> {
    if (!this.#locked) return;
    const { LockedDevice } = await import("./locked_device.ts");
    const settings = { account: this.account, encrypted: true };
    const before = await LockedDevice.open(settings, this.#onTrouble, this.#openers);
    await before.unlock(passphrase);
    await this.#carryOver();
  }

  async quarantined(): Promise<number> {
    return asideIn(localStorage).length;
  }

  async export(): Promise<string> {
    return exported(this.queue.view.items, asideIn(localStorage), localTime(BROWSER.now()));
  }

  import(text: string): Promise<Imported> {
    return importInto(this.queue, text);
  }

  async forget(): Promise<void> {
    if (this.#locked) {
      const { Database } = await import("./database.ts");
      await (await Database.open(`jazz-${this.account}`, this.#onTrouble)).erase();
    }
    for (const key of Object.keys(localStorage)) {
      if ([DEVICE_KEY, DRAFTS_KEY, UNREADABLE_KEY].includes(key) || [LEGACY_KEY, NOTES_KEY].some((each) => key.startsWith(each))) {
        localStorage.removeItem(key);
      }
    }
  }

  /**
   * Records and drafts of the CRDT queue, from before the setting was switched off. They stay there as well until the
   * list is surely on the disk; which of them have come over is part of what a crash keeps or loses with the list.
   */
  async #carryOver(): Promise<void> {
    const there = (await globalThis.indexedDB?.databases?.()) ?? [];
    if (!there.some(({ name }) => name === `jazz-${this.account}`)) return;
    const before = await this.#before();
    this.#locked = before === null;
    if (before === null) return;
    const carried = carriedBefore();
    const items = before.queue.view.items.filter(({ id }) => !carried.ids.includes(id));
    if (items.length === 0 && BROWSER.now() - carried.at > SURELY_ON_DISK_MS) return this.#leaveBehind(before);
    await this.queue.enqueueAll(items.map(({ status, complaint, ...item }) => item));
    for (const mark of ["sent", "received"] as const) {
      const ids = items.filter(({ id }) => before.queue.markOf(id) === mark).map(({ id }) => id);
      if (ids.length > 0) await this.queue.mark(ids, mark);
    }
    if (localStorage.getItem(CARRIED_KEY) !== null && items.length === 0) return;
    for (const draft of await before.drafts.all()) await this.drafts.keep(draft);
    const now: Carried = { at: BROWSER.now(), ids: [...carried.ids, ...items.map(({ id }) => id)] };
    localStorage.setItem(CARRIED_KEY, JSON.stringify(now));
    console.info(`Carried ${items.length} items back from Jazz`);
  }

  /** What can't be read stays where it is, for a program that can. */
  async #leaveBehind(before: Device): Promise<void> {
    if ((await before.quarantined()) > 0) return;
    await before.forget();
    localStorage.removeItem(CARRIED_KEY);
  }

  /** Null: it is locked with a passphrase, and waits until somebody types that. */
  async #before(): Promise<Device | null> {
    const { Device } = await import("./device.ts");
    try {
      return await Device.open({ account: this.account, encrypted: true }, this.#onTrouble, this.#openers);
    } catch (error) {
      if (error instanceof QueueError && error.code === "storage_locked") return null;
      throw error;
    }
  }
}
