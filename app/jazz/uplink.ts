/**
 * A page's share in the connection: one tab holds it, all hear of it, each can ask for something.
 *
 * Stage: sync. In: the open device. Out: News in every tab, and what people ask the server for. Always holds: only the
 * tab that leads speaks with the rooms; another that wants something of them asks it.
 */

import { Connection, type Reach, type Surroundings } from "./connection.ts";
import { Refusal } from "./calls.ts";
import { QueueError, type ErrorCode, type OnTrouble } from "./errors.ts";
import { idMaker } from "./ids.ts";
import type { News } from "./news.ts";
import type { OrdersSaid } from "./orders.ts";
import type { Queue } from "./queue.ts";
import { disconnected, pairedDevices, renamed, type PairedDevice } from "./paired.ts";
import { reachOf } from "./reach.ts";
import { pairingCode, type PairingCode } from "./registration.ts";
import { tellServer, type Report } from "./report.ts";
import type { Storage } from "./storage.ts";
import type { Tabs } from "./tabs.ts";

/** So long the tab that leads may take to answer another one. */
const ANSWER_MS = 30_000;

interface Opened {
  readonly account: string;
  readonly queue: Queue;
  readonly tabs: Tabs;
}

export class Uplink {
  readonly #tabs: Tabs;
  readonly #connection: Connection;
  readonly #reach: Reach;
  readonly #name = idMaker()();
  #staysLive = false;
  /** Kept when this tab comes to lead. */
  readonly #leading: Promise<void>;
  #lead: () => void = () => undefined;

  private constructor(tabs: Tabs, connection: Connection, reach: Reach) {
    this.#tabs = tabs;
    this.#connection = connection;
    this.#reach = reach;
    this.#leading = new Promise((resolve) => (this.#lead = resolve));
  }

  static open(
    { account, queue, tabs }: Opened,
    storage: Storage,
    server: string,
    onNews: (news: News) => void,
    onTrouble: OnTrouble,
    direct: Surroundings["direct"],
  ): Uplink {
    const reach = reachOf(account, storage, queue, server);
    const connection = new Connection({
      ...reach,
      queue,
      direct,
      now: () => performance.now(),
      clock: () => Date.now(),
      random: Math.random,
      isVisible: () => document.visibilityState === "visible",
      onNews: (news) => {
        onNews(news);
        tabs.say({ kind: "news", news });
      },
      onTrouble,
    });
    const uplink = new Uplink(tabs, connection, reach);
    uplink.#listen(onNews);
    tabs.lead((over) => {
      tabs.say({ kind: "hello" });
      uplink.#lead();
      return connection.run(over).catch((error: unknown) => onTrouble(asQueueError(error)));
    });
    tabs.say({ kind: "hello" });
    return uplink;
  }

  /** Try now, whatever the wait. */
  sendNow(): void {
    this.#connection.hurry();
    this.#tabs.say({ kind: "send" });
  }

  /** Keep the connection while this page shows what other devices do. */
  stayLive(isLive: boolean): void {
    this.#staysLive = isLive;
    this.#sayLive();
  }

