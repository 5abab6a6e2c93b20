/**
 * New versions: registers the service worker, offers a version that is ready, and starts it when a person agrees.
 *
 * Nothing here reloads a page under somebody who types. On agreement the new worker takes over in all tabs; those in
 * which nothing is unsaved reload, the others go on with their old version, whose files the worker keeps, until they
 * are hidden with nothing unsaved or the person asks again.
 */

import { createStore, useStore } from "./store.ts";
import { isUnsaved, watchTyping } from "./unsaved.ts";

declare global {
  interface ImportMeta {
    readonly env: { readonly PROD: boolean };
  }
  interface Window {
    // React Router's route manifest; its address is different in every build.
    __reactRouterManifest?: { url: string };
  }
}

/** none: nothing to offer; ready: a version waits; held: agreed, but this page holds something unsaved. */
export type Update = "none" | "ready" | "held";

const WORKER = "/service-worker.js";
const HOUR = 3_600_000;

const update = createStore<Update>("none", begin);
let registration: ServiceWorkerRegistration | undefined;
let putOff: ServiceWorker | undefined;
// The page would be better off with a reload: its worker isn't in charge any more, or its code isn't to be had.
let isOutdated = false;
let lastAsked = 0;

export function useUpdate(): Update {
  return useStore<Update>(update, "none");
}

/** Start the new version now. */
export function acceptUpdate(): void {
  // Other tabs may go on at once; this one too, unless that would lose something.
  registration?.waiting?.postMessage({ type: "doorstep:use" });
  if (isUnsaved()) update.set("held");
  else if (isOutdated) window.location.reload();
}

/** Don't offer this version again before the next visit. */
export function postponeUpdate(): void {
  putOff = registration?.waiting ?? undefined;
  update.set("none");
}

function begin(): void {
  // Development has no worker. Browsers refuse one without TLS; the pages then simply need the network.
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  watchTyping();
  listen(navigator.serviceWorker);
  // After the page itself: what is kept for later must not slow down the first visit.
  if (document.readyState === "complete") void register();
  else window.addEventListener("load", () => void register(), { once: true });
}

function listen(workers: ServiceWorkerContainer): void {
  let isControlled = workers.controller !== null;
  workers.addEventListener("controllerchange", () => {
    // The first worker of all takes over a page that is its own version.
    if (isControlled) replaced();
    isControlled = true;
  });
  workers.addEventListener("message", ({ data, ports }: MessageEvent<{ type?: string } | null>) => {
    if (data?.type === "doorstep:which-build") ports[0]?.postMessage(window.__reactRouterManifest?.url ?? "");
  });
  workers.startMessages();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") reloadIfOutdated();
    else askForUpdate(HOUR);
  });
  // The server runs another version than this page.
  window.addEventListener("doorstep:version", () => askForUpdate(0));
  // Code of others is about to reload the page (app/build/plugin.py).
  window.addEventListener("doorstep:reload", (event) => {
    if (isUnsaved()) {
      event.preventDefault();
      isOutdated = true;
    }
    askForUpdate(0);
  });
}

async function register(): Promise<void> {
  try {
    registration = await navigator.serviceWorker.register(WORKER, { updateViaCache: "none" });
  } catch (error) {
    // Private windows and full disks may refuse. Feedback is kept all the same; only opening with no network is lost.
    console.warn("Doorstep can't be kept for use with no network.", error);
    return;
  }
  lastAsked = Date.now();
  offer(registration.waiting);
  follow(registration.installing);
  registration.addEventListener("updatefound", () => follow(registration?.installing));
  navigator.serviceWorker.controller?.postMessage({ type: "doorstep:tidy" });
}

function follow(worker: ServiceWorker | null | undefined): void {
  worker?.addEventListener("statechange", () => offer(worker));
}

function offer(worker: ServiceWorker | null): void {
  // "installed" is the browser's word for waiting; the very first one waits for nobody.
  if (worker?.state !== "installed" || worker === putOff || !navigator.serviceWorker.controller) return;
  update.set("ready");
}

function askForUpdate(atLeast: number): void {
  if (!registration || Date.now() - lastAsked < atLeast) return;
  lastAsked = Date.now();
  // With no network there is nothing to find; the next visit asks again.
  registration.update().catch(() => undefined);
}

function replaced(): void {
  isOutdated = true;
  if (!isUnsaved()) window.location.reload();
  else if (update.get() !== "held") update.set("ready");
}

function reloadIfOutdated(): void {
  if (isOutdated && !isUnsaved()) window.location.reload();
}
