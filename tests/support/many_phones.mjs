// Many phones at once: unchanged Yjs and y-websocket, each with a document and a room of its own.
// node many_phones.mjs SERVER RECORDS, and on the standard input [{room, token}, …].
// Each puts RECORDS records into its queue, one now and then, whether it is connected or not, and says so line by line:
// {"pushed": n} while it goes on, {"left": n} (records still in any queue) once all are pushed.

import { randomBytes, randomInt } from "node:crypto";
import { text } from "node:stream/consumers";
import * as Y from "yjs";
import { WebsocketProvider } from "y-websocket";

const [server, records] = process.argv.slice(2);
const guests = JSON.parse(await text(process.stdin));
const out = (line) => console.log(JSON.stringify(line));

function id() {
  const chance = randomBytes(10).toString("hex");
  const hex = `${Date.now().toString(16).padStart(12, "0")}7${chance.slice(0, 3)}8${chance.slice(3, 18)}`;
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function record(room, at) {
  return {
    id: id(), orderId: `${room}-${at}`, courierId: 7, rating: 1 + (at % 5), comment: `${at}`, reasons: ["on_time"],
    publishConsent: true, needsFollowUp: false, contact: null, source: "customer",
    createdAt: new Date().toISOString(), deviceId: room, supersedes: null, schemaVersion: 1,
  };
}

const phones = guests.map(({ room, token }) => {
  const doc = new Y.Doc();
  const options = { params: { token }, WebSocketPolyfill: WebSocket, disableBc: true, maxBackoffTime: 500 };
  const provider = new WebsocketProvider(server, room, doc, options);
  return { room, provider, queue: doc.getArray("queue"), pushed: 0 };
});

let pushed = 0;
const working = setInterval(() => {
  for (const phone of phones) {
    if (phone.pushed < Number(records) && randomInt(3) === 0) {
      phone.queue.push([record(phone.room, phone.pushed)]);
      phone.pushed += 1;
      pushed += 1;
    }
  }
  const done = phones.every((phone) => phone.pushed === Number(records));
  out(done ? { left: phones.reduce((sum, phone) => sum + phone.queue.length, 0) } : { pushed });
}, 20);
process.on("SIGTERM", () => {
  clearInterval(working);
  process.exit(0);
});
