/**
 * Everything that one account keeps on this device, opened and wired.
 *
 * Stage: queue. In: the account and how to keep its data. Out: the queue, the drafts and what there is to know of the
 * storage. Always holds: this is the one place where the browser's parts meet; each of them knows only what it is given.
 */

import { SETTINGS, wakeWorkerFor, type BackgroundSettings } from "./background.ts";
import { canEncrypt } from "./cipher.ts";
import type { Surroundings } from "./connection.ts";
import { Drafts } from "./drafts.ts";
import { QueueError, type OnTrouble } from "./errors.ts";
import { CREDENTIALS, JOINING } from "./fact_names.ts";
import { BROWSER, idMaker, localTime } from "./ids.ts";
import { keptId } from "./kept.ts";
import { lockCode } from "./keyring.ts";
import { asideIn, DEVICE_KEY } from "./list_keys.ts";
import type { News } from "./news.ts";
import type { Openers } from "./openers.ts";
import type { Notes } from "./notes.ts";
import { Queue } from "./queue.ts";
import { Secrets } from "./secrets.ts";
import { Standby } from "./standby.ts";
import { Storage } from "./storage.ts";
import { Tabs } from "./tabs.ts";
import type { Imported } from "./transfer.ts";
import type { View } from "./view.ts";

export interface DeviceSettings {
  readonly account: string;
  readonly encrypted: boolean;
  /** Whether it may speak with other devices of its room directly. */
  readonly p2p?: boolean;
}

export class Device {
  readonly account: string;
  readonly locked = false;
  readonly queue: Queue;
  readonly drafts: Drafts;
  readonly tabs: Tabs;
  readonly notes: Notes;
  readonly #storage: Storage;
  readonly #p2p: boolean;
  #uplink: Standby | null = null;

  private constructor({ account, p2p = false }: DeviceSettings, queue: Queue, storage: Storage, tabs: Tabs) {
    this.account = account;
    this.#p2p = p2p;
    this.queue = queue;
    this.drafts = new Drafts(storage.database, storage.keyring);
    this.tabs = tabs;
    this.notes = new Secrets(storage.database, storage.keyring);
    this.#storage = storage;
  }

  /** Throws storage_locked when the passphrase has to be typed first: locked_device.ts does what can be done till then. */
  static async open(
    settings: DeviceSettings,
    onTrouble: OnTrouble,
    openers: Openers | null = null,
  ): Promise<Device> {
    const { account, encrypted } = settings;
    const tabs = new Tabs(account);
    let isRung = false;
    let hear = () => void (isRung = true);
    tabs.onRing(() => hear());
    try {
      const seated = tabs.seat();
      const storage = await Storage.open(account, encrypted, onTrouble, openers, seated);
      const seat = await seated;
      const queue = await Queue.open(storage, {
        deviceId: await storage.identity.deviceId(keptId(localStorage.getItem(DEVICE_KEY))),
        client: (fresh) => storage.identity.client(seat, fresh),
        newId: idMaker(),
        now: BROWSER.now,
        ring: () => tabs.ring(),
        onTrouble,
      });
      hear = () => void queue.catchUp().catch((error: QueueError) => onTrouble(error));
      // Another tab has written since the log was read.
      if (isRung) await queue.catchUp();
      if (storage.hasArrivals) await bring(storage, queue, onTrouble);
      return new Device(settings, queue, storage, tabs);
    } catch (error) {
      tabs.leave();
      throw error;
    }
  }

