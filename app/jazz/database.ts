/**
 * One IndexedDB database of one account, and what it takes to rely on it.
 *
 * Stage: queue. In: work to do in a transaction. Out: its result, once the transaction is complete, or a QueueError.
 * Always holds: a promise resolves only after `complete`, with strict durability unless it can be had again; a connection that the browser closed
 * is opened again once; a database that another tab erased or upgraded is left alone.
 */

import { QueueError, type ErrorCode, type OnTrouble } from "./errors.ts";

export const VERSION = 2;

/**
 * updates     the log: sealed Yjs updates, numbered as they came
 * keys        the account's keys, by number; the last one seals; below 0, its lock
 * drafts      half-filled forms, sealed
 * arrivals    records that came while the account was locked, sealed
 * marks       how far a record came from this device
 * quarantine  rows of the log that can't be read
 * facts       the device's id and the like
 */
export const STORES = ["updates", "keys", "drafts", "arrivals", "marks", "quarantine", "facts"] as const;
export type StoreName = (typeof STORES)[number];

/** Requests made in a transaction; the function it returns reads their results afterwards. */
export type Stores = (name: StoreName) => IDBObjectStore;
export type Work<T> = (stores: Stores, commit: () => void) => () => T;

interface Terms {
  readonly names: readonly StoreName[];
  readonly mode: IDBTransactionMode;
  readonly durability: IDBTransactionDurability;
  /** Nothing is asked for once `work` has returned: the browser need not wait a turn to find that out. */
  readonly complete: boolean;
}

function classify(error: unknown): ErrorCode {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "QuotaExceededError") return "storage_full";
  if (name === "VersionError") return "storage_outdated";
  return "storage_failed";
}

function asQueueError(error: unknown): QueueError {
  return error instanceof QueueError ? error : new QueueError(classify(error), { cause: error });
}

function connect(name: string, version: number, onTrouble: OnTrouble): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      for (const store of STORES) {
        if (!request.result.objectStoreNames.contains(store)) {
          request.result.createObjectStore(store, { autoIncrement: store === "updates" });
        }
      }
    };
    request.onblocked = () => onTrouble(new QueueError("storage_blocked"));
    request.onerror = () => {
      const code = classify(request.error);
      reject(new QueueError(code === "storage_failed" ? "storage_unavailable" : code, { cause: request.error }));
    };
    request.onsuccess = () => resolve(request.result);
  });
}

export class Database {
  readonly name: string;
  readonly #version: number;
  readonly #onTrouble: OnTrouble;
  #connection: Promise<IDBDatabase> | null = null;
  /** Why this tab no longer touches the database. */
  #over: ErrorCode | null = null;

  private constructor(name: string, version: number, onTrouble: OnTrouble) {
    this.name = name;
    this.#version = version;
    this.#onTrouble = onTrouble;
  }

  static async open(name: string, onTrouble: OnTrouble, version = VERSION): Promise<Database> {
    if (typeof indexedDB === "undefined") throw new QueueError("storage_unavailable");
    const database = new Database(name, version, onTrouble);
    await database.#open();
    return database;
  }

  /** Whether anything can be written at all: some browsers open a database and then keep nothing. */
  async probe(): Promise<void> {
    await this.write(["facts"], (stores) => {
      stores("facts").put(0, "probe");
      stores("facts").delete("probe");
      return () => undefined;
      // Nothing is kept by it, so nobody need wait for the disk.
    }, "relaxed");
  }

  read<T>(names: readonly StoreName[], work: Work<T>): Promise<T> {
    return this.#transact({ names, mode: "readonly", durability: "default", complete: false }, work);
  }

  /** Resolves when it is on the disk. */
  write<T>(names: readonly StoreName[], work: Work<T>, durability: "strict" | "relaxed" = "strict"): Promise<T> {
    return this.#transact({ names, mode: "readwrite", durability, complete: true }, work);
  }

