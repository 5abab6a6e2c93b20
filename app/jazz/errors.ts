/** What can go wrong in the queue on purpose: a code that programs decide by, a sentence that people act on. */

import type { Problems } from "./schema.ts";

const SENTENCES = {
  storage_full: "This phone has no room left. What you wrote is still in the form; free some space and send again.",
  storage_unavailable: "This browser doesn't let pages keep anything, as some private windows do. Use another window.",
  storage_failed: "This phone could not keep it. What you wrote is still in the form; send it again.",
  storage_lost: "This browser closed its storage and doesn't open it again. Reload the page.",
  storage_erased: "This device was forgotten in another tab. Reload the page.",
  storage_outdated: "A newer version of this page is open in another tab. Reload the page.",
  storage_blocked: "An older tab of this page holds the storage. Close the other tabs.",
  storage_cleared: "This browser's storage was cleared while the page was open.",
  storage_begun: "Another tab has begun another document.",
  storage_corrupt: "Some stored feedback can't be read. It was put aside; the rest is safe.",
  storage_low: "This phone is running out of room. Go online soon, or save the waiting feedback as a file.",
  encryption_unavailable: "This browser can't encrypt here, so the waiting feedback is stored as it is.",
  not_admitted: "The server no longer lets this device in. Everything is kept here; ask whoever runs this service.",
  server_full: "The server has no room for more of this device's feedback. Everything is kept here and tried again.",
  invalid: "Something is missing or not right. Look at the fields that are marked.",
  not_found: "This feedback is no longer waiting.",
  already_sent: "This feedback is already on its way and can't be taken back.",
  no_answer: "The server doesn't answer now. Try again when you are online.",
  bad_code: "This code is not good, or no longer. Ask the other device for a new one.",
  unreadable_file: "This file is no saved queue.",
} as const;

export type ErrorCode = keyof typeof SENTENCES;

export class QueueError extends Error {
  override readonly name = "QueueError";
  readonly code: ErrorCode;
  /** The fields that are wrong, with the code "invalid". */
  readonly problems: Problems;

  constructor(code: ErrorCode, options: { readonly cause?: unknown; readonly problems?: Problems } = {}) {
    super(SENTENCES[code], { cause: options.cause });
    this.code = code;
    this.problems = options.problems ?? {};
  }
}

/** Where trouble is told that nobody waits for. */
export type OnTrouble = (error: QueueError) => void;
