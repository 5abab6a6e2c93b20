/**
 * Putting Doorstep on the home screen: keeps the browser's offer until a person asks for it.
 */

import { createStore, useStore } from "./store.ts";

/** What Chromium hands out; not in the standard's types. */
interface InstallOffer extends Event {
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}
declare global {
  interface WindowEventMap {
    beforeinstallprompt: InstallOffer;
  }
  interface Navigator {
    /** Only in Safari on phones and tablets: whether this page was opened from the home screen. */
    readonly standalone?: boolean;
  }
}

/** none: nothing to offer; offered: the browser can ask; manual: the person can, in Safari's share menu. */
export type Install = "none" | "offered" | "manual";

const install = createStore<Install>("none", begin);
let offer: InstallOffer | undefined;

// The browser offers once, early, whether or not a component follows yet.
if (typeof window !== "undefined") {
  window.addEventListener("beforeinstallprompt", (event) => {
    // Without this the browser shows a bar of its own over the form.
    event.preventDefault();
    offer = event;
    install.set("offered");
  });
  window.addEventListener("appinstalled", () => {
    offer = undefined;
    install.set("none");
  });
}

export function useInstall(): Install {
  return useStore<Install>(install, "none");
}

/** Let the browser ask. An offer can be used once; the browser makes another when it sees fit. */
export async function promptInstall(): Promise<void> {
  const asked = offer;
  offer = undefined;
  install.set("none");
  await asked?.prompt();
}

function begin(): void {
  if (navigator.standalone === false) install.set("manual");
}
