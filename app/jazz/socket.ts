/**
 * One WebSocket to a room, from its opening to its end.
 *
 * Stage: sync. In: the queue, and what the server says. Out: an Ending. Always holds: what is on its way and not yet
 * acknowledged is bounded; records count as received when the server has said that all that was sent before is on its
 * disk; whatever can't be taken in here ends the connection, so that the next one asks for it again.
 */

import type { Ending } from "./answers.ts";
import type { Bytes } from "./cipher.ts";
import { clocksOf, endsOf, latest, vectorOf, type Clocks } from "./clocks.ts";
import { split } from "./pieces.ts";
import type { Outgoing } from "./queue.ts";
import { committed, decode, presence, state, update, type Message } from "./wire.ts";

export const PROTOCOL = "doorstep";
export const PIECE_BYTES = 64 * 1024;
/** So many pieces may be on their way. */
const WINDOW = 4;
const HANDSHAKE_MS = 10_000;
/** A network that swallows everything says nothing: after so long without an answer to a question, it is given up. */
const ANSWER_MS = 20_000;
/** So often we ask when there is nothing to say. */
const QUIET_MS = 25_000;
const WATCH_MS = 1_000;
const CLOSED_BY_US = 1000;
/** As the server says it when the room has another document; ours is of no use in either case. */
const TAKEN = 4409;

/** What a connection needs of the queue. */
export interface Source {
  readonly changes: number;
  toSend(vector?: Uint8Array): Promise<Outgoing>;
  merge(update: Uint8Array): Promise<void>;
  mark(ids: readonly string[], mark: "received"): Promise<void>;
  /** Whether that state shows that somebody else writes as us. */
  isTaken(vector: Uint8Array): Promise<boolean>;
  stateVector(): Promise<Bytes>;
}

/** What devices of one room say of themselves, relayed by the server. */
export interface Presence {
  said(): Bytes;
  hear(said: Bytes): void;
}

export interface Talk {
  readonly address: string;
  readonly token: string;
  readonly source: Source;
  readonly pieceBytes: number;
  /** What this device says to the others of the room, and who hears what they say; null: nothing and nobody. */
  readonly presence?: Presence | null;
  /** The server has said something. */
  readonly onHeard: () => void;
  /** The server has everything that was here. */
  readonly onEven: () => void;
  /** Something could not be taken in or read here; the connection ends. */
  readonly onFailed: (error: unknown) => void;
}

export class Socket {
  readonly ended: Promise<Ending>;
  readonly #talk: Talk;
  readonly #socket: WebSocket;
  readonly #watch: ReturnType<typeof setInterval>;
  #end: (ending: Ending) => void = () => undefined;
  /** By client, how much the server has; unknown until it has said so. */
  #server: Clocks | null = null;
  #taking: Promise<void> = Promise.resolve();
  #sending = false;
  /** What was changed here up to this count, the server has. */
  #even = -1;
  #asked = 0;
  #answered = 0;
  #onAnswer: () => void = () => undefined;
  /** When the server last said something or took bytes, or was asked after a silence. */
  #aliveAt = performance.now();
  #buffered = 0;
  #heard = false;
  #isOver = false;

