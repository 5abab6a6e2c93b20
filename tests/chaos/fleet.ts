/**
 * Many phones in one process: the queue and the connection as a browser has them, each over a storage in a file of its
 * own, and beside some of them an unchanged y-websocket in the same room.
 *
 * node fleet.ts FOLDER SERVER PHONES PACE_MS. Says, line by line: {try: record}, {saved: id}, {received: [id], room},
 * {stored: [id]}, {trouble: code}, {lost: phone}; and to {"do": "count"} {waiting: n}. Hears {"do": "rest" | "count" | "hurry"},
 * {"do": "clock", "by": ms}, {"do": "full", "phone": n, "on": boolean}, {"do": "lose", "phone": n}.
 */

import { readdirSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import * as Y from "yjs";
import { WebsocketProvider } from "y-websocket";

import { addressesOf } from "../../app/jazz/addresses.ts";
import { Beginnings } from "../../app/jazz/beginnings.ts";
import { Connection } from "../../app/jazz/connection.ts";
import type { QueueError } from "../../app/jazz/errors.ts";
import { BROWSER, idMaker, localTime } from "../../app/jazz/ids.ts";
import { Queue } from "../../app/jazz/queue.ts";
import { Registration } from "../../app/jazz/registration.ts";
import type { FeedbackItem } from "../../app/jazz/schema.ts";
import { FileDisk, FileLog, keepOn } from "./file_log.ts";

const [folder = ".", server = "", phones = "1", pace = "500"] = process.argv.slice(2);
const RUN = Math.random().toString(36).slice(2, 8);
const HALF_FULL = 100;
/** Every so many phones have a stock client beside them. */
const PAIRED_EACH = 4;
let clockOffset = 0;
let isResting = false;

const out = (line: object) => console.log(JSON.stringify(line));
const now = () => Date.now() + clockOffset;

// Pages ask their own origin; a process has none.
const { fetch: ask } = globalThis;
globalThis.fetch = ((address: string, options?: RequestInit) => ask(new URL(address, server), options)) as typeof fetch;

function record(orderId: string): Readonly<Record<string, unknown>> {
  const rating = 1 + Math.floor(Math.random() * 5);
  const comment = "Zwei Treppen, „links“ 🚪 ".repeat(Math.floor(Math.random() * 4));
  return { orderId, courierId: 7, rating, comment, source: "customer", reasons: ["on_time"] };
}

class Phone {
  readonly #queue: Queue;
  readonly #disk: FileDisk;
  readonly #connection: Connection;
  readonly #over = new AbortController();
  readonly #said = new Map<string, string>();
  readonly #newId: () => string;
  readonly #name: string;
  #room = "";
  #stock: WebsocketProvider | null = null;
  #made = 0;

  private constructor(name: string, queue: Queue, disk: FileDisk, newId: () => string) {
    this.#name = name;
    this.#queue = queue;
    this.#disk = disk;
    this.#newId = newId;
    const keep = keepOn(disk);
    const registration = new Registration(name, keep);
    const addresses = addressesOf("", server);
    this.#connection = new Connection({
      direct: null,
      queue,
      keep,
      registration,
      addresses,
      beginnings: new Beginnings(queue, registration, keep, addresses),
      now: () => performance.now(),
      clock: now,
      random: Math.random,
      isVisible: () => true,
      onNews: ({ room }) => (this.#room = room ?? this.#room),
      onTrouble: trouble,
    });
    queue.subscribe(() => this.#look());
    this.#look();
    void this.#connection.run(this.#over.signal);
  }

  static async open(name: string): Promise<Phone> {
    const disk = new FileDisk(`${folder}/${name}.json`);
    const log = new FileLog(disk);
    const newId = idMaker({ ...BROWSER, now });
    const queue = await Queue.open(log, {
      deviceId: name,
      client: (fresh) => log.client(fresh),
      newId,
      now,
      ring: () => undefined,
      onTrouble: trouble,
    });
    return new Phone(name, queue, disk, newId);
  }

  get waiting(): number {
    return this.#queue.view.items.length;
  }

  set isFull(on: boolean) {
    this.#disk.isFull = on;
  }

  hurry(): void {
    this.#connection.hurry();
  }

  async rate(): Promise<void> {
    if (this.waiting > HALF_FULL) return;
    const id = this.#newId();
    const fields = { ...record(`${this.#name}-${RUN}-${this.#made++}`), id, createdAt: localTime(now()) };
    out({ try: fields, phone: this.#name });
    await this.#queue.enqueue(fields).then(() => out({ saved: id, phone: this.#name }), trouble);
  }

  /** Another program in the same room, which knows nothing of 102: what it adds is tried, and never confirmed. */
  async pair(): Promise<void> {
    const credentials = await new Registration(this.#name, keepOn(this.#disk)).known();
    if (credentials === null) return;
    const doc = new Y.Doc();
    this.#stock = new WebsocketProvider(`${server.replace("http", "ws")}/sync`, credentials.room, doc, {
      params: { token: credentials.token },
      WebSocketPolyfill: WebSocket,
      disableBc: true,
      maxBackoffTime: 1000,
    });
  }

  stockRates(): void {
    if (this.#stock === null || this.waiting > HALF_FULL) return;
    const item = {
      ...record(`${this.#name}-${RUN}-stock-${this.#made++}`),
      id: this.#newId(), createdAt: localTime(now()), deviceId: "stock", publishConsent: false,
      needsFollowUp: false, contact: null, supersedes: null, schemaVersion: 1,
    };
    out({ try: item, phone: this.#name });
    this.#stock.doc.getArray<FeedbackItem>("queue").push([item as unknown as FeedbackItem]);
  }

  get isPaired(): boolean {
    return this.#stock !== null;
  }

  /** The phone is gone for ever, with all that it had. */
  lose(): void {
    this.#over.abort();
    this.#stock?.destroy();
    // Told first: whoever is killed in between still has it.
    out({ lost: this.#name });
    rmSync(`${folder}/${this.#name}.json`, { force: true });
  }

  #look(): void {
    const { items, receipts } = this.#queue.view;
    this.#tell("received", items.filter(({ status }) => status === "received").map(({ id }) => id));
    this.#tell("stored", receipts.map(({ id }) => id));
  }

  #tell(state: "received" | "stored", ids: readonly string[]): void {
    const fresh = ids.filter((id) => this.#said.get(id) !== state);
    for (const id of fresh) this.#said.set(id, state);
    if (fresh.length > 0) out({ [state]: fresh, room: this.#room });
  }
}

function trouble(error: QueueError): void {
  out({ trouble: error.code });
}

const known = readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5));
const fresh = Array.from({ length: Math.max(0, Number(phones) - known.length) }, (_, at) => `phone-${RUN}-${at}`);
const names = [...known, ...fresh];
const fleet = await Promise.all(names.map((name) => Phone.open(name)));
let lost = 0;

async function lose(at: number): Promise<void> {
  fleet[at]?.lose();
  fleet[at] = await Phone.open(`phone-${RUN}-again-${(lost += 1)}`);
}

setInterval(() => {
  if (isResting) return;
  for (const [at, phone] of fleet.entries()) {
    if (Math.random() < 0.5) void phone.rate();
    if (at % PAIRED_EACH === 0 && !phone.isPaired) void phone.pair();
    else if (at % PAIRED_EACH === 0 && Math.random() < 0.2) phone.stockRates();
  }
}, Number(pace));

interface Order {
  readonly do: string;
  readonly by?: number;
  readonly phone?: number;
  readonly on?: boolean;
}

const orders: Readonly<Record<string, (order: Order) => void>> = {
  rest: () => (isResting = true),
  hurry: () => fleet.forEach((phone) => phone.hurry()),
  count: () => out({ waiting: fleet.reduce((sum, phone) => sum + phone.waiting, 0) }),
  clock: ({ by = 0 }) => (clockOffset = by),
  lose: ({ phone = 0 }) => void lose(phone),
  full: ({ phone = 0, on = false }) => {
    const one = fleet[phone];
    if (one !== undefined) one.isFull = on;
  },
};
out({ ready: true });
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as Order;
  orders[order.do]?.(order);
}
process.exit(0);
