/**
 * The log: every change of the queue's document, appended and sealed.
 *
 * Stage: queue. In: Yjs updates. Out: the same, in order, when the page opens again or another tab wrote. Always holds:
 * `append` resolves when the bytes are on the disk, unless the server has them on its own; a row that can't be read is
 * put aside and never thrown away, and the rest loads; only rows that a snapshot contains are removed, in the
 * transaction that writes the snapshot.
 */

import { countAside, putAside } from "./aside.ts";
import type { Bytes } from "./cipher.ts";
import { Database } from "./database.ts";
import { QueueError, type OnTrouble } from "./errors.ts";
import { clientFacts, Identity } from "./identity.ts";
import { Keyring, type Sealed } from "./keyring.ts";
import type { Protection } from "./lock.ts";
import type { Openers } from "./openers.ts";
import { lookAt, type Look } from "./look.ts";
import { markIn, marksIn, tell, toldIn } from "./progress.ts";
import { added, GENERATION, generationIn, resealed, unsealed, type Added } from "./sealed_rows.ts";
import type { Mark } from "./view.ts";
import type { Log, Telling, Terms } from "./writer.ts";

const FREE: Terms = { unsent: [], last: null, relaxed: false };
const COMPACT_FROM = 64 * 1024;

/** What is put among the facts, by name. */
export type Facts = ReadonlyMap<string, unknown>;

export interface Row {
  readonly number: number;
  readonly update: Bytes;
}

export class Storage implements Log {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly identity: Identity;
  /** Whether something came while the account was locked. */
  readonly hasArrivals: boolean;
  readonly #onTrouble: OnTrouble;
  /** Whether a row is left that was sealed in another way than the setting asks for. */
  #mixed = false;
  #hasLost = false;
  #logBytes = 0;
  #snapshotBytes = 0;

  /** Which document the log is of: a room's next one, or another room's, begins a log of its own. */
  #generation = 0;
  /** What was read at the beginning; each part of it serves once. */
  readonly #first: { -readonly [Part in keyof Look]?: Look[Part] };

  private constructor(database: Database, keyring: Keyring, look: Look, onTrouble: OnTrouble) {
    this.database = database;
    this.keyring = keyring;
    this.hasArrivals = look.arrivals.size > 0;
    this.#first = { ...look };
    this.#onTrouble = onTrouble;
    this.#mixed = !keyring.encrypted && !keyring.isEmpty;
    this.#generation = generationIn(look.facts.get(GENERATION));
    this.identity = new Identity(database, look.facts, this.#generation);
  }

  /**
   * Throws storage_locked when a passphrase has to be typed first; `openers` knows it when it was. `seated`: nobody else
   * has the seat any more whose number is read here.
   */
  static async open(
    account: string,
    encrypted: boolean,
    onTrouble: OnTrouble,
    openers: Openers | null = null,
    seated: Promise<unknown> | null = null,
  ): Promise<Storage> {
    const [database] = await Promise.all([Database.open(`jazz-${account}`, onTrouble), seated]);
    const looking = lookAt(database);
    const probing = database.probe().catch((error: QueueError) => onTrouble(error));
    const look = await looking;
    const keyring = await Keyring.open(database, encrypted, onTrouble, openers, look.keys);
    await probing;
    if (keyring.isLocked) {
      await database.close();
      throw new QueueError("storage_locked");
    }
    return new Storage(database, keyring, look, onTrouble);
  }

  /** Whether a snapshot would save room. */
  get isLong(): boolean {
    return this.#logBytes > Math.max(COMPACT_FROM, this.#snapshotBytes);
  }

  /** Whether encryption was switched on or off since the rows were written. */
  get isMixed(): boolean {
    return this.#mixed;
  }

  /** Whether rows had to be put aside since this was opened. */
  get hasLost(): boolean {
    return this.#hasLost;
  }

  get generation(): number {
    return this.#generation;
  }

  /** Begin anew after the storage was cleared under an open page, which still knows everything. */
  async restart(): Promise<void> {
    await this.keyring.restore();
    await this.identity.restore(this.#generation);
    this.#logBytes = 0;
    this.#snapshotBytes = 0;
  }

  /** The rows that came after a number; all of them when another tab has begun another document since. */
  async read(after: number): Promise<readonly Row[]> {
    const first = this.#taken("updates");
    const { found, generation } =
      first === undefined || after > 0 ? await this.#rows(after) : { found: first, generation: this.#generation };
    if (generation !== this.#generation) {
      this.#generation = generation;
      if (after > 0) return this.read(0);
    }
    const opened = await Promise.all(
      Array.from(found, async ([number, row]) => ({ number, update: await unsealed(this.keyring, row) })),
    );
    if (after === 0) this.#logBytes = 0;
    for (const row of found.values()) {
      this.#logBytes += row?.bytes?.length ?? 0;
      this.#mixed ||= row?.key !== this.keyring.current;
    }
    await this.quarantine(opened.filter((each) => each.update === null).map((each) => each.number));
    return opened.filter((each): each is Row => each.update !== null);
  }

  #rows(after: number): Promise<{ found: ReadonlyMap<number, Sealed>; generation: number }> {
    return this.database.read(["updates", "facts"], (stores) => {
      const range = IDBKeyRange.lowerBound(after, true);
      const numbers = stores("updates").getAllKeys(range);
      const rows = stores("updates").getAll(range);
      const fact = stores("facts").get(GENERATION);
      return () => ({
        found: new Map(numbers.result.map((number, at) => [number as number, rows.result[at] as Sealed])),
        generation: generationIn(fact.result),
      });
    });
  }

  #taken<Part extends keyof Look>(part: Part): Look[Part] | undefined {
    const found: Look[Part] | undefined = this.#first[part];
    delete this.#first[part];
    return found;
  }

