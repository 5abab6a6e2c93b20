/** Frames: what is written is read again, as lib0 and the server write it, and whatever else comes is no frame. */

import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";
import * as encoding from "lib0/encoding";

import type { Bytes } from "../../app/jazz/cipher.ts";
import { number } from "../../app/jazz/bytes.ts";
import { decodeSaid, encodeSaid } from "../../app/jazz/presence.ts";
import { committed, decode, decodeExchange, exchange, NotAFrame, presence, state, update } from "../../app/jazz/wire.ts";

const bytes = fc.uint8Array({ maxLength: 300 }).map((each) => Uint8Array.from(each) as Bytes);
const count = fc.nat({ max: Number.MAX_SAFE_INTEGER });

test("a number is written as lib0 writes it", () => {
  fc.assert(
    fc.property(count, (value) => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, value);
      assert.deepEqual(Uint8Array.from(number(value)), encoding.toUint8Array(encoder));
    }),
  );
});

test("what is written is read again", () => {
  fc.assert(
    fc.property(bytes, bytes, count, (one, other, value) => {
      assert.deepEqual(decode(state(one)), { kind: "state", vector: one });
      assert.deepEqual(decode(update(one)), { kind: "update", update: one });
      assert.deepEqual(decode(committed(value)), { kind: "committed", number: value });
      assert.deepEqual(decodeExchange(exchange(one, other)), [one, other]);
    }),
  );
});

test("a frame that is cut off, or goes on behind its end, is none", () => {
  fc.assert(
    fc.property(bytes, fc.nat(), (body, at) => {
      const frame = update(body);
      assert.throws(() => decode(frame.slice(0, at % frame.length)), NotAFrame);
      assert.throws(() => decode(Uint8Array.of(...frame, 0)), NotAFrame);
    }),
  );
});

test("whatever comes is a message or no frame, and nothing else happens", () => {
  fc.assert(
    fc.property(bytes, (frame) => {
      try {
        decode(frame);
      } catch (error) {
        assert.ok(error instanceof NotAFrame);
      }
    }),
  );
});

test("what a client says of itself is written and read as y-protocols does", () => {
  fc.assert(
    fc.property(count, count, fc.json(), (client, clock, state) => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, state);
      const body = encodeSaid({ client, clock, state });
      assert.deepEqual(body, Uint8Array.from(encoding.toUint8Array(encoder)));
      assert.deepEqual(decode(presence(body)), { kind: "presence", said: body });
      assert.deepEqual(decodeSaid(body), [{ client, clock, state }]);
    }),
  );
});
