/** What can go wrong in the queue on purpose: codes, whose sentences stand in app/languages as `error-<code>`. */

import type { Problems } from "./schema.ts";

export type ErrorCode =
  | "storage_full"
  | "storage_unavailable"
  | "storage_failed"
  | "storage_lost"
  | "storage_erased"
  | "storage_outdated"
  | "storage_blocked"
  | "storage_cleared"
  | "storage_begun"
  | "storage_corrupt"
  | "storage_low"
  | "storage_locked"
  | "wrong_passphrase"
  | "unlock_later"
  | "passphrase_short"
  | "no_passphrase"
  | "encryption_unavailable"
  | "not_admitted"
  | "sign_in_needed"
  | "server_full"
  | "invalid"
  | "not_found"
  | "already_sent"
  | "overtaken"
  | "no_answer"
  | "bad_code"
  | "unreadable_file";

export class QueueError extends Error {
  override readonly name = "QueueError";
  readonly code: ErrorCode;
  /** The fields that are wrong, with the code "invalid". */
  readonly problems: Problems;

  constructor(code: ErrorCode, options: { readonly cause?: unknown; readonly problems?: Problems } = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.problems = options.problems ?? {};
  }
}

/** Where trouble is told that nobody waits for. */
export type OnTrouble = (error: QueueError) => void;
