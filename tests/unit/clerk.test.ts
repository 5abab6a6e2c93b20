/** What Clerk's own object says of who is signed in, and what that means for a device. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { SILENCE } from "../../app/jazz/answers.ts";
import { Refusal } from "../../app/jazz/calls.ts";
import { onSignIn, openSignIn, sessionToken } from "../../app/jazz/clerk.ts";
import { QueueError } from "../../app/jazz/errors.ts";
import { registered } from "../../app/jazz/registration.ts";

type Session = { getToken(): Promise<string | null> } | null | undefined;
type Hear = (now: { session: Session }) => void;

const NEVER = new AbortController().signal;

/** As Clerk is before anybody has asked it to load. */
class Clerk {
  loaded = false;
  session: Session;
  loads = 0;
  readonly listeners: Hear[] = [];
  readonly #becomes: Session;
  readonly #loading: () => Promise<void>;

  constructor(becomes: Session, loading: () => Promise<void> = () => Promise.resolve()) {
    this.#becomes = becomes;
    this.#loading = loading;
  }

  async load(): Promise<void> {
    if (this.loaded) return;
    this.loads += 1;
    await this.#loading();
    this.loaded = true;
    this.session = this.#becomes;
  }

  addListener(hear: Hear): void {
    this.listeners.push(hear);
  }

  openSignIn(): void {
    this.become(signedIn("later"));
  }

  become(session: Session): void {
    this.session = session;
    for (const hear of this.listeners) hear({ session });
  }
}

function signedIn(token: string | null): Session {
  return { getToken: async () => token };
}

function page(clerk: object | undefined, hasScript = true): void {
  const document = { querySelector: () => (hasScript ? {} : null), readyState: "complete" };
  Object.assign(globalThis, { document, Clerk: clerk });
}

function isUnreached(error: unknown): boolean {
  return error instanceof Refusal && error.ending === SILENCE;
}

afterEach(() => page(undefined, false));

test("where devices belong to nobody no token is shown, and nothing is asked", async () => {
  const clerk = new Clerk(signedIn("token"));
  const shown: (string | null)[] = [];
  globalThis.fetch = async (_address, options) => {
    shown.push(new Headers(options?.headers).get("Authorization"));
    return Response.json({ deviceId: "d", room: "r", token: "t", expiresAt: "2036-01-01T00:00:00Z" });
  };
  page(clerk, false);
  await registered(NEVER);
  Object.assign(globalThis, { document: undefined });
  await registered(NEVER);
  page(clerk);
  await registered(NEVER);
  assert.deepEqual(shown, [null, null, "Bearer token"]);
  assert.equal(clerk.loads, 1);
});

test("whoever is signed in has a token, and Clerk is loaded once for all who ask", async () => {
  const clerk = new Clerk(signedIn("token"));
  page(clerk);
  assert.deepEqual(await Promise.all([sessionToken(NEVER), sessionToken(NEVER)]), ["token", "token"]);
  assert.equal(clerk.loads, 1);
});

test("that nobody is signed in is said only when Clerk knows it", async () => {
  page(new Clerk(null));
  await assert.rejects(sessionToken(NEVER), (error) => error instanceof QueueError && error.code === "sign_in_needed");
  // Somebody is just signing in or out.
  page(new Clerk(undefined));
  await assert.rejects(sessionToken(NEVER), isUnreached);
});

for (const [what, clerk] of [
  ["can't load", new Clerk(null, () => Promise.reject(new Error("no network")))],
  ["says that it has loaded, and has not", { load: () => Promise.resolve(), loaded: false, session: null }],
  ["gives no token", new Clerk(signedIn(null))],
] as const) {
  test(`where Clerk ${what}, it counts as not reached`, async () => {
    page(clerk);
    await assert.rejects(sessionToken(NEVER), isUnreached);
  });
}

test("a sign-in is heard of once, however often Clerk tells of the same session", async () => {
  let times = 0;
  onSignIn(() => (times += 1));
  const clerk = new Clerk(null);
  page(clerk);
  await openSignIn();
  clerk.become(clerk.session);
  assert.equal(await sessionToken(NEVER), "later");
  assert.equal(times, 1);
  clerk.become(null);
  await openSignIn();
  assert.equal(times, 2);
  // Whoever taps, and is signed in already, wants it to go on.
  await openSignIn();
  assert.equal(times, 3);
});

test("nobody waits for Clerk longer than they want", async () => {
  const over = new AbortController();
  page(new Clerk(null, () => new Promise(() => undefined)));
  const asked = sessionToken(over.signal);
  over.abort();
  await assert.rejects(asked, isUnreached);
});
