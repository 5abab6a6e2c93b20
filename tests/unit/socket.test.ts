/** One socket and a room that answers as the server does. */

import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";

import * as Y from "yjs";

import type { Bytes } from "../../app/jazz/cipher.ts";
import { Socket, type Source } from "../../app/jazz/socket.ts";
import { committed, decode, state } from "../../app/jazz/wire.ts";

/** The browser's WebSocket, with a room behind it that has nothing and commits at once. */
class Room {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  readyState = Room.CONNECTING;
  readonly bufferedAmount = 0;
  binaryType = "";
  onopen: () => void = () => undefined;
  onmessage: (event: { data: ArrayBuffer }) => void = () => undefined;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;

  constructor() {
    queueMicrotask(() => {
      this.readyState = Room.OPEN;
      this.onopen();
    });
  }

  send(frame: Bytes): void {
    const message = decode(frame);
    if (message.kind === "state") this.#answer(state(Y.encodeStateVector(new Y.Doc())));
    if (message.kind === "committed") this.#answer(committed(message.number));
  }

  close(): void {
    this.readyState = 3;
  }

  #answer(frame: Bytes): void {
    queueMicrotask(() => this.onmessage({ data: frame.slice().buffer }));
  }
}

class OneRecord implements Source {
  readonly changes = 1;
  readonly received: string[] = [];
  readonly #doc = new Y.Doc();

  constructor() {
    this.#doc.getArray("queue").push([{ id: "a" }]);
  }

  async toSend(vector?: Uint8Array) {
    const update = Y.encodeStateAsUpdate(this.#doc, vector) as Bytes;
    return { update, vector: await this.stateVector(), ids: ["a"], changes: this.changes };
  }

  async merge(): Promise<void> {}

  async mark(ids: readonly string[]): Promise<void> {
    this.received.push(...ids);
  }

  async isTaken(): Promise<boolean> {
    return false;
  }

  async stateVector(): Promise<Bytes> {
    return Y.encodeStateVector(this.#doc) as Bytes;
  }
}

/** What `look` finds in the moment in which device and room have the same. */
function onceEven<T>(context: TestContext, source: Source, look: (socket: Socket) => T): Promise<T> {
  const before = globalThis.WebSocket;
  globalThis.WebSocket = Room as unknown as typeof WebSocket;
  context.after(() => {
    globalThis.WebSocket = before;
  });
  return new Promise((resolve, reject) => {
    const socket: Socket = new Socket({
      address: "ws://room",
      token: "token",
      source,
      pieceBytes: 1024,
      onHeard: () => undefined,
      onEven: () => resolve(look(socket)),
      onFailed: reject,
    });
    context.after(() => socket.close());
  });
}

test("records count as received when the room has committed them", async (context) => {
  const source = new OneRecord();
  await onceEven(context, source, () => undefined);
  assert.deepEqual(source.received, ["a"]);
});

test("when both are even the socket is quiet: nothing else may come that would let it be closed", async (context) => {
  assert.ok(await onceEven(context, new OneRecord(), (socket) => socket.isQuiet));
});
