/** Bare IndexedDB: a record is a row of text. */

import { offer, type Peer } from "./peer.ts";

const durability = new URLSearchParams(location.search).get("durability") === "relaxed" ? "relaxed" : "strict";
let database: IDBDatabase;
let rows: unknown[] = [];

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

const peer: Peer = {
  async open() {
    database = await new Promise((resolve, reject) => {
      const request = indexedDB.open("bare", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("records", { autoIncrement: true });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const all = database.transaction("records").objectStore("records").getAll();
    await new Promise((resolve) => {
      all.onsuccess = resolve;
    });
    rows = all.result.map((text: string) => JSON.parse(text));
  },
  add(record) {
    return this.addAll([record]);
  },
  async addAll(records) {
    const transaction = database.transaction("records", "readwrite", { durability });
    for (const record of records) transaction.objectStore("records").add(JSON.stringify(record));
    await done(transaction);
    rows.push(...records);
  },
  count: () => rows.length,
};

offer(peer);
