/**
 * The keys of one account: which one seals, and what opens the rows of before.
 *
 * Stage: queue. In: bytes. Out: rows that say which key they need. Always holds: keys stay in IndexedDB as CryptoKey
 * objects that no script can read out, or wrapped by a lock whose passphrase is kept nowhere. A row's number says what
 * opens it: above 0 a key, 0 no key (encryption switched off), below 0 a lock, into which feedback came while locked.
 */

import { canEncrypt, newKey, seal, unseal, type Bytes } from "./cipher.ts";
import type { Database, StoreName } from "./database.ts";
import { QueueError, type OnTrouble } from "./errors.ts";
import type { Lock, Protection, Wrapped } from "./lock.ts";
import type { Openers } from "./openers.ts";

export const NO_KEY = 0;

export interface Sealed {
  readonly key: number;
  readonly bytes: Bytes;
}

/** A row of the store `keys`. */
export type KeyRow = CryptoKey | Wrapped | Lock;

type NumberedLock = Lock & { readonly number: number };

interface Unlocked {
  readonly opener: CryptoKey;
  readonly privateKey: CryptoKey;
}

interface Opened {
  readonly keys: ReadonlyMap<number, CryptoKey>;
  readonly unlocked: Unlocked | null;
}

/** What locks and unlocks: few phones have a passphrase, so it comes when there is one. */
export function lockCode(): Promise<typeof import("./lock.ts")> {
  return import("./lock.ts").catch((error: unknown) => {
    throw new QueueError("no_answer", { cause: error });
  });
}

const LOCKED: Opened = { keys: new Map(), unlocked: null };

export class Keyring {
  readonly #database: Database;
  readonly #openers: Openers | null;
  /** As they stand in the storage. */
  #rows: ReadonlyMap<number, KeyRow> = new Map();
  /** Those that can be used now. */
  #keys: ReadonlyMap<number, CryptoKey> = new Map();
  #unlocked: Unlocked | null = null;
  #encrypted: boolean;

  private constructor(database: Database, encrypted: boolean, openers: Openers | null) {
    this.#database = database;
    this.#encrypted = encrypted;
    this.#openers = openers;
  }

  /**
   * With encryption on, there is a key afterwards; two tabs that start at once share the first one's. It may be locked:
   * without `openers`, which a program has no part in that nobody types a passphrase into, a locked one stays locked.
   */
  static async open(
    database: Database,
    encrypted: boolean,
    onTrouble: OnTrouble,
    openers: Openers | null,
    rows?: ReadonlyMap<number, KeyRow>,
  ): Promise<Keyring> {
    const keyring = new Keyring(database, encrypted && canEncrypt(), openers);
    await keyring.begin(rows);
    if (encrypted && !keyring.#encrypted) onTrouble(new QueueError("encryption_unavailable"));
    return keyring;
  }

  /** Learn the keys, which may have been read already, and make the first one where there is none. */
  async begin(rows?: ReadonlyMap<number, KeyRow>): Promise<void> {
    await this.load(rows);
    if (!this.#encrypted || this.#rows.size > 0) return;
    try {
      await this.#database.addUnlessThere("keys", [[NO_KEY + 1, await newKey()]]);
      await this.load();
    } catch (error) {
      const cause = error instanceof QueueError ? error.cause : error;
      // Some private windows keep data, but no keys.
      if (!(cause instanceof DOMException) || cause.name !== "DataCloneError") throw error;
      this.#encrypted = false;
    }
  }

  /** After the storage was cleared under an open page: its passphrase still holds. */
  async restore(): Promise<void> {
    const rows = this.#lock === null ? new Map<number, KeyRow>() : this.#rows;
    await this.#database.decide(["keys"], (stores) => {
      const there = stores("keys").count();
      there.onsuccess = () => {
        if (there.result === 0) for (const [number, row] of rows) stores("keys").put(row, number);
      };
    });
    await this.begin();
  }

  get encrypted(): boolean {
    return this.#encrypted;
  }

  get hasPassphrase(): boolean {
    return this.#lock !== null;
  }

  /** Whether a passphrase is needed before anything can be read. */
  get isLocked(): boolean {
    return this.#lock !== null && this.#unlocked === null;
  }

  /** The number of the key that seals. */
  get current(): number {
    return this.#encrypted ? Math.max(NO_KEY, ...this.#keys.keys()) : NO_KEY;
  }

  get isEmpty(): boolean {
    return this.#keys.size === 0;
  }

