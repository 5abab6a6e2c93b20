/**
 * The keys of one account: which one seals, and what opens the rows of before.
 *
 * Stage: queue. In: bytes. Out: rows that say which key they need. Always holds: keys stay in IndexedDB as CryptoKey
 * objects that no script can read out; number 0 stands for "no key", as rows are kept with encryption switched off.
 */

import { canEncrypt, newKey, seal, unseal, type Bytes } from "./cipher.ts";
import type { Database } from "./database.ts";
import { QueueError, type OnTrouble } from "./errors.ts";

export const NO_KEY = 0;

export interface Sealed {
  readonly key: number;
  readonly bytes: Bytes;
}

export class Keyring {
  readonly #database: Database;
  readonly #keys = new Map<number, CryptoKey>();
  #encrypted: boolean;

  private constructor(database: Database, encrypted: boolean) {
    this.#database = database;
    this.#encrypted = encrypted;
  }

  /** With encryption on, there is a key afterwards; two tabs that start at once share the first one's. */
  static async open(database: Database, encrypted: boolean, onTrouble: OnTrouble): Promise<Keyring> {
    const keyring = new Keyring(database, encrypted && canEncrypt());
    await keyring.begin();
    if (encrypted && !keyring.#encrypted) onTrouble(new QueueError("encryption_unavailable"));
    return keyring;
  }

  /** Learn the keys, and make the first one where there is none. */
  async begin(): Promise<void> {
    await this.load();
    if (!this.#encrypted || this.#keys.size > 0) return;
    try {
      await this.#database.addUnlessThere("keys", NO_KEY + 1, await newKey());
      await this.load();
    } catch (error) {
      const cause = error instanceof QueueError ? error.cause : error;
      // Some private windows keep data, but no keys.
      if (!(cause instanceof DOMException) || cause.name !== "DataCloneError") throw error;
      this.#encrypted = false;
    }
  }

  get encrypted(): boolean {
    return this.#encrypted;
  }

  /** The number of the key that seals. */
  get current(): number {
    return this.#encrypted ? Math.max(NO_KEY, ...this.#keys.keys()) : NO_KEY;
  }

  get isEmpty(): boolean {
    return this.#keys.size === 0;
  }

  async load(): Promise<void> {
    await this.#database.read(["keys"], (stores) => {
      const numbers = stores("keys").getAllKeys();
      const keys = stores("keys").getAll();
      return () => {
        this.#keys.clear();
        numbers.result.forEach((number, at) => this.#keys.set(number as number, keys.result[at] as CryptoKey));
      };
    });
  }

  async seal(bytes: Bytes): Promise<Sealed> {
    const key = this.current;
    return { key, bytes: await seal(bytes, this.#keys.get(key) ?? null) };
  }

  /** Throws when the row was altered or its key is gone. A key that another tab made meanwhile is looked up. */
  async unseal(row: Sealed): Promise<Bytes> {
    if (!(row.bytes instanceof Uint8Array)) throw new TypeError("This is no row of ours.");
    if (row.key !== NO_KEY && !this.#keys.has(row.key)) await this.load();
    return unseal(row.bytes, this.#keys.get(row.key) ?? null);
  }

  /** A ring with a key of the next number, or with none: what is to replace this one. */
  async next(): Promise<Keyring> {
    const ring = new Keyring(this.#database, this.#encrypted);
    if (this.#encrypted) ring.#keys.set(Math.max(NO_KEY, ...this.#keys.keys()) + 1, await newKey());
    return ring;
  }

  /** Put the keys of this ring in the place of all others. */
  replaceIn(store: IDBObjectStore): void {
    store.clear();
    for (const [number, key] of this.#keys) store.put(key, number);
  }

  become(other: Keyring): void {
    this.#keys.clear();
    for (const [number, key] of other.#keys) this.#keys.set(number, key);
  }
}
