/**
 * Who writes: the device's id, and the number that each of its tabs writes as.
 *
 * Stage: queue. In: what stood among the facts when the page opened. Out: both, made when they are first asked for.
 * Always holds: a device keeps its id as long as its storage; two tabs that begin at once come to the same one.
 */

import type { Database } from "./database.ts";
import { idMaker } from "./ids.ts";
import { isClient, keptId } from "./kept.ts";
import { GENERATION } from "./sealed_rows.ts";

const DEVICE_ID = "deviceId";

/** All facts whose names begin with "client-". */
export const clientFacts = () => IDBKeyRange.bound("client-", "client.", false, true);

export class Identity {
  readonly #database: Database;
  /** What was read at the beginning. The number of a seat serves once: it may be written anew. */
  readonly #first: Map<string, unknown>;
  readonly #generation: number;
  #deviceId = "";
  #client: readonly [fact: string, number: number] | null = null;

  constructor(database: Database, first: ReadonlyMap<string, unknown>, generation: number) {
    this.#database = database;
    this.#first = new Map(first);
    this.#generation = generation;
  }

  /** The device's id, made when its storage was, or the one that it had without it. */
  async deviceId(before: string | null = null): Promise<string> {
    const known = keptId(this.#first.get(DEVICE_ID));
    // As on every visit but the first, which would write.
    if (known !== null && this.#first.has(GENERATION)) return (this.#deviceId = known);
    await this.#database.addUnlessThere("facts", [
      [DEVICE_ID, before ?? idMaker()()],
      [GENERATION, this.#generation],
    ]);
    const found = keptId(await this.#database.get("facts", DEVICE_ID));
    this.#deviceId = found ?? before ?? idMaker()();
    if (found === null) await this.#database.put("facts", DEVICE_ID, this.#deviceId);
    return this.#deviceId;
  }

  /** The number that a seat writes as. Seats are few, so a phone's visits don't pile up in the document. */
  async client(seat: number | null, fresh: boolean): Promise<number> {
    const made = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    if (seat === null) return made;
    const fact = `client-${seat}`;
    const first = this.#first.get(fact);
    this.#first.delete(fact);
    const before = fresh ? undefined : (first ?? (await this.#database.get("facts", fact)));
    if (fresh) await this.#database.put("facts", fact, made);
    else if (before === undefined) await this.#database.addUnlessThere("facts", [[fact, made]]);
    const client = before ?? (await this.#database.get("facts", fact));
    if (!isClient(client)) return this.client(seat, true);
    this.#client = [fact, client];
    return client;
  }

  /** The numbers that this device writes as. */
  clients(): Promise<readonly number[]> {
    return this.#database.read(["facts"], (stores) => {
      const found = stores("facts").getAll(clientFacts());
      return () => found.result.filter(isClient);
    });
  }

  /** After the storage was cleared under an open page, which still knows who it is. */
  async restore(generation: number): Promise<void> {
    if (this.#client !== null) await this.#database.put("facts", ...this.#client);
    await this.#database.put("facts", GENERATION, generation);
    await this.#database.put("facts", DEVICE_ID, this.#deviceId);
  }
}