  /**
   * Resolves with the row's number once it is on the disk. Refuses with storage_cleared when the rows before are gone,
   * with storage_begun when they are another document's, and with already_sent or overtaken when what has to hold does
   * not: a tab's own knowledge of that may be old.
   */
  async append(update: Bytes, terms: Terms = FREE): Promise<number> {
    const row = await this.keyring.seal(update);
    const isFree = terms.unsent.length === 0 && terms.last === null;
    const outcome = await (isFree ? this.#add(row, terms.relaxed) : this.#addOn(terms, row));
    if (typeof outcome === "string") throw new QueueError(outcome);
    const { number, begun, readable, generation } = outcome;
    if (begun && readable && generation === this.#generation) {
      this.#logBytes += row.bytes.length;
      return number;
    }
    await this.database.delete("updates", number);
    if (!begun) throw new QueueError("storage_cleared");
    if (generation !== this.#generation) throw new QueueError("storage_begun");
    // Another tab has begun a new key in between: nobody could open the row.
    await this.keyring.load();
    return this.append(update, terms);
  }

  #add(row: Sealed, relaxed: boolean): Promise<Added> {
    return this.database.write(
      ["updates", "keys", "facts"],
      (stores) => added(stores, row),
      relaxed ? "relaxed" : "strict",
    );
  }

  #addOn({ unsent, last }: Terms, row: Sealed): Promise<Added | "already_sent" | "overtaken"> {
    const names = ["updates", "keys", "facts", "marks"] as const;
    return this.database.decide<Added | "already_sent" | "overtaken">(names, (stores, settle) => {
      const newer = last === null ? null : stores("updates").count(IDBKeyRange.lowerBound(last, true));
      // Asked for all at once: waiting for each answer takes longer than taking a row back that nobody has seen.
      const result = added(stores, row);
      const marks = stores("marks").getAllKeys();
      marks.onsuccess = () => {
        const outcome = result();
        const isSent = unsent.some((id) => marks.result.includes(id));
        const isLate = newer !== null && newer.result > 0;
        if (isSent || isLate) stores("updates").delete(outcome.number);
        settle(isSent ? "already_sent" : isLate ? "overtaken" : outcome);
      };
    });
  }

