// Hocuspocus with its SQLite extension: node hocuspocus.mjs PORT FILE early|stored.
// early: as it comes; it acknowledges an update before it stores it, two seconds later.
// stored: it stores after each update, and says so when it has.

import { SQLite } from "@hocuspocus/extension-sqlite";
import { Server } from "@hocuspocus/server";

const [port, database, promise] = process.argv.slice(2);

class Durable extends SQLite {
  async onConfigure() {
    await super.onConfigure();
    // The same as Doorstep's: one file and its log, and a commit that survives a power cut.
    this.db.exec("PRAGMA journal_mode = WAL");
    this.db.exec("PRAGMA synchronous = FULL");
    // Each statement is prepared once and kept: kinder to it, and Node 24 ends when one of them is collected.
    const prepare = this.db.prepare.bind(this.db);
    const kept = new Map();
    this.db.prepare = (sql) => kept.get(sql) ?? kept.set(sql, prepare(sql)).get(sql);
  }
}

const stored = promise === "stored" && {
  debounce: 0,
  afterStoreDocument: async ({ document }) => document.broadcastStateless("stored"),
};
const server = new Server({
  port: Number(port),
  address: "127.0.0.1",
  quiet: true,
  stopOnSignals: true,
  extensions: [new Durable({ database })],
  ...stored,
});
await server.listen();
console.log("ready");
