/**
 * An account whose passphrase nobody has typed yet.
 *
 * Stage: queue. In and out: as device.ts, of which it can do three things: take feedback in, be unlocked, be forgotten.
 * Always holds: it holds no key that opens anything, so there is nothing to read in it, also for a script.
 */

import { Arrivals } from "./arrivals.ts";
import { Database } from "./database.ts";
import type { DeviceSettings } from "./device.ts";
import { Drafts } from "./drafts.ts";
import { QueueError, type OnTrouble } from "./errors.ts";
import { beginGuess, guessedRight } from "./guesses.ts";
import { BROWSER, idMaker, localTime } from "./ids.ts";
import { Keyring } from "./keyring.ts";
import { openerFrom } from "./lock.ts";
import type { Openers } from "./openers.ts";
import { check, type FeedbackItem } from "./schema.ts";
import { EMPTY, type View } from "./view.ts";

type Fields = Readonly<Record<string, unknown>>;

function refused(): Promise<never> {
  return Promise.reject(new QueueError("storage_locked"));
}

/** Takes feedback in and shows none. */
class Slot {
  readonly #arrivals: Arrivals;
  readonly #deviceId: string;
  readonly #newId = idMaker();
  readonly #listeners = new Set<() => void>();
  #view: View;

  readonly edit = refused;
  readonly withdraw = refused;
  readonly retry = refused;

  constructor(arrivals: Arrivals, deviceId: string, waiting: number) {
    this.#arrivals = arrivals;
    this.#deviceId = deviceId;
    this.#view = { ...EMPTY, pending: waiting };
  }

  /** Only how many came since it was locked. */
  get view(): View {
    return this.#view;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async enqueue(fields: Fields): Promise<FeedbackItem> {
    const createdAt = localTime(BROWSER.now());
    const checked = check({ id: this.#newId(), deviceId: this.#deviceId, createdAt, ...fields });
    if (!checked.ok) throw new QueueError("invalid", { problems: checked.problems });
    await this.#arrivals.keep(checked.item);
    this.#view = { ...EMPTY, pending: await this.#arrivals.count() };
    for (const listener of this.#listeners) listener();
    return checked.item;
  }
}

export class LockedDevice {
  readonly account: string;
  readonly encrypted = true;
  readonly locked = true;
  readonly hasPassphrase = true;
  readonly queue: Slot;
  readonly drafts: Drafts;
  readonly #database: Database;
  readonly #keyring: Keyring;

  readonly notes = { read: refused, keep: refused };
  readonly export = refused;
  readonly import = refused;
  readonly lock = refused;
  readonly setPassphrase = refused;
  readonly removePassphrase = refused;

  private constructor(account: string, database: Database, keyring: Keyring, queue: Slot) {
    this.account = account;
    this.#database = database;
    this.#keyring = keyring;
    this.queue = queue;
    this.drafts = new Drafts(database, keyring);
  }

  static async open({ account, encrypted }: DeviceSettings, onTrouble: OnTrouble, openers: Openers): Promise<LockedDevice> {
    const database = await Database.open(`jazz-${account}`, onTrouble);
    const keyring = await Keyring.open(database, encrypted, onTrouble, openers);
    const arrivals = new Arrivals(database, keyring);
    const deviceId = (await database.get<string | undefined>("facts", "deviceId")) ?? "";
    return new LockedDevice(account, database, keyring, new Slot(arrivals, deviceId, await arrivals.count()));
  }

  async quarantined(): Promise<number> {
    return 0;
  }

  /** Throws wrong_passphrase or unlock_later. Afterwards the account can be opened, here and in the other tabs. */
  async unlock(passphrase: string): Promise<void> {
    await this.#keyring.load();
    const { lock } = this.#keyring;
    // Another tab may have unlocked it, or taken the passphrase off.
    if (lock !== null && this.#keyring.isLocked) {
      await beginGuess(this.#database, BROWSER.now());
      await this.#keyring.unlock(await openerFrom(passphrase, lock));
      await guessedRight(this.#database);
    }
    await this.#database.close();
  }

  /** Whoever forgot the passphrase can only begin anew. */
  forget(): Promise<void> {
    return this.#database.erase();
  }

  async close(): Promise<void> {
    await this.#database.close();
  }
}
