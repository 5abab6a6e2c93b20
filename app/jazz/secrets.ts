/**
 * Small things that an account keeps on this device, sealed as the queue is: its token, what it last heard.
 *
 * Stage: sync. In and out: values that can stand in JSON. Always holds: a value that can't be opened any more counts as
 * one that was never there.
 */

import type { Bytes } from "./cipher.ts";
import type { Database } from "./database.ts";
import { QueueError } from "./errors.ts";
import type { Keyring, Sealed } from "./keyring.ts";

export class Secrets {
  readonly #database: Database;
  readonly #keyring: Keyring;

  constructor(database: Database, keyring: Keyring) {
    this.#database = database;
    this.#keyring = keyring;
  }

  async read<T>(name: string): Promise<T | null> {
    const row = await this.#database.get<Sealed | undefined>("facts", name);
    const bytes = row === undefined ? null : await this.#keyring.unseal(row).catch(nullUnlessLocked);
    return bytes === null ? null : (JSON.parse(new TextDecoder().decode(bytes)) as T);
  }

  /** Resolves when it is on the disk; relaxed, on its way there. */
  async keep(name: string, value: unknown, durability: "strict" | "relaxed" = "strict"): Promise<void> {
    await this.#keyring.keep("facts", name, bytesOf(value), {}, durability);
  }

  /** As it would be kept, for who keeps it together with other things. */
  sealed(value: unknown): Promise<Sealed> {
    return this.#keyring.seal(bytesOf(value));
  }
}

function bytesOf(value: unknown): Bytes {
  return new TextEncoder().encode(JSON.stringify(value)) as Bytes;
}

/** A token behind a passphrase is not gone: whoever took it for that would begin another room. */
function nullUnlessLocked(error: unknown): null {
  if (error instanceof QueueError) throw error;
  return null;
}
