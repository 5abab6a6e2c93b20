/**
 * The queue for pages: the hook that starts it, and the handlers that pages call.
 *
 * Stage: capture and queue. In: what people do. Out: calls of the device; its state is page_state.ts. Always holds:
 * what a page imports of the queue, it imports from here.
 */

import { useEffect } from "react";

import { begin, device, measure, run, type Settings } from "./page_device.ts";
import { speakAs, update } from "./page_state.ts";
import { askToKeep } from "./room.ts";

export * from "./page_device.ts";
export * from "./page_form.ts";
export * from "./page_passphrase.ts";
export * from "./page_state.ts";

/** Open the queue once the page stands; `speak` says English in the language of the page. */
export function useJazzProvider(settings: Settings, speak: (english: string) => string): void {
  useEffect(() => {
    speakAs(speak);
  }, [speak]);
  useEffect(() => {
    begin(settings);
    void device().catch(() => undefined);
  }, []);
}

export function edit(id: string, changes: Readonly<Record<string, unknown>>): void {
  void run(id, (opened) => opened.queue.edit(id, changes));
}

export function withdraw(id: string): void {
  void run(id, (opened) => opened.queue.withdraw(id));
}

export function retry(id: string): void {
  void run(id, (opened) => opened.queue.retry(id));
}

/** Try to send what waits now. */
export function sendNow(): void {
  void run(undefined, async (opened) => opened.uplink?.sendNow());
}

/** For a page that shows what other devices do: stay connected while it is looked at. */
export function useStayLive(): void {
  useEffect(() => {
    void run(undefined, async (opened) => opened.uplink?.stayLive(true));
    return () => void run(undefined, async (opened) => opened.uplink?.stayLive(false));
  }, []);
}

/** Get a code with which another device joins this one. */
export function pair(): void {
  void run(undefined, async (opened) => update({ pairing: (await opened.uplink?.pair()) ?? null }));
}

/** Go over to the device that shows this code; for the submit event of a form with a field `code`. */
export function join(event: SubmitEvent): void {
  event.preventDefault();
  const code = new FormData(event.target as HTMLFormElement).get("code");
  void run(undefined, async (opened) => {
    await opened.uplink?.join(String(code ?? ""));
    update({ joined: true });
  });
}

/** Ask the browser to keep the storage. */
export function keepStorage(): void {
  void run(undefined, async (opened) => {
    await askToKeep();
    await measure(opened);
    update({ hasAsked: true });
  });
}

export function dismissTrouble(): void {
  update({ trouble: null });
}

/** Hand the waiting queue over as a file. */
export function exportQueue(): void {
  void run(undefined, async (opened) => {
    const url = URL.createObjectURL(new Blob([await opened.export()], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: "doorstep-waiting.json" });
    link.click();
    URL.revokeObjectURL(url);
  });
}

/** Take the records of a file in; for the change event of a file input. */
export function importQueue(event: { readonly target: HTMLInputElement }): void {
  const file = event.target.files?.[0];
  if (file === undefined) return;
  void run(undefined, async (opened) => update({ imported: await opened.import(await file.text()) }));
  event.target.value = "";
}
