/**
 * A page's share in the connection before there is anything to do for it.
 *
 * Stage: sync. In: word that something waits, or what a person asks for. Out: the uplink, whose code is fetched then and
 * not before: most visits to a form end without a record. Always holds: to be saved, a record needs none of it; code
 * that can't be fetched is asked for again for as long as the page is open, and else with the next visit.
 */

import { QueueError } from "./errors.ts";
import type { OrdersSaid } from "./orders.ts";
import type { PairedDevice } from "./paired.ts";
import type { PairingCode } from "./registration.ts";
import type { Report } from "./report.ts";
import type { Uplink } from "./uplink.ts";

/** So long until the code is asked for again that could not be fetched. */
const AGAIN_MS = 10_000;

type Others = Promise<readonly PairedDevice[]>;

export class Standby {
  readonly #fetch: () => Promise<Uplink>;
  #coming: Promise<Uplink> | null = null;
  #uplink: Uplink | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;
  #isWanted = false;
  #staysLive = false;
  #hurries = false;

  constructor(fetch: () => Promise<Uplink>) {
    this.#fetch = fetch;
    const look = () => this.#isWanted && this.rise();
    for (const sign of ["online", "pageshow"]) window.addEventListener(sign, look);
    document.addEventListener("visibilitychange", look);
  }

  /** Something waits, or another tab is at work: be there from now on. */
  rise(): void {
    if (this.#uplink !== null) return;
    this.#isWanted = true;
    this.#up().catch(() => undefined);
  }

  /** Try now, whatever the wait. */
  sendNow(): void {
    if (this.#uplink !== null) return this.#uplink.sendNow();
    this.#hurries = true;
    this.rise();
  }

  /** Keep the connection while this page shows what other devices do. */
  stayLive(isLive: boolean): void {
    this.#staysLive = isLive;
    if (this.#uplink !== null) this.#uplink.stayLive(isLive);
    else if (isLive) this.rise();
  }

  async pair(): Promise<PairingCode> {
    return (await this.#up()).pair();
  }

  async join(code: string): Promise<void> {
    return (await this.#up()).join(code);
  }

  async devices(): Others {
    return (await this.#up()).devices();
  }

  async renameDevice(id: string, name: string): Others {
    return (await this.#up()).renameDevice(id, name);
  }

  async disconnectDevice(id: string): Others {
    return (await this.#up()).disconnectDevice(id);
  }

  async report(report: Report): Promise<boolean> {
    return (await this.#up()).report(report);
  }

  async orders(): Promise<OrdersSaid> {
    return (await this.#up()).orders();
  }

  /** Throws no_answer when the code can't be fetched now. */
  #up(): Promise<Uplink> {
    this.#coming ??= this.#fetch().then(
      (uplink) => this.#begin(uplink),
      (error: unknown) => {
        this.#coming = null;
        clearTimeout(this.#again);
        if (this.#isWanted) this.#again = setTimeout(() => this.rise(), AGAIN_MS);
        throw new QueueError("no_answer", { cause: error });
      },
    );
    return this.#coming;
  }

  #begin(uplink: Uplink): Uplink {
    this.#uplink = uplink;
    if (this.#staysLive) uplink.stayLive(true);
    if (this.#hurries) uplink.sendNow();
    return uplink;
  }
}
