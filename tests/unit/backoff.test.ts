import assert from "node:assert/strict";
import { test } from "node:test";

import { FIRST_WAIT, LONGEST_WAIT, wait } from "../../app/offline/backoff.ts";

test("the first wait is about a second", () => {
  assert.equal(wait(1, 0), FIRST_WAIT / 2);
  assert.equal(wait(1, 1), FIRST_WAIT);
});

test("waits double until the longest, however long the server is away", () => {
  const waits = Array.from({ length: 12 }, (_, index) => wait(index + 1, 1));
  assert.deepEqual(waits.slice(0, 7), [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]);
  assert.ok(waits.slice(6).every((each) => each === LONGEST_WAIT));
  assert.equal(wait(5_000, 1), LONGEST_WAIT);
});

test("phones that failed together don't come back together", () => {
  const spread = [0, 0.25, 0.5, 0.75].map((random) => wait(8, random));
  assert.equal(new Set(spread).size, spread.length);
  assert.ok(spread.every((each) => each >= LONGEST_WAIT / 2 && each <= LONGEST_WAIT));
});
