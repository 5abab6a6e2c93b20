/**
 * What to do when the server ends a connection or refuses a call: one table for both.
 *
 * Stage: sync. In: a close code, or an HTTP status. Out: a Reaction. Pure. Always holds: no answer makes us drop a
 * record; what we don't know is a failure to try again after.
 */

/**
 * again    nothing is wrong: come back soon
 * later    not now: come back after a wait that grows
 * slower   we were too fast: as later, and with less at a time
 * smaller  it was too much at once: as later, and in smaller pieces
 * renew    the token has had its time: get another one
 * begin    the room has a newer document: begin with that one
 * stop     this device may not come in any more: keep the queue and say so
 */
export type Reaction = "again" | "later" | "slower" | "smaller" | "renew" | "begin" | "stop";

interface Answer {
  readonly code: number;
  /** The HTTP status that means the same. */
  readonly status?: number;
  readonly reaction: Reaction;
}

const ANSWERS: readonly Answer[] = [
  { code: 1012, reaction: "again" }, // the server restarts
  { code: 1013, status: 503, reaction: "later" }, // the room is full, or the journal can't be written
  { code: 4400, status: 422, reaction: "later" }, // it can't read us: another version of either may
  { code: 4401, status: 401, reaction: "renew" }, // the token has expired, or is unknown
  { code: 4403, status: 403, reaction: "stop" }, // the token was revoked, or the room is no longer ours
  { code: 4408, reaction: "later" }, // we read too slowly
  { code: 4409, status: 409, reaction: "begin" }, // the reason is the new epoch
  { code: 4413, status: 413, reaction: "smaller" }, // too large a frame, or the room's document is full
  { code: 4429, status: 429, reaction: "slower" }, // more than the rate allows
  { code: 4508, reaction: "again" }, // nothing was said for long
];

/** How something ended. Code 0: no answer came that is ours. */
export interface Ending {
  readonly code: number;
  /** What the server gives with it: with 4409 the new epoch. */
  readonly reason: string;
  /** Whether our server said anything at all, so that it can be reached. */
  readonly heard: boolean;
  /** Milliseconds that it asked us to wait. */
  readonly wait: number;
}

export const SILENCE: Ending = { code: 0, reason: "", heard: false, wait: 0 };
/** The server was not asked: nobody is signed in, and a person has to be. */
export const SIGNED_OUT: Ending = { ...SILENCE };

export function reactionTo(ending: Ending): Reaction {
  return ANSWERS.find((answer) => answer.code === ending.code)?.reaction ?? "later";
}

/** The close code that means the same as a status; 0 for none. */
export function codeOf(status: number): number {
  return ANSWERS.find((answer) => answer.status === status)?.code ?? 0;
}