  constructor(talk: Talk) {
    this.#talk = talk;
    this.ended = new Promise((resolve) => (this.#end = resolve));
    // A browser sends no headers with a WebSocket; the token goes where it is in no address.
    this.#socket = new WebSocket(talk.address, [PROTOCOL, `bearer.${talk.token}`]);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onopen = () => void this.#opened();
    this.#socket.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(data);
    this.#socket.onclose = ({ code, reason }) => this.#over(code, reason);
    this.#watch = setInterval(() => this.#look(), WATCH_MS);
  }

  /** Send what was changed here, unless that is being done. */
  send(): void {
    if (this.#server === null || this.#sending || this.#even === this.#talk.source.changes) return;
    this.#sending = true;
    void this.#sendAll().then(
      () => this.#sent(),
      (error: unknown) => this.#sent(error),
    );
  }

  /** Whether nothing is on its way to the server. */
  get isQuiet(): boolean {
    return this.#server !== null && !this.#sending && this.#even === this.#talk.source.changes;
  }

  /** Say to the others of the room what there is to say. */
  introduce(): void {
    const { presence: ours } = this.#talk;
    if (ours) this.#say(presence(ours.said()));
  }

  close(): void {
    this.#over(CLOSED_BY_US, "");
  }

  async #opened(): Promise<void> {
    try {
      this.#say(state(await this.#talk.source.stateVector()));
      this.introduce();
    } catch (error) {
      this.#fail(error);
    }
  }

  #hear(data: unknown): void {
    this.#aliveAt = performance.now();
    try {
      if (!(data instanceof ArrayBuffer)) throw new TypeError("A frame is binary.");
      const message = decode(new Uint8Array(data));
      this.#heard = true;
      this.#talk.onHeard();
      if (message.kind === "committed") this.#acknowledge(message.number);
      else this.#taking = this.#taking.then(() => this.#take(message)).catch((error: unknown) => this.#fail(error));
    } catch (error) {
      this.#fail(error);
    }
  }

  async #take(message: Message): Promise<void> {
    if (this.#isOver) return;
    if (message.kind === "state") {
      if (await this.#talk.source.isTaken(message.vector)) return this.#over(TAKEN, "");
      this.#server = clocksOf(message.vector);
      this.send();
    }
    if (message.kind === "presence") this.#talk.presence?.hear(message.said);
    if (message.kind === "update") {
      await this.#talk.source.merge(message.update);
      if (this.#server !== null) this.#server = latest(this.#server, endsOf(message.update));
    }
  }

  /** Round after round, until nothing was changed meanwhile. */
  async #sendAll(): Promise<void> {
    const { source, pieceBytes } = this.#talk;
    while (!this.#isOver && this.#server !== null && this.#even !== source.changes) {
      const sent = await source.toSend(vectorOf(this.#server));
      for (const piece of split(sent.update, pieceBytes)) {
        await this.#answers(WINDOW - 1);
        this.#say(update(piece));
        this.#ask();
      }
      await this.#answers(0);
      // Not before the last piece is on the server's disk: one that builds on a missing one would wait there for ever.
      if (this.#isOver) return;
      await source.mark(sent.ids, "received");
      this.#server = latest(this.#server, clocksOf(sent.vector));
      this.#even = sent.changes;
    }
  }

  /** Whoever hears that both are even may close the socket, for by then it is quiet. */
  #sent(error?: unknown): void {
    this.#sending = false;
    if (error !== undefined) this.#fail(error);
    else if (!this.#isOver) this.#talk.onEven();
  }

  /** Wait until no more than so many questions are open; or until it is over. */
  async #answers(most: number): Promise<void> {
    while (this.#asked - this.#answered > most && !this.#isOver) {
      await new Promise<void>((resolve) => (this.#onAnswer = resolve));
    }
  }

  #ask(): void {
    if (this.#asked === this.#answered) this.#aliveAt = performance.now();
    this.#asked += 1;
    this.#say(committed(this.#asked));
  }

  #acknowledge(number: number): void {
    this.#answered = Math.max(this.#answered, Math.min(number, this.#asked));
    this.#onAnswer();
  }

  #say(frame: Bytes): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }

  #look(): void {
    const now = performance.now();
    const { bufferedAmount, readyState } = this.#socket;
    if (bufferedAmount < this.#buffered) this.#aliveAt = now;
    this.#buffered = bufferedAmount;
    const silence = now - this.#aliveAt;
    if (readyState === WebSocket.CONNECTING) {
      if (silence > HANDSHAKE_MS) this.#over(0, "");
    } else if (this.#asked > this.#answered || !this.#heard) {
      if (silence > ANSWER_MS) this.#over(0, "");
    } else if (silence > QUIET_MS) this.#ask();
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    this.#talk.onFailed(error);
    this.#over(0, "");
  }

  #over(code: number, reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#watch);
    this.#socket.onclose = null;
    // Ours to say, whether or not a network is left to hear it.
    this.#socket.close(CLOSED_BY_US);
    this.#onAnswer();
    this.#end({ code, reason, heard: this.#heard, wait: 0 });
  }
}
