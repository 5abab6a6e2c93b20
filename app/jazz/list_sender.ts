/**
 * Brings the list of localStorage to the server: the connection of the queue without the CRDT.
 *
 * Stage: sync and drain, with USE_JAZZ_SYNC=false. In: the list and whether this tab leads. Out: records in the database,
 * and News for pages. Always holds: a record is frozen before it goes; it leaves the list only when the server says that
 * it is in the database; nothing is asked of the network while nothing waits.
 */

import { reactionTo, SIGNED_OUT, SILENCE, type Ending } from "./answers.ts";
import { earliest, waitAfter } from "./backoff.ts";
import { Bell, sleep } from "./bell.ts";
import { call } from "./calls.ts";
import { QueueError, type OnTrouble } from "./errors.ts";
import { endingOf } from "./failures.ts";
import type { LocalQueue, Outcome } from "./fallback.ts";
import { BEFORE, type News } from "./news.ts";
import type { Credentials, Registration } from "./registration.ts";

const QUEUE = "/api/queue";
const AT_ONCE = 100;

interface Answer {
  readonly outcomes: readonly Outcome[];
}

export interface Around {
  readonly queue: LocalQueue;
  readonly registration: Registration;
  readonly random: () => number;
  readonly now: () => number;
  readonly onNews: (news: News) => void;
  readonly onTrouble: OnTrouble;
}

export class ListSender {
  readonly #around: Around;
  readonly #failed = (error: unknown): Ending => endingOf(error, this.#around.onTrouble);
  readonly #bell = new Bell();
  #news: News = BEFORE;
  #failures = 0;
  #atOnce = AT_ONCE;

  constructor(around: Around) {
    this.#around = around;
  }

  get news(): News {
    return this.#news;
  }

  /** Something happened that makes a try worth while. */
  wake(): void {
    this.#bell.ring();
  }

  /** Send whenever something waits, as long as this tab leads. */
  async run(over: AbortSignal): Promise<void> {
    const { queue, registration } = this.#around;
    const forget = queue.subscribe(() => this.wake());
    this.#tell({ room: (await registration.known())?.room ?? null });
    while (!over.aborted) {
      if (queue.waiting(1).length > 0) await this.#try(over);
      else {
        this.#tell({ status: "idle" });
        await this.#bell.rings(over);
      }
    }
    forget();
    this.#tell({ status: "idle" });
  }

  async #try(over: AbortSignal): Promise<void> {
    this.#tell({ status: "connecting" });
    const credentials = await this.#around.registration.ensure(over).catch(this.#failed);
    if ("room" in credentials) {
      const ending = await this.#send(credentials, over).catch(this.#failed);
      if (ending !== null) await this.#react(ending, credentials, over);
    } else await this.#react(credentials, null, over);
  }

  /** Null: all went well. */
  async #send({ room, token }: Credentials, over: AbortSignal): Promise<Ending | null> {
    const { queue, now } = this.#around;
    const items = queue.waiting(this.#atOnce);
    // Once it is on its way, it must not be changed in place.
    await queue.mark(items.map(({ id }) => id), "sent");
    const { outcomes } = await call<Answer>(QUEUE, token, { items: items.map(asRecord) }, over);
    await queue.settle(outcomes);
    this.#tell({ online: true, status: "live", room });
    // The server has them; the database behind it can't take them now.
    if (outcomes.length === 0) return { ...SILENCE, heard: true };
    this.#failures = 0;
    this.#atOnce = AT_ONCE;
    this.#tell({ lastSync: now() });
    return null;
  }

  async #react(ending: Ending, credentials: Credentials | null, over: AbortSignal): Promise<void> {
    if (over.aborted) return;
    const { registration, onTrouble, random } = this.#around;
    const reaction = reactionTo(ending);
    this.#failures += 1;
    this.#tell({ online: ending.heard });
    if (ending === SIGNED_OUT) {
      this.#tell({ status: "signed_out" });
      return this.#bell.rings(over);
    }
    if (reaction === "stop") {
      this.#tell({ status: "stopped" });
      onTrouble(new QueueError("not_admitted"));
      return this.#bell.rings(over);
    }
    if (reaction === "renew" && credentials !== null) {
      await registration.renew(credentials.token, over).catch(this.#failed);
    }
    if (reaction === "smaller") this.#atOnce = Math.max(1, Math.floor(this.#atOnce / 2));
    this.#tell({ status: "waiting" });
    const wait = Math.max(ending.wait, waitAfter(this.#failures, random()));
    const rung = this.#bell.rings(AbortSignal.any([over, AbortSignal.timeout(wait)]));
    await sleep(earliest(wait), over);
    await rung;
  }

  #tell(change: Partial<News>): void {
    const news = { ...this.#news, ...change };
    const isNew = (Object.keys(change) as (keyof News)[]).some((name) => news[name] !== this.#news[name]);
    this.#news = news;
    if (isNew) this.#around.onNews(news);
  }
}

function asRecord({ status, complaint, ...item }: ReturnType<LocalQueue["waiting"]>[number]): object {
  return item;
}
