/** What pages are told of the connection, in every tab. */

/**
 * idle        nothing waits: no connection
 * connecting  the server is being asked
 * live        connected
 * polling     WebSockets are blocked here; what waits goes over HTTP
 * waiting     the server can't be reached or asked us to come later
 * stopped     the server doesn't let this device in any more
 * signed_out  nobody is signed in with Clerk, and devices belong to people: a person has to, before anything can go
 */
export type Status = "idle" | "connecting" | "live" | "polling" | "waiting" | "stopped" | "signed_out";

export interface News {
  readonly status: Status;
  /** The server has answered lately, and not failed to since. */
  readonly online: boolean;
  /** The device's room; none before it has sent anything. */
  readonly room: string | null;
  /** When server and device last had the same, in milliseconds since 1970. */
  readonly lastSync: number | null;
  /** How many devices of the room are spoken with directly. */
  readonly direct: number;
}

export const BEFORE: News = { status: "idle", online: false, room: null, lastSync: null, direct: 0 };
