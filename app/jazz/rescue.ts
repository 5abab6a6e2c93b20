/**
 * What waits, as a file, from a page that has failed.
 *
 * Stage: queue. In: a press. Out: the same file that the queue's own page hands over. Always holds: the queue's code is
 * fetched only now, for it may be what has failed.
 */

import type { Settings } from "./page_device.ts";

export async function saveQueue(settings: Settings): Promise<void> {
  const { save } = await import("./page_file.ts");
  save(settings);
}
