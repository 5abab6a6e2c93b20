/** Two devices with two tabs each and a server, in any order, with full disks and dying tabs: nothing is lost. */

import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";
import * as Y from "yjs";

import { idMaker } from "../../app/jazz/ids.ts";
import { Queue } from "../../app/jazz/queue.ts";
import type { FeedbackItem } from "../../app/jazz/schema.ts";
import { MemoryDisk, MemoryLog } from "../support/memory_log.ts";

const RUNS = 1000;
const START = Date.UTC(2026, 4, 4);

/** What a server does, with a plain Yjs document: takes updates in, drains, and begins the next document. */
class Server {
  doc = new Y.Doc();
  epoch = 0;
  readonly stored = new Map<string, FeedbackItem>();

  drain(): void {
    const queue = this.doc.getArray<FeedbackItem>("queue");
    for (const item of queue.toArray()) this.stored.set(item.id, this.stored.get(item.id) ?? item);
    this.doc.transact(() => queue.delete(0, queue.length));
  }

  retire(): void {
    const items = this.doc.getArray<FeedbackItem>("queue").toArray();
    this.doc = new Y.Doc();
    this.doc.getArray("queue").push(items);
    this.epoch += 1;
  }
}

class World {
  readonly server = new Server();
  readonly disks: [MemoryDisk, MemoryDisk] = [new MemoryDisk(), new MemoryDisk()];
  /** Records whose promise was kept, with the comment they were last confirmed with. */
  readonly confirmed = new Map<string, string>();
  readonly #newId = idMaker();
  readonly #tabs = new Map<number, Queue>();
  #now = START;
  #comments = 0;

  device(tab: number): MemoryDisk {
    return this.disks[tab < 2 ? 0 : 1];
  }

