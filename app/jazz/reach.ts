/** What it takes to reach a room, put together: the same for a page and for the service worker. */

import { addressesOf } from "./addresses.ts";
import { Beginnings } from "./beginnings.ts";
import type { Reach } from "./connection.ts";
import type { Queue } from "./queue.ts";
import { Registration } from "./registration.ts";
import { Secrets } from "./secrets.ts";
import type { Storage } from "./storage.ts";

export function reachOf(account: string, storage: Storage, queue: Queue, server: string): Reach {
  const keep = new Secrets(storage.database, storage.keyring);
  const registration = new Registration(account, keep);
  const addresses = addressesOf(server, location.origin);
  return { keep, registration, addresses, beginnings: new Beginnings(queue, registration, keep, addresses) };
}
