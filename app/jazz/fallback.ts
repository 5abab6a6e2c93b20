/**
 * The queue without the CRDT: a list in localStorage, with the same operations and states.
 *
 * Stage: queue, with USE_JAZZ_SYNC=false. In and out: as queue.ts. Always holds: a change is the whole list written
 * anew, so it is there or refused, never half; tabs take turns and hear of each other. What browsers promise less:
 * localStorage is plain, and reaches the disk some moments after it was written.
 */

import { BROWSER, idMaker, localTime } from "./ids.ts";
import { QueueError } from "./errors.ts";
import { marksIn, putAside, readLegacy, receiptsIn } from "./legacy.ts";
import { LEGACY_KEY, MARKS_KEY, RECEIPTS_KEY } from "./list_keys.ts";
import { check, LIMITS, type FeedbackItem } from "./schema.ts";
import { Turns } from "./turns.ts";
import { EMPTY, sameContent, totalled, type Mark, type View, type WaitingItem } from "./view.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What the server says became of a record. */
export interface Outcome {
  readonly id: string;
  readonly status: "stored" | "duplicate" | "conflict" | "rejected";
  readonly error?: string;
}

export class LocalQueue {
  readonly #storage: globalThis.Storage;
  readonly #turns: Turns;
  readonly #deviceId: string;
  readonly #newId = idMaker();
  readonly #listeners = new Set<() => void>();
  #view: View = EMPTY;

  constructor(storage: globalThis.Storage, deviceId: string) {
    this.#storage = storage;
    this.#turns = new Turns(LEGACY_KEY, storage);
    this.#deviceId = deviceId;
    this.#look();
    globalThis.addEventListener?.("storage", (event) => {
      if (event.key === null || event.key.startsWith(LEGACY_KEY)) this.#look();
    });
  }

  get view(): View {
    return this.#view;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async enqueue(fields: Fields): Promise<FeedbackItem> {
    const item = this.#checked({ id: this.#newId(), deviceId: this.#deviceId, ...fields });
    const known = await this.#change((items) => {
      const found = items.find((each) => each.id === item.id);
      return [found === undefined ? [...items, item] : items, found];
    });
    return known === undefined || sameContent(known, item) ? item : this.edit(item.id, fields);
  }

  async enqueueAll(added: readonly FeedbackItem[]): Promise<readonly FeedbackItem[]> {
    return this.#change((items) => {
      const known = new Set(items.map((item) => item.id));
      const fresh = added.filter((item) => !known.has(item.id) && known.add(item.id));
      return [[...items, ...fresh], fresh];
    });
  }

  async edit(id: string, changes: Fields): Promise<FeedbackItem> {
    const { status, complaint, ...item } = this.#known(id);
    if (!this.#marks().has(id)) {
      const edited = this.#checked({ ...item, ...changes, id });
      await this.#change((items) => [items.map((each) => (each.id === id ? edited : each)), null]);
      return edited;
    }
    const now = localTime(BROWSER.now());
    const correction = this.#checked({ ...item, createdAt: now, ...changes, id: this.#newId(), supersedes: id });
    const refused = complaint !== null || status === "attention";
    await this.#change((items) => [[...items.filter((each) => !refused || each.id !== id), correction], null]);
    return correction;
  }

  async withdraw(id: string): Promise<void> {
    const item = this.#known(id);
    if (item.status !== "attention" && this.#marks().has(id)) throw new QueueError("already_sent");
    await this.#change((items) => [items.filter((each) => each.id !== id), null]);
  }

  async retry(id: string): Promise<void> {
    this.#known(id);
    await this.#change((items) => [items.map((each) => (each.id === id ? { ...each, error: null } : each)), null]);
  }

  /** The first records that can be sent, oldest first. */
  waiting(most: number): readonly WaitingItem[] {
    return this.#view.items.filter(({ status }) => status !== "attention").slice(0, most);
  }

  /** Take out what is in the database, with a receipt each; note what was refused. */
  async settle(outcomes: readonly Outcome[]): Promise<void> {
    const refused = new Map<string, string>();
    const stored = new Set<string>();
    for (const { id, status, error } of outcomes) {
      if (status === "stored" || status === "duplicate") stored.add(id);
      else refused.set(id, (error ?? status).slice(0, LIMITS.error));
    }
    await this.#change((items) => {
      const gone = items.filter((item) => stored.has(item.id));
      const at = localTime(BROWSER.now());
      const receipts = gone.map(({ id, orderId }) => ({ id, orderId, status: "stored", at }));
      // Receipts first: cut off in between, the record is sent again, and that is harmless.
      this.#write(RECEIPTS_KEY, JSON.stringify([...receiptsIn(this.#storage), ...receipts].slice(-LIMITS.receipts)));
      const left = items.filter((item) => !stored.has(item.id));
      return [left.map((item) => ({ ...item, error: refused.get(item.id) ?? item.error })), null];
    });
    await this.mark([...stored], null);
  }

  async mark(ids: readonly string[], mark: Mark | null): Promise<void> {
    await this.#change((items) => {
      const marks = this.#marks();
      for (const id of ids) {
        if (mark === null) marks.delete(id);
        else marks.set(id, mark);
      }
      this.#write(MARKS_KEY, JSON.stringify([...marks]));
      return [items, null];
    });
  }

  #checked(fields: Fields): FeedbackItem {
    const checked = check({ createdAt: localTime(BROWSER.now()), ...fields });
    if (!checked.ok) throw new QueueError("invalid", { problems: checked.problems });
    return checked.item;
  }

  #known(id: string): WaitingItem {
    const item = this.#view.items.find((each) => each.id === id);
    if (item === undefined) throw new QueueError("not_found");
    return item;
  }

  /** One tab at a time reads the list, changes it and writes it. */
  #change<T>(work: (items: readonly FeedbackItem[]) => readonly [readonly FeedbackItem[], T]): Promise<T> {
    return this.#turns.take(() => {
      const before = this.#read();
      const [after, result] = work(before);
      if (after !== before) this.#write(LEGACY_KEY, JSON.stringify(after));
      this.#look();
      return result;
    });
  }

  #read(): readonly FeedbackItem[] {
    const text = this.#storage.getItem(LEGACY_KEY);
    if (text === null) return [];
    const { items, unreadable } = readLegacy(text, BROWSER.now());
    if (unreadable.length > 0) {
      putAside(this.#storage, unreadable);
      this.#write(LEGACY_KEY, JSON.stringify(items));
    }
    return items;
  }

  #write(key: string, text: string): void {
    try {
      this.#storage.setItem(key, text);
    } catch (error) {
      const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
      throw new QueueError(isFull ? "storage_full" : "storage_failed", { cause: error });
    }
  }

  #marks(): Map<string, Mark> {
    return marksIn(this.#storage);
  }

  #look(): void {
    const marks = this.#marks();
    const items = this.#read().map((item): WaitingItem => {
      const complaint =
        item.error === null ? null : { id: item.id, code: "rejected", message: item.error, at: item.createdAt };
      const status = complaint !== null ? "attention" : marks.get(item.id) === "received" ? "received" : "saved";
      return { ...item, complaint, status };
    });
    this.#view = totalled(items, receiptsIn(this.#storage));
    for (const listener of this.#listeners) listener();
  }
}
