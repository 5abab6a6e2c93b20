/** Only the queue of app/jazz, to be weighed. */

export { Device } from "../../app/jazz/device.ts";
export { LockedDevice } from "../../app/jazz/locked_device.ts";
export { CapturedForm } from "../../app/jazz/capture.ts";
export { migrate } from "../../app/jazz/legacy.ts";
export { askToKeep, roomLeft } from "../../app/jazz/room.ts";
