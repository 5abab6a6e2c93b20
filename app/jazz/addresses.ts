/**
 * Where the rooms are: at the pages' own origin, or with the server that the pages were built for.
 *
 * Stage: sync. In: JAZZ_SYNC_SERVER, or nothing. Out: the addresses of a room. Pure. Always holds: no token is ever part
 * of one, for addresses end up in logs.
 */

export interface Addresses {
  socket(room: string, epoch: number): string;
  http(room: string, epoch: number): string;
}

export function addressesOf(server: string, origin: string): Addresses {
  const socket = (server === "" ? origin.replace(/^http/, "ws") : server).replace(/\/+$/, "");
  const http = socket.replace(/^ws/, "http");
  const of = (room: string, epoch: number) => `${encodeURIComponent(room)}${epoch === 0 ? "" : `?epoch=${epoch}`}`;
  return {
    socket: (room, epoch) => `${socket}/sync/${of(room, epoch)}`,
    http: (room, epoch) => `${http}/api/sync/${of(room, epoch)}`,
  };
}
