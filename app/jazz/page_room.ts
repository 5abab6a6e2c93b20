/**
 * The room that this device shares with others, as pages ask for it.
 *
 * Stage: sync. In: what people do. Out: a code to show, or another device's room. Apart from provider.ts, for a form needs
 * none of it.
 */

import { useEffect } from "react";

import { run } from "./page_device.ts";
import { update } from "./page_state.ts";

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
  const form = event.target as HTMLFormElement;
  const code = new FormData(form).get("code");
  void run(undefined, async (opened) => {
    try {
      await opened.uplink?.join(String(code ?? ""));
    } catch (error) {
      form.querySelector("input")?.focus();
      throw error;
    }
    update({ joined: true });
  });
}
