/** How a device says how its storage is: the worst of what is known. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { storageState, type Room } from "../../app/jazz/room.ts";

const MIB = 1024 * 1024;
const FINE: Room = { persistent: true, usage: MIB, quota: 100 * MIB, full: false };

test("the worst of what is known counts", () => {
  assert.equal(storageState(FINE, 0), "kept");
  assert.equal(storageState({ ...FINE, persistent: false }, 0), "clearable");
  assert.equal(storageState({ ...FINE, usage: 99 * MIB }, 0), "low");
  assert.equal(storageState({ ...FINE, usage: 99 * MIB }, 1), "damaged");
  assert.equal(storageState({ ...FINE, full: true }, 1), "full");
});

test("a browser that doesn't say how much there is isn't called full", () => {
  assert.equal(storageState({ persistent: false, usage: 0, quota: 0, full: false }, 0), "clearable");
});
