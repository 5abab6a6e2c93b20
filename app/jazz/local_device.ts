/**
 * Everything that one account keeps on this device without the CRDT queue.
 *
 * Stage: queue, with USE_JAZZ_SYNC=false. In and out: as device.ts. Always holds: nothing of the CRDT is loaded, unless
 * records wait in its storage from before the switch; those are carried over once.
 */

import type { Draft, DraftStore } from "./drafts.ts";
import { QueueError, type OnTrouble } from "./errors.ts";
import { LocalQueue } from "./fallback.ts";
import { BROWSER, idMaker, localTime } from "./ids.ts";
import { asideIn, LEGACY_KEY, UNREADABLE_KEY } from "./legacy.ts";
import { ListUplink } from "./list_uplink.ts";
import type { News } from "./news.ts";
import { exported, importInto, type Imported } from "./transfer.ts";

const DEVICE_KEY = "feedback_device";
const DRAFTS_KEY = "feedback_drafts";

class LocalDrafts implements DraftStore {
  async of(form: string): Promise<readonly Draft[]> {
    return this.#read()
      .filter((draft) => draft.form === form)
      .sort((one, other) => other.at - one.at);
  }

  async keep(draft: Draft): Promise<void> {
    this.#write([...this.#read().filter((each) => each.id !== draft.id), draft]);
  }

  async drop(id: string): Promise<void> {
    this.#write(this.#read().filter((each) => each.id !== id));
  }

  #read(): readonly Draft[] {
    try {
      return JSON.parse(localStorage.getItem(DRAFTS_KEY) ?? "[]") as readonly Draft[];
    } catch {
      return [];
    }
  }

  #write(drafts: readonly Draft[]): void {
    localStorage.setItem(DRAFTS_KEY, JSON.stringify(drafts));
  }
}

export class LocalDevice {
  readonly account: string;
  readonly encrypted = false;
  readonly queue: LocalQueue;
  readonly drafts = new LocalDrafts();
  #uplink: ListUplink | null = null;

  private constructor(account: string, queue: LocalQueue) {
    this.account = account;
    this.queue = queue;
  }

  static async open(account: string, onTrouble: OnTrouble): Promise<LocalDevice> {
    try {
      const deviceId = localStorage.getItem(DEVICE_KEY) ?? idMaker()();
      localStorage.setItem(DEVICE_KEY, deviceId);
      const device = new LocalDevice(account, new LocalQueue(localStorage, deviceId));
      await device.#carryOver(onTrouble);
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

  async quarantined(): Promise<number> {
    return asideIn(localStorage).length;
  }

  export(): string {
    return exported(this.queue.view.items, localTime(BROWSER.now()));
  }

  import(text: string): Promise<Imported> {
    return importInto(this.queue, text);
  }

  async forget(): Promise<void> {
    for (const key of Object.keys(localStorage)) {
      if ([DEVICE_KEY, DRAFTS_KEY, UNREADABLE_KEY].includes(key) || key.startsWith(LEGACY_KEY)) {
        localStorage.removeItem(key);
      }
    }
  }

  /** Records of the CRDT queue, from before the setting was switched off. */
  async #carryOver(onTrouble: OnTrouble): Promise<void> {
    const there = (await globalThis.indexedDB?.databases?.()) ?? [];
    if (!there.some(({ name }) => name === `jazz-${this.account}`)) return;
    const { Device } = await import("./device.ts");
    const before = await Device.open({ account: this.account, encrypted: true }, onTrouble);
    const { items } = before.queue.view;
    await this.queue.enqueueAll(items.map(({ status, complaint, ...item }) => item));
    for (const mark of ["sent", "received"] as const) {
      const ids = items.filter(({ id }) => before.queue.markOf(id) === mark).map(({ id }) => id);
      if (ids.length > 0) await this.queue.mark(ids, mark);
    }
    // What can't be read stays where it is, for a program that can.
    if ((await before.quarantined()) === 0) await before.forget();
    console.info(`Carried ${items.length} items back from Jazz`);
  }
}
