/** What the bench asks of each storage: the same calls, each resolving as late as that storage can tell. */

export interface Peer {
  /** Open what is there. */
  open(): Promise<void>;
  /** Keep one record; resolves when it is durable, as far as anybody can know. */
  add(record: object): Promise<void>;
  addAll(records: readonly object[]): Promise<void>;
  /** How many records can be read now. */
  count(): number;
}

const WORDS = (
  "parcel was left with the neighbour on second floor as agreed box little wet courier rang twice and waited stairs " +
  "door bell broken gave it to my son he very friendly too late again wrong street number phoned ahead thank you"
).split(" ");

/** A realistic record: 355 bytes of JSON. */
export function record(at: number): object {
  return {
    id: idOf(at),
    orderId: `ORDER-${10_000 + (at % 90_000)}`,
    courierId: 7,
    rating: 1 + (at % 5),
    comment: comment(35),
    reasons: ["on_time"],
    publishConsent: at % 2 === 0,
    needsFollowUp: false,
    contact: null,
    source: "customer",
    createdAt: "2026-05-04T10:00:00.123+02:00",
    deviceId: "01890a5d-ac96-774b-bcce-b302099a8057",
    supersedes: null,
  };
}

function comment(length: number): string {
  let text = "";
  while (text.length < length) text += `${WORDS[Math.floor(Math.random() * WORDS.length)]} `;
  return text.slice(0, length);
}

function idOf(at: number): string {
  const tail = crypto.getRandomValues(new Uint8Array(8));
  tail[0] = 0x80 | (tail[0] ?? 0) % 64;
  const hex = Array.from(tail, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const time = (Date.UTC(2026, 4, 4) + at).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-${hex.slice(0, 4)}-${hex.slice(4)}`;
}

export interface Full {
  readonly tried: number;
  readonly confirmed: number;
  readonly refused: number;
}

/** Write until it has been refused some times, or until the time is up. The browser looks at the room it has only now and then. */
async function fill(peer: Peer, seconds: number): Promise<Full> {
  const end = performance.now() + seconds * 1000;
  let [tried, confirmed, refused] = [0, 0, 0];
  while (performance.now() < end && refused < 20) {
    const comment = Array.from({ length: 40 }, () => crypto.randomUUID()).join(" ");
    const written = peer.add({ ...record(tried), comment }).then(
      () => true,
      () => false,
    );
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, 3000, false));
    const isConfirmed = await Promise.race([written, late]);
    tried += 1;
    if (isConfirmed) confirmed += 1;
    else refused += 1;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return { tried, confirmed, refused };
}

/** The size of all rows of all databases: text as UTF-8, bytes as they are, the rest as JSON. */
async function storedBytes(): Promise<number> {
  let total = 0;
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name ?? "");
      request.onsuccess = () => resolve(request.result);
    });
    for (const store of database.objectStoreNames) {
      const rows = await new Promise<unknown[]>((resolve) => {
        const all = database.transaction(store).objectStore(store).getAll();
        all.onsuccess = () => resolve(all.result);
      });
      for (const row of rows) total += sizeOf(row);
    }
    database.close();
  }
  return total;
}

function sizeOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.length;
  if (value instanceof ArrayBuffer) return value.byteLength;
  if (typeof value === "string") return new TextEncoder().encode(value).length;
  if (typeof value !== "object" || value === null) return 8;
  return Object.entries(value).reduce((sum, [key, each]) => sum + key.length + sizeOf(each), 0);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Give the page what the bench calls. */
export function offer(peer: Peer): void {
  Object.assign(window, {
    bench: {
      peer,
      storedBytes,
      fill: (seconds: number) => fill(peer, seconds),
      one: async (count: number) => {
        const times = [];
        for (let at = 0; at < count; at += 1) {
          const each = record(at);
          times.push(await timed(() => peer.add(each)));
        }
        return times;
      },
      many: (count: number) => {
        const records = Array.from({ length: count }, (_, at) => record(at));
        return timed(() => peer.addAll(records));
      },
    },
  });
  const { hash } = location;
  const ready = peer.open().then(async () => {
    const wanted = Number(hash.slice(1));
    while (peer.count() < wanted) await new Promise((resolve) => setTimeout(resolve, 1));
    return performance.now();
  });
  Object.assign(window, { ready });
}
