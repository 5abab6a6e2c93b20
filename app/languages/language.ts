/**
 * The language of the page: its texts, its numbers and its times.
 *
 * In: what boot.js has found out before the page was drawn, and a person's choice. Out: useLanguage(), which every text
 * of a page reads. Always holds: the page is taken over in the language in which it was drawn; a choice counts at once
 * and in all tabs, is remembered, and without its texts nothing changes.
 */

import { useEffect, useSyncExternalStore } from "react";

import { Language, type Spoken } from "./speech.ts";

type Part = "door" | "desk";

/** A language as far as it has come to this page. */
interface Heard extends Spoken {
  readonly parts: readonly Part[];
}

interface Booted extends Heard {
  readonly files: Readonly<Record<string, Readonly<Record<Part, string>>>>;
}

declare global {
  interface Window {
    doorstepLanguage?: Booted;
    doorstepTexts?: (code: string, direction: "ltr" | "rtl", part: Part, texts: Spoken["texts"]) => void;
  }
}

const SOURCE = "en";
const REMEMBERED = "doorstep-language";
const ENGLISH: Heard = { code: SOURCE, direction: "ltr", texts: {}, parts: [] };

const booted: Heard = typeof window === "undefined" ? ENGLISH : (window.doorstepLanguage ?? ENGLISH);
const first = new Language(booted);
const heard = new Map<string, Heard>([[SOURCE, ENGLISH], [booted.code, booted]]);
const needed = new Set<Part>(["door", ...booted.parts]);
const listeners = new Set<() => void>();
let language = first;

export function useLanguage(): Language {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => language,
    () => first,
  );
}

/** For pages that say more than public ones do. */
export function usePart(part: Part): void {
  useEffect(() => {
    needed.add(part);
    void speak(language.code);
  }, [part]);
}

/** For the change event of the choice. */
export function chooseLanguage(event: { readonly target: { readonly value: string } }): void {
  const { value } = event.target;
  try {
    localStorage.setItem(REMEMBERED, value);
  } catch {
    // A browser that keeps nothing speaks it until the page is closed.
  }
  void speak(value);
}

async function speak(code: string): Promise<void> {
  const missing = [...needed].filter((part) => code !== SOURCE && !heard.get(code)?.parts.includes(part));
  if (missing.length === 0 && code === language.code) return;
  const came = await Promise.all(missing.map((part) => load(window.doorstepLanguage?.files[code]?.[part])));
  const spoken = heard.get(code);
  if (came.includes(false) || spoken === undefined) return;
  language = new Language(spoken);
  Object.assign(document.documentElement, { lang: spoken.code, dir: spoken.direction });
  for (const listener of listeners) listener();
}

function load(url: string | undefined): Promise<boolean> {
  if (url === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const script = document.createElement("script");
    const end = (came: boolean): void => {
      script.remove();
      resolve(came);
    };
    script.onload = () => end(true);
    script.onerror = () => end(false);
    script.src = url;
    document.head.append(script);
  });
}

function hear(code: string, direction: "ltr" | "rtl", part: Part, texts: Spoken["texts"]): void {
  const before = heard.get(code);
  heard.set(code, {
    code,
    direction,
    parts: [...(before?.parts ?? []), part],
    texts: { ...before?.texts, ...texts },
  });
}

if (typeof window !== "undefined") {
  window.doorstepTexts = hear;
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key === REMEMBERED && newValue !== null) void speak(newValue);
  });
}
