/**
 * The service worker's share: brings what waits to the server when no tab is there to do it.
 *
 * Stage: sync. In: the browser's word that there is a network. Out: the same as a tab's HTTP sync, in the same storage
 * with the same keys. Always holds: a tab that leads is not disturbed; while something still waits, the browser is told
 * that it didn't work, so that it tries again; an account that is locked stays so.
 */

import { reactionTo } from "./answers.ts";
import { accountIn, SETTINGS, type BackgroundSettings } from "./background.ts";
import { Refusal } from "./calls.ts";
import { Database } from "./database.ts";
import { epochIn } from "./beginnings.ts";
import type { Reach } from "./connection.ts";
import { exchangeOnce } from "./http_sync.ts";
import { BROWSER, idMaker } from "./ids.ts";
import { Queue } from "./queue.ts";
import { reachOf } from "./reach.ts";
import { PIECE_BYTES } from "./socket.ts";
import { Storage } from "./storage.ts";
import { lockOfUploader } from "./tabs.ts";

/** Browsers end a worker that takes much longer. */
const ENOUGH_MS = 120_000;
/** A new token or a newer document may be needed first. */
const TRIES = 3;

interface SyncEvent extends Event {
  readonly tag: string;
  waitUntil(work: Promise<unknown>): void;
}

self.addEventListener("sync", (event) => {
  const { tag, waitUntil } = event as SyncEvent;
  const account = accountIn(tag);
  if (account !== null) waitUntil.call(event, bring(account));
});

async function bring(account: string): Promise<void> {
  const isEven = await navigator.locks.request(lockOfUploader(account), { ifAvailable: true }, async (lock) =>
    lock === null ? false : brought(account),
  );
  if (!isEven) throw new Error("Something still waits.");
}

async function brought(account: string): Promise<boolean> {
  const settings = await settingsOf(account);
  if (settings === null) return true;
  const storage = await Storage.open(account, settings.encrypted, console.warn);
  const ring = new BroadcastChannel(`jazz-${account}`);
  try {
    const queue = await Queue.open(storage, {
      deviceId: await storage.identity.deviceId(),
      client: (fresh) => storage.identity.client(null, fresh),
      newId: idMaker(),
      now: BROWSER.now,
      ring: () => ring.postMessage(null),
      onTrouble: console.warn,
    });
    if (queue.view.pending > 0) await exchanged(queue, reachOf(account, storage, queue, settings.server));
    return queue.view.pending === 0;
  } finally {
    ring.close();
    await storage.database.close();
  }
}

/** None: the account was forgotten since. */
async function settingsOf(account: string): Promise<BackgroundSettings | null> {
  const name = `jazz-${account}`;
  if (!(await indexedDB.databases()).some((each) => each.name === name)) return null;
  const database = await Database.open(name, console.warn);
  const settings = await database.get<BackgroundSettings | undefined>("facts", SETTINGS);
  await database.close();
  return settings ?? null;
}

async function exchanged(queue: Queue, { beginnings, registration, addresses }: Reach): Promise<void> {
  const over = AbortSignal.timeout(ENOUGH_MS);
  for (let left = TRIES; ; left -= 1) {
    const { room, epoch, token } = await registration.ensure(over);
    try {
      return await exchangeOnce(queue, { address: addresses.http(room, epoch), token }, PIECE_BYTES, over);
    } catch (error) {
      if (!(error instanceof Refusal) || left === 0) throw error;
      const reaction = reactionTo(error.ending);
      if (reaction === "renew") await registration.renew(token, over);
      else if (reaction === "begin") await beginnings.next(epochIn(error.ending), over);
      else throw error;
    }
  }
}
