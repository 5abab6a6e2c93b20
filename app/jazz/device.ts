/**
 * Everything that one account keeps on this device, opened and wired.
 *
 * Stage: queue. In: the account and how to keep its data. Out: the queue, the drafts and what there is to know of the
 * storage. Always holds: this is the one place where the browser's parts meet; each of them knows only what it is given.
 */

import { Drafts } from "./drafts.ts";
import type { OnTrouble, QueueError } from "./errors.ts";
import { BROWSER, idMaker, localTime } from "./ids.ts";
import { asideIn } from "./legacy.ts";
import type { News } from "./news.ts";
import { Queue } from "./queue.ts";
import { Storage } from "./storage.ts";
import { Tabs } from "./tabs.ts";
import { exported, importInto, type Imported } from "./transfer.ts";
import { Uplink } from "./uplink.ts";

export interface DeviceSettings {
  readonly account: string;
  readonly encrypted: boolean;
}

export class Device {
  readonly account: string;
  readonly queue: Queue;
  readonly drafts: Drafts;
  readonly tabs: Tabs;
  readonly #storage: Storage;
  #uplink: Uplink | null = null;

  private constructor(account: string, queue: Queue, storage: Storage, tabs: Tabs) {
    this.account = account;
    this.queue = queue;
    this.drafts = new Drafts(storage.database, storage.keyring);
    this.tabs = tabs;
    this.#storage = storage;
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
    return new Device(account, queue, storage, tabs);
  }

  /** Let what waits go to the server, by one of the tabs; `onNews` hears in each of them how it goes. */
  connect(server: string, onNews: (news: News) => void, onTrouble: OnTrouble): void {
    this.#uplink ??= Uplink.open(this, this.#storage, server, onNews, onTrouble);
  }

  get uplink(): Uplink | null {
    return this.#uplink;
  }

  get encrypted(): boolean {
    return this.#storage.keyring.encrypted;
  }

  /** What could not be read and was put aside, here or in the list of before. */
  async quarantined(): Promise<number> {
    return (await this.#storage.quarantined()) + asideIn(localStorage).length;
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
