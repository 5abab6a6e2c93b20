/**
 * What was captured while the account was locked.
 *
 * Stage: queue. In: records, at a phone whose passphrase nobody has typed. Out: the same in the queue, once somebody has.
 * Always holds: a record is on the disk before its promise resolves; it leaves this place only when the queue has it on
 * the disk; one that can't be read is put aside and never thrown away.
 */

import type { Bytes } from "./cipher.ts";
import type { Database } from "./database.ts";
import { QueueError, type OnTrouble } from "./errors.ts";
import type { Keyring, Sealed } from "./keyring.ts";
import { check, type FeedbackItem } from "./schema.ts";

interface Taker {
  enqueue(fields: Readonly<Record<string, unknown>>): Promise<FeedbackItem>;
}

export class Arrivals {
  readonly #database: Database;
  readonly #keyring: Keyring;

  constructor(database: Database, keyring: Keyring) {
    this.#database = database;
    this.#keyring = keyring;
  }

  /** The same draft sent again replaces what it was before. */
  async keep(item: FeedbackItem): Promise<void> {
    const bytes = new TextEncoder().encode(JSON.stringify(item)) as Bytes;
    await this.#keyring.keep("arrivals", item.id, bytes, {}, "strict");
  }

  count(): Promise<number> {
    return this.#database.read(["arrivals"], (stores) => {
      const count = stores("arrivals").count();
      return () => count.result;
    });
  }

  /** Let the queue have them. A crash in between leaves them here, and the queue knows them by their ids. */
  async moveTo(queue: Taker, onTrouble: OnTrouble): Promise<void> {
    const rows = await this.#rows();
    await Promise.all(
      rows.map(async ([id, row]) => {
        const item = await this.#read(row);
        if (item === null) {
          await this.#putAside(id, row);
          return onTrouble(new QueueError("storage_corrupt"));
        }
        const isTaken = await queue.enqueue({ ...item }).then(
          () => true,
          (error: QueueError) => void onTrouble(error),
        );
        if (isTaken) await this.#database.delete("arrivals", id);
      }),
    );
  }

  #rows(): Promise<readonly (readonly [string, Sealed])[]> {
    return this.#database.read(["arrivals"], (stores) => {
      const ids = stores("arrivals").getAllKeys();
      const rows = stores("arrivals").getAll();
      return () => (rows.result as Sealed[]).map((row, at) => [ids.result[at] as string, row] as const);
    });
  }

  async #read(row: Sealed): Promise<FeedbackItem | null> {
    try {
      const checked = check(JSON.parse(new TextDecoder().decode(await this.#keyring.unseal(row))));
      return checked.ok ? checked.item : null;
    } catch (error) {
      if (error instanceof QueueError) throw error;
      return null;
    }
  }

  #putAside(id: string, row: Sealed): Promise<void> {
    return this.#database.write(["arrivals", "quarantine"], (stores) => {
      stores("quarantine").put(row, id);
      stores("arrivals").delete(id);
      return () => undefined;
    });
  }
}
