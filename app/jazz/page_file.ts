/**
 * The waiting queue as a file that a person keeps or brings.
 *
 * Stage: queue, when the network won't come. In: what people do. Out: calls of the device. Apart from provider.ts, for a
 * form needs none of it.
 */

import { ASIDE_SAVED } from "./fact_names.ts";
import { begin, measure, run, type Settings } from "./page_device.ts";
import { current, update } from "./page_state.ts";

// A file is wanted when the network won't come: what makes one is there with the page.
void import("./transfer.ts").catch(() => undefined);

/** Hand the waiting queue over as a file. */
export function exportQueue(): void {
  void run(undefined, async (opened) => {
    const url = URL.createObjectURL(new Blob([await opened.export()], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: "doorstep-waiting.json" });
    link.click();
    URL.revokeObjectURL(url);
    await opened.notes.keep(ASIDE_SAVED, current().quarantined);
    await measure(opened);
  });
}

/** Take the records of a file in; for the change event of a file input. */
export function importQueue(event: { readonly target: HTMLInputElement }): void {
  const file = event.target.files?.[0];
  if (file === undefined) return;
  void run(undefined, async (opened) => update({ imported: await opened.import(await file.text()) }));
  event.target.value = "";
}

/** The same from a page that has not opened the queue itself. */
export function save(settings: Settings): void {
  begin(settings);
  exportQueue();
}
