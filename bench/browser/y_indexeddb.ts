/** Yjs with y-indexeddb: it tells nobody when it has written, so a read behind the write stands for that. */

import { IndexeddbPersistence } from "y-indexeddb";
import * as Y from "yjs";

import { offer, type Peer } from "./peer.ts";

const doc = new Y.Doc();
const queue = doc.getArray("queue");
let persistence: IndexeddbPersistence;

const peer: Peer = {
  async open() {
    persistence = new IndexeddbPersistence("queue", doc);
    await persistence.whenSynced;
  },
  add(record) {
    return this.addAll([record]);
  },
  async addAll(records) {
    queue.push([...records]);
    const { db } = persistence;
    if (db === null) throw new Error("It is not open.");
    const transaction = db.transaction("updates");
    transaction.objectStore("updates").count();
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
  },
  count: () => queue.length,
};

Object.assign(window, { Y });
offer(peer);
