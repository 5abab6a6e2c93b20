/**
 * The queue of one account on this device.
 *
 * Stage: queue. In: records, and what the server writes. Out: the records that wait, each with its state. Always holds:
 * the promise of an operation resolves when the change is on the disk, or is refused and leaves nothing behind; the log
 * in IndexedDB is the truth among tabs, a ring only says that it grew; a record is frozen once a connection had it.
 */

import type { Bytes } from "./cipher.ts";
import { clocksOf, latest, vectorOf } from "./clocks.ts";
import { add, brought, Document, remove, replace, settle, taken, type Change } from "./document.ts";
import { QueueError, type OnTrouble } from "./errors.ts";
import { localTime } from "./ids.ts";
import type { Protection } from "./lock.ts";
import { check, type FeedbackItem } from "./schema.ts";
import type { Facts } from "./storage.ts";
import { sameContent, viewOf, type Mark, type View, type WaitingItem } from "./view.ts";
import { isOvertaken, Writer, type Demands, type Log } from "./writer.ts";

export interface Surroundings {
  readonly deviceId: string;
  /** A number that no other open tab or device writes as; a fresh one has never been used. */
  readonly client: (fresh: boolean) => Promise<number>;
  readonly newId: () => string;
  readonly now: () => number;
  /** Tell the other tabs that something was written. */
  readonly ring: () => void;
  readonly onTrouble: OnTrouble;
}

export type Fields = Readonly<Record<string, unknown>>;

/** What a server lacks, and what it means that it has it. */
export interface Outgoing {
  readonly update: Bytes;
  /** The state that a server has which had the asked one and takes the update in. */
  readonly vector: Bytes;
  /** Every record that waits: the server then has them all. */
  readonly ids: readonly string[];
  /** Equal to `queue.changes` as long as nothing was changed here since. */
  readonly changes: number;
}

export class Queue {
  readonly #log: Log;
  readonly #around: Surroundings;
  readonly #document = new Document();
  readonly #writer: Writer;
  readonly #listeners = new Set<() => void>();
  readonly #adding = new Map<string, Promise<FeedbackItem>>();
  #marks = new Map<string, Mark>();
  #changes = 0;
  #view: View;

  private constructor(log: Log, around: Surroundings) {
    this.#log = log;
    this.#around = around;
    const newClient = () => around.client(false);
    this.#writer = new Writer(log, this.#document, newClient, () => this.#written(), around.onTrouble);
    this.#view = viewOf(this.#document, this.#marks);
  }

  static async open(log: Log, around: Surroundings): Promise<Queue> {
    const queue = new Queue(log, around);
    await queue.catchUp();
    // What was put aside may have been written by the usual number, and the server may know it.
    queue.#document.writeAs(await around.client(log.hasLost));
    if (log.hasLost) await queue.#rescue();
    if (log.isMixed) await queue.rekey();
    return queue;
  }

