/**
 * A page's share in sending the list: one tab sends, all hear of it. What uplink.ts is for the CRDT queue.
 */

import { QueueError, type OnTrouble } from "./errors.ts";
import type { LocalQueue } from "./fallback.ts";
import { kept } from "./kept.ts";
import { LEGACY_KEY } from "./list_keys.ts";
import { ListSender } from "./list_sender.ts";
import type { News } from "./news.ts";
import { fetchOrders, type OrdersSaid } from "./orders.ts";
import { Registration, type Keep } from "./registration.ts";
import { tellServer, type Report } from "./report.ts";
import { Tabs } from "./tabs.ts";

const ANSWER_MS = 15_000;

/** Credentials beside the list: as plain as everything in localStorage. */
class LocalKeep implements Keep {
  async read<T>(name: string): Promise<T | null> {
    return kept(`${LEGACY_KEY}.${name}`) as T | null;
  }

  async keep(name: string, value: unknown): Promise<void> {
    localStorage.setItem(`${LEGACY_KEY}.${name}`, JSON.stringify(value));
  }
}

export class ListUplink {
  readonly #tabs: Tabs;
  readonly #keep = new LocalKeep();
  readonly #registration: Registration;
  readonly #sender: ListSender;

  constructor(account: string, queue: LocalQueue, onNews: (news: News) => void, onTrouble: OnTrouble) {
    // The CRDT queue of the same account has tabs of its own.
    const name = `${account}-list`;
    const tabs = new Tabs(name);
    this.#tabs = tabs;
    this.#registration = new Registration(name, this.#keep);
    this.#sender = new ListSender({
      queue,
      registration: this.#registration,
      random: Math.random,
      now: Date.now,
      onNews: (news) => {
        onNews(news);
        tabs.say({ kind: "news", news });
      },
      onTrouble,
    });
    this.#listen(onNews);
    tabs.lead((over) =>
      this.#sender.run(over).catch((error: unknown) => onTrouble(new QueueError("storage_failed", { cause: error }))),
    );
    tabs.say({ kind: "hello" });
  }

  /** Try now, whatever the wait. */
  sendNow(): void {
    this.#sender.wake();
    this.#tabs.say({ kind: "send" });
  }

  /** The list is this browser's alone: there are no other devices to see. */
  stayLive(): void {}

  /** Say how this device is; whether the server knows it now. */
  report(report: Report): Promise<boolean> {
    return tellServer(this.#registration, this.#keep, report);
  }

  /** Today's orders of the courier whom this device was given to. */
  orders(): Promise<OrdersSaid> {
    return fetchOrders(this.#registration, AbortSignal.timeout(ANSWER_MS));
  }

  async pair(): Promise<never> {
    throw new QueueError("no_answer");
  }

  async join(): Promise<never> {
    throw new QueueError("no_answer");
  }

  #listen(onNews: (news: News) => void): void {
    const wake = () => this.#sender.wake();
    for (const sign of ["online", "pageshow"]) window.addEventListener(sign, wake);
    document.addEventListener("visibilitychange", wake);
    this.#registration.onSignIn(() => this.sendNow());
    this.#tabs.on("news", ({ news }) => onNews(news));
    this.#tabs.on("send", wake);
    this.#tabs.on("hello", () => {
      if (this.#tabs.leads) this.#tabs.say({ kind: "news", news: this.#sender.news });
    });
  }
}
