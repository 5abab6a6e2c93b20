/**
 * Rows of the log that can't be read: put aside, counted, and never thrown away; transfer.ts hands them over.
 *
 * Stage: queue. In: their numbers in the log. Out: how many there are.
 */

import type { Database } from "./database.ts";
import type { Sealed } from "./keyring.ts";

/** Out of the log, as they are. */
export async function putAside(database: Database, numbers: readonly number[]): Promise<void> {
  const rows = await database.read(["updates"], (stores) => {
    const requests = numbers.map((number) => stores("updates").get(number));
    return () => requests.map((request) => request.result as Sealed | undefined);
  });
  await database.write(["updates", "quarantine"], (stores) => {
    rows.forEach((row, at) => {
      if (row !== undefined) stores("quarantine").put(row, numbers[at]);
    });
    for (const number of numbers) stores("updates").delete(number);
    return () => undefined;
  });
}

export function countAside(database: Database): Promise<number> {
  return database.read(["quarantine"], (stores) => {
    const count = stores("quarantine").count();
    return () => count.result;
  });
}
