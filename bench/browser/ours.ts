/** The queue of app/jazz, encrypted or not. */

import * as Y from "yjs";

import { Device } from "../../app/jazz/device.ts";
import type { FeedbackItem } from "../../app/jazz/schema.ts";
import { offer, type Peer } from "./peer.ts";

const encrypted = new URLSearchParams(location.search).get("plain") === null;
let device: Device;

const peer: Peer = {
  async open() {
    device = await Device.open({ account: "bench", encrypted }, (error) => console.warn(error.code));
  },
  async add(record) {
    const { id: _, ...fields } = record as FeedbackItem;
    await device.queue.enqueue(fields);
  },
  async addAll(records) {
    await device.import(JSON.stringify({ items: records }));
  },
  count: () => device.queue.view.items.length,
};

/** Take everything as a server does that drains, and give back the document's size. */
async function drained(): Promise<number> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, (await device.queue.toSend()).update);
  const before = Y.encodeStateVector(doc);
  const queue = doc.getArray("queue");
  queue.delete(0, queue.length);
  await device.queue.merge(Y.encodeStateAsUpdate(doc, before));
  return (await device.queue.toSend()).update.length;
}

Object.assign(window, { drained });
offer(peer);
