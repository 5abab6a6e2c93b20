/**
 * Between the document and its log: one thing at a time, in order.
 *
 * Stage: queue. In: changes to make. Out: promises that resolve when the changes are on the disk. Always holds: a change
 * that can't be written is undone; changes that come while the disk is busy are written together; nobody is told of a
 * change before it is written.
 */

import type { Bytes } from "./cipher.ts";
import type { Change, Document } from "./document.ts";
import { QueueError, type OnTrouble } from "./errors.ts";
import type { Protection } from "./lock.ts";
import type { Facts, Row } from "./storage.ts";
import type { Mark } from "./view.ts";

/** What has to hold when a row is added. */
export interface Terms {
  /** Records that must not have been sent. */
  readonly unsent: readonly string[];
  /** The number of the last row, when nobody may have added one meanwhile. */
  readonly last: number | null;
  /** What is in it stands at the server as well, so nobody need wait for the disk. */
  readonly relaxed: boolean;
}

/** What is noted before a server is told something. */
export interface Telling {
  /** Records that count as sent from now on. */
  readonly ids: readonly string[];
  /** Given how much the server was told before, null before the first time: how much it is told now. */
  readonly vector: (before: Bytes | null) => Bytes;
  /** The last row that it is made of: nobody may have added one meanwhile. */
  readonly last: number;
}

/** What the queue needs of a log; storage.ts is the real one. */
export interface Log {
  readonly isLong: boolean;
  readonly isMixed: boolean;
  readonly hasLost: boolean;
  /** Which document the log is of; another one when `read` found that it was begun anew. */
  readonly generation: number;
  restart(): Promise<void>;
  read(after: number): Promise<readonly Row[]>;
  append(update: Bytes, terms: Terms): Promise<number>;
  compact(snapshot: Bytes, upTo: number): Promise<number | null>;
  begin(snapshot: Bytes, upTo: number, marks: ReadonlyMap<string, Mark>, facts: Facts): Promise<number | null>;
  clients(): Promise<readonly number[]>;
  told(): Promise<Bytes | null>;
  tell(telling: Telling): Promise<boolean>;
  rekey(snapshot: Bytes, upTo: number, protection?: Protection | null): Promise<number | null>;
  quarantine(numbers: readonly number[]): Promise<void>;
  marks(): Promise<Map<string, Mark>>;
  mark(ids: Iterable<string>, mark: Mark | null): Promise<void>;
}

/** What a change asks for. */
export interface Demands {
  /** Records that must not have been sent when it is written. */
  readonly unsent: readonly string[];
  /** It was decided on what the document held: refused with overtaken when the log has more by then. */
  readonly current: boolean;
  /** It comes from the server, which has it on its own disk: a phone that forgets it hears it again. */
  readonly relaxed: boolean;
}

interface Order {
  readonly changes: readonly Change[];
  readonly unsent: readonly string[];
  /** The row up to which it was decided on; rows of this tab's own move it on. */
  last: number | null;
  readonly relaxed: boolean;
  readonly done: () => void;
  readonly refused: (error: unknown) => void;
}

/** Another document, and what is to be known of it. */
export interface Beginning {
  readonly snapshot: Bytes;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly facts: Facts;
}

export class Writer {
  readonly #log: Log;
  readonly #document: Document;
  readonly #onSettled: () => void;
  readonly #onTrouble: OnTrouble;
  /** A number to write as in a document that another tab has begun. */
  readonly #newClient: () => Promise<number>;
  #generation: number;
  /** Up to this row, the document has taken in the log. */
  #upTo = 0;
  #orders: Order[] = [];
  /** Those that are neither written nor refused. */
  readonly #open = new Set<Order>();
  #line: Promise<unknown> = Promise.resolve();
  #writing = false;
  /** The document holds numbers that a refused change used up. The log goes on with them, a server must not see them. */
  #isTainted = false;

  constructor(
    log: Log,
    document: Document,
    newClient: () => Promise<number>,
    onSettled: () => void,
    onTrouble: OnTrouble,
  ) {
    this.#log = log;
    this.#generation = log.generation;
    this.#document = document;
    this.#newClient = newClient;
    this.#onSettled = onSettled;
    this.#onTrouble = onTrouble;
  }

  /** Whether the document holds changes that may yet be refused. */
  get isWriting(): boolean {
    return this.#writing;
  }

