/**
 * Whether the server can be reached: over HTTP, and by the live connection.
 *
 * HTTP counts as up when our own health check answers; the browser's word alone proves nothing (a portal's Wi-Fi is
 * "online", a server on this machine works "offline"). While the server answers we ask about once a minute, and only
 * in a tab that is looked at; while it doesn't, with growing waits.
 *
 * Each answer also tells the time: `doorstep:clock` says with `detail {ahead: number}` by how many milliseconds this
 * device's clock is ahead of the server's.
 *
 * Other modules tell what they met by the window event `doorstep:http` with `detail {reached: boolean}`. The compiled
 * pages tell of the socket by `doorstep:socket` (app/build/plugin.py); `window.doorstepSocket` keeps its last word.
 */

import { wait } from "./backoff.ts";
import { saying, type Http, type Saying, type Socket } from "./connection.ts";
import { createStore, useStore } from "./store.ts";

declare global {
  interface Window {
    doorstepSocket?: boolean;
  }
  interface WindowEventMap {
    "doorstep:http": CustomEvent<{ reached: boolean }>;
    "doorstep:clock": CustomEvent<{ ahead: number }>;
  }
}

const HEALTH = "/api/health";
const ANSWER_TIME = 8_000;
const QUIET_WAIT = 60_000;
// A change is shown when it has lasted this long: neither a page load nor a short gap makes the line flash.
const SETTLE_TIME = 1_000;

interface Connection {
  http: Http;
  socket: Socket;
}
const AT_FIRST: Connection = { http: "unknown", socket: "unused" };

const shown = createStore<Connection>(AT_FIRST, begin);
let now: Connection = AT_FIRST;
let failures = 0;
let checking = false;
let askAgain: ReturnType<typeof setTimeout> | undefined;
let settle: ReturnType<typeof setTimeout> | undefined;

/** What the connection line says on a page that is live (shows what the server sends) or isn't. */
export function useConnection(live: boolean): Saying {
  const { http, socket } = useStore(shown, AT_FIRST);
  return saying(http, socket, live);
}

function begin(): void {
  window.addEventListener("online", check);
  window.addEventListener("offline", check);
  window.addEventListener("doorstep:socket", readSocket);
  window.addEventListener("doorstep:http", ({ detail }) => (detail.reached ? heard(true) : check()));
  document.addEventListener("visibilitychange", check);
  readSocket();
  check();
}

function readSocket(): void {
  const connected = window.doorstepSocket;
  if (connected === undefined) return;
  const before = now.socket;
  become({ ...now, socket: connected ? "up" : "down" });
  // A socket that came or went is news about the server, too. Its own failed attempts are not: they are frequent.
  if (before !== now.socket) check();
}

function check(): void {
  if (document.visibilityState === "hidden" || checking) return;
  checking = true;
  void answers().then((reached) => {
    checking = false;
    heard(reached);
  });
}

async function answers(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ANSWER_TIME);
    const response = await fetch(HEALTH, { cache: "no-store", redirect: "error", signal });
    // A portal answers 200 as well, but with a page.
    const isOurs = response.ok && (response.headers.get("Content-Type") ?? "").startsWith("application/json");
    // An answer that nobody reads keeps its connection until the time is up.
    await response.text();
    if (isOurs) tellClock(Date.parse(response.headers.get("Date") ?? ""));
    return isOurs;
  } catch {
    return false;
  }
}

/** Tell those who show what the server has written down how far this device's clock is from the server's. */
function tellClock(server: number): void {
  if (Number.isNaN(server)) return;
  window.dispatchEvent(new CustomEvent("doorstep:clock", { detail: { ahead: Date.now() - server } }));
}

function heard(reached: boolean): void {
  failures = reached ? 0 : failures + 1;
  become({ ...now, http: reached ? "up" : "down" });
  clearTimeout(askAgain);
  askAgain = setTimeout(check, reached ? QUIET_WAIT * (0.75 + Math.random() / 2) : wait(failures, Math.random()));
}

function become(next: Connection): void {
  if (next.http === now.http && next.socket === now.socket) return;
  now = next;
  clearTimeout(settle);
  settle = setTimeout(() => shown.set(now), SETTLE_TIME);
}
