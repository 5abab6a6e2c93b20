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

async function stored(ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map((id) => context.node.syncManager.waitForStorageSync(id as `co_z${string}`)));
}

const peer: Peer = {
  async open() {
    const authSecretStorage = new AuthSecretStorage();
    const credentials = (await authSecretStorage.get()) ?? undefined;
    context = await createJazzBrowserContext({
      sync: { when: "never" },
      storage: "indexedDB",
      authSecretStorage,
      ...(credentials ? { credentials } : { newAccountProps: { name: "bench" } }),
    });
    const known = localStorage.getItem(LIST);
    if (known === null) {
      list = Entries.create([], context.me as any);
      localStorage.setItem(LIST, list.$jazz.id);
      await stored([list.$jazz.id, (context.me as any).$jazz.id]);
    } else {
      list = await Entries.load(known, { loadAs: context.me as any, resolve: { $each: { $onError: "catch" } } });
    }
  },
  add(record) {
    return this.addAll([record]);
  },
  async addAll(records) {
    const entries = records.map(({ contact: _, supersedes: __, ...fields }: any) => Entry.create(fields, list.$jazz.owner));
    for (const entry of entries) list.$jazz.push(entry);
    await stored([...entries.map((entry: any) => entry.$jazz.id), list.$jazz.id]);
  },
  // An entry that was not written stands in the list and can't be loaded.
  count: () => [...(list ?? [])].filter((entry: any) => entry?.$isLoaded).length,
};

offer(peer);
