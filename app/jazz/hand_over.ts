/**
 * The hand-over: the phone is the customer's for one order, and shows nothing but the form and the thanks.
 *
 * Stage: capture. In: an order, and later whoever knows the way back. Out: the state of the page. Always holds: it
 * survives a reload and a restart (stay.js leads every page back here); when it ends, nothing of what the customer has
 * typed is left on the page or among the drafts; what they have sent is in the queue.
 */

import { useEffect, useRef, useSyncExternalStore } from "react";

import { handed, strikeOut, writeDown } from "./handed.ts";
import { canSetPin, guessPin, hasPin, removePin, setPin, type Guess } from "./pin.ts";
import { dropForm, useJazz } from "./provider.ts";

const HOLD_MS = 2000;
/** No customer keeps the phone that long: then a courier who forgot the pin may do without. */
const FORGOTTEN_MS = 15 * 60_000;

interface HandOver {
  readonly isRated: boolean;
  readonly hasPin: boolean;
  readonly canSetPin: boolean;
  readonly isHolding: boolean;
  readonly isForgotten: boolean;
  /** What became of the last guess, or of the pin that was to be set. */
  readonly answer: "" | Guess | "form" | "set";
}

const BEFORE: HandOver = {
  isRated: false,
  hasPin: false,
  canSetPin: false,
  isHolding: false,
  isForgotten: false,
  answer: "",
};

let now = BEFORE;
let holding = 0;
let awake: WakeLockSentinel | null = null;
const listeners = new Set<() => void>();

function update(change: Partial<HandOver>): void {
  now = { ...now, ...change };
  for (const listener of listeners) listener();
}

function look(): void {
  const there = handed();
  const isForgotten = there !== null && Date.now() - there.began > FORGOTTEN_MS;
  update({ isRated: there?.isRated === true, hasPin: hasPin(), canSetPin: canSetPin(), isForgotten });
}

export function useHandOver(): HandOver {
  useEffect(() => {
    look();
    // stay.js has found out more.
    window.addEventListener("doorstep:handed", look);
    return () => window.removeEventListener("doorstep:handed", look);
  }, []);
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => now,
    () => BEFORE,
  );
}

/** For the page that the customer sees: keep it there, awake and on the whole screen. */
export function useKeptOpen(): void {
  const saved = useJazz(({ draft }) => draft.saved);
  // The page before may have saved something, too.
  const before = useRef(saved);
  useEffect(() => {
    const there = handed();
    if (saved === null || saved === before.current || there === null) return;
    writeDown({ ...there, isRated: true });
    look();
  }, [saved]);
  useEffect(() => {
    const over = new AbortController();
    const { signal } = over;
    const wake = () => void keepAwake();
    wake();
    document.addEventListener("visibilitychange", wake, { signal });
    // A reload ends the whole screen; the next tap may ask for it again.
    document.addEventListener("click", fill, { signal });
    window.addEventListener("beforeunload", (event) => handed() !== null && event.preventDefault(), { signal });
    return () => {
      over.abort();
      void awake?.release();
      awake = null;
    };
  }, []);
}

async function keepAwake(): Promise<void> {
  if (document.visibilityState !== "visible" || (awake !== null && !awake.released)) return;
  // Refused when the battery is low; the screen then goes dark as it always does.
  awake = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
}

function fill(): void {
  if (document.fullscreenElement !== null || handed() === null) return;
  // Phones that have no such thing show the page in the window, which it fills anyway.
  void document.documentElement.requestFullscreen?.({ navigationUI: "hide" }).catch(() => undefined);
}

/** For the press on a link that leads to the form. */
export function handOver(order: string, courier: string, link: string): void {
  writeDown({ order, courier, link, began: Date.now(), isRated: false });
  look();
  fill();
}

/** Where the customer's form for an order stands. */
export function handOverAddress(order: string, courier: string, link: string): string {
  return `/hand-over?${new URLSearchParams({ order, courier, ...(link !== "" && { link }) })}`;
}

/** Begin to hold the button; without a pin, two seconds of it lead back. */
export function hold(): void {
  if (now.hasPin) return;
  update({ isHolding: true });
  holding = window.setTimeout(() => void takeBack(), HOLD_MS);
}

export function letGo(): void {
  clearTimeout(holding);
  if (now.isHolding) update({ isHolding: false });
}

let guesses = 0;

/** For the submit event of a form with a field `key`: the pin, or the courier's number where there is none. */
export function guess(event: SubmitEvent): void {
  event.preventDefault();
  const element = event.target as HTMLFormElement;
  const said = String(new FormData(element).get("key") ?? "").trim();
  element.reset();
  const mine = ++guesses;
  void (async () => {
    const answer = now.hasPin ? await guessPin(said, Date.now()) : said === handed()?.courier ? "right" : "wrong";
    if (answer === "right") await takeBack();
    // A guess takes a while to look at: of two under way, what became of the later one is told.
    else if (mine === guesses) update({ answer });
  })();
}

/** After a long while, without the pin, which is then forgotten. */
export function takeBackWithoutPin(): void {
  if (!now.isForgotten) return;
  removePin();
  void takeBack();
}

async function takeBack(): Promise<void> {
  letGo();
  // Where nothing can be kept there is nothing to drop.
  await dropForm().catch(() => undefined);
  await strikeOut();
  // A document of its own: nothing of the customer's is in its memory.
  location.replace("/courier");
}

/** For the submit event of a form with a field `pin`. */
export function choosePin(event: SubmitEvent): void {
  event.preventDefault();
  const element = event.target as HTMLFormElement;
  const pin = String(new FormData(element).get("pin") ?? "");
  element.reset();
  void setPin(pin).then((isSet) => {
    look();
    update({ answer: isSet ? "set" : "form" });
  });
}

export function forgetPin(): void {
  removePin();
  look();
  update({ answer: "" });
}
