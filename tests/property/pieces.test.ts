/** An update in pieces does the same as the whole, in whatever state of the document it was made. */

import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";
import * as Y from "yjs";

import type { Bytes } from "../../app/jazz/cipher.ts";
import { clocksOf, endsOf, latest, vectorOf } from "../../app/jazz/clocks.ts";
import { split } from "../../app/jazz/pieces.ts";

interface Change {
  readonly writer: number;
  readonly added: number;
  readonly size: number;
  readonly removed: number;
}

const change = fc.record<Change>({
  writer: fc.nat({ max: 2 }),
  added: fc.nat({ max: 12 }),
  size: fc.nat({ max: 200 }),
  removed: fc.nat({ max: 5 }),
});

/** A document that several have written to, with records and settings, and some of it deleted. */
function made(changes: readonly Change[]): Y.Doc {
  const doc = new Y.Doc();
  changes.forEach(({ writer, added, size, removed }, at) => {
    doc.clientID = writer + 1;
    const queue = doc.getArray<unknown>("queue");
    queue.push(Array.from({ length: added }, (_, each) => ({ id: `${at}-${each}`, comment: "x".repeat(size) })));
    queue.delete(0, Math.min(removed, queue.length));
    doc.getMap("app").set(`key-${writer}`, at);
  });
  return doc;
}

function contents(doc: Y.Doc): unknown {
  return [doc.getArray("queue").toJSON(), doc.getMap("app").toJSON(), Y.encodeStateVector(doc)];
}

test("taken in one after the other, pieces make what the whole makes", () => {
  fc.assert(
    fc.property(fc.array(change), fc.array(change), fc.integer({ min: 1, max: 2000 }), (before, after, most) => {
      const doc = made([...before, ...after]);
      const other = new Y.Doc();
      Y.applyUpdate(other, Y.encodeStateAsUpdate(made(before)));
      // A document of the same writers, up to where these have come.
      const vector = Y.encodeStateVector(other);
      const pieces = split(Y.encodeStateAsUpdate(doc, vector) as Bytes, most);
      for (const piece of pieces) Y.applyUpdate(other, piece);
      assert.equal(other.store.pendingStructs, null);
      assert.deepEqual(contents(other), contents(doc));
    }),
  );
});

test("pieces are small, but for a value that is larger by itself", () => {
  fc.assert(
    fc.property(fc.array(change), fc.integer({ min: 400, max: 2000 }), (changes, most) => {
      const whole = Y.encodeStateAsUpdate(made(changes)) as Bytes;
      // What surrounds the structs of a piece, and the list of what is deleted.
      for (const piece of split(whole, most).slice(0, -1)) assert.ok(piece.length <= most + 20, String(piece.length));
    }),
  );
});

test("state vectors add up as the updates do", () => {
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      const doc = made(changes);
      const update = Y.encodeStateAsUpdate(doc);
      assert.deepEqual(new Map(latest(new Map(), endsOf(update))), Y.decodeStateVector(Y.encodeStateVector(doc)));
      assert.deepEqual(vectorOf(clocksOf(Y.encodeStateVector(doc))), Y.encodeStateVector(doc));
    }),
  );
});
