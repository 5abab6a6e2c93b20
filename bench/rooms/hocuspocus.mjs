// Hocuspocus on SQLite: node hocuspocus.mjs PORT FILE early|stored.
// early: with its SQLite extension, as it comes: it acknowledges an update before it stores the document, two seconds
// later. stored: as one who needs the promise would write it with its hooks: what comes is appended, all that waits in
// one transaction, and each sender is told after the commit.

import { SQLite } from "@hocuspocus/extension-sqlite";
import { Server } from "@hocuspocus/server";
import BetterSqlite3 from "better-sqlite3";
import * as Y from "yjs";

const [port, file, promise] = process.argv.slice(2);

function durable(database) {
  // The same as Doorstep's: one file and its log, and a commit that survives a power cut.
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
  return database;
}

class Extension extends SQLite {
  async onConfigure() {
    await super.onConfigure();
    durable(this.db);
    // Each statement is prepared once and kept: kinder to it, and Node 24 ends when one is collected.
    const prepare = this.db.prepare.bind(this.db);
    const kept = new Map();
    this.db.prepare = (sql) => kept.get(sql) ?? kept.set(sql, prepare(sql)).get(sql);
  }
}

class Journal {
  async onConfigure() {
    const database = durable(new BetterSqlite3(file));
    database.exec("CREATE TABLE journal (id INTEGER PRIMARY KEY, room TEXT NOT NULL, body BLOB NOT NULL)");
    database.exec("CREATE INDEX journal_room ON journal (room)");
    // Statements are kept: Node 24 ends when one of them is collected.
    this.insert = database.prepare("INSERT INTO journal (room, body) VALUES (?, ?)");
    this.rows = database.prepare("SELECT body FROM journal WHERE room = ? ORDER BY id");
    this.append = database.transaction((entries) => {
      for (const { documentName, update } of entries) this.insert.run(documentName, update);
    });
    this.waiting = [];
  }

  async onLoadDocument({ document, documentName }) {
    for (const { body } of this.rows.all(documentName)) Y.applyUpdate(document, body);
  }

  async onChange(change) {
    if (this.waiting.push(change) === 1) setImmediate(() => this.commit());
  }

  commit() {
    const entries = this.waiting;
    this.waiting = [];
    this.append(entries);
    for (const { connection } of entries) connection?.sendStateless("stored");
  }
}

const server = new Server({
  port: Number(port),
  address: "127.0.0.1",
  quiet: true,
  stopOnSignals: true,
  extensions: [promise === "stored" ? new Journal() : new Extension({ database: file })],
});
await server.listen();
console.log("ready");
