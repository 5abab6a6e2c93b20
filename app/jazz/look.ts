/**
 * All that a page needs to begin, read out of an account's database in one go.
 *
 * Stage: queue. In: a database. Out: what stood in it at one moment. Always holds: a browser that has just started takes
 * milliseconds for every question, so there is one.
 */

import type { Database, StoreName } from "./database.ts";
import type { KeyRow, Sealed } from "./keyring.ts";
import type { Mark } from "./view.ts";

export interface Look {
  readonly keys: ReadonlyMap<number, KeyRow>;
  readonly facts: ReadonlyMap<string, unknown>;
  readonly updates: ReadonlyMap<number, Sealed>;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly arrivals: ReadonlyMap<string, Sealed>;
}

const STORES = ["keys", "facts", "updates", "marks", "arrivals"] as const satisfies readonly StoreName[];

export function lookAt(database: Database): Promise<Look> {
  return database.read(STORES, (stores) => {
    const read = STORES.map((name) => {
      const keys = stores(name).getAllKeys();
      const all = stores(name).getAll();
      return () => [name, new Map(keys.result.map((key, at) => [key, all.result[at] as unknown]))] as const;
    });
    return () => Object.fromEntries(read.map((each) => each())) as unknown as Look;
  });
}
