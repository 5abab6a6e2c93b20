/** Any program of a room may write into its lists: whatever it puts there, the queue of this device goes on. */

import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";
import * as Y from "yjs";

import { idMaker } from "../../app/jazz/ids.ts";
import { Queue } from "../../app/jazz/queue.ts";
import { rowsOf } from "../../app/jazz/rows.ts";
import { MemoryDisk, MemoryLog } from "../support/memory_log.ts";

const START = Date.UTC(2026, 4, 4);
const RECORD = { orderId: "A1", courierId: 7, rating: 5 };
const LISTS = ["queue", "attention", "receipts"] as const;

async function opened(disk: MemoryDisk, newId: () => string): Promise<Queue> {
  return Queue.open(new MemoryLog(disk), {
    deviceId: "one",
    client: async (fresh) => disk.client(0, fresh),
    newId,
    now: () => START,
    ring: () => undefined,
    onTrouble: (error) => assert.fail(error),
  });
}

const value = fc.oneof(
  fc.constantFrom(null, "", "hi", 0, true),
  fc.array(fc.constantFrom(null, "x"), { maxLength: 2 }),
  fc.dictionary(
    fc.constantFrom("id", "orderId", "createdAt", "rating", "reasons", "code", "message", "at", "status", "synced"),
    fc.constantFrom<unknown>(null, "x", 1, {}, []),
    { noNullPrototype: true },
  ),
);
const written = fc.array(fc.record({ list: fc.constantFrom(...LISTS), value }), { minLength: 1, maxLength: 5 });

test("whatever stands in a room's lists, records are kept, shown, sent and found again", async () => {
  await fc.assert(
    fc.asyncProperty(written, async (entries) => {
      const disk = new MemoryDisk();
      const newId = idMaker();
      const before = await opened(disk, newId);
      const first = await before.enqueue(RECORD);
      const room = new Y.Doc();
      for (const { list, value } of entries) room.getArray(list).push([value]);
      await before.merge(Y.encodeStateAsUpdate(room));
      const second = await before.enqueue({ ...RECORD, orderId: "A2" });
      await before.withdraw(second.id);
      const third = await before.enqueue({ ...RECORD, orderId: "A3" });
      const edited = await before.edit(third.id, { comment: "Later" });
      const after = await opened(disk, newId);
      const ids = after.view.items.map(({ id }) => id);
      for (const { id } of [first, edited]) assert.ok(ids.includes(id));
      assert.ok(!ids.includes(second.id));
      for (const { orderId, at } of rowsOf({ ...after.view, ahead: 0 }, "")) {
        assert.equal(typeof orderId, "string");
        assert.equal(typeof at, "string");
      }
      const outgoing = await after.toSend(Y.encodeStateVector(room));
      Y.applyUpdate(room, outgoing.update);
      const there = room.getArray<{ readonly id?: string } | null>("queue").toArray();
      assert.ok(there.some((each) => each?.id === first.id));
    }),
    { numRuns: 300 },
  );
});
