import assert from "node:assert/strict";
import { test } from "node:test";

import { saying, type Http, type Saying, type Socket } from "../../app/offline/connection.ts";

type Case = [Http, Socket, Saying, Saying];

// HTTP, socket, what a public page says, what a live page says.
const CASES: Case[] = [
  ["unknown", "unused", "", ""],
  ["unknown", "up", "", ""],
  ["unknown", "down", "", "reconnecting"],
  ["up", "unused", "", ""],
  ["up", "up", "", ""],
  ["up", "down", "", "reconnecting"],
  ["down", "unused", "offline", "outdated"],
  ["down", "up", "unanswered", "partial"],
  ["down", "down", "offline", "outdated"],
];

for (const [http, socket, onPublic, onLive] of CASES) {
  test(`HTTP ${http}, socket ${socket}`, () => {
    assert.equal(saying(http, socket, false), onPublic);
    assert.equal(saying(http, socket, true), onLive);
  });
}
