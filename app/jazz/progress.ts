/**
 * How far each record came from this device, and how much of what it wrote a server was ever told.
 *
 * Stage: queue. In: records that are sent and received. Out: marks, and the vector that was told. Always holds: what a
 * server is about to be told is noted before; nobody is told of what another tab has just made obsolete.
 */

import type { Bytes } from "./cipher.ts";
import type { Database } from "./database.ts";
import type { Mark } from "./view.ts";
import type { Telling } from "./writer.ts";

const TOLD = "told";

export function marksIn(database: Database): Promise<Map<string, Mark>> {
  return database.read(["marks"], (stores) => {
    const ids = stores("marks").getAllKeys();
    const marks = stores("marks").getAll();
    return () => new Map(ids.result.map((id, at) => [id as string, marks.result[at] as Mark]));
  });
}

/** Null takes the mark away. Only "sent" must outlast the phone's power: the others the server tells again. */
export async function markIn(database: Database, ids: Iterable<string>, mark: Mark | null): Promise<void> {
  await database.write(
    ["marks"],
    (stores) => {
      for (const id of ids) {
        if (mark === null) stores("marks").delete(id);
        else stores("marks").put(mark, id);
      }
      return () => undefined;
    },
    mark === "sent" ? "strict" : "relaxed",
  );
}

/** How much of what this device has written was ever handed to a connection; null before the first time. */
export async function toldIn(database: Database): Promise<Bytes | null> {
  return bytesIn(await database.get("facts", TOLD));
}

/** Note what a server is about to be told. False: another tab has written since; read and try again. */
export function tell(database: Database, { ids, vector, last }: Telling): Promise<boolean> {
  return database.decide<boolean>(["updates", "facts", "marks"], (stores, settle) => {
    const newer = stores("updates").count(IDBKeyRange.lowerBound(last, true));
    const marks = stores("marks").getAllKeys();
    const told = stores("facts").get(TOLD);
    told.onsuccess = () => {
      if (newer.result > 0) return settle(false);
      // What another tab has noted of a record is more.
      for (const id of ids) if (!marks.result.includes(id)) stores("marks").put("sent", id);
      const before = bytesIn(told.result);
      const now = vector(before);
      if (before === null || String(before) !== String(now)) stores("facts").put(now, TOLD);
      settle(true);
    };
  });
}

function bytesIn(fact: unknown): Bytes | null {
  return fact instanceof Uint8Array ? (fact as Bytes) : null;
}
