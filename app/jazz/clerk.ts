/**
 * Clerk, where devices belong to people: its script, who is signed in, and its dialog to sign in.
 *
 * Stage: sync, with JAZZ_AUTH_PROVIDER=clerk. In: the script that clerk.py puts into a page's head. Out: a token for our
 * server, the dialog, and word when somebody has signed in. Always holds: Clerk is waited for a few seconds and no
 * longer; where it can't be reached that is a failure of the network, and never taken for "nobody is signed in".
 */

import { SILENCE } from "./answers.ts";
import { Refusal } from "./calls.ts";
import { QueueError } from "./errors.ts";

const REACH_MS = 10_000;
const SCRIPT = "script[data-clerk-publishable-key]";

interface Session {
  /** None while the network is away. */
  getToken(): Promise<string | null>;
}

/** What we use of the object that Clerk's script makes. */
interface Clerk {
  /** Loading may also end without it: with no network Clerk only warns. */
  readonly loaded: boolean;
  /** Null: nobody is signed in. Until it is loaded, and while it changes, there is none. */
  readonly session?: Session | null;
  load(options: { readonly telemetry: false }): Promise<void>;
  addListener(hear: (now: { readonly session?: Session | null }) => void): void;
  openSignIn(): void;
}

const whenSignedIn = new Set<() => void>();
let fetching: Promise<void> | null = null;
let loading: Promise<void> | null = null;
let heard: Clerk | null = null;

/** Call whenever somebody signs in on this page. */
export function onSignIn(work: () => void): void {
  whenSignedIn.add(work);
}

/** What shows our server who is signed in. Throws sign_in_needed. */
export async function sessionToken(over: AbortSignal): Promise<string> {
  const limit = AbortSignal.any([over, AbortSignal.timeout(REACH_MS)]);
  try {
    const { session } = await loaded(limit);
    if (session === null) throw new QueueError("sign_in_needed");
    const token = session === undefined ? null : await within(session.getToken(), limit);
    if (token === null) throw new Error("Clerk gives no token now.");
    return token;
  } catch (error) {
    throw error instanceof QueueError ? error : new Refusal(SILENCE, error);
  }
}

/** Let a person sign in; who already is hears of it at once. */
export async function openSignIn(): Promise<void> {
  const clerk = await loaded(AbortSignal.timeout(REACH_MS));
  if (clerk.session) signedIn();
  else clerk.openSignIn();
}

async function loaded(limit: AbortSignal): Promise<Clerk> {
  const clerk = here() ?? (await fetched(limit));
  // Clerk doesn't notice that it is loading already.
  loading ??= clerk.load({ telemetry: false }).finally(() => (loading = null));
  await within(loading, limit);
  if (!clerk.loaded) throw new Error("Clerk can't be loaded now.");
  if (heard !== clerk) hear(clerk);
  return clerk;
}

function hear(clerk: Clerk): void {
  heard = clerk;
  let isSignedIn = Boolean(clerk.session);
  clerk.addListener(({ session }) => {
    const wasSignedIn = isSignedIn;
    isSignedIn = Boolean(session);
    if (isSignedIn && !wasSignedIn) signedIn();
  });
}

function signedIn(): void {
  for (const work of whenSignedIn) work();
}

function here(): Clerk | undefined {
  return (globalThis as { readonly Clerk?: Clerk }).Clerk;
}

function script(): HTMLScriptElement | null {
  return globalThis.document?.querySelector<HTMLScriptElement>(SCRIPT) ?? null;
}

async function fetched(limit: AbortSignal): Promise<Clerk> {
  fetching ??= arrival().finally(() => (fetching = null));
  await within(fetching, limit);
  const clerk = here();
  if (clerk === undefined) throw new Error("Clerk's script can't be had now.");
  return clerk;
}

/** Resolves when the script has come or failed. Once the page is complete, the one in its head has failed. */
async function arrival(): Promise<void> {
  const isOver = document.readyState === "complete";
  const awaited = isOver ? another() : script();
  await new Promise((resolve) => {
    for (const sign of ["load", "error"]) awaited?.addEventListener(sign, resolve);
    window.addEventListener("load", resolve);
  });
  if (isOver) awaited?.remove();
}

/** A browser fetches a script once: to have it fetched again takes another element. */
function another(): HTMLScriptElement {
  const made = document.createElement("script");
  for (const { name, value } of script()?.attributes ?? []) made.setAttribute(name, value);
  document.head.append(made);
  return made;
}

/** The same, as long as it is waited for. */
function within<T>(work: Promise<T>, limit: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    limit.addEventListener("abort", () => reject(limit.reason));
    if (limit.aborted) reject(limit.reason);
    work.then(resolve, reject);
  });
}
