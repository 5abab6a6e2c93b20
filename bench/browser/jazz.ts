/** jazz-tools: a list of records, each waited for with its own waitForStorageSync. */

import { AuthSecretStorage, co, KvStoreContext, z } from "jazz-tools";
import { createJazzBrowserContext, LocalStorageKVStore } from "jazz-tools/browser";

import { offer, type Peer } from "./peer.ts";

const Entry = co.map({
  id: z.string(),
  orderId: z.string(),
  courierId: z.number(),
  rating: z.number(),
  comment: z.string(),
  reasons: z.array(z.string()),
  publishConsent: z.boolean(),
  needsFollowUp: z.boolean(),
  contact: z.optional(z.string()),
  source: z.string(),
  createdAt: z.string(),
  deviceId: z.string(),
  supersedes: z.optional(z.string()),
});
const Entries = co.list(Entry);
const LIST = "bench-list";

KvStoreContext.getInstance().initialize(new LocalStorageKVStore());

type Context = Awaited<ReturnType<typeof createJazzBrowserContext>>;
let context: Context;
let list: any;
let readable = 0;

/** All at once; where one of them was not written, that fails, and each is asked for by itself. */
async function load(known: string): Promise<void> {
  const loadAs = context.me as any;
  list = await Entries.load(known, { loadAs, resolve: { $each: true } });
  if (list?.$isLoaded) return void (readable = list.length);
  list = await Entries.load(known, { loadAs });
  const ids: readonly string[] = list?.$isLoaded ? list.$jazz.raw.asArray() : [];
  const entries = await Promise.all(ids.map((id) => Entry.load(id, { loadAs })));
  readable = entries.filter((entry) => entry?.$isLoaded).length;
}

async function stored(ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map((id) => context.node.syncManager.waitForStorageSync(id as `co_z${string}`)));
}

const peer: Peer = {
  async open() {
    // Keeps who we are for the next visit, as long as the account is an anonymous one.
    const authSecretStorage = new AuthSecretStorage();
    context = await createJazzBrowserContext({
      sync: { when: "never" },
      storage: "indexedDB",
      authSecretStorage,
      defaultProfileName: "bench",
    });
    const known = localStorage.getItem(LIST);
    if (known === null) {
      list = Entries.create([], context.me as any);
      localStorage.setItem(LIST, list.$jazz.id);
      await stored([list.$jazz.id, (context.me as any).$jazz.id]);
    } else {
      await load(known);
    }
  },
  add(record) {
    return this.addAll([record]);
  },
  async addAll(records) {
    const entries = records.map(({ contact: _, supersedes: __, ...fields }: any) => Entry.create(fields, list.$jazz.owner));
    for (const entry of entries) list.$jazz.push(entry);
    readable += entries.length;
    await stored([...entries.map((entry: any) => entry.$jazz.id), list.$jazz.id]);
  },
  count: () => readable,
};

offer(peer);
