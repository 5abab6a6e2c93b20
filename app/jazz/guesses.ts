/**
 * How often somebody may guess the passphrase of this page.
 *
 * Stage: queue. In: an attempt. Out: whether it may be made now. Always holds: an attempt counts before it is made, so
 * neither a reload nor many tabs give more of them. Whoever has the files of the profile is slowed by PBKDF2 alone.
 */

import type { Database } from "./database.ts";
import { QueueError } from "./errors.ts";

const FREE = 3;
const FIRST_MS = 5_000;
const LONGEST_MS = 60_000;
const FACT = "guesses";

interface Guesses {
  readonly failed: number;
  readonly until: number;
}

/** How long to wait after so many wrong ones. */
export function waitAfter(failed: number): number {
  return failed < FREE ? 0 : Math.min(LONGEST_MS, FIRST_MS * 2 ** (failed - FREE));
}

/** Throws unlock_later. */
export async function beginGuess(database: Database, now: number): Promise<void> {
  const may = await database.decide<boolean>(["facts"], (stores, settle) => {
    const found = stores("facts").get(FACT);
    found.onsuccess = () => {
      const { failed, until } = (found.result as Guesses | undefined) ?? { failed: 0, until: 0 };
      // A clock that was set back must not lock anybody out for longer than the longest wait.
      const waits = now < until && until - now <= LONGEST_MS;
      if (!waits) stores("facts").put({ failed: failed + 1, until: now + waitAfter(failed + 1) }, FACT);
      settle(!waits);
    };
  });
  if (!may) throw new QueueError("unlock_later");
}

export function guessedRight(database: Database): Promise<void> {
  return database.delete("facts", FACT);
}
