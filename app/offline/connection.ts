/**
 * What the connection line says: two facts in, one word out. Pure.
 *
 * Public pages need neither to take feedback, so they only speak when the server doesn't answer: what is entered
 * stays on the phone. Live pages show what the socket brings, so they also speak when it is down.
 */

/** Whether our server answers over HTTP; unknown until it was first asked. */
export type Http = "unknown" | "up" | "down";
/** The live connection; unused until it first connected or failed to. */
export type Socket = "unused" | "up" | "down";
/** The sentence to show, "" for none. The sentences stand in app/components/connection_line.py. */
export type Saying = "" | "offline" | "unanswered" | "reconnecting" | "outdated" | "partial";

export function saying(http: Http, socket: Socket, live: boolean): Saying {
  if (http === "down") {
    if (live) return socket === "up" ? "partial" : "outdated";
    return socket === "up" ? "unanswered" : "offline";
  }
  return live && socket === "down" ? "reconnecting" : "";
}