  async load(known?: ReadonlyMap<number, KeyRow>): Promise<void> {
    const rows = known ?? (await this.#read());
    const lock = lockIn(rows);
    if (lock === null) return this.#become(rows, { keys: keysOf(rows), unlocked: null });
    // A passphrase without encryption would lock nothing.
    this.#encrypted = true;
    const opener = (await this.#openers?.ask(lock.number, lock.session)) ?? null;
    this.#become(rows, opener === null ? LOCKED : await openedWith(rows, opener).catch(() => LOCKED));
  }

  #read(): Promise<ReadonlyMap<number, KeyRow>> {
    return this.#database.read(["keys"], (stores) => {
      const numbers = stores("keys").getAllKeys();
      const all = stores("keys").getAll();
      return () => new Map(numbers.result.map((number, at) => [number as number, all.result[at] as KeyRow]));
    });
  }

  /** Open a locked ring. Throws wrong_passphrase. */
  async unlock(opener: CryptoKey): Promise<void> {
    const lock = this.#lock;
    if (lock === null) return;
    const opened = await openedWith(this.#rows, opener).catch((error: unknown) => {
      if (error instanceof QueueError) throw error;
      throw new QueueError("wrong_passphrase", { cause: error });
    });
    this.#become(this.#rows, opened);
    this.#openers?.offer({ lock: lock.number, session: lock.session, key: opener });
  }

  get lock(): Lock | null {
    return this.#lock;
  }

  /** Lock the account: in every tab, also in one that is asleep now. */
  async lockUp(): Promise<void> {
    await this.load();
    const lock = this.#lock;
    if (lock === null) throw new QueueError("no_passphrase");
    const { number, ...row } = lock;
    await this.#database.put("keys", number, { ...row, session: lock.session + 1 });
    this.#become(this.#rows, LOCKED);
    this.#openers?.drop();
  }

  async seal(bytes: Bytes): Promise<Sealed> {
    if (this.isLocked) throw new QueueError("storage_locked");
    const key = this.current;
    return { key, bytes: await seal(bytes, this.#keys.get(key) ?? null) };
  }

  /** Throws when the row was altered or its key is gone. A key that another tab made meanwhile is looked up. */
  async unseal(row: Sealed): Promise<Bytes> {
    if (!(row?.bytes instanceof Uint8Array)) throw new TypeError("This is no row of ours.");
    if (row.key > NO_KEY && !this.#keys.has(row.key)) await this.load();
    if (row.key !== NO_KEY && this.isLocked) throw new QueueError("storage_locked");
    if (row.key >= NO_KEY) return unseal(row.bytes, this.#keys.get(row.key) ?? null);
    if (this.#unlocked === null || !this.#rows.has(row.key)) throw new Error("There is no lock for this.");
    const { privateKey } = this.#unlocked;
    return (await lockCode()).unsealFrom(privateKey, row.bytes);
  }

  /** Keep something under its name, also while locked. A key that is gone by then is found out before it is too late. */
  async keep(
    store: StoreName,
    id: string,
    bytes: Bytes,
    rest: object,
    durability: "strict" | "relaxed",
    isWanted = () => true,
  ): Promise<void> {
    for (;;) {
      const lock = this.#lock;
      const sealed =
        this.isLocked && lock !== null
          ? { key: lock.number, bytes: await (await lockCode()).sealInto(lock, bytes) }
          : await this.seal(bytes);
      if (!isWanted()) return;
      const isReadable = await this.#database.write(
        [store, "keys"],
        (stores) => {
          const key = stores("keys").count(sealed.key);
          stores(store).put({ ...rest, ...sealed }, id);
          return () => sealed.key === NO_KEY || key.result > 0;
        },
        durability,
      );
      if (isReadable) return;
      await this.begin();
    }
  }

  /** A ring with a key of the next number, or with none: what is to replace this one. Null takes the passphrase off. */
  async next(protection?: Protection | null): Promise<Keyring> {
    const ring = new Keyring(this.#database, this.#encrypted, this.#openers);
    if (!this.#encrypted) return ring;
    const number = Math.max(NO_KEY, ...[...this.#rows.keys()].map(Math.abs)) + 1;
    const [lock, opener] =
      protection === undefined
        ? [this.#lock, this.#unlocked?.opener]
        : [protection && { ...protection.lock, number: -number }, protection?.opener];
    if (lock === null || opener === undefined) {
      const rows = new Map([[number, await newKey()]]);
      ring.#become(rows, { keys: keysOf(rows), unlocked: null });
    } else {
      const { number: named, ...row } = lock;
      const { newWrappedKey } = await lockCode();
      const rows = new Map<number, KeyRow>([
        [named, row],
        [number, await newWrappedKey(opener)],
      ]);
      ring.#become(rows, await openedWith(rows, opener));
    }
    return ring;
  }

  /** Put the keys of this ring in the place of all others. */
  replaceIn(store: IDBObjectStore): void {
    store.clear();
    for (const [number, row] of this.#rows) store.put(row, number);
  }

  become(other: Keyring): void {
    this.#become(other.#rows, { keys: other.#keys, unlocked: other.#unlocked });
    const lock = this.#lock;
    if (lock === null || this.#unlocked === null) return;
    this.#openers?.offer({ lock: lock.number, session: lock.session, key: this.#unlocked.opener });
  }

  get #lock(): NumberedLock | null {
    return lockIn(this.#rows);
  }

  /** All at once: between two of these, somebody may seal. */
  #become(rows: ReadonlyMap<number, KeyRow>, { keys, unlocked }: Opened): void {
    this.#rows = rows;
    this.#keys = keys;
    this.#unlocked = unlocked;
  }
}

function lockIn(rows: ReadonlyMap<number, KeyRow>): NumberedLock | null {
  for (const [number, row] of rows) if (number < NO_KEY) return { ...(row as Lock), number };
  return null;
}

function keysOf(rows: ReadonlyMap<number, KeyRow>): ReadonlyMap<number, CryptoKey> {
  return new Map([...rows].filter((row): row is [number, CryptoKey] => row[1] instanceof CryptoKey));
}

/** Throws with the wrong opener. */
async function openedWith(rows: ReadonlyMap<number, KeyRow>, opener: CryptoKey): Promise<Opened> {
  const lock = lockIn(rows);
  if (lock === null) return { keys: keysOf(rows), unlocked: null };
  const { unwrapKey, unwrapPrivateKey } = await lockCode();
  const privateKey = await unwrapPrivateKey(lock, opener);
  const wrapped = [...rows].filter(([number]) => number > NO_KEY);
  const keys = wrapped.map(async ([number, row]) => [number, await unwrapKey(row as Wrapped, opener)] as const);
  return { keys: new Map(await Promise.all(keys)), unlocked: { opener, privateKey } };
}
