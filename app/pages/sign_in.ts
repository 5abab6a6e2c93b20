/**
 * The sign-in page: a link is traded for a session as soon as the page opens; without one, a mail address is asked
 * for, then the code that was sent there, or a password.
 *
 * The token of a link leaves the address bar before anything is sent: it must not stay in the history. It never was in
 * a request line, since browsers keep what follows the # to themselves. Nothing here needs the live connection.
 */
import { useSyncExternalStore } from "react";

/** What stands on the page. */
export type Step = "mail" | "code" | "password" | "link" | "done";
/** What to say about it; the sentences stand in sign_in.py. */
export type Problem = "" | "used" | "no_mail" | "no_code" | "wrong_code" | "wrong_password" | "too_many" | "unreachable";

export interface SignIn {
  step: Step;
  problem: Problem;
  busy: boolean;
  email: string;
  again: boolean;
}

const DESK = "/admin";
const CODE = /^\d{6}$/;
const FIRST: SignIn = { step: "mail", problem: "", busy: false, email: "", again: false };

let state: SignIn = FIRST;
const listeners = new Set<() => void>();

function become(change: Partial<SignIn>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

function field(name: string): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>(`main input[name="${name}"]`);
}

/** The first thing to type into, once React has drawn it. */
function focusOn(name: string): void {
  const before = document.activeElement;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      // Who has gone to another field meanwhile types there.
      const now = document.activeElement;
      if (now === before || !(now instanceof HTMLInputElement)) field(name)?.focus();
    }),
  );
}

function refuse(problem: Problem, name: string): void {
  become({ problem, busy: false });
  focusOn(name);
}

async function post(path: string, body: object, refused: Problem): Promise<Problem> {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (answer.ok) return "";
    if (answer.status === 429) return "too_many";
    return answer.status < 500 ? refused : "unreachable";
  } catch {
    return "unreachable";
  }
}

function enter(): void {
  become({ step: "done" });
  // The tab's old token, and what it stood for, belonged to whoever was here before.
  window.sessionStorage.clear();
  const wanted = new URLSearchParams(window.location.search).get("to") ?? DESK;
  // A whole new load: the page's socket takes the session's cookie when it opens.
  window.location.replace(wanted === DESK || wanted.startsWith(`${DESK}/`) ? wanted : DESK);
}

async function trade(token: string): Promise<void> {
  become({ step: "link", busy: true, problem: "" });
  const problem = await post("/api/sign-in/link", { token }, "used");
  if (problem) become({ step: "mail", busy: false, problem });
  else enter();
}

async function send(email: string): Promise<void> {
  become({ busy: true, problem: "", email });
  const problem = await post("/api/send-magic-code", { email }, "no_mail");
  if (problem) return refuse(problem, state.step === "code" ? "code" : "email");
  become({ again: state.step === "code", step: "code", busy: false });
  focusOn("code");
}

function typed(name: string): string {
  return field(name)?.value.trim() ?? "";
}

interface Submit {
  preventDefault(): void;
}

export function submitMail(event: Submit): void {
  event.preventDefault();
  if (state.busy) return;
  const email = typed("email");
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) return refuse("no_mail", "email");
  void send(email);
}

export async function submitCode(event?: Submit): Promise<void> {
  event?.preventDefault();
  if (state.busy) return;
  const code = typed("code").replace(/\D/g, "");
  if (!CODE.test(code)) return refuse("no_code", "code");
  become({ busy: true, problem: "" });
  const problem = await post("/api/sign-in/code", { email: state.email, code }, "wrong_code");
  if (problem) refuse(problem, "code");
  else enter();
}

/** A code that was pasted or filled in by the phone needs no further press. */
export function codeChanged(event: { currentTarget: HTMLInputElement; nativeEvent: Event }): void {
  const input = event.currentTarget;
  const code = input.value.replace(/\D/g, "").slice(0, 6);
  if (input.value !== code) input.value = code;
  const kind = event.nativeEvent instanceof InputEvent ? event.nativeEvent.inputType : "";
  const atOnce = kind === "" || kind === "insertFromPaste" || kind === "insertReplacementText";
  if (atOnce && CODE.test(code)) void submitCode();
}

export async function submitPassword(event: Submit): Promise<void> {
  event.preventDefault();
  if (state.busy) return;
  const [email, password] = [typed("email"), field("password")?.value ?? ""];
  if (!email) return refuse("no_mail", "email");
  become({ busy: true, problem: "", email });
  const problem = await post("/api/sign-in", { email, password }, "wrong_password");
  if (problem) refuse(problem, "password");
  else enter();
}

export function sendAgain(): void {
  if (!state.busy) void send(state.email);
}

/** To another step, with what was typed. */
export function go(step: "mail" | "password"): void {
  become({ step, problem: "", again: false, email: typed("email") || state.email });
  focusOn(step === "mail" || !state.email ? "email" : "password");
}

let waits = false;

function openLink(): void {
  const token = window.location.hash.slice(1);
  if (!token) return;
  window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  void trade(token);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!waits) {
    waits = true;
    openLink();
    // A link that is pasted into a tab with this page changes only what follows the #.
    window.addEventListener("hashchange", openLink);
  }
  return () => listeners.delete(listener);
}

export function useSignIn(): SignIn {
  return useSyncExternalStore(
    subscribe,
    () => state,
    () => FIRST,
  );
}
