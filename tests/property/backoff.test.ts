/** Waits are bounded and spread, and grow; what wakes them early never makes a storm. */

import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { codeOf, reactionTo, SILENCE } from "../../app/jazz/answers.ts";
import { earliest, FIRST_MS, FLOOR_MS, LONGEST_MS, waitAfter } from "../../app/jazz/backoff.ts";

const failures = fc.integer({ min: 1, max: 10_000 });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test("a wait is between the floor and a bound that doubles", () => {
  fc.assert(
    fc.property(failures, random, (count, chance) => {
      const wait = waitAfter(count, chance);
      assert.ok(wait >= FLOOR_MS && wait <= Math.min(LONGEST_MS, FIRST_MS * 2 ** (count - 1)));
      assert.ok(waitAfter(count + 1, chance) >= wait);
    }),
  );
});

test("the whole range is used, so that phones spread out", () => {
  assert.equal(waitAfter(20, 0), FLOOR_MS);
  assert.ok(waitAfter(20, 0.999) > 0.99 * LONGEST_MS);
});

test("something new shortens a wait, but never below the floor", () => {
  fc.assert(
    fc.property(failures, random, (count, chance) => {
      const wait = waitAfter(count, chance);
      assert.ok(earliest(wait) <= wait && earliest(wait) >= FLOOR_MS);
    }),
  );
});

test("every answer that isn't known is a failure to try again after", () => {
  fc.assert(
    fc.property(fc.nat({ max: 5000 }), (code) => {
      const known = [1012, 4401, 4403, 4409, 4413, 4429, 4508];
      if (!known.includes(code)) assert.equal(reactionTo({ ...SILENCE, code }), "later");
    }),
  );
});

test("over HTTP the same is said by a status", () => {
  const meant = new Map([[401, "renew"], [403, "stop"], [409, "begin"], [413, "smaller"], [429, "slower"], [503, "later"]]);
  for (const [status, reaction] of meant) assert.equal(reactionTo({ ...SILENCE, code: codeOf(status) }), reaction);
});
