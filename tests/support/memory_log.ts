/** A log that keeps its rows in memory, for tests of what stands above it. Its disk can be made full. */

import type { Bytes } from "../../app/jazz/cipher.ts";
import { QueueError } from "../../app/jazz/errors.ts";
import type { Row } from "../../app/jazz/storage.ts";
import type { Mark } from "../../app/jazz/view.ts";
import type { Log, Terms } from "../../app/jazz/writer.ts";

/** What outlives a tab: one for each device. */
export class MemoryDisk {
  readonly rows = new Map<number, Bytes>();
  readonly marks = new Map<string, Mark>();
  last = 0;
  isFull = false;

  add(bytes: Bytes): number {
    if (this.isFull) throw new QueueError("storage_full");
    this.last += 1;
    this.rows.set(this.last, bytes);
    return this.last;
  }
}

export class MemoryLog implements Log {
  readonly isMixed = false;
  readonly hasLost = false;
  readonly #disk: MemoryDisk;

  constructor(disk: MemoryDisk) {
    this.#disk = disk;
  }

  get isLong(): boolean {
    return this.#disk.rows.size > 3;
  }

  async restart(): Promise<void> {}

  async read(after: number): Promise<readonly Row[]> {
    const rows = [...this.#disk.rows].map(([number, update]) => ({ number, update }));
    return rows.filter((row) => row.number > after);
  }

  async append(update: Bytes, { unsent, last }: Terms): Promise<number> {
    await Promise.resolve();
    if (last !== null && this.#disk.last > last) throw new QueueError("overtaken");
    if (unsent.some((id) => this.#disk.marks.has(id))) throw new QueueError("already_sent");
    return this.#disk.add(update);
  }

  async compact(snapshot: Bytes, upTo: number): Promise<number> {
    const number = this.#disk.add(snapshot);
    for (const each of this.#disk.rows.keys()) if (each <= upTo) this.#disk.rows.delete(each);
    return number;
  }

  async rekey(snapshot: Bytes, upTo: number): Promise<number | null> {
    return this.#disk.last > upTo ? null : this.compact(snapshot, upTo);
  }

  async quarantine(): Promise<void> {}

  async marks(): Promise<Map<string, Mark>> {
    return new Map(this.#disk.marks);
  }

  async mark(ids: Iterable<string>, mark: Mark | null): Promise<void> {
    for (const id of ids) {
      if (mark === null) this.#disk.marks.delete(id);
      else this.#disk.marks.set(id, mark);
    }
  }
}
