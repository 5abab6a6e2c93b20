/**
 * Who this device is to the server: its room and its token.
 *
 * Stage: sync. In: the server's answers. Out: credentials, kept on this device. Always holds: a browser registers once,
 * and only when it has something to send; a token that had its time is replaced, the room stays.
 */

import { call } from "./calls.ts";
import { CREDENTIALS } from "./fact_names.ts";

export interface Credentials {
  /** The server's name for this device. */
  readonly deviceId: string;
  readonly room: string;
  readonly token: string;
  readonly expiresAt: string;
  /** Which document of the room ours belongs to. */
  readonly epoch: number;
}

/** Where credentials are kept; secrets.ts is one. */
export interface Keep {
  read<T>(name: string): Promise<T | null>;
  /** Resolves when it is on the disk; relaxed, for what may as well be forgotten, on its way there. */
  keep(name: string, value: unknown, durability?: "strict" | "relaxed"): Promise<void>;
}

const DEVICES = "/api/devices";
const ANSWER_MS = 30_000;
/** Stands in the head of pages that are built with Clerk: clerk.py. */
const CLERK = "script[data-clerk-publishable-key]";

/** What the server tells of a device. */
type Answer = Omit<Credentials, "epoch">;

export class Registration {
  readonly #account: string;
  readonly #keep: Keep;

  constructor(account: string, keep: Keep) {
    this.#account = account;
    this.#keep = keep;
  }

  known(): Promise<Credentials | null> {
    return this.#keep.read<Credentials>(CREDENTIALS);
  }

  /**
   * The credentials, got from the server when there are none. When they expire we hear from the server: this device's
   * clock may be anywhere.
   */
  ensure(over: AbortSignal): Promise<Credentials> {
    return this.#alone(async (known) => known ?? this.#kept(await registered(over)));
  }

  /**
   * A new token in the place of one that was refused; another tab may have got it already. A device that was disconnected
   * gets another room with it: nothing is kept then, for the document has to change in the same moment (beginnings.ts).
   */
  renew(refused: string, over: AbortSignal): Promise<Credentials> {
    return this.#alone(async (known) => {
      if (known === null) return this.#kept(await registered(over));
      if (known.token !== refused) return known;
      const now = { ...known, ...(await call<Answer>(`${DEVICES}/refresh`, known.token, {}, over)) };
      return now.room === known.room ? this.#kept(now) : { ...now, epoch: 0 };
    });
  }

  /**
   * Whenever somebody signs in on this page, be known to the server first: the tab that leads may be another one, whose
   * Clerk hears nothing of it.
   */
  onSignIn(work: () => void): void {
    const known = () => this.ensure(AbortSignal.timeout(ANSWER_MS)).catch(() => undefined);
    void clerk()?.then(({ onSignIn }) => onSignIn(() => void known().then(work)));
  }

  async #kept(credentials: Credentials): Promise<Credentials> {
    await this.#keep.keep(CREDENTIALS, credentials);
    return credentials;
  }

  /** One after the other among the tabs and the worker, each with what the one before has kept. */
  async #alone(work: (known: Credentials | null) => Promise<Credentials>): Promise<Credentials> {
    const locks = globalThis.navigator?.locks as LockManager | undefined;
    const inTurn = async () => work(await this.known());
    return locks === undefined ? inTurn() : ((await locks.request(`jazz-${this.#account}-registration`, inTurn)) as Credentials);
  }
}

/** Clerk's part, where pages have it; the service worker has none. */
function clerk(): Promise<typeof import("./clerk.ts")> | null {
  return globalThis.document?.querySelector(CLERK) ? import("./clerk.ts") : null;
}

/** A new device with a room of its own, or in that of whoever is signed in with Clerk, where devices belong to people. */
export async function registered(over: AbortSignal): Promise<Credentials> {
  const shown = (await (await clerk())?.sessionToken(over)) ?? null;
  return { ...(await call<Answer>(DEVICES, shown, {}, over)), epoch: 0 };
}

/** A new device in the room of the one that shows the code. */
export async function joined(code: string, over: AbortSignal): Promise<Credentials> {
  return { ...(await call<Answer>(`${DEVICES}/join`, null, { code }, over)), epoch: 0 };
}

export interface PairingCode {
  readonly code: string;
  readonly expiresAt: string;
}

/** A code with which another device joins this one's room. */
export function pairingCode(token: string, over: AbortSignal): Promise<PairingCode> {
  return call<PairingCode>(`${DEVICES}/pairing`, token, {}, over);
}
