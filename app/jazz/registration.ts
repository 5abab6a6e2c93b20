/**
 * Who this device is to the server: its room and its token.
 *
 * Stage: sync. In: the server's answers. Out: credentials, kept on this device. Always holds: a browser registers once,
 * and only when it has something to send; a token that had its time is replaced, the room stays.
 */

import { call, Refusal } from "./calls.ts";

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
  keep(name: string, value: unknown): Promise<void>;
}

const NAME = "credentials";
const DEVICES = "/api/devices";

/** What the server tells of a device. */
type Answer = Omit<Credentials, "epoch">;

// A token is renewed that long before its end.
const EARLY_MS = 30 * 24 * 3600 * 1000;

export class Registration {
  readonly #account: string;
  readonly #keep: Keep;
  readonly #now: () => number;

  constructor(account: string, keep: Keep, now: () => number) {
    this.#account = account;
    this.#keep = keep;
    this.#now = now;
  }

  known(): Promise<Credentials | null> {
    return this.#keep.read<Credentials>(NAME);
  }

  /** The credentials, got from the server when there are none. */
  ensure(): Promise<Credentials> {
    return this.#alone(async (known) => {
      if (known === null) return this.#registered();
      if (Date.parse(known.expiresAt) - this.#now() > EARLY_MS) return known;
      // Until it has expired it serves, whether or not it can be renewed now.
      return this.#renewed(known).catch((error: unknown) => {
        if (error instanceof Refusal && Date.parse(known.expiresAt) > this.#now()) return known;
        throw error;
      });
    });
  }

  /** A new token in the place of one that was refused; another tab may have got it already. */
  renew(refused: string): Promise<Credentials> {
    return this.#alone(async (known) => {
      if (known === null) return this.#registered();
      return known.token === refused ? this.#renewed(known) : known;
    });
  }

  async #registered(): Promise<Credentials> {
    return this.#kept({ ...(await call<Answer>(DEVICES, null, {})), epoch: 0 });
  }

  async #renewed(known: Credentials): Promise<Credentials> {
    return this.#kept({ ...known, ...(await call<Answer>(`${DEVICES}/refresh`, known.token, {})) });
  }

  async #kept(credentials: Credentials): Promise<Credentials> {
    await this.#keep.keep(NAME, credentials);
    return credentials;
  }

  /** One after the other among the tabs and the worker, each with what the one before has kept. */
  async #alone(work: (known: Credentials | null) => Promise<Credentials>): Promise<Credentials> {
    const locks = globalThis.navigator?.locks as LockManager | undefined;
    const inTurn = async () => work(await this.known());
    return locks === undefined ? inTurn() : ((await locks.request(`jazz-${this.#account}-registration`, inTurn)) as Credentials);
  }
}
