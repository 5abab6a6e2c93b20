/**
 * What an update holds, and how to send it in parts that are small enough for a frame.
 *
 * Stage: sync. In: a Yjs update of any size. Out: updates that together do the same. Always holds: the pieces are in the
 * order in which they were written, so whoever takes them in one after the other never waits for a later one of the
 * same writer; what is deleted comes with the last.
 */

import * as Y from "yjs";

import { joined, number } from "./bytes.ts";
import type { Bytes } from "./cipher.ts";

type Struct = ReturnType<typeof Y.decodeUpdate>["structs"][number];
type Deleted = ReturnType<typeof Y.decodeUpdate>["ds"];

/** The same update in pieces of about `most` bytes. A single value that is larger stays whole. */
export function split(update: Bytes, most: number): readonly Bytes[] {
  if (update.length <= most) return [update];
  const { structs, ds } = Y.decodeUpdate(update);
  const pieces = structs.flatMap((struct) => parts(struct, most));
  return [...runs(pieces, most), joined([0], deletions(ds))];
}

interface Part {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  readonly bytes: Bytes;
}

/** A struct as it is written; one with many records in it as several. */
function parts(struct: Struct, most: number): readonly Part[] {
  if (struct instanceof Y.Skip) return [];
  const whole = written(struct);
  const isList = struct instanceof Y.Item && struct.content instanceof Y.ContentAny;
  if (whole.bytes.length <= most || !isList || struct.length === 1) return [whole];
  const half = struct.length >> 1;
  return [...parts(cut(struct, 0, half), most), ...parts(cut(struct, half, struct.length), most)];
}

function cut(item: Y.Item, from: number, to: number): Y.Item {
  const { client, clock } = item.id;
  const origin = from === 0 ? item.origin : Y.createID(client, clock + from - 1);
  const content = new Y.ContentAny((item.content as Y.ContentAny).arr.slice(from, to));
  const id = Y.createID(client, clock + from);
  return new Y.Item(id, null, origin, null, item.rightOrigin, item.parent, item.parentSub, content);
}

function written(struct: Y.Item | Y.GC): Part {
  const encoder = new Y.UpdateEncoderV1();
  struct.write(encoder, 0);
  const { client, clock } = struct.id;
  return { client, clock, length: struct.length, bytes: encoder.toUint8Array() as Bytes };
}

/** Updates of neighbours: each of one client, without a gap, and no larger than it has to be. */
function* runs(pieces: readonly Part[], most: number): Iterable<Bytes> {
  let run: Part[] = [];
  let size = 0;
  for (const part of pieces) {
    const last = run.at(-1);
    const follows = last?.client === part.client && last.clock + last.length === part.clock;
    if (last !== undefined && (!follows || size + part.bytes.length > most)) {
      yield asUpdate(run);
      run = [];
      size = 0;
    }
    run.push(part);
    size += part.bytes.length;
  }
  if (run.length > 0) yield asUpdate(run);
}

function asUpdate(run: readonly Part[]): Bytes {
  const [first] = run;
  const head = [1, ...number(run.length), ...number(first?.client ?? 0), ...number(first?.clock ?? 0)];
  return joined(head, ...run.map((part) => part.bytes), [0]);
}

function deletions({ clients }: Deleted): Bytes {
  const each = [...clients].map(([client, ranges]) => [
    ...number(client),
    ...number(ranges.length),
    ...ranges.flatMap(({ clock, len }) => [...number(clock), ...number(len)]),
  ]);
  return joined(number(clients.size), ...each);
}