  async tab(tab: number): Promise<Queue> {
    const open = this.#tabs.get(tab);
    if (open !== undefined) return open;
    const queue = await Queue.open(new MemoryLog(this.device(tab)), {
      deviceId: tab < 2 ? "one" : "two",
      // The seat's number, which the next tab in this seat writes as.
      client: async (fresh) => this.device(tab).client(tab % 2, fresh),
      newId: this.#newId,
      now: () => (this.#now += 1000),
      ring: () => undefined,
      onTrouble: () => undefined,
    });
    this.#tabs.set(tab, queue);
    return queue;
  }

  die(tab: number): void {
    this.#tabs.delete(tab);
  }

  /** The promise of an operation decides what has to be found in the end. */
  async enqueue(tab: number, count: number): Promise<void> {
    const queue = await this.tab(tab);
    const records = Array.from({ length: count }, () => ({ ...this.record(), id: this.#newId() }));
    await Promise.all(
      records.map((record) =>
        queue.enqueue(record).then(
          () => this.confirmed.set(record.id, record.comment),
          () => assert.ok(this.device(tab).isFull),
        ),
      ),
    );
    for (const { id } of records) assert.equal(queue.find(id) !== undefined, this.confirmed.has(id));
  }

  async edit(tab: number, at: number): Promise<void> {
    const queue = await this.tab(tab);
    const item = queue.view.items[at % Math.max(1, queue.view.items.length)];
    if (item === undefined) return;
    const { comment } = this.record();
    const edited = await queue.edit(item.id, { comment }).catch(() => null);
    if (edited !== null) this.confirmed.set(edited.id, comment);
  }

  /** Two tabs of a device change one record within the same moment: both changes count, and it stays one record. */
  async editAtOnce(device: number, at: number): Promise<void> {
    const tabs = await Promise.all([this.tab(2 * device), this.tab(2 * device + 1)]);
    for (const tab of tabs) await tab.catchUp();
    const [one, other] = tabs as [Queue, Queue];
    const item = one.view.items[at % Math.max(1, one.view.items.length)];
    if (item === undefined) return;
    const { comment } = this.record();
    const rating = 1 + (at % 5);
    const [edited, rated] = await Promise.all([
      one.edit(item.id, { comment }).catch(() => null),
      other.edit(item.id, { rating }).catch(() => null),
    ]);
    if (edited !== null) this.confirmed.set(edited.id, comment);
    if (rated !== null && rated.id !== edited?.id) this.confirmed.set(rated.id, rated.comment);
    if (edited === null || rated === null || edited.id !== item.id || rated.id !== item.id) return;
    for (const tab of tabs) {
      await tab.catchUp();
      assert.equal(tab.find(item.id)?.comment, comment);
      assert.equal(tab.find(item.id)?.rating, rating);
    }
  }

  /** The same draft, restored in two tabs, is sent in both with something else in it. */
  async sendAtOnce(device: number): Promise<void> {
    const tabs = await Promise.all([this.tab(2 * device), this.tab(2 * device + 1)]);
    const id = this.#newId();
    const drafts = tabs.map(() => ({ ...this.record(), id }));
    const sent = await Promise.all(tabs.map((tab, at) => tab.enqueue(drafts[at] ?? {}).catch(() => null)));
    const kept = sent.filter((item) => item !== null);
    if (kept.length === 0) return;
    assert.ok(kept.every((item) => item.id === id));
    for (const tab of tabs) await tab.catchUp();
    const { comment } = tabs[0]?.find(id) ?? {};
    assert.ok(kept.some((item) => item.comment === comment));
    this.confirmed.set(id, comment ?? "");
  }

  async withdraw(tab: number, at: number): Promise<void> {
    const queue = await this.tab(tab);
    const item = queue.view.items[at % Math.max(1, queue.view.items.length)];
    if (item === undefined) return;
    await queue.withdraw(item.id).then(
      () => this.confirmed.delete(item.id),
      () => undefined,
    );
  }

  async sync(tab: number): Promise<void> {
    const queue = await this.tab(tab);
    const { doc, epoch } = this.server;
    const known = this.device(tab).facts.get("epoch") ?? 0;
    if (known !== epoch || (await queue.isTaken(Y.encodeStateVector(doc)))) {
      const begun = queue.begin(Y.encodeStateAsUpdate(doc), false, new Map([["epoch", epoch]]));
      if (!(await this.worked(tab, begun))) return;
    }
    const { update, ids } = await queue.toSend(Y.encodeStateVector(doc));
    Y.applyUpdate(doc, update);
    await queue.mark(ids, "received");
    await this.worked(tab, queue.merge(Y.encodeStateAsUpdate(doc, await queue.stateVector())));
  }

  /** Only a full disk is an excuse. */
  async worked(tab: number, work: Promise<void>): Promise<boolean> {
    return work.then(
      () => true,
      () => {
        assert.ok(this.device(tab).isFull);
        return false;
      },
    );
  }

  /** From now on the second device is a copy of the first, numbers and all. */
  copy(): void {
    this.#tabs.clear();
    this.disks[1] = this.disks[0].copy();
  }

  record() {
    this.#comments += 1;
    return { orderId: "A-1", courierId: 7, rating: 5, comment: `comment ${this.#comments}` };
  }
}

type Step = (world: World) => Promise<void> | void;

const tab = fc.nat({ max: 3 });
const step: fc.Arbitrary<[string, Step]> = fc.oneof(
  fc.tuple(tab, fc.integer({ min: 1, max: 4 })).map(([at, count]): [string, Step] => [
    `tab ${at} adds ${count}`,
    (world) => world.enqueue(at, count),
  ]),
  fc.tuple(tab, fc.nat({ max: 9 })).map(([at, which]): [string, Step] => [
    `tab ${at} edits ${which}`,
    (world) => world.edit(at, which),
  ]),
  fc.tuple(tab, fc.nat({ max: 9 })).map(([at, which]): [string, Step] => [
    `tab ${at} withdraws ${which}`,
    (world) => world.withdraw(at, which),
  ]),
  fc.tuple(fc.nat({ max: 1 }), fc.nat({ max: 9 })).map(([device, which]): [string, Step] => [
    `both tabs of device ${device} edit ${which}`,
    (world) => world.editAtOnce(device, which),
  ]),
  fc.nat({ max: 1 }).map((device): [string, Step] => [
    `both tabs of device ${device} send one draft`,
    (world) => world.sendAtOnce(device),
  ]),
  tab.map((at): [string, Step] => [`tab ${at} dies`, (world) => world.die(at)]),
  tab.map((at): [string, Step] => [`tab ${at} hears a ring`, async (world) => (await world.tab(at)).catchUp()]),
  tab.map((at): [string, Step] => [`tab ${at} syncs`, (world) => world.sync(at)]),
  fc.tuple(tab, fc.boolean()).map(([at, isFull]): [string, Step] => [
    `the disk of tab ${at} is ${isFull ? "full" : "free"}`,
    (world) => void (world.device(at).isFull = isFull),
  ]),
  tab.map((at): [string, Step] => [
    `tab ${at} is refused, and then not`,
    async (world) => {
      world.device(at).isFull = true;
      await world.enqueue(at, 1);
      world.device(at).isFull = false;
      await world.enqueue(at, 1);
    },
  ]),
  fc.constant<[string, Step]>(["the server drains", (world) => world.server.drain()]),
  fc.constant<[string, Step]>(["the server begins the next document", (world) => world.server.retire()]),
);

async function settle(world: World): Promise<void> {
  for (const disk of world.disks) disk.isFull = false;
  // Twice: what the second device sends, the first one hears only afterwards.
  for (let round = 0; round < 2; round += 1) for (let at = 0; at < 4; at += 1) await world.sync(at);
}

test("nothing that was confirmed is lost, and all tabs show the same", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const world = new World();
      for (const [, run] of steps) await run(world);
      await settle(world);
      const views = [];
      for (let at = 0; at < 4; at += 1) views.push((await world.tab(at)).view.items.map(({ id }) => id));
      for (const view of views) assert.deepEqual(view, views[0]);
      const ids = world.server.doc.getArray<FeedbackItem>("queue").map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, "one entry for each id");
      world.server.drain();
      for (const [id, comment] of world.confirmed) assert.equal(world.server.stored.get(id)?.comment, comment, id);
    }),
    { numRuns: RUNS },
  );
});

test("a copied profile loses nothing, and hides nothing of the one it was copied from", async () => {
  const steps = fc.array(step, { maxLength: 15 });
  await fc.assert(
    fc.asyncProperty(steps, steps, async (before, after) => {
      const world = new World();
      for (const [, run] of before) await run(world);
      // What only the second device had is gone with it.
      await settle(world);
      world.copy();
      for (const [, run] of after) await run(world);
      await settle(world);
      world.server.drain();
      for (const [id, comment] of world.confirmed) assert.equal(world.server.stored.get(id)?.comment, comment, id);
    }),
    { numRuns: RUNS },
  );
});

test("after a drain every device is empty, and a tab that comes late brings nothing back", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const world = new World();
      for (const [, run] of steps) await run(world);
      await settle(world);
      world.server.drain();
      await settle(world);
      for (let at = 0; at < 4; at += 1) {
        world.die(at);
        await world.sync(at);
        assert.deepEqual((await world.tab(at)).view.items, []);
      }
      assert.equal(world.server.doc.getArray("queue").length, 0);
    }),
    { numRuns: RUNS },
  );
});
