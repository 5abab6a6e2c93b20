/**
 * Channels from this device straight to the others of its room, beside the server and while that is away.
 *
 * Stage: sync, with JAZZ_ENABLE_P2P. In: what the devices of the room say of themselves while the server relays it. Out:
 * open channels, each with the queue behind it. Always holds: only devices that the server has let into the same room,
 * with the same document, find each other; no other server hears of them; a channel outlives the socket over which it
 * was arranged, and none outlives the document.
 *
 * Of two devices the one with the lesser name calls. The call and the answer are what WebRTC needs, each whole.
 */

import { Channel, type Shared } from "./channel.ts";
import type { Bytes } from "./cipher.ts";
import { idMaker } from "./ids.ts";
import { decodeSaid, encodeSaid } from "./presence.ts";

/** So many devices one speaks with directly; the others have what they need from these, or from the server. */
const MOST = 4;
/** The ways to this device within its own network are found at once; what takes longer isn't waited for. */
const GATHER_MS = 2_000;
/** A call that came to nothing is tried again after so long. */
const AGAIN_MS = 5_000;
/** So long a device is spoken with that the server no longer has in the room: it may have been shut out. */
const GONE_MS = 5 * 60_000;
const LABEL = "jazz";

/** What WebRTC has to say, under the number of the call. */
type Words = readonly [call: number, sdp: string];

/** What a device says of itself under "jazz". */
interface Self {
  readonly name: string;
  readonly document: string;
  readonly calls: Readonly<Record<string, Words>>;
  readonly answers: Readonly<Record<string, Words>>;
}

interface Link {
  readonly call: number;
  readonly link: RTCPeerConnection;
  channel: Channel | null;
  /** Runs while the server says that the device is not in the room. */
  gone: ReturnType<typeof setTimeout> | undefined;
}

export class Peers {
  readonly #name = idMaker()();
  readonly #client = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  readonly #shared: Shared;
  readonly #onWord: () => void;
  readonly #onCount: () => void;
  readonly #links = new Map<string, Link>();
  readonly #calls = new Map<string, Words>();
  readonly #answers = new Map<string, Words>();
  /** By client, what the others said last. */
  readonly #others = new Map<number, Self>();
  #document = "";
  #clock = 0;
  #call = 0;
  #again: ReturnType<typeof setTimeout> | undefined;

  /** It calls when there is something new to say to the room, and when there are more or fewer channels. */
  constructor(shared: Shared, onWord: () => void, onCount: () => void) {
    this.#shared = shared;
    this.#onWord = onWord;
    this.#onCount = onCount;
  }

