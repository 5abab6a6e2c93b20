/**
 * Rows of the log that can't be read: put aside, counted, handed over, and never thrown away.
 *
 * Stage: queue. In: their numbers in the log. Out: for an export, what is left of them.
 */

import type { Bytes } from "./cipher.ts";
import type { Database } from "./database.ts";
import { isObject } from "./kept.ts";
import { NO_KEY, type Keyring, type Sealed } from "./keyring.ts";

export interface Aside {
  readonly key: number | null;
  readonly base64: string;
}

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

/** As text: opened where their key still does that, else as they are. */
export async function readAside(database: Database, keyring: Keyring): Promise<readonly Aside[]> {
  const rows = await database.read(["quarantine"], (stores) => {
    const all = stores("quarantine").getAll();
    return () => all.result.map((row) => (isObject(row) ? (row as Partial<Sealed>) : {}));
  });
  return Promise.all(
    rows.map(async ({ key = null, bytes }) => {
      if (!(bytes instanceof Uint8Array)) return { key, base64: "" };
      const opened = key === null ? null : await keyring.unseal({ key, bytes }).catch(() => null);
      return { key: opened === null ? key : NO_KEY, base64: base64(opened ?? bytes) };
    }),
  );
}

function base64(bytes: Bytes): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
