/**
 * The passphrase of a shared phone, as pages ask for it.
 *
 * Stage: queue. In: what people do. Out: an account that is locked, open, or forgotten, in all tabs.
 */

import { look, reopen, run, type PageDevice } from "./page_device.ts";
import { update } from "./page_state.ts";

/** Lock the account in all tabs, as signing out does. What waits stays, and new feedback is still taken in. */
export function lock(): void {
  void run(undefined, async (opened) => {
    await opened.lock();
    location.reload();
  });
}

/** For the submit event of a form with a field `passphrase`. */
export function unlock(event: SubmitEvent): void {
  withPassphrase(event, async (opened, passphrase) => {
    await opened.unlock(passphrase);
    await reopen();
    update({ trouble: null });
  });
}

/** For the submit event of a form with a field `passphrase`. */
export function setPassphrase(event: SubmitEvent): void {
  update({ hasSetPassphrase: false });
  withPassphrase(event, async (opened, passphrase) => {
    await opened.setPassphrase(passphrase);
    update({ hasSetPassphrase: true });
    look(opened);
  });
}

export function removePassphrase(): void {
  void run(undefined, async (opened) => {
    await opened.removePassphrase();
    look(opened);
  });
}

function withPassphrase(event: SubmitEvent, work: (opened: PageDevice, passphrase: string) => Promise<void>): void {
  event.preventDefault();
  const element = event.target as HTMLFormElement;
  const passphrase = new FormData(element).get("passphrase");
  element.reset();
  void run(undefined, async (opened) => {
    try {
      await work(opened, typeof passphrase === "string" ? passphrase : "");
    } catch (error) {
      element.querySelector("input")?.focus();
      throw error;
    }
  });
}

/** Destroy this account's keys and data on this device. */
export function forgetDevice(): void {
  void run(undefined, async (opened) => {
    await opened.forget();
    location.reload();
  });
}