  /**
   * Put a snapshot in the place of the rows up to a number, all of which it contains. Null: another tab has begun
   * another document since.
   */
  async compact(snapshot: Bytes, upTo: number): Promise<number | null> {
    const row = await this.keyring.seal(snapshot);
    const number = await this.database.decide<number | null>(["updates", "facts"], (stores, settle) => {
      const fact = stores("facts").get(GENERATION);
      fact.onsuccess = () => {
        if (generationIn(fact.result) !== this.#generation) return settle(null);
        stores("updates").delete(IDBKeyRange.upperBound(upTo));
        const added = stores("updates").add(row);
        added.onsuccess = () => settle(added.result as number);
      };
    });
    if (number !== null) this.#compacted(row);
    return number;
  }

  /**
   * Begin with another document: its snapshot is the whole log, its marks are all marks, and the facts come along in
   * the same transaction. No number of before writes into it. Null: another tab wrote past `upTo`; read and try again.
   */
  async begin(snapshot: Bytes, upTo: number, marks: ReadonlyMap<string, Mark>, facts: Facts): Promise<number | null> {
    const row = await this.keyring.seal(snapshot);
    const generation = this.#generation + 1;
    const names = ["updates", "facts", "marks"] as const;
    const number = await this.database.decide<number | null>(names, (stores, settle) => {
      const newer = stores("updates").count(IDBKeyRange.lowerBound(upTo, true));
      newer.onsuccess = () => {
        if (newer.result > 0) return settle(null);
        stores("updates").clear();
        stores("marks").clear();
        for (const [id, mark] of marks) stores("marks").put(mark, id);
        stores("facts").delete(clientFacts());
        for (const [name, fact] of facts) stores("facts").put(fact, name);
        stores("facts").put(generation, GENERATION);
        const added = stores("updates").add(row);
        added.onsuccess = () => settle(added.result as number);
      };
    });
    if (number === null) return null;
    this.#generation = generation;
    this.#compacted(row);
    return number;
  }

  clients(): Promise<readonly number[]> {
    return this.identity.clients();
  }

  told(): Promise<Bytes | null> {
    return toldIn(this.database);
  }

  tell(telling: Telling): Promise<boolean> {
    return tell(this.database, telling);
  }

  /**
   * Seal everything with a new key, or with none, and destroy the keys before.
   * With a protection a new lock wraps the new key, with null none does. All of it is one transaction: a crash leaves
   * either what was before or what is after.
   * Null: another tab wrote past `upTo`, so that the snapshot is not everything; read and try again.
   */
  async rekey(snapshot: Bytes, upTo: number, protection?: Protection | null): Promise<number | null> {
    const ring = await this.keyring.next(protection);
    const row = await ring.seal(snapshot);
    const [drafts, arrivals, secrets] = await Promise.all([
      resealed(this.database, "drafts", this.keyring, ring),
      resealed(this.database, "arrivals", this.keyring, ring),
      resealed(this.database, "facts", this.keyring, ring),
    ]);
    const names = ["updates", "keys", "drafts", "arrivals", "facts"] as const;
    const number = await this.database.decide<number | null>(names, (stores, settle) => {
      const newer = stores("updates").count(IDBKeyRange.lowerBound(upTo, true));
      const arrived = stores("arrivals").count();
      arrived.onsuccess = () => {
        if (newer.result > 0 || arrived.result > arrivals.count) return settle(null);
        stores("updates").clear();
        ring.replaceIn(stores("keys"));
        for (const [id, draft] of drafts.rows) stores("drafts").put(draft, id);
        for (const [id, arrival] of arrivals.rows) stores("arrivals").put(arrival, id);
        for (const [name, secret] of secrets.rows) stores("facts").put(secret, name);
        const added = stores("updates").add(row);
        added.onsuccess = () => settle(added.result as number);
      };
    });
    if (number === null) return null;
    this.keyring.become(ring);
    this.#mixed = false;
    this.#compacted(row);
    return number;
  }

  /** Put rows aside as they are. */
  async quarantine(numbers: readonly number[]): Promise<void> {
    if (numbers.length === 0) return;
    await putAside(this.database, numbers);
    this.#hasLost = true;
    this.#onTrouble(new QueueError("storage_corrupt"));
  }

  quarantined(): Promise<number> {
    return countAside(this.database);
  }

  async marks(): Promise<Map<string, Mark>> {
    const first = this.#taken("marks");
    return first === undefined ? marksIn(this.database) : new Map(first);
  }

  mark(ids: Iterable<string>, mark: Mark | null): Promise<void> {
    return markIn(this.database, ids, mark);
  }

  #compacted(row: Sealed): void {
    this.#snapshotBytes = row.bytes.length;
    this.#logBytes = 0;
  }
}
