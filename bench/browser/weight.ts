/** Only the queue of app/jazz, to be weighed, in the parts in which pages fetch it (app/jazz/page_device.ts). */

export { CapturedForm } from "../../app/jazz/capture.ts";
export { askToKeep, roomLeft } from "../../app/jazz/room.ts";

export const device = () => import("../../app/jazz/device.ts");
/** With a passphrase. */
export const lockedDevice = () => import("../../app/jazz/locked_device.ts");
/** Where a list of before is found. */
export const legacy = () => import("../../app/jazz/legacy.ts");
