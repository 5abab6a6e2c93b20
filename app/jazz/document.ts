/**
 * The Yjs document of an account and what of it is on the disk.
 *
 * Stage: queue. In: changes to make, updates from the log and from the server. Out: the update that the log lacks.
 * Always holds: whatever was written is whole. A log with a gap would hide every later change of this device, so a
 * change that could not be written is taken back together with the numbers that it used up.
 */

import * as Y from "yjs";

import { joined } from "./bytes.ts";
import type { Bytes } from "./cipher.ts";
import { check, type AppState, type Attention, type FeedbackItem, type Receipt } from "./schema.ts";

/** A change made to the document, and how to take it back. */
export type Change = (document: Document) => () => void;

export class Document {
  #doc = new Y.Doc();
  /** By client, the clock up to which the log has everything. */
  readonly #written = new Map<number, number>();

  get queue(): Y.Array<FeedbackItem> {
    return this.#doc.getArray("queue");
  }

  get receipts(): Y.Array<Receipt> {
    return this.#doc.getArray("receipts");
  }

  get attention(): Y.Array<Attention> {
    return this.#doc.getArray("attention");
  }

  get app(): Y.Map<AppState[keyof AppState]> {
    return this.#doc.getMap("app");
  }

  /** Begin again with nothing: changes that were refused leave no trace, not even in the clocks. */
  clear(): void {
    const { clientID } = this.#doc;
    this.#doc = new Y.Doc();
    this.#written.clear();
    this.writeAs(clientID);
  }

  get client(): number {
    return this.#doc.clientID;
  }

  /** Write as this client from now on. Only after loading, and one client for each open document. */
  writeAs(client: number): void {
    this.#doc.clientID = client;
  }

