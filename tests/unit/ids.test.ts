/** Ids rise whatever the clock does, and look like UUIDs of version 7. */

import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { idMaker, localTime } from "../../app/jazz/ids.ts";
import { check } from "../../app/jazz/schema.ts";

const record = { orderId: "A-1", courierId: 7, rating: 5 };

test("ids rise and pass the rules", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 3 }).map((step) => step - 1), { maxLength: 5000 }), (steps) => {
      let now = Date.UTC(2026, 4, 4);
      const newId = idMaker({ now: () => now, random: (bytes) => bytes.fill(0xff) });
      let last = "";
      for (const step of steps) {
        now += step;
        const id = newId();
        assert.ok(id > last, `${id} after ${last}`);
        last = id;
      }
      if (last !== "") assert.ok(check({ ...record, id: last, createdAt: localTime(now) }).ok);
    }),
    { numRuns: 50 },
  );
});

test("the local time is the same moment with the device's offset", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }), (time) => {
      const text = localTime(time);
      assert.equal(Date.parse(text), time);
      assert.ok(check({ ...record, id: idMaker()(), createdAt: text }).ok, text);
    }),
  );
});
