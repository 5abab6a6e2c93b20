/**
 * What a failure means to whoever tries to reach the server: how the try has ended.
 *
 * Stage: sync. In: what was thrown. Out: an Ending. Always holds: what a person can mend is told; that nobody is signed
 * in is no trouble, for pages say it calmly (Status in news.ts).
 */

import { SIGNED_OUT, SILENCE, type Ending } from "./answers.ts";
import { Refusal } from "./calls.ts";
import { QueueError, type OnTrouble } from "./errors.ts";

export function endingOf(error: unknown, onTrouble: OnTrouble): Ending {
  if (error instanceof Refusal) return error.ending;
  if (!(error instanceof QueueError)) console.warn("The connection failed.", error);
  else if (error.code === "sign_in_needed") return SIGNED_OUT;
  else onTrouble(error);
  return SILENCE;
}
