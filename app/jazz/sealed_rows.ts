/**
 * Sealed rows in the stores of an account: what it takes to add one, and to open or seal them anew.
 *
 * Stage: queue. In: transactions of the log, and keyrings. Out: rows. Always holds: whether a row that was added can be
 * read again is found out in the transaction that adds it.
 */

import type { Bytes } from "./cipher.ts";
import type { Database, Stores } from "./database.ts";
import { QueueError } from "./errors.ts";
import { NO_KEY, type Keyring, type Sealed } from "./keyring.ts";

/** The fact that says which document the log is of. */
export const GENERATION = "generation";

/** Whatever else stands there is the number of the first document. */
export function generationIn(fact: unknown): number {
  return Number.isSafeInteger(fact) ? (fact as number) : 0;
}

export interface Added {
  readonly number: number;
  /** The storage is the one that this tab knows, and was not cleared. */
  readonly begun: boolean;
  readonly readable: boolean;
  readonly generation: number;
}

export function added(stores: Stores, row: Sealed): () => Added {
  const adding = stores("updates").add(row);
  const generation = stores("facts").get(GENERATION);
  const key = row.key === NO_KEY ? null : stores("keys").count(row.key);
  return () => {
    const found: unknown = generation.result;
    return {
      number: adding.result as number,
      begun: found !== undefined,
      readable: key === null || key.result > 0,
      generation: generationIn(found),
    };
  };
}

/** Null: it can't be read. That it is locked by now is no fault of the row. */
export function unsealed(keyring: Keyring, row: Sealed): Promise<Bytes | null> {
  return keyring.unseal(row).catch((error: unknown) => {
    if (error instanceof QueueError) throw error;
    return null;
  });
}

export interface Resealed {
  readonly rows: ReadonlyMap<string, Sealed>;
  readonly count: number;
}

/** What a store holds sealed, sealed for another ring; and how many rows it has in all. */
export async function resealed(
  database: Database,
  store: "drafts" | "arrivals" | "facts",
  before: Keyring,
  ring: Keyring,
): Promise<Resealed> {
  const found = await database.read([store], (stores) => {
    const ids = stores(store).getAllKeys();
    const rows = stores(store).getAll();
    return () => rows.result.map((row, at) => [ids.result[at] as string, row as Sealed] as const);
  });
  const rows = new Map<string, Sealed>();
  for (const [id, row] of found) {
    const bytes = await unsealed(before, row);
    if (bytes !== null) rows.set(id, { ...row, ...(await ring.seal(bytes)) });
  }
  return { rows, count: found.length };
}