  #sayLive(isGone = false): void {
    const isLive = this.#staysLive && document.visibilityState === "visible" && !isGone;
    this.#connection.stayLive(this.#name, isLive);
    this.#tabs.say({ kind: "live", tab: this.#name, isLive });
  }

  /** A code with which another device joins this one's room. */
  async pair(): Promise<PairingCode> {
    const over = AbortSignal.timeout(ANSWER_MS);
    try {
      const { token } = await this.#reach.registration.ensure(over);
      // It has a room from now on, where others may come in.
      this.sendNow();
      return await pairingCode(token, over);
    } catch (error) {
      throw asQueueError(error);
    }
  }

  /** The devices that share the room with this one; a device that has no room yet shares it with nobody. */
  devices(): Promise<readonly PairedDevice[]> {
    return this.#asDevice((token, over) => pairedDevices(token, over));
  }

  renameDevice(id: string, name: string): Promise<readonly PairedDevice[]> {
    return this.#asDevice((token, over) => renamed(token, id, name, over));
  }

  async disconnectDevice(id: string): Promise<readonly PairedDevice[]> {
    const left = await this.#asDevice((token, over) => disconnected(token, id, over));
    this.#connection.parted();
    this.#tabs.say({ kind: "parted" });
    return left;
  }

  async #asDevice(
    ask: (token: string, over: AbortSignal) => Promise<readonly PairedDevice[]>,
  ): Promise<readonly PairedDevice[]> {
    const known = await this.#reach.registration.known();
    if (known === null) return [];
    try {
      return await ask(known.token, AbortSignal.timeout(ANSWER_MS));
    } catch (error) {
      throw new QueueError("no_answer", { cause: error });
    }
  }

  /** Say how this device is; whether the server knows it now. */
  report(report: Report): Promise<boolean> {
    return tellServer(this.#reach.registration, this.#reach.keep, report);
  }

  /** Today's orders of the courier whom this device was given to. */
  async orders(): Promise<OrdersSaid> {
    // Its page has that code; others need none of it.
    const { fetchOrders } = await import("./orders.ts");
    return fetchOrders(this.#reach.registration, AbortSignal.timeout(ANSWER_MS));
  }

  /** Go over to the room of the device that shows this code, with everything that waits here. */
  async join(code: string): Promise<void> {
    if (!this.#tabs.leads) return this.#askForJoin(code);
    try {
      await this.#connection.join(code);
    } catch (error) {
      throw asQueueError(error);
    }
  }

  #listen(onNews: (news: News) => void): void {
    const tabs = this.#tabs;
    const connection = this.#connection;
    const wake = () => connection.wake();
    for (const sign of ["online", "pageshow"]) window.addEventListener(sign, wake);
    document.addEventListener("visibilitychange", () => this.#sayLive());
    window.addEventListener("pagehide", () => this.#sayLive(true));
    this.#reach.registration.onSignIn(() => this.sendNow());
    tabs.on("news", ({ news }) => onNews(news));
    tabs.on("send", () => connection.hurry());
    tabs.on("parted", () => connection.parted());
    tabs.on("live", ({ tab, isLive }) => connection.stayLive(tab, isLive));
    tabs.on("hello", () => {
      if (tabs.leads) tabs.say({ kind: "news", news: connection.news });
      if (this.#staysLive) this.#sayLive();
    });
    tabs.on("join", ({ ask, code }) => {
      if (!tabs.leads) return;
      const answer = (error: ErrorCode | null) => tabs.say({ kind: "joined", ask, error });
      void this.join(code).then(() => answer(null), (error: unknown) => answer(asQueueError(error).code));
    });
  }

  #askForJoin(code: string): Promise<void> {
    const ask = idMaker()();
    return new Promise((done, refused) => {
      let isOpen = true;
      const end = () => {
        isOpen = false;
        clearTimeout(late);
      };
      const late = setTimeout(() => {
        end();
        refused(new QueueError("no_answer"));
      }, ANSWER_MS);
      this.#tabs.on("joined", (word) => {
        if (word.ask !== ask) return;
        end();
        if (word.error === null) done();
        else refused(new QueueError(word.error));
      });
      this.#tabs.say({ kind: "join", ask, code });
      // Nobody led yet, or the tab that did has gone.
      void this.#leading.then(() => {
        if (!isOpen) return;
        end();
        this.#connection.join(code).then(done, (error: unknown) => refused(asQueueError(error)));
      });
    });
  }
}

/** A code that the server doesn't know is the person's to mend; everything else is a matter of time. */
function asQueueError(error: unknown): QueueError {
  if (error instanceof QueueError) return error;
  const isRefused = error instanceof Refusal && [4400, 4401].includes(error.ending.code);
  return new QueueError(isRefused ? "bad_code" : "no_answer", { cause: error });
}