  /** Let what waits go to the server, by one of the tabs; `onNews` hears in each of them how it goes. */
  connect(server: string, onNews: (news: News) => void, onTrouble: OnTrouble): void {
    if (this.#uplink !== null) return;
    const { queue, tabs } = this;
    const { database, keyring } = this.#storage;
    const settings: BackgroundSettings = { encrypted: keyring.encrypted, server };
    const keepSettings = () => database.put("facts", SETTINGS, settings);
    wakeWorkerFor(this.account, queue, keepSettings, (error) => onTrouble(asStorageError(error)));
    const uplink = new Standby(async () => {
      const { Uplink } = await import("./uplink.ts");
      return Uplink.open(this, this.#storage, server, onNews, onTrouble, await this.#direct());
    });
    this.#uplink = uplink;
    const look = () => {
      if (!isEmpty(queue.view)) uplink.rise();
    };
    queue.subscribe(look);
    // Another tab is at work, and tells how it goes.
    for (const kind of ["hello", "news"] as const) tabs.on(kind, () => uplink.rise());
    look();
    void this.#isKnown().then((known) => known && uplink.rise(), () => uplink.rise());
  }

  /** How to speak with other devices directly, where the settings want it. */
  async #direct(): Promise<Surroundings["direct"]> {
    if (!this.#p2p) return null;
    const { Peers } = await import("./peers.ts");
    return (onWord, onCount) => new Peers(this.queue, onWord, onCount);
  }

  /** Whether the server knows this device, or it may have something that the server doesn't. */
  async #isKnown(): Promise<boolean> {
    const { database } = this.#storage;
    const facts = await Promise.all([CREDENTIALS, JOINING].map((name) => database.get("facts", name)));
    return facts.some((fact) => fact !== undefined);
  }

  get uplink(): Standby | null {
    return this.#uplink;
  }

  get encrypted(): boolean {
    return this.#storage.keyring.encrypted;
  }

  get hasPassphrase(): boolean {
    return this.#storage.keyring.hasPassphrase;
  }

  /** From now on the account opens with this passphrase alone; it stays open in the tabs that are open. */
  async setPassphrase(passphrase: string): Promise<void> {
    if (!canEncrypt()) throw new QueueError("encryption_unavailable");
    const { newLock } = await lockCode();
    await this.queue.rekey(await newLock(passphrase));
  }

  async removePassphrase(): Promise<void> {
    if (!this.hasPassphrase) throw new QueueError("no_passphrase");
    await this.queue.rekey(null);
  }

  /** Close it to everybody until the passphrase is typed. What this page still holds goes with a reload. */
  async lock(): Promise<void> {
    await this.#storage.keyring.lockUp();
    this.tabs.leave();
    await this.#storage.database.close();
  }

  /** Whether another tab has locked the account while this one slept. */
  async isLockedByNow(): Promise<boolean> {
    if (this.hasPassphrase) await this.#storage.keyring.load();
    return this.#storage.keyring.isLocked;
  }

  /** Nothing to do: it is open. */
  async unlock(): Promise<void> {}

  /** What could not be read and was put aside, here or in the list of before. */
  async quarantined(): Promise<number> {
    return (await this.#storage.quarantined()) + asideIn(localStorage).length;
  }

  /** What waits, and beside it what can't be read, for a program that can. */
  async export(): Promise<string> {
    const { exported, readAside } = await import("./transfer.ts");
    const { database, keyring } = this.#storage;
    const aside = [...(await readAside(database, keyring)), ...asideIn(localStorage)];
    return exported(this.queue.view.items, aside, localTime(BROWSER.now()));
  }

  async import(text: string): Promise<Imported> {
    const { importInto } = await import("./transfer.ts");
    return importInto(this.queue, text);
  }

  /** Forget the account on this device: its keys are destroyed, and with them everything that was sealed. */
  forget(): Promise<void> {
    return this.#storage.database.erase();
  }
}

/** What came while the account was locked. Where its code can't be fetched, it stays where it is. */
async function bring({ database, keyring }: Storage, queue: Queue, onTrouble: OnTrouble): Promise<void> {
  const code = await import("./arrivals.ts").catch(() => null);
  await (code && new code.Arrivals(database, keyring).moveTo(queue, onTrouble));
}

function isEmpty({ items, receipts }: View): boolean {
  return items.length === 0 && receipts.length === 0;
}

function asStorageError(error: unknown): QueueError {
  return error instanceof QueueError ? error : new QueueError("storage_failed", { cause: error });
}
