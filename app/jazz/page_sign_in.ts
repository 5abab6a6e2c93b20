/**
 * Signing in with Clerk, as pages ask for it.
 *
 * Stage: sync. In: a tap. Out: Clerk's dialog; what waits goes when somebody has signed in there (uplink.ts). Apart from
 * provider.ts, for only pages built with Clerk offer it.
 */

import { QueueError } from "./errors.ts";
import { run } from "./page_device.ts";

export function signIn(): void {
  void run(undefined, async () => {
    try {
      const { openSignIn } = await import("./clerk.ts");
      await openSignIn();
    } catch (error) {
      throw new QueueError("no_answer", { cause: error });
    }
  });
}
