/**
 * How a device begins with another document: its room's next one, or another room's.
 *
 * Stage: sync, when the server asks for it or a person joins another device. In: what the server has. Out: the queue
 * with that, and with what waited here. Always holds: credentials, document and marks change in one transaction; cut off
 * at any step, a device has either what it had, or what it was to get, or finishes when it is next opened.
 */

import type { Addresses } from "./addresses.ts";
import type { Ending } from "./answers.ts";
import { Refusal } from "./calls.ts";
import { CREDENTIALS, JOINING } from "./fact_names.ts";
import { wholeRoom } from "./http_sync.ts";
import { joined, registered, type Credentials, type Keep, type Registration } from "./registration.ts";
import type { Facts } from "./storage.ts";

export interface SealingKeep extends Keep {
  sealed(value: unknown): Promise<unknown>;
}

interface BeginningQueue {
  begin(update: Uint8Array | null, all: boolean, facts: Facts): Promise<void>;
}

export class Beginnings {
  readonly #queue: BeginningQueue;
  readonly #registration: Registration;
  readonly #keep: SealingKeep;
  readonly #addresses: Addresses;

  constructor(queue: BeginningQueue, registration: Registration, keep: SealingKeep, addresses: Addresses) {
    this.#queue = queue;
    this.#registration = registration;
    this.#keep = keep;
    this.#addresses = addresses;
  }

  /** The room's document was followed by another one: what the server has taken, it has carried over. */
  async next(epoch: number | null, over: AbortSignal): Promise<void> {
    const known = await this.#registration.known();
    if (known !== null) await this.#begin({ ...known, epoch: epoch ?? known.epoch }, false, over);
  }

  /** The others of its room have disconnected this device: what they were sent stays there. */
  moved(credentials: Credentials, over: AbortSignal): Promise<void> {
    return this.#begin(credentials, false, over);
  }

  /** The server doesn't know this device at all, so it may have nothing of what it once took. */
  async asNewDevice(over: AbortSignal): Promise<void> {
    const credentials = await registered(over);
    await this.#queue.begin(null, true, await this.#facts(credentials));
  }

  /** Go over to the room of the device that shows this code. */
  async join(code: string, over: AbortSignal): Promise<void> {
    // A code is good once: what it got is kept before anything else can fail.
    await this.#keep.keep(JOINING, await joined(code, over));
    await this.finish(over);
  }

  /** Whether a join was cut off. */
  async isUnfinished(): Promise<boolean> {
    return (await this.#keep.read<Credentials>(JOINING)) !== null;
  }

  /** Finish a join that was cut off. */
  async finish(over: AbortSignal): Promise<void> {
    const credentials = await this.#keep.read<Credentials>(JOINING);
    if (credentials === null) return;
    await this.#begin(credentials, true, over).catch(async (error: unknown) => {
      // What the server has taken back meanwhile is no longer to be had.
      if (error instanceof Refusal && [4401, 4403].includes(error.ending.code)) await this.#keep.keep(JOINING, null);
      throw error;
    });
  }

  async #begin(credentials: Credentials, all: boolean, over: AbortSignal): Promise<void> {
    const { room, epoch, token } = credentials;
    try {
      const update = await wholeRoom({ address: this.#addresses.http(room, epoch), token }, over);
      await this.#queue.begin(update, all, await this.#facts(credentials));
    } catch (error) {
      const now = error instanceof Refusal ? epochIn(error.ending) : null;
      if (now === null || now === epoch) throw error;
      await this.#begin({ ...credentials, epoch: now }, all, over);
    }
  }

  async #facts(credentials: Credentials): Promise<Facts> {
    return new Map([
      [CREDENTIALS, await this.#keep.sealed(credentials)],
      [JOINING, await this.#keep.sealed(null)],
    ]);
  }
}

/** The epoch that the server asks us to come back with. */
export function epochIn({ code, reason }: Ending): number | null {
  return code === 4409 && /^\d{1,15}$/.test(reason) ? Number(reason) : null;
}