  /** The devices that are spoken with now. */
  get count(): number {
    return [...this.#links.values()].filter(({ channel }) => channel !== null).length;
  }

  /** From now on it is about this document of this room. */
  enter(room: string, epoch: number): void {
    const document = `${room} ${epoch}`;
    if (document === this.#document) return;
    this.leave();
    this.#document = document;
  }

  /** End every channel: the document is about to be another one. */
  leave(): void {
    clearTimeout(this.#again);
    this.#document = "";
    this.#others.clear();
    for (const name of [...this.#links.keys()]) this.#end(name);
  }

  /** What this device says of itself, to be sent when a socket opens and whenever there is a word. */
  said(): Bytes {
    this.#clock += 1;
    const self: Self = {
      name: this.#name,
      document: this.#document,
      calls: Object.fromEntries(this.#calls),
      answers: Object.fromEntries(this.#answers),
    };
    return encodeSaid({ client: this.#client, clock: this.#clock, state: JSON.stringify({ jazz: self }) });
  }

  /** Take in what the devices of the room say; what is none of ours is passed over. */
  hear(body: Bytes): void {
    for (const { client, state } of decodeSaid(body)) {
      const self = client === this.#client ? null : selfIn(state);
      if (self === null) this.#others.delete(client);
      else if (self.name !== this.#name) this.#others.set(client, self);
    }
    const names = new Set([...this.#others.values()].map(({ name }) => name));
    for (const [name, begun] of this.#links) {
      if (names.has(name)) this.#stays(begun);
      // Who has gone answers no call; an open channel needs nobody to arrange it.
      else if (begun.channel === null) this.#end(name);
      else begun.gone ??= setTimeout(() => this.#end(name), GONE_MS);
    }
    this.#review();
  }

  /** No server is there to say who is in the room. */
  alone(): void {
    this.#others.clear();
    for (const begun of this.#links.values()) this.#stays(begun);
  }

  #stays(begun: Link): void {
    clearTimeout(begun.gone);
    begun.gone = undefined;
  }

  #review(): void {
    if (this.#document === "") return;
    for (const other of this.#others.values()) {
      if (other.document !== this.#document) continue;
      const isOurs = this.#name < other.name;
      const work = isOurs ? this.#callOrHear(other) : this.#answer(other);
      work.catch((error: unknown) => {
        failed(error);
        this.#end(other.name);
      });
    }
  }

  async #callOrHear({ name, answers }: Self): Promise<void> {
    const known = this.#links.get(name);
    if (known === undefined) return this.#callUp(name);
    const [call, sdp] = answers[this.#name] ?? [];
    if (call !== known.call || sdp === undefined || known.link.signalingState !== "have-local-offer") return;
    await known.link.setRemoteDescription({ type: "answer", sdp });
  }

  async #callUp(name: string): Promise<void> {
    if (this.#links.size >= MOST) return;
    this.#call += 1;
    const { call, link } = this.#begin(name, this.#call);
    this.#attach(name, link, link.createDataChannel(LABEL));
    await link.setLocalDescription();
    this.#calls.set(name, [call, await gathered(link)]);
    if (this.#links.get(name)?.link === link) this.#onWord();
  }

  async #answer({ name, calls }: Self): Promise<void> {
    const [call, sdp] = calls[this.#name] ?? [];
    if (call === undefined || sdp === undefined || this.#links.get(name)?.call === call) return;
    if (!this.#links.has(name) && this.#links.size >= MOST) return;
    this.#end(name);
    const { link } = this.#begin(name, call);
    link.addEventListener("datachannel", ({ channel }) => this.#attach(name, link, channel));
    await link.setRemoteDescription({ type: "offer", sdp });
    await link.setLocalDescription();
    this.#answers.set(name, [call, await gathered(link)]);
    if (this.#links.get(name)?.link === link) this.#onWord();
  }

  #begin(name: string, call: number): Link {
    const link = new RTCPeerConnection();
    const begun: Link = { call, link, channel: null, gone: undefined };
    this.#links.set(name, begun);
    link.addEventListener("connectionstatechange", () => {
      if (!["failed", "closed"].includes(link.connectionState) || this.#links.get(name) !== begun) return;
      this.#end(name);
      this.#tryAgain();
    });
    return begun;
  }

  #attach(name: string, link: RTCPeerConnection, port: RTCDataChannel): void {
    port.addEventListener("open", () => {
      const begun = this.#links.get(name);
      if (begun?.link !== link) return port.close();
      begun.channel = new Channel(port, this.#shared, failed);
      // What arranged it has done its work, and would only make what we say long.
      this.#calls.delete(name);
      this.#answers.delete(name);
      this.#onCount();
    });
    port.addEventListener("close", () => {
      if (this.#links.get(name)?.link !== link) return;
      this.#end(name);
      this.#tryAgain();
    });
  }

  #end(name: string): void {
    const begun = this.#links.get(name);
    this.#links.delete(name);
    this.#calls.delete(name);
    this.#answers.delete(name);
    clearTimeout(begun?.gone);
    begun?.channel?.close();
    begun?.link.close();
    if (begun?.channel) this.#onCount();
  }

  #tryAgain(): void {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#review(), AGAIN_MS);
  }
}

/** A way that is not to be had is no trouble of anybody's: what waits goes over the server. */
function failed(error: unknown): void {
  console.warn("A device can't be reached directly.", error);
}

/** What a device of ours says of itself; others in the room say what they like. */
function selfIn(state: string): Self | null {
  try {
    const self: unknown = (JSON.parse(state) as { jazz?: unknown } | null)?.jazz;
    return isSelf(self) ? self : null;
  } catch {
    return null;
  }
}

function isSelf(value: unknown): value is Self {
  if (typeof value !== "object" || value === null) return false;
  const { name, document, calls, answers } = value as Record<string, unknown>;
  return typeof name === "string" && typeof document === "string" && areWords(calls) && areWords(answers);
}

function areWords(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).every(
    (words) => Array.isArray(words) && typeof words[0] === "number" && typeof words[1] === "string",
  );
}

/** What the other device must be told, with the ways by which this one can be reached. */
async function gathered(link: RTCPeerConnection): Promise<string> {
  if (link.iceGatheringState !== "complete") {
    await new Promise<void>((resolve) => {
      setTimeout(resolve, GATHER_MS);
      link.addEventListener("icegatheringstatechange", () => {
        if (link.iceGatheringState === "complete") resolve();
      });
    });
  }
  return link.localDescription?.sdp ?? "";
}