  /** Run when everything before is written or refused. */
  inLine<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#line.then(work);
    this.#line = turn.catch(() => undefined);
    return turn;
  }

  /** Make changes; resolves when they are on the disk, or, relaxed, on their way there. */
  write(changes: readonly Change[], terms: Partial<Demands> = {}): Promise<void> {
    return new Promise<void>((done, refused) => {
      const { unsent = [], current = unsent.length > 0, relaxed = false } = terms;
      const order: Order = {
        changes,
        unsent,
        last: current ? this.#upTo : null,
        relaxed,
        done: () => this.#settle(order, done),
        refused: (error) => this.#settle(order, () => refused(error)),
      };
      this.#orders.push(order);
      this.#open.add(order);
      if (this.#orders.length === 1) void this.inLine(() => this.#writeOrders());
    });
  }

  /** Take in what other tabs wrote; how many rows it was. */
  readOn(): Promise<number> {
    return this.inLine(() => this.#readOn());
  }

  /** Merge the log into one row. */
  compact(): Promise<void> {
    return this.inLine(() => this.#compact());
  }

  /** Seal everything anew, under a new key or as the setting now asks; with a passphrase, or with null without one. */
  rekey(protection?: Protection | null): Promise<void> {
    return this.inLine(async () => {
      for (;;) {
        const number = await this.#log.rekey(this.#document.since(), this.#upTo, protection);
        if (number !== null) return void (this.#upTo = number);
        await this.#readOn();
      }
    });
  }

  /** Begin with the document that `make` hands out, which knows all that is in this one. */
  begin(make: () => Promise<Beginning>): Promise<void> {
    return this.inLine(async () => {
      for (;;) {
        await this.#readOn();
        const { snapshot, marks, facts } = await make();
        const number = await this.#log.begin(snapshot, this.#upTo, marks, facts);
        if (number === null) continue;
        await this.#readOn();
        return;
      }
    });
  }

  /** Run when everything in the document is on the disk, up to and with the row that `work` is given the number of. */
  inLineAndWritten<T>(work: (last: number) => T | Promise<T>): Promise<T> {
    return this.inLine(async () => {
      if (this.#isTainted) await this.#readOn(true);
      return work(this.#upTo);
    });
  }

  #settle(order: Order, tell: () => void): void {
    this.#open.delete(order);
    tell();
  }

  async #writeOrders(): Promise<void> {
    const orders = this.#orders;
    this.#orders = [];
    try {
      await this.#write(orders);
      for (const order of orders) order.done();
    } catch (error) {
      if (isOvertaken(error)) await this.#writeLate(orders, error);
      else if (orders.length === 1) orders[0]?.refused(error);
      // What is too much together may still fit one by one.
      else for (const order of orders) await this.#write([order]).then(order.done, order.refused);
    }
    if (this.#log.isLong) await this.#compact().catch((error: QueueError) => this.#onTrouble(error));
  }

  /** Another tab has written: whoever decided on what was before has to decide again. */
  async #writeLate(orders: readonly Order[], error: unknown): Promise<void> {
    for (const order of orders) {
      if (order.last !== null) order.refused(error);
      else await this.#write([order]).then(order.done, order.refused);
    }
  }

  async #write(orders: readonly Order[]): Promise<void> {
    this.#writing = true;
    const undo = this.#document.make(orders.flatMap((order) => order.changes));
    const { update, written } = this.#document.unwritten();
    const lasts = orders.flatMap((order) => order.last ?? []);
    const last = lasts.length === 0 ? null : Math.min(...lasts);
    try {
      const unsent = orders.flatMap((order) => order.unsent);
      const relaxed = orders.every((order) => order.relaxed);
      this.#wrote(await this.#append(update, { unsent, last, relaxed }));
      written();
      this.#isTainted = false;
    } catch (error) {
      undo();
      this.#isTainted = true;
      if (error instanceof QueueError && error.code === "storage_begun") {
        await this.#readOn();
        return await this.#write(orders);
      }
      // What was put back is a copy: beside another tab's change of the same record it would stand twice.
      if (last !== null) await this.#readOn(true).catch((trouble: QueueError) => this.#onTrouble(trouble));
      throw error;
    } finally {
      this.#writing = false;
      this.#onSettled();
    }
  }

  /** When somebody cleared the storage under the open page, the document is the last copy: write all of it. */
  async #append(update: Bytes, terms: Terms): Promise<number> {
    try {
      return await this.#log.append(update, terms);
    } catch (error) {
      if (!(error instanceof QueueError) || error.code !== "storage_cleared") throw error;
      await this.#log.restart();
      this.#upTo = 0;
      return this.#log.append(this.#document.since(), { ...terms, last: null, relaxed: false });
    }
  }

  async #compact(): Promise<void> {
    const number = await this.#log.compact(this.#document.since(), this.#upTo);
    if (number === null) await this.#readOn();
    else this.#wrote(number);
  }

  #wrote(number: number): void {
    // A number in between belongs to another tab's row, which is still to be read.
    if (number !== this.#upTo + 1) return;
    for (const order of this.#open) if (order.last === this.#upTo) order.last = number;
    this.#upTo = number;
  }

  /** Take in the rows that came; or, beginning anew, know what the log has and nothing else. */
  async #readOn(anew = false): Promise<number> {
    const broken: number[] = [];
    const rows = await this.#log.read(anew ? 0 : this.#upTo);
    const isAnother = this.#log.generation !== this.#generation;
    if (isAnother || anew) this.#leave();
    this.#generation = this.#log.generation;
    const { client } = this.#document;
    const isWhole = this.#document.begin(rows.map(({ update }) => update));
    for (const { number, update } of rows) {
      try {
        if (!isWhole) this.#document.load(update);
      } catch {
        broken.push(number);
      }
      this.#upTo = number;
    }
    this.#document.writeAs(isAnother ? await this.#newClient() : client);
    await this.#log.quarantine(broken);
    return rows.length;
  }

  /** What is in memory counts no more: the log is read again from its first row. */
  #leave(): void {
    this.#document.clear();
    this.#upTo = 0;
    this.#isTainted = false;
  }
}

export function isOvertaken(error: unknown): boolean {
  return error instanceof QueueError && error.code === "overtaken";
}
