/**
 * The life of the connection: when to reach for the server, how, and what to do when it fails.
 *
 * Stage: sync. In: the queue and whether this tab leads. Out: records at the server, what it sends in the queue, and
 * News for pages. Always holds: nothing is asked of the network while nothing waits; a wait ends early for something
 * new, but only an answer of our server begins the waits anew; whatever the server says, the queue stays.
 */

import type { Addresses } from "./addresses.ts";
import { reactionTo, SIGNED_OUT, SILENCE, type Ending, type Reaction } from "./answers.ts";
import { earliest, waitAfter } from "./backoff.ts";
import { epochIn, type Beginnings } from "./beginnings.ts";
import { Bell, sleep } from "./bell.ts";
import { Refusal } from "./calls.ts";
import type { Bytes } from "./cipher.ts";
import { QueueError, type OnTrouble } from "./errors.ts";
import { endingOf } from "./failures.ts";
import { exchangeOnce } from "./http_sync.ts";
import { BEFORE, type News } from "./news.ts";
import type { Credentials, Keep, Registration } from "./registration.ts";
import { PIECE_BYTES, Socket, type Presence, type Source } from "./socket.ts";
import type { View } from "./view.ts";

/** The socket stays open that long after the last news, in case more comes. */
const LINGER_MS = 30_000;
/** By then a device that was disconnected is out of the room. */
const PARTED_MS = 3_000;
const SETTLE_MS = 500;
/** So long the server's last word counts when nothing is asked of it any more. */
const LATELY_MS = 60_000;
const SMALLEST_PIECE = 4 * 1024;
/** Where sockets are blocked, what waits is asked about so often, and a socket is tried so often. */
const POLL_MS = 5_000;
const SOCKET_AGAIN_MS = 5 * 60_000;
/** After so many failures' worth of waiting we come back from a restart: everybody does at that moment. */
const RESTART = 3;
const CLOSED = 1000;
const ENDS_DIRECT: ReadonlySet<Reaction> = new Set(["begin", "renew", "stop"]);
const PRINT = "synced";
const LAST_SYNC = "lastSync";

export interface SyncedQueue extends Source {
  readonly view: View;
  print(): Promise<Bytes>;
  subscribe(listener: () => void): () => void;
}

/** Channels straight to other devices: peers.ts. */
export interface Direct extends Presence {
  enter(room: string, epoch: number): void;
  leave(): void;
  alone(): void;
  readonly count: number;
}

/** What it takes to reach a room, besides a connection. */
export interface Reach {
  readonly registration: Registration;
  readonly keep: Keep;
  readonly addresses: Addresses;
  readonly beginnings: Beginnings;
}

export interface Surroundings extends Reach {
  readonly queue: SyncedQueue;
  /** With JAZZ_ENABLE_P2P; it calls when there is a word for the room, and when there are more or fewer channels. */
  readonly direct: ((onWord: () => void, onCount: () => void) => Direct) | null;
  readonly now: () => number;
  /** What people's clocks say, in milliseconds since 1970. */
  readonly clock: () => number;
  readonly random: () => number;
  readonly isVisible: () => boolean;
  readonly onNews: (news: News) => void;
  readonly onTrouble: OnTrouble;
}

/** Something to do while no socket is open. */
interface Order {
  readonly work: (over: AbortSignal) => Promise<void>;
  readonly done: () => void;
  readonly refused: (error: unknown) => void;
}

export class Connection {
  readonly #around: Surroundings;
  readonly #failed = (error: unknown): Ending => endingOf(error, this.#around.onTrouble);
  readonly #bell = new Bell();
  /** Rings for what a person waits for. */
  readonly #urgent = new Bell();
  #order: Order | null = null;
  #news: News = BEFORE;
  #socket: Socket | null = null;
  #failures = 0;
  /** The server has told us what to mend, and that was done, since device and server last had the same. */
  #hasMended = false;
  #pieceBytes = PIECE_BYTES;
  /** Until then sockets are not tried: they were blocked where HTTP came through. */
  #socketAgainAt = 0;
  /** What was changed up to this count needs no connection. */
  #even = -1;
  /** The tabs in which somebody looks at what other devices do. */
  readonly #live = new Set<string>();
  /** How often there was something new to look at. */
  #wakes = 0;
  #lately: ReturnType<typeof setTimeout> | undefined;
  #linger: ReturnType<typeof setTimeout> | undefined;
  #settle: ReturnType<typeof setTimeout> | undefined;

  readonly #direct: Direct | null;

  constructor(around: Surroundings) {
    this.#around = around;
    const count = () => this.#tell({ direct: this.#direct?.count ?? 0 });
    this.#direct = around.direct?.(() => this.#socket?.introduce(), count) ?? null;
  }

  get news(): News {
    return this.#news;
  }

  /** Something happened that makes a try worth while. */
  wake(): void {
    this.#wakes += 1;
    this.#bell.ring();
    this.#socket?.send();
    this.#review();
  }