  /** A write that depends on what it finds: `settle` says what comes out, once nothing more is to be asked for. */
  decide<T>(names: readonly StoreName[], work: (stores: Stores, settle: (result: T) => void) => void): Promise<T> {
    return this.#transact({ names, mode: "readwrite", durability: "strict", complete: false }, (stores, commit) => {
      let settled: T;
      work(stores, (result) => {
        settled = result;
        commit();
      });
      return () => settled;
    });
  }

  get<T>(name: StoreName, key: IDBValidKey): Promise<T> {
    return this.read([name], (stores) => {
      const found = stores(name).get(key);
      return () => found.result as T;
    });
  }

  delete(name: StoreName, key: IDBValidKey, durability?: "strict" | "relaxed"): Promise<void> {
    return this.write(
      [name],
      (stores) => {
        stores(name).delete(key);
        return () => undefined;
      },
      durability,
    );
  }

  put(name: StoreName, key: IDBValidKey, value: unknown): Promise<void> {
    return this.write([name], (stores) => {
      stores(name).put(value, key);
      return () => undefined;
    });
  }

  addUnlessThere(name: StoreName, rows: readonly (readonly [key: IDBValidKey, value: unknown])[]): Promise<void> {
    return this.decide([name], (stores) => {
      for (const [key, value] of rows) {
        const there = stores(name).count(key);
        there.onsuccess = () => {
          if (there.result === 0) stores(name).add(value, key);
        };
      }
    });
  }

  async close(): Promise<void> {
    this.#over = "storage_lost";
    (await this.#connection)?.close();
  }

  /** Destroy the keys first: what stays behind on the disk can't be read without them. */
  async erase(): Promise<void> {
    await this.write(STORES, (stores) => {
      stores("keys").clear();
      for (const name of STORES) stores(name).clear();
      return () => undefined;
    });
    const connection = await this.#connection;
    this.#over = "storage_erased";
    connection?.close();
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(this.name);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(asQueueError(request.error));
    });
  }

  #open(): Promise<IDBDatabase> {
    if (this.#over !== null) return Promise.reject(new QueueError(this.#over));
    this.#connection ??= connect(this.name, this.#version, this.#onTrouble).then(
      (connection) => this.#watch(connection),
      (error: unknown) => {
        this.#connection = null;
        throw error;
      },
    );
    return this.#connection;
  }

  #watch(connection: IDBDatabase): IDBDatabase {
    connection.onclose = () => {
      this.#connection = null;
    };
    connection.onversionchange = (event) => {
      this.#over = event.newVersion === null ? "storage_erased" : "storage_outdated";
      connection.close();
      this.#onTrouble(new QueueError(this.#over));
    };
    return connection;
  }

  async #transact<T>(terms: Terms, work: Work<T>): Promise<T> {
    const connection = await this.#open();
    try {
      return await this.#once(connection, terms, work);
    } catch (error) {
      if (this.#over !== null) throw new QueueError(this.#over, { cause: error });
      const closed = this.#connection === null || (error instanceof DOMException && error.name === "InvalidStateError");
      if (!closed) throw asQueueError(error);
      return this.#again(terms, work);
    }
  }

  /** Once more on a new connection; when that fails as well, it is time to say so. */
  async #again<T>(terms: Terms, work: Work<T>): Promise<T> {
    this.#connection = null;
    try {
      return await this.#once(await this.#open(), terms, work);
    } catch (error) {
      const known = asQueueError(error);
      if (known.code === "storage_full") throw known;
      const lost = new QueueError("storage_lost", { cause: error });
      this.#onTrouble(lost);
      throw lost;
    }
  }

  #once<T>(connection: IDBDatabase, terms: Terms, work: Work<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const transaction = connection.transaction(terms.names, terms.mode, { durability: terms.durability });
      transaction.onabort = () => reject(transaction.error ?? new QueueError("storage_failed"));
      try {
        const result = work((name) => transaction.objectStore(name), () => transaction.commit());
        transaction.oncomplete = () => resolve(result());
        if (terms.complete) transaction.commit();
      } catch (error) {
        // Half of the work must not be kept; the browser may have given it up itself, and knows why.
        if (transaction.error === null) transaction.abort();
        reject(transaction.error ?? error);
      }
    });
  }
}
