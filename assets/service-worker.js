/**
 * The service worker: opens Doorstep with no network.
 *
 * It keeps the public pages and every file they use, all of one build, under the build's revision. What it keeps it
 * answers with at once, never mixed with another build's files. It does not touch the API, the sockets, anything that
 * isn't a GET, or other origins. Pages that need the server go to the server; without one they get our offline page.
 *
 * A new build installs beside the old one, complete or not at all, and waits until a person accepts it or the last
 * tab closes. Tabs that stay open on the old build find their files until they close.
 */

// The build writes what is to be kept here (app/offline/plugin.py): {revision, files, routes, fallback, offline,
// background}.
const BUILD = null;

const PREFIX = "doorstep-";
const CACHE = PREFIX + BUILD?.revision;
// On a kept response: the hash of its content, by which a later build knows that it needn't fetch it again.
const HASH = "Doorstep-Hash";
const UNTOUCHED = /^\/(api|_event|_upload|sync|metrics|ping)(\/|$)/;
// What a proxy answers for a server that is away. A 500 is the server's own word and is shown.
const AWAY = [502, 503, 504];
const ANSWER_TIME = 1000;
// One kept answer serves whatever the query and the headers are: the page itself reads its query.
const ANY = { ignoreSearch: true, ignoreVary: true };

/* Installing: everything, or nothing. */

async function install() {
  const before = (await ourCaches()).includes(CACHE);
  const cache = await caches.open(CACHE);
  // Every part comes to its end first: one still under way would open the removed cache again.
  const parts = await Promise.allSettled(Object.entries(BUILD.files).map(([url, hash]) => keep(cache, url, hash)));
  const failed = parts.find((part) => part.status === "rejected");
  if (!failed) return;
  // An older tab may live on a complete cache of the same name; only what this attempt began is removed.
  if (!before) await caches.delete(CACHE);
  throw failed.reason;
}

async function keep(cache, url, hash) {
  const known = await keptWithHash(url, hash);
  await cache.put(url, known ?? (await fetched(url, hash)));
}

async function keptWithHash(url, hash) {
  for (const name of await ourCaches()) {
    const kept = await (await caches.open(name)).match(url, ANY);
    if (kept?.headers.get(HASH) === hash) return kept;
  }
  return undefined;
}

async function fetched(url, hash) {
  // The integrity check refuses any content but this build's. A file with a hash in its name is usually still in the
  // browser's cache, from the page that registered us; whatever fails is asked for again, past that cache.
  const ask = (cache) => fetch(url, { integrity: hash, credentials: "same-origin", cache });
  const usable = (response) => {
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    return response;
  };
  const response = url.startsWith("/assets/")
    ? await ask("default").then(usable).catch(() => ask("reload").then(usable))
    : usable(await ask("reload"));
  // A new response: one that came by a redirect may not answer a navigation, and the body is no longer encoded.
  const headers = new Headers(response.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  headers.set(HASH, hash);
  return new Response(await response.arrayBuffer(), { headers });
}

/* Answering. */

function answerFor(request) {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return undefined;
  if (UNTOUCHED.test(url.pathname) || request.headers.has("Range")) return undefined;
  if (request.mode === "navigate") return page(request, url.pathname);
  if (Object.hasOwn(BUILD.files, url.pathname)) return kept(url.pathname, request);
  if (url.pathname.startsWith("/assets/")) return keptByAnyBuild(request);
  return undefined;
}

async function page(request, path) {
  const bare = path.replace(/(.)\/$/, "$1");
  if (Object.hasOwn(BUILD.files, bare)) return kept(bare, request);
  if (BUILD.routes.some((route) => new RegExp(route).test(bare))) return kept(BUILD.fallback, request);
  try {
    const response = await fetch(request);
    return AWAY.includes(response.status) ? ((await keptOnly(BUILD.offline)) ?? response) : response;
  } catch (error) {
    const offline = await keptOnly(BUILD.offline);
    if (offline) return offline;
    throw error;
  }
}

async function keptOnly(url) {
  return (await caches.open(CACHE)).match(url, ANY);
}

async function kept(url, request) {
  // The browser may have cleared the cache under us: then the network is as good as it was without a worker.
  return (await keptOnly(url)) ?? fetch(request);
}

async function keptByAnyBuild(request) {
  // A tab that stayed on an older build, or came from a newer server, asks for files that are not this build's. Their
  // names carry a hash, so whichever cache has one has the right one.
  for (const name of await ourCaches()) {
    const found = await (await caches.open(name)).match(request, ANY);
    if (found) return found;
  }
  return fetch(request);
}

/* Tidying: a build goes when it is neither ours, nor about to take over, nor used by an open tab. */

async function ourCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

async function tidy() {
  const { installing, waiting } = self.registration;
  const older = (await ourCaches()).filter((name) => name !== CACHE);
  if (installing || waiting || older.length === 0) return;
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const inUse = await Promise.all(tabs.map(buildOf));
  // A tab that doesn't answer (frozen, still loading) may need anything.
  if (inUse.includes(undefined)) return;
  for (const name of older) {
    const cache = await caches.open(name);
    const needed = await Promise.all(inUse.map((manifest) => manifest && cache.match(manifest, ANY)));
    if (!needed.some(Boolean)) await caches.delete(name);
  }
}

/** The address of the route manifest a tab runs with (each build has its own), "" for none, undefined for silence. */
function buildOf(tab) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, ANSWER_TIME);
    tab.postMessage({ type: "doorstep:which-build" }, [port2]);
  });
}

/* A worker without a build belongs to development: it removes what an earlier build left, and itself. */

async function retire() {
  for (const name of await ourCaches()) await caches.delete(name);
  await self.registration.unregister();
}

/* Background Sync, where the browser has it: the queue's own code answers it (app/jazz/background_sync.ts). */

if (BUILD?.background && "sync" in self.registration) {
  try {
    importScripts(BUILD.background);
  } catch (error) {
    // Doorstep opens with no network all the same; what waits then waits for the next visit.
    console.warn("Background Sync is not to be had.", error);
  }
}

self.addEventListener("install", (event) => {
  event.waitUntil(BUILD ? install() : self.skipWaiting());
});

self.addEventListener("activate", (event) => {
  // Claiming makes the very first visit safe already: its later chunks come from the cache. Tidying asks the tabs,
  // which may not hear us before we are active, so it does not hold the activation.
  event.waitUntil(BUILD ? self.clients.claim() : retire());
});

self.addEventListener("fetch", (event) => {
  const answer = BUILD && answerFor(event.request);
  if (answer) event.respondWith(answer);
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "doorstep:use") event.waitUntil(self.skipWaiting());
  if (event.data?.type === "doorstep:tidy" && BUILD) event.waitUntil(tidy());
});