  /** A person asks for it: try now, whatever the wait. */
  hurry(): void {
    this.#urgent.ring();
    this.wake();
  }

  /** Go over to the room of the device that shows this code. Only in the tab that leads. */
  join(code: string): Promise<void> {
    return new Promise((done, refused) => {
      this.#order = { work: (over) => this.#around.beginnings.join(code, over), done, refused };
      this.#socket?.close();
      this.hurry();
    });
  }

  /** The room has lost a device: whoever is still in it is found again. */
  parted(): void {
    if (this.#direct === null) return;
    this.#direct.leave();
    setTimeout(() => {
      this.#socket?.close();
      this.hurry();
    }, PARTED_MS);
  }

  /** Whether somebody looks at a page in that tab which shows at once what other devices do. */
  stayLive(tab: string, isLive: boolean): void {
    if (isLive) this.#live.add(tab);
    else this.#live.delete(tab);
    this.wake();
  }

  /** Hold the connection whenever something waits, until it is over. */
  async run(over: AbortSignal): Promise<void> {
    const { queue, keep, registration } = this.#around;
    const forget = queue.subscribe(() => this.wake());
    over.addEventListener("abort", () => this.#socket?.close());
    const known = await registration.known();
    this.#tell({ room: known?.room ?? null, lastSync: await keep.read<number>(LAST_SYNC) });
    while (!over.aborted) {
      const wakes = this.#wakes;
      if (this.#order !== null) await this.#obey(this.#order, over);
      else if (await this.#isWanted()) await this.#try(over);
      // Nobody waited for the bell when it rang meanwhile.
      else if (wakes === this.#wakes) {
        this.#tell({ status: "idle" });
        this.#lately = setTimeout(() => this.#tell({ online: false }), LATELY_MS);
        await this.#bell.rings(over);
        clearTimeout(this.#lately);
      }
    }
    forget();
    this.#direct?.leave();
    this.#order?.refused(new Refusal(SILENCE));
    this.#order = null;
    this.#tell({ status: "idle" });
  }

  async #obey({ work, done, refused }: Order, over: AbortSignal): Promise<void> {
    this.#order = null;
    this.#direct?.leave();
    await work(over).then(done, refused);
    this.#even = -1;
  }

  async #try(over: AbortSignal): Promise<void> {
    this.#tell({ status: "connecting" });
    const ending = await this.#attempt(over).catch(this.#failed);
    if (over.aborted || ending.code === CLOSED) return;
    const reaction = reactionTo(ending);
    this.#tell({ online: ending.heard && reaction !== "later" });
    await this.#react(reaction, ending, over).catch((error: unknown) => this.#wait(this.#failed(error), over));
  }

  /** Over a socket; when that isn't answered at all, HTTP tells whether it is the socket or the network. */
  async #attempt(over: AbortSignal): Promise<Ending> {
    const { registration, beginnings, now } = this.#around;
    await beginnings.finish(over);
    const credentials = await registration.ensure(over);
    this.#tell({ room: credentials.room });
    if (over.aborted) return SILENCE;
    // Asked for while there was no socket yet that it could have closed.
    if (this.#order !== null) return { ...SILENCE, code: CLOSED };
    if (now() >= this.#socketAgainAt) {
      const ending = await this.#talk(credentials);
      if (ending.heard || ending.code === CLOSED || over.aborted) return ending;
    }
    return this.#poll(credentials, over);
  }

  async #talk({ room, epoch, token }: Credentials): Promise<Ending> {
    const { queue, addresses } = this.#around;
    this.#direct?.enter(room, epoch);
    this.#socket = new Socket({
      address: addresses.socket(room, epoch),
      token,
      source: queue,
      pieceBytes: this.#pieceBytes,
      presence: this.#direct,
      onHeard: () => this.#tell({ online: true, status: "live" }),
      onEven: () => this.#evened(),
      onFailed: this.#failed,
    });
    const ending = await this.#socket.ended;
    this.#socket = null;
    this.#direct?.alone();
    clearTimeout(this.#linger);
    return ending;
  }

  async #poll({ room, epoch, token }: Credentials, over: AbortSignal): Promise<Ending> {
    const { queue, addresses, now } = this.#around;
    const { changes } = queue;
    await exchangeOnce(queue, { address: addresses.http(room, epoch), token }, this.#pieceBytes, over);
    if (now() >= this.#socketAgainAt) this.#socketAgainAt = now() + SOCKET_AGAIN_MS;
    this.#tell({ online: true, status: "polling" });
    this.#even = changes;
    this.#evened();
    if (await this.#isWanted()) await this.#pause(POLL_MS, over);
    return { ...SILENCE, code: CLOSED, heard: true };
  }

  async #react(reaction: Reaction, ending: Ending, over: AbortSignal): Promise<void> {
    this.#failures += 1;
    // Where it comes to another document, or may not come in, no device speaks with it directly either.
    if (ENDS_DIRECT.has(reaction)) this.#direct?.leave();
    const hasMoved = reaction === "stop" && (await (await mending()).isMoved(this.#around, over));
    if (reaction === "stop" && !hasMoved) return this.#stop(over);
    const isMended = hasMoved || (await this.#mend(reaction, ending, over));
    // What the server has told us to mend is no reason to wait, unless that has not helped.
    if (isMended && !this.#hasMended) return void (this.#hasMended = true);
    if (reaction === "smaller") this.#shrink();
    if (reaction === "slower") this.#failures += 1;
    await this.#wait(ending, over, reaction === "again" ? RESTART : this.#failures);
  }

  async #wait(ending: Ending, over: AbortSignal, failures = this.#failures): Promise<void> {
    if (ending === SIGNED_OUT) return this.#rest({ status: "signed_out" }, over);
    this.#tell({ status: "waiting" });
    await this.#pause(Math.max(ending.wait, waitAfter(failures, this.#around.random())), over);
  }

  /** Do what the server asks for, where it is something to be done. */
  async #mend(reaction: Reaction, ending: Ending, over: AbortSignal): Promise<boolean> {
    if (reaction === "renew") return (await mending()).renew(this.#around, () => this.#stop(over), over);
    if (reaction !== "begin") return false;
    await this.#around.beginnings.next(epochIn(ending), over);
    return true;
  }

  async #stop(over: AbortSignal): Promise<void> {
    this.#around.onTrouble(new QueueError("not_admitted"));
    await this.#rest({ status: "stopped", online: true }, over);
  }

  /** Keep the queue, say so, and try again only when a person asks or signs in, or the page is opened anew. */
  async #rest(news: Partial<News>, over: AbortSignal): Promise<void> {
    this.#tell(news);
    if (this.#order === null) await this.#urgent.rings(over);
  }

  #shrink(): void {
    if (this.#pieceBytes <= SMALLEST_PIECE) this.#around.onTrouble(new QueueError("server_full"));
    this.#pieceBytes = Math.max(SMALLEST_PIECE, this.#pieceBytes / 2);
  }

  async #pause(wait: number, over: AbortSignal): Promise<void> {
    if (this.#order !== null) return;
    const rung = this.#bell.rings(AbortSignal.any([over, AbortSignal.timeout(wait)]));
    const urgent = this.#urgent.rings(over);
    await Promise.race([sleep(earliest(wait), over), urgent]);
    await Promise.race([rung, urgent]);
  }

  /** Whether there is something to bring or to wait for. */
  async #isWanted(): Promise<boolean> {
    const { queue, keep, registration, beginnings } = this.#around;
    if (queue.view.pending > 0) return true;
    if (this.#isAwaiting() && (await registration.known()) !== null) return true;
    if (this.#even === queue.changes) return false;
    if (await beginnings.isUnfinished()) return true;
    // A visit begins: what is here may be what the server had when the last one ended.
    const { changes } = queue;
    const print = await queue.print();
    const isEven = print.length === EMPTY_PRINT || String(print) === (await keep.read<string>(PRINT));
    if (isEven) this.#even = changes;
    return !isEven;
  }

  /** Whether somebody looks, to whom the server's next word matters. */
  #isAwaiting(): boolean {
    if (this.#live.size > 0) return true;
    return this.#around.isVisible() && (this.#direct !== null || this.#around.queue.view.received > 0);
  }

  #evened(): void {
    const lastSync = this.#around.clock();
    this.#failures = 0;
    this.#hasMended = false;
    this.#pieceBytes = PIECE_BYTES;
    this.#tell({ lastSync });
    void this.#around.keep.keep(LAST_SYNC, lastSync, "relaxed").catch(this.#failed);
    this.#review();
  }

  /** Look again whether the socket is needed: after each change, and when the page is hidden or shown. */
  #review(): void {
    clearTimeout(this.#linger);
    clearTimeout(this.#settle);
    const socket = this.#socket;
    if (socket === null || !socket.isQuiet) return;
    this.#even = this.#around.queue.changes;
    this.#settle = setTimeout(() => void this.#remember().catch(this.#failed), SETTLE_MS);
    if (this.#isAwaiting() || this.#around.queue.view.pending > 0) return;
    const wait = this.#around.isVisible() ? LINGER_MS : 0;
    this.#linger = setTimeout(() => socket.close(), wait);
  }

  /** Note that server and device have the same, so that the next visit needs no connection to find that out. */
  async #remember(): Promise<void> {
    const { queue, keep } = this.#around;
    const print = await queue.print();
    if (this.#even === queue.changes) await keep.keep(PRINT, String(print), "relaxed");
  }

  #tell(change: Partial<News>): void {
    const news = { ...this.#news, ...change };
    const isNew = (Object.keys(change) as (keyof News)[]).some((name) => news[name] !== this.#news[name]);
    this.#news = news;
    if (isNew) this.#around.onNews(news);
  }
}

/** Few devices are ever refused. Where it can't be had now, the next attempt asks again. */
const mending = () => import("./mending.ts");

/** The print of a document that nothing was ever written to: no clients, no structs, nothing deleted. */
const EMPTY_PRINT = 3;
