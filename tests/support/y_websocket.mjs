// The unchanged npm packages, driven by lines of JSON: node y_websocket.mjs VERSION SERVER ROOM TOKEN LIST.
// In: {"do": "push", "item": …}, "items", "receipts", "attention", "retry", "say", "states", "leave". Out: {"event": …} and {"reply": …}.

import { createInterface } from "node:readline";
import * as Y from "yjs";

const [version, server, room, token, list] = process.argv.slice(2);
const { WebsocketProvider } = await import(version === "2.1" ? "y-websocket-2.1" : "y-websocket");

const out = (line) => console.log(JSON.stringify(line));
const doc = new Y.Doc();
const items = doc.getArray(list);
const provider = new WebsocketProvider(server, room, doc, {
  params: { token },
  WebSocketPolyfill: WebSocket,
  disableBc: true,
});
provider.on("status", ({ status }) => out({ event: status }));
provider.on("sync", (synced) => out({ event: synced ? "synced" : "unsynced" }));
provider.on("connection-close", (event) => out({ event: "closed", code: event?.code ?? 0 }));

const tasks = {
  push: ({ item }) => items.push([item]),
  items: () => items.toJSON(),
  receipts: () => doc.getArray("receipts").toJSON(),
  attention: () => doc.getArray("attention").toJSON(),
  // A person wants a refused record to be tried again.
  retry: ({ id }) => {
    const attention = doc.getArray("attention");
    const at = attention.toJSON().findIndex((each) => each.id === id);
    attention.delete(at);
  },
  say: ({ state }) => provider.awareness.setLocalState(state),
  states: () => [...provider.awareness.getStates().values()],
  leave: () => provider.destroy(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const task = JSON.parse(line);
  out({ reply: tasks[task.do](task) ?? null });
}
process.exit(0);
