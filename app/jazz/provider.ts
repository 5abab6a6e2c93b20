/**
 * The queue for pages: the hook that starts it, and the handlers that pages call.
 *
 * Stage: capture and queue. In: what people do. Out: calls of the device; its state is page_state.ts. Always holds:
 * what every page of the queue needs, it imports from here; what few need stands in modules of its own.
 */

import { useEffect } from "react";

import { begin, device, measure, run, type Settings } from "./page_device.ts";
import { speakAs, update } from "./page_state.ts";
import { askToKeep } from "./room.ts";

export * from "./page_device.ts";
export * from "./page_form.ts";
export * from "./page_state.ts";
export { lastStored } from "./server_clock.ts";

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
