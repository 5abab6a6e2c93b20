/**
 * Everything that one account keeps on this device, opened and wired.
 *
 * Stage: queue. In: the account and how to keep its data. Out: the queue, the drafts and what there is to know of the
 * storage. Always holds: this is the one place where the browser's parts meet; each of them knows only what it is given.
 */

import { Drafts } from "./drafts.ts";
import { QueueError, type OnTrouble } from "./errors.ts";
import { BROWSER, idMaker, localTime } from "./ids.ts";
import { Queue } from "./queue.ts";
import { Storage } from "./storage.ts";
import { Tabs } from "./tabs.ts";
import { exported, importInto, type Imported } from "./transfer.ts";

export interface DeviceSettings {
  readonly account: string;
  readonly encrypted: boolean;
}

/** What the browser says about room, and whether it promised not to clear the storage by itself. */
export interface Room {
  readonly persistent: boolean;
  readonly usage: number;
  readonly quota: number;
}

// Below this, a phone that stays offline may not be able to keep the day's feedback.
const LOW_ROOM = 5 * 1024 * 1024;

export class Device {
  readonly account: string;
  readonly queue: Queue;
  readonly drafts: Drafts;
  readonly tabs: Tabs;
  readonly #storage: Storage;
  readonly #onTrouble: OnTrouble;

  private constructor(account: string, queue: Queue, storage: Storage, tabs: Tabs, onTrouble: OnTrouble) {
    this.account = account;
    this.queue = queue;
    this.drafts = new Drafts(storage.database, storage.keyring);
    this.tabs = tabs;
    this.#storage = storage;
    this.#onTrouble = onTrouble;
  }

  static async open({ account, encrypted }: DeviceSettings, onTrouble: OnTrouble): Promise<Device> {
    const tabs = new Tabs(account);
    const [storage, seat] = await Promise.all([Storage.open(account, encrypted, onTrouble), tabs.seat()]);
    const queue = await Queue.open(storage, {
      deviceId: await storage.deviceId(),
      client: (fresh) => storage.client(seat, fresh),
      newId: idMaker(),
      now: BROWSER.now,
      ring: () => tabs.ring(),
      onTrouble,
    });
    tabs.onRing(() => void queue.catchUp().catch((error: QueueError) => onTrouble(error)));
    return new Device(account, queue, storage, tabs, onTrouble);
  }

  get encrypted(): boolean {
    return this.#storage.keyring.encrypted;
  }

  /** Rows that could not be read and were put aside. */
  quarantined(): Promise<number> {
    return this.#storage.quarantined();
  }

  async room(): Promise<Room> {
    const manager = globalThis.navigator?.storage as StorageManager | undefined;
    const { usage = 0, quota = 0 } = (await manager?.estimate?.()) ?? {};
    if (quota > 0 && quota - usage < LOW_ROOM) this.#onTrouble(new QueueError("storage_low"));
    return { persistent: (await manager?.persisted?.()) ?? false, usage, quota };
  }

  /** Ask the browser to keep the storage. Some ask the person, so the first saved record is the moment. */
  async persist(): Promise<boolean> {
    return (await (globalThis.navigator?.storage as StorageManager | undefined)?.persist?.()) ?? false;
  }

  export(): string {
    return exported(this.queue.view.items, localTime(BROWSER.now()));
  }

  import(text: string): Promise<Imported> {
    return importInto(this.queue, text);
  }

  /** Forget the account on this device: its keys are destroyed, and with them everything that was sealed. */
  forget(): Promise<void> {
    return this.#storage.database.erase();
  }
}
