/**
 * One channel straight to another device of the room: each hears what the other has.
 *
 * Stage: sync, with JAZZ_ENABLE_P2P. In: the queue, and what the other device says. Out: the queue with that. Always
 * holds: a record that came this way is kept here and nowhere safer, so nobody is told that it was received; a channel
 * that fails takes nothing with it, for the next one begins with what both have.
 */

import type { Bytes } from "./cipher.ts";
import { clocksOf, endsOf, latest, vectorOf, type Clocks } from "./clocks.ts";
import { split } from "./pieces.ts";
import type { Outgoing } from "./queue.ts";
import { decode, state, update, type Message } from "./wire.ts";

const PIECE_BYTES = 16 * 1024;
/** So much may wait in the browser before we go on. */
const BUFFER_BYTES = 1024 * 1024;

/** What a channel needs of the queue. */
export interface Shared {
  toSend(vector?: Uint8Array): Promise<Outgoing>;
  mergeFromDevice(update: Uint8Array): Promise<void>;
  isTaken(vector: Uint8Array): Promise<boolean>;
  stateVector(): Promise<Bytes>;
  print(): Promise<Bytes>;
  subscribe(listener: () => void): () => void;
}

/** What it uses of RTCDataChannel. */
export type Port = Pick<
  RTCDataChannel,
  "send" | "close" | "readyState" | "bufferedAmount" | "bufferedAmountLowThreshold" | "addEventListener" | "binaryType"
>;

export class Channel {
  readonly #port: Port;
  readonly #shared: Shared;
  readonly #onFailed: (error: unknown) => void;
  readonly #forget: () => void;
  /** By client, how much the other device has; unknown until it has said so. */
  #theirs: Clocks | null = null;
  /** What was here when it was last sent. */
  #sent = "";
  #line: Promise<void> = Promise.resolve();
  #isOver = false;

  constructor(port: Port, shared: Shared, onFailed: (error: unknown) => void) {
    this.#port = port;
    this.#shared = shared;
    this.#onFailed = onFailed;
    port.binaryType = "arraybuffer";
    port.bufferedAmountLowThreshold = BUFFER_BYTES / 2;
    port.addEventListener("message", ({ data }: MessageEvent<unknown>) => this.#hear(data));
    port.addEventListener("close", () => this.close());
    this.#forget = shared.subscribe(() => this.#soon(() => this.#send()));
    this.#soon(async () => port.send(state(await shared.stateVector())));
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#forget();
    this.#port.close();
  }

  #hear(data: unknown): void {
    this.#soon(async () => {
      if (!(data instanceof ArrayBuffer)) throw new TypeError("A frame is binary.");
      await this.#take(decode(new Uint8Array(data)));
    });
  }

  async #take(message: Message): Promise<void> {
    if (message.kind === "state") {
      // Another device's word about our numbers; the server's is the one that is acted upon.
      if (await this.#shared.isTaken(message.vector)) return this.close();
      this.#theirs = clocksOf(message.vector);
      await this.#send();
    }
    if (message.kind === "update") {
      await this.#shared.mergeFromDevice(message.update);
      if (this.#theirs !== null) this.#theirs = latest(this.#theirs, endsOf(message.update));
    }
  }

  /** What the other device lacks, when something has changed here since it was last sent. */
  async #send(): Promise<void> {
    if (this.#theirs === null) return;
    const print = String(await this.#shared.print());
    if (this.#sent === print) return;
    const { update: whole, vector } = await this.#shared.toSend(vectorOf(this.#theirs));
    for (const piece of split(whole, PIECE_BYTES)) {
      await this.#space();
      if (this.#isOver) return;
      this.#port.send(update(piece));
    }
    this.#theirs = latest(this.#theirs, clocksOf(vector));
    this.#sent = print;
  }

  async #space(): Promise<void> {
    if (this.#isOver || this.#port.bufferedAmount <= BUFFER_BYTES) return;
    await new Promise<void>((resolve) => {
      for (const event of ["bufferedamountlow", "close"] as const) {
        this.#port.addEventListener(event, () => resolve(), { once: true });
      }
    });
  }

  /** One after the other: what is taken in, and what is sent. */
  #soon(work: () => Promise<void>): void {
    this.#line = this.#line
      .then(() => (this.#isOver ? undefined : work()))
      .catch((error: unknown) => {
        if (!this.#isOver) this.#onFailed(error);
        this.close();
      });
  }
}
