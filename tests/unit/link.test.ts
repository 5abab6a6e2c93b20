/** What an address says of an order; signed links are those of app/access/links.py. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { NO_LINK, readLink, readScanned } from "../../app/jazz/link.ts";

function token(order: string, courier: number, seconds: number): string {
  const body = Buffer.alloc(12 + order.length + 16, 7);
  body.writeUInt32BE(seconds, 0);
  body.writeBigUInt64BE(BigInt(courier), 4);
  body.write(order, 12);
  return body.toString("base64url");
}

const LATER = Date.UTC(2099, 0) / 1000;
const read = (pathname: string, search = ""): ReturnType<typeof readLink> => readLink({ pathname, search });

test("an order stands in the path or in the query, a courier in the query", () => {
  assert.deepEqual(read("/rate/A-17", "?courier=7").fields, { orderId: "A-17", courierId: "7" });
  assert.deepEqual(read("/rate", "?order=A%2F17").fields, { orderId: "A/17" });
  assert.deepEqual(read("/rate"), NO_LINK);
  assert.deepEqual(read("/rate/%E2%8"), NO_LINK);
  assert.deepEqual(read("/rate/A", "?courier=x").fields, { orderId: "A" });
});

test("a signed link says what it is for, and when it ends", () => {
  const link = token("A-17", 7, LATER);
  assert.deepEqual(read(`/rate/${link}`), {
    fields: { orderId: "A-17", courierId: "7", link },
    endsAt: LATER * 1000,
    isOver: false,
  });
  assert.equal(read(`/rate/${token("A-17", 0, LATER)}`).fields["courierId"], undefined);
  assert.equal(read(`/rate/${token("A-17", 7, Date.UTC(2025, 5) / 1000)}`).isOver, true);
});

test("a signed link may stand beside the order, and names the courier only where it leaves that open", () => {
  const [own, open] = [token("A-17", 7, LATER), token("A-17", 0, LATER)];
  const beside = (link: string): unknown => read("/hand-over", `?order=B&courier=8&link=${link}`).fields;
  assert.deepEqual(beside(own), { orderId: "A-17", courierId: "7", link: own });
  assert.deepEqual(beside(open), { orderId: "A-17", courierId: "8", link: open });
  assert.deepEqual(beside("B"), { orderId: "B", courierId: "8" });
});

test("a long order number is no signed link", () => {
  for (const order of ["A".repeat(64), "1234567890".repeat(5), token("A 17!", 7, LATER), token("A-17", 7, 5)])
    assert.equal(read(`/rate/${order}`).fields["link"], undefined);
});

test("a code holds an address or a number", () => {
  assert.deepEqual(readScanned("https://example.com/rate/A-17?courier=7").fields, { orderId: "A-17", courierId: "7" });
  assert.deepEqual(readScanned(" A-17 ").fields, { orderId: "A-17" });
});
