/** A log that keeps its rows in memory, for tests of what stands above it. Its disk can be made full. */

import type { Bytes } from "../../app/jazz/cipher.ts";
import { QueueError } from "../../app/jazz/errors.ts";
import type { Facts, Row } from "../../app/jazz/storage.ts";
import type { Mark } from "../../app/jazz/view.ts";
import type { Log, Telling, Terms } from "../../app/jazz/writer.ts";

/** What outlives a tab: one for each device. */
export class MemoryDisk {
  readonly rows = new Map<number, Bytes>();
  readonly marks = new Map<string, Mark>();
  readonly facts = new Map<string, unknown>();
  /** By seat, the number it writes as. */
  readonly clients = new Map<number, number>();
  told: Bytes | null = null;
  generation = 0;
  last = 0;
  isFull = false;

  /** The same storage on another device, as when a whole browser profile is copied. */
  copy(): MemoryDisk {
    const copy = new MemoryDisk();
    for (const [number, row] of this.rows) copy.rows.set(number, row);
    for (const [id, mark] of this.marks) copy.marks.set(id, mark);
    for (const [name, fact] of this.facts) copy.facts.set(name, fact);
    for (const [seat, client] of this.clients) copy.clients.set(seat, client);
    const { told, generation, last } = this;
    return Object.assign(copy, { told, generation, last });
  }

  client(seat: number, fresh: boolean): number {
    const known = this.clients.get(seat);
    if (known !== undefined && !fresh) return known;
    const made = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    this.clients.set(seat, made);
    return made;
  }

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
  generation: number;

  constructor(disk: MemoryDisk) {
    this.#disk = disk;
    this.generation = disk.generation;
  }

  get isLong(): boolean {
    return this.#disk.rows.size > 3;
  }

  async restart(): Promise<void> {}

  async read(after: number): Promise<readonly Row[]> {
    if (this.generation !== this.#disk.generation) {
      this.generation = this.#disk.generation;
      return this.read(0);
    }
    const rows = [...this.#disk.rows].map(([number, update]) => ({ number, update }));
    return rows.filter((row) => row.number > after);
  }

  async append(update: Bytes, { unsent, last }: Terms): Promise<number> {
    await Promise.resolve();
    if (last !== null && this.#disk.last > last) throw new QueueError("overtaken");
    if (unsent.some((id) => this.#disk.marks.has(id))) throw new QueueError("already_sent");
    if (this.generation !== this.#disk.generation) throw new QueueError("storage_begun");
    return this.#disk.add(update);
  }

  async compact(snapshot: Bytes, upTo: number): Promise<number | null> {
    if (this.generation !== this.#disk.generation) return null;
    const number = this.#disk.add(snapshot);
    for (const each of this.#disk.rows.keys()) if (each <= upTo) this.#disk.rows.delete(each);
    return number;
  }

  async rekey(snapshot: Bytes, upTo: number): Promise<number | null> {
    return this.#disk.last > upTo ? null : this.compact(snapshot, upTo);
  }

  async begin(snapshot: Bytes, upTo: number, marks: ReadonlyMap<string, Mark>, facts: Facts): Promise<number | null> {
    await Promise.resolve();
    const disk = this.#disk;
    if (disk.last > upTo) return null;
    const number = disk.add(snapshot);
    for (const each of disk.rows.keys()) if (each !== number) disk.rows.delete(each);
    disk.marks.clear();
    for (const [id, mark] of marks) disk.marks.set(id, mark);
    for (const [name, fact] of facts) disk.facts.set(name, fact);
    disk.clients.clear();
    disk.generation += 1;
    this.generation = disk.generation;
    return number;
  }

  async clients(): Promise<readonly number[]> {
    return [...this.#disk.clients.values()];
  }

  async told(): Promise<Bytes | null> {
    return this.#disk.told;
  }

  async tell({ ids, vector, last }: Telling): Promise<boolean> {
    await Promise.resolve();
    const disk = this.#disk;
    if (disk.last > last) return false;
    for (const id of ids) if (!disk.marks.has(id)) disk.marks.set(id, "sent");
    disk.told = vector(disk.told);
    return true;
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