  /**
   * Take in a log from its first row. False: the document isn't empty, or something in the log is wrong, and nothing
   * was taken in; row by row, `load` finds out what.
   */
  begin(log: readonly Bytes[]): boolean {
    if (this.#state().size > 0) return false;
    const doc = new Y.Doc();
    doc.clientID = this.client;
    try {
      for (const update of log) Y.applyUpdate(doc, update);
    } catch {
      return false;
    }
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return false;
    this.#doc = doc;
    for (const [client, end] of this.#state()) this.#written.set(client, end);
    return true;
  }

  /** Take in an update of the log. Throws when it is no update, before anything of it is taken in. */
  load(update: Bytes): void {
    const { from, to } = Y.parseUpdateMeta(update);
    Y.decodeUpdate(update);
    Y.applyUpdate(this.#doc, update);
    const state = this.#state();
    for (const [client, end] of to) {
      const known = this.#written.get(client) ?? 0;
      const follows = (from.get(client) ?? 0) <= known;
      if (follows) this.#written.set(client, Math.max(known, Math.min(end, state.get(client) ?? 0)));
    }
  }

  /**
   * Records that wait for a change which is nowhere any more, because its row could not be read. They are taken out of
   * the document, to be added anew.
   */
  takeStranded(): readonly FeedbackItem[] {
    const { store } = this.#doc;
    if (store.pendingStructs === null) return [];
    const { structs, ds } = Y.decodeUpdateV2(store.pendingStructs.update);
    const deleted = [ds, ...(store.pendingDs === null ? [] : [Y.decodeUpdateV2(store.pendingDs).ds])];
    store.pendingStructs = null;
    store.pendingDs = null;
    return structs.flatMap((struct) => {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) return [];
      const { client, clock } = struct.id;
      const ranges = deleted.flatMap((each) => each.clients.get(client) ?? []);
      const isDeleted = (at: number) =>
        ranges.some((range) => range.clock <= clock + at && clock + at < range.clock + range.len);
      const values = struct.content.arr as readonly Readonly<Record<string, unknown>>[];
      return values.flatMap((value, at) => {
        const checked = check({ ...value });
        return checked.ok && !isDeleted(at) ? [checked.item] : [];
      });
    });
  }

  /** The state and what is deleted in it: two documents with the same print have nothing to tell each other. */
  print(): Bytes {
    const vector = this.stateVector();
    return joined(vector, this.since(vector));
  }

  /** What is a record: every program of the room may write into its lists, and whatever it likes. */
  records(): readonly FeedbackItem[] {
    return this.queue.toArray().filter((item) => {
      return hasTexts(item, "id", "orderId", "createdAt") && item.rating > 0 && Array.isArray(item.reasons);
    });
  }

  complaints(): readonly Attention[] {
    return this.attention.toArray().filter((each) => hasTexts(each, "id", "code", "message"));
  }

  stored(): readonly Receipt[] {
    return this.receipts.toArray().filter((each) => hasTexts(each, "id", "orderId", "at"));
  }

  /** The records in the list now; one that is there twice counts once. */
  ids(): ReadonlySet<string> {
    return new Set(this.records().map((item) => item.id));
  }

  /** Take in an update; what it builds on may come later. */
  apply(update: Uint8Array): void {
    Y.applyUpdate(this.#doc, update);
  }

  /** Make changes as one; the result takes them back. */
  make(changes: readonly Change[]): () => void {
    const undo: (() => void)[] = [];
    this.#doc.transact(() => {
      for (const change of changes) undo.unshift(change(this));
    });
    return () => this.#doc.transact(() => undo.forEach((back) => back()));
  }

  /** What the log lacks, and what to call once it is written. */
  unwritten(): { readonly update: Bytes; readonly written: () => void } {
    const state = this.#state();
    return {
      update: this.since(Y.encodeStateVector(this.#written)),
      written: () => state.forEach((clock, client) => this.#written.set(client, clock)),
    };
  }

  /** What somebody with that state vector lacks; everything, without one. */
  since(vector?: Uint8Array): Bytes {
    return Y.encodeStateAsUpdate(this.#doc, vector) as Bytes;
  }

  stateVector(): Bytes {
    return Y.encodeStateVector(this.#doc) as Bytes;
  }

  #state(): Map<number, number> {
    return Y.decodeStateVector(Y.encodeStateVector(this.#doc));
  }
}

/** Take in an update from elsewhere, which the log doesn't have yet; `arrived` hears which records are new. */
export function taken(update: Uint8Array, arrived: (ids: readonly string[]) => void): Change {
  return (document) => {
    const before = document.ids();
    document.apply(update);
    arrived([...document.ids()].filter((id) => !before.has(id)));
    // What the server has committed is true whether or not this disk can hold it.
    return () => undefined;
  };
}

/** Put another document's complaints and app state in, where this one has none of its own. */
export function brought(attention: readonly Attention[], app: ReadonlyMap<string, AppState[keyof AppState]>): Change {
  return (document) => {
    document.attention.push([...attention]);
    for (const [name, value] of app) if (!document.app.has(name)) document.app.set(name, value);
    return () => undefined;
  };
}

/** Add a record behind the others. */
export function add(items: readonly FeedbackItem[]): Change {
  return (document) => {
    document.queue.push([...items]);
    const ids = new Set(items.map((item) => item.id));
    return () => removeWhere(document.queue, (id) => ids.has(id as string));
  };
}

/** Put another record in the place of one. */
export function replace(id: string, item: FeedbackItem): Change {
  return (document) => {
    const at = document.queue.toArray().findIndex((each) => idOf(each) === id);
    if (at < 0) return () => undefined;
    const before = document.queue.get(at);
    document.queue.delete(at);
    document.queue.insert(at, [item]);
    return () => {
      removeWhere(document.queue, (each) => each === item.id);
      document.queue.insert(Math.min(at, document.queue.length), [before]);
    };
  };
}

/** Take a record out, wherever it stands more than once. */
export function remove(id: string): Change {
  return (document) => {
    const before = document.queue.toArray().filter((item) => idOf(item) === id);
    removeWhere(document.queue, (each) => each === id);
    return () => document.queue.push(before);
  };
}

/** Take the server's complaint about a record out. */
export function settle(id: string): Change {
  return (document) => {
    const before = document.attention.toArray().filter((each) => idOf(each) === id);
    removeWhere(document.attention, (each) => each === id);
    return () => document.attention.push(before);
  };
}

function removeWhere<T>(array: Y.Array<T>, matches: (id: unknown) => boolean): void {
  for (let at = array.length - 1; at >= 0; at -= 1) if (matches(idOf(array.get(at)))) array.delete(at);
}

function idOf(item: unknown): unknown {
  return (item as { readonly id?: unknown } | null)?.id;
}

function hasTexts(item: unknown, ...names: readonly string[]): boolean {
  return names.every((name) => typeof (item as Readonly<Record<string, unknown>> | null)?.[name] === "string");
}
