/**
 * The server's moments as this device's clock would have told them.
 *
 * Stage: queue. In: how far this clock is ahead of the server's, as the last answer told it (app/offline). Out: a moment
 * that the server wrote down, by this clock. Always holds: a clock that is nearly right is taken for right; what was
 * known last serves while the server doesn't answer.
 */

import { update, type Jazz } from "./page_state.ts";

const KEY = "doorstep-clock";
/** The server's answer says whole seconds, and was under way for some. */
const NEARLY_MS = 30_000;

export function byThisClock(moment: string, ahead: number): string {
  const at = Date.parse(moment);
  return ahead === 0 || Number.isNaN(at) ? moment : new Date(at + ahead).toISOString();
}

/** When the last record reached the database. */
export function lastStored({ receipts, ahead }: Jazz): string {
  return byThisClock(receipts.at(-1)?.at ?? "", ahead);
}

export function watchServerClock(): void {
  update({ ahead: nearly(Number(sessionStorage.getItem(KEY))) });
  window.addEventListener("doorstep:clock", ({ detail }) => {
    const ahead = nearly(detail.ahead);
    sessionStorage.setItem(KEY, String(ahead));
    update({ ahead });
  });
}

/** In whole minutes, so that a page isn't drawn anew for a breath. */
function nearly(ahead: number): number {
  return Math.abs(ahead) < NEARLY_MS ? 0 : Math.round(ahead / 60_000) * 60_000 || 0;
}
