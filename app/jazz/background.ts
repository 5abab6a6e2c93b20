/**
 * Asking the browser to wake the service worker when there is a network, in case no tab is left by then.
 *
 * Stage: sync. In: an account with something that waits. Out: a tag registered with the browser, where it has Background
 * Sync. What the worker then does: background_sync.ts.
 */

/** Among the facts of an account: what the worker has to know of the pages' settings. */
export const SETTINGS = "background";

export interface BackgroundSettings {
  readonly encrypted: boolean;
  readonly server: string;
}

const TAG = "jazz-";

export function tagOf(account: string): string {
  return TAG + account;
}

/** The account that a tag is for; null for a tag of somebody else. */
export function accountIn(tag: string): string | null {
  return tag.startsWith(TAG) ? tag.slice(TAG.length) : null;
}

/** Not in the standard's types: only some browsers have it. */
interface Waking extends ServiceWorkerRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

interface Waiting {
  readonly view: { readonly pending: number };
  subscribe(listener: () => void): () => void;
}

/** Whenever something begins to wait, have the worker woken for it, should this tab be gone by then. */
export function wakeWorkerFor(account: string, queue: Waiting, ready: () => Promise<void>, onFailed: (error: unknown) => void): void {
  let isAsked = false;
  const look = () => {
    const waits = queue.view.pending > 0;
    if (waits && !isAsked) void ready().then(() => askToWake(account)).catch(onFailed);
    isAsked = waits;
  };
  queue.subscribe(look);
  look();
}

async function askToWake(account: string): Promise<void> {
  const worker = (await globalThis.navigator?.serviceWorker?.getRegistration()) as Waking | undefined;
  // A person may have switched it off; then it waits for the next visit, as in other browsers.
  await worker?.sync?.register(tagOf(account)).catch(() => undefined);
}