  get view(): View {
    return this.#view;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Keep a record. The same one again, from another tap or tab, is one record; a changed one is an edit. */
  async enqueue(fields: Fields): Promise<FeedbackItem> {
    const item = this.#checked({ id: this.#around.newId(), deviceId: this.#around.deviceId, ...fields });
    await this.#adding.get(item.id)?.catch(() => undefined);
    if (fields["id"] !== undefined) this.#look();
    const known = this.find(item.id);
    if (known !== undefined) return sameContent(known, item) ? known : this.edit(item.id, fields);
    if (this.#view.receipts.some((receipt) => receipt.id === item.id)) return item;
    // Another tab may be sending the same draft; an id that was made just now is nobody else's.
    const current = fields["id"] !== undefined;
    const adding = this.#write([add([item])], { current }).then(() => item);
    this.#adding.set(item.id, adding);
    const added = adding.finally(() => this.#adding.delete(item.id));
    return added.catch((error: unknown) => {
      if (isOvertaken(error)) return this.enqueue({ ...fields, id: item.id });
      throw error;
    });
  }

  /** Keep many, all or none; those that are known are passed over. */
  async enqueueAll(items: readonly FeedbackItem[]): Promise<readonly FeedbackItem[]> {
    const known = new Set([...this.#view.items, ...this.#view.receipts].map((each) => each.id));
    const fresh = items.filter((item) => !known.has(item.id) && known.add(item.id));
    if (fresh.length > 0) await this.#write([add(fresh)]);
    return fresh;
  }

  /** Correct a record. One that has left this device stays, and its correction says which one it supersedes. */
  async edit(id: string, changes: Fields): Promise<FeedbackItem> {
    await this.catchUp();
    this.#look();
    const { status, complaint, ...item } = this.#known(id);
    if (complaint === null && !this.#isFrozen(item)) {
      const edited = this.#checked({ ...item, ...changes, id });
      const isLate = await this.#cameTooLate(this.#write([replace(id, edited)], { unsent: [id] }));
      return isLate ? this.edit(id, changes) : edited;
    }
    const correction = this.#checked({
      ...item,
      createdAt: localTime(this.#around.now()),
      ...changes,
      id: this.#around.newId(),
      supersedes: id,
      deviceId: this.#around.deviceId,
    });
    // Nothing of a refused record is under way, so its correction takes its place.
    const refused = status === "attention";
    const steps = refused ? [replace(id, correction), settle(id)] : [add([correction])];
    const isLate = await this.#cameTooLate(this.#write(steps, { current: refused }));
    return isLate ? this.edit(id, changes) : correction;
  }

  /** Take a record back, before it leaves or after it was refused. */
  async withdraw(id: string): Promise<void> {
    await this.catchUp();
    this.#look();
    const item = this.#known(id);
    if (item.complaint === null && this.#isFrozen(item)) throw new QueueError("already_sent");
    const unsent = item.complaint === null ? [id] : [];
    const isLate = await this.#cameTooLate(this.#write([remove(id), settle(id)], { unsent, current: true }));
    if (isLate) await this.withdraw(id);
  }

  /** Let the server try a refused record once more. */
  async retry(id: string): Promise<void> {
    this.#known(id);
    await this.#write([settle(id)]);
    if (this.#marks.get(id) === "received") await this.mark([id], "sent");
  }

  find(id: string): WaitingItem | undefined {
    return this.#view.items.find((item) => item.id === id);
  }

  /** Take in what other tabs wrote. */
  async catchUp(): Promise<void> {
    const marking = this.#log.marks().then((marks) => (this.#marks = marks));
    const [rows] = await Promise.all([this.#writer.readOn(), marking]);
    if (rows > 0) this.#changes += 1;
    this.#changed();
  }

  /** Counts what was changed on this device, by whichever tab; what came from the server doesn't count. */
  get changes(): number {
    return this.#changes;
  }

  /** Take in what the server sent; resolves when it is written. A queue that ran empty is made small. */
  merge(update: Uint8Array): Promise<void> {
    // What the server tells of, it has.
    return this.#merge(update, true, (arrived) => this.mark(arrived, "received"));
  }

  /** Take in what another device sent: its records are here as well now, and wait here for the server, too. */
  mergeFromDevice(update: Uint8Array): Promise<void> {
    return this.#merge(update, false, async () => {
      this.#changes += 1;
      this.#written();
    });
  }

  async #merge(
    update: Uint8Array,
    relaxed: boolean,
    keep: (arrived: readonly string[]) => Promise<void>,
  ): Promise<void> {
    const waited = this.#view.items.length;
    let arrived: readonly string[] = [];
    await this.#writer.write([taken(update, (ids) => (arrived = ids))], { relaxed });
    if (arrived.length > 0) await keep(arrived);
    const gone = [...this.#marks.keys()].filter((id) => this.find(id) === undefined);
    if (gone.length > 0) await this.mark(gone, null);
    if (waited > 0 && this.#view.items.length === 0) await this.#writer.compact();
  }

  /**
   * What a server with that state vector lacks. Only what is on the disk, for a phone must not forget what it said; and
   * with every record in it marked as sent before, so that no tab changes one in place that is on its way.
   */
  async toSend(vector?: Uint8Array): Promise<Outgoing> {
    // Whether another tab has written shows when it is noted: reading on before each time would keep records waiting.
    for (;; await this.catchUp()) {
      const outgoing = await this.#writer.inLineAndWritten((last) => this.#told(this.#outgoing(vector), last));
      if (outgoing !== null) return outgoing;
    }
  }

  /**
   * Note what is told before it is: whatever a server knows of us beyond that, somebody else has written as us. Null:
   * another tab has written meanwhile.
   */
  async #told(outgoing: Outgoing, last: number): Promise<Outgoing | null> {
    const ids = outgoing.ids.filter((id) => !this.#marks.has(id));
    const vector = (before: Bytes | null): Bytes =>
      before === null ? outgoing.vector : vectorOf(latest(clocksOf(before), clocksOf(outgoing.vector)));
    if (!(await this.#log.tell({ ids, vector, last }))) return null;
    for (const id of ids) this.#marks.set(id, "sent");
    if (ids.length > 0) this.#written();
    return outgoing;
  }

  /**
   * Whether a server with that state vector knows changes under our numbers that this device never told it: its storage
   * was copied or set back. What we write under them now, the server would take for known.
   */
  async isTaken(vector: Uint8Array): Promise<boolean> {
    const [told, clients] = await Promise.all([this.#log.told(), this.#log.clients()]);
    const ours = told === null ? new Map<number, number>() : clocksOf(told);
    const theirs = clocksOf(vector);
    return clients.some((client) => (theirs.get(client) ?? 0) > (ours.get(client) ?? 0));
  }

  /**
   * Begin with another document, as the server has it: the room's next one, or another room's; without one, an empty
   * one. What waits here goes along unless it is in there: all of it, or what the server has not taken yet.
   */
  async begin(update: Uint8Array | null, all: boolean, facts: Facts): Promise<void> {
    await this.#writer.begin(async () => {
      this.#marks = await this.#log.marks();
      const next = new Document();
      if (update !== null) next.apply(update);
      const there = next.ids();
      const known = new Set([...there, ...next.stored().map((receipt) => receipt.id)]);
      const { items } = viewOf(this.#document, this.#marks);
      const along = items.filter(({ id }) => !known.has(id) && (all || this.#marks.get(id) !== "received"));
      const complaints = along.flatMap(({ complaint }) => (complaint === null ? [] : [complaint]));
      const app = new Map(this.#document.app.entries());
      next.make([add(along.map(({ status, complaint, ...item }) => item)), brought(complaints, app)]);
      const marks = new Map<string, Mark>([...there].map((id) => [id, "received"]));
      // What has left this device once stays as it is, wherever it goes.
      for (const { id } of along) if (this.#marks.has(id)) marks.set(id, "sent");
      return { snapshot: next.since(), marks, facts };
    });
    this.#changes += 1;
    await this.catchUp();
    this.#around.ring();
  }

  #outgoing(vector?: Uint8Array): Outgoing {
    const ids = viewOf(this.#document, this.#marks).items.map((item) => item.id);
    return { update: this.#document.since(vector), vector: this.#document.stateVector(), ids, changes: this.#changes };
  }

  stateVector(): Promise<Bytes> {
    return this.#writer.inLineAndWritten(() => this.#document.stateVector());
  }

  /** What is on the disk, in short: equal to an earlier one when nothing has changed since. */
  print(): Promise<Bytes> {
    return this.#writer.inLineAndWritten(() => this.#document.print());
  }

  /** Remember how far records came; "sent" has to be on the disk before they go. */
  async mark(ids: readonly string[], mark: Mark | null): Promise<void> {
    await this.#log.mark(ids, mark);
    for (const id of ids) {
      if (mark === null) this.#marks.delete(id);
      else this.#marks.set(id, mark);
    }
    this.#written();
  }

  markOf(id: string): Mark | undefined {
    return this.#marks.get(id);
  }

  compact(): Promise<void> {
    return this.#writer.compact();
  }

  /** Begin a new key and destroy the one before; a protection locks it with a passphrase, null takes that off. */
  async rekey(protection?: Protection | null): Promise<void> {
    await this.#writer.rekey(protection);
    this.#around.ring();
  }

  /** Make changes of this device's own. */
  #write(changes: readonly Change[], terms: Partial<Demands> = {}): Promise<void> {
    // Counted in its turn, so that whoever asks what there is to send knows whether this is in it.
    const counted: Change = () => {
      this.#changes += 1;
      return () => undefined;
    };
    return this.#writer.write([...changes, counted], terms);
  }

  /** Whether a change came too late, for another tab has changed or sent the record meanwhile. */
  async #cameTooLate(writing: Promise<void>): Promise<boolean> {
    try {
      await writing;
      return false;
    } catch (error) {
      const isSent = error instanceof QueueError && error.code === "already_sent";
      if (!isSent && !isOvertaken(error)) throw error;
      return true;
    }
  }

  async #rescue(): Promise<void> {
    await this.enqueueAll(this.#document.takeStranded());
    await this.#writer.compact();
  }

  #checked(fields: Fields): FeedbackItem {
    const checked = check({ createdAt: localTime(this.#around.now()), ...fields });
    if (!checked.ok) throw new QueueError("invalid", { problems: checked.problems });
    return checked.item;
  }

  #known(id: string): WaitingItem {
    const item = this.find(id);
    if (item === undefined) throw new QueueError("not_found");
    return item;
  }

  #isFrozen(item: FeedbackItem): boolean {
    // What another device wrote came here through the server.
    return this.#marks.has(item.id) || item.deviceId !== this.#around.deviceId;
  }

  #written(): void {
    this.#changed();
    this.#around.ring();
  }

  #changed(): void {
    if (!this.#look()) return;
    for (const listener of this.#listeners) listener();
  }

  /**
   * Know what the document holds at this moment, to decide on that. While a change is being written, everybody sees the
   * queue without it; its end calls again.
   */
  #look(): boolean {
    if (this.#writer.isWriting) return false;
    this.#view = viewOf(this.#document, this.#marks);
    return true;
  }
}
