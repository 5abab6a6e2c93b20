/** A phone's storage in a file: what was confirmed is there after the process was killed. */

import { readFileSync, renameSync, writeFileSync } from "node:fs";

import type { Bytes } from "../../app/jazz/cipher.ts";
import type { SealingKeep } from "../../app/jazz/beginnings.ts";
import type { Facts } from "../../app/jazz/storage.ts";
import type { Mark } from "../../app/jazz/view.ts";
import type { Log, Telling, Terms } from "../../app/jazz/writer.ts";
import { MemoryDisk, MemoryLog } from "../support/memory_log.ts";

interface Kept {
  readonly rows: readonly (readonly [number, string])[];
  readonly marks: readonly (readonly [string, Mark])[];
  readonly facts: readonly (readonly [string, unknown])[];
  readonly clients: readonly (readonly [number, number])[];
  readonly told: string | null;
  readonly generation: number;
  readonly last: number;
}

const asText = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const asBytes = (text: string) => new Uint8Array(Buffer.from(text, "base64"));

export class FileDisk extends MemoryDisk {
  readonly #file: string;

  constructor(file: string) {
    super();
    this.#file = file;
    const kept = read(file);
    if (kept === null) return;
    for (const [number, row] of kept.rows) this.rows.set(number, asBytes(row));
    for (const [id, mark] of kept.marks) this.marks.set(id, mark);
    for (const [name, fact] of kept.facts) this.facts.set(name, fact);
    for (const [seat, client] of kept.clients) this.clients.set(seat, client);
    const { told, generation, last } = kept;
    Object.assign(this, { told: told === null ? null : asBytes(told), generation, last });
  }

  /** All of it in one step: whoever is killed meanwhile leaves what was before. */
  save(): void {
    const { told, generation, last } = this;
    const kept: Kept = {
      rows: [...this.rows].map(([number, row]) => [number, asText(row)]),
      marks: [...this.marks],
      facts: [...this.facts],
      clients: [...this.clients],
      told: told === null ? null : asText(told),
      generation,
      last,
    };
    writeFileSync(`${this.#file}.new`, JSON.stringify(kept));
    renameSync(`${this.#file}.new`, this.#file);
  }
}

function read(file: string): Kept | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

export class FileLog extends MemoryLog implements Log {
  readonly #disk: FileDisk;

  constructor(disk: FileDisk) {
    super(disk);
    this.#disk = disk;
  }

  async client(fresh: boolean): Promise<number> {
    return this.#kept(Promise.resolve(this.#disk.client(0, fresh)));
  }

  override append(update: Bytes, terms: Terms): Promise<number> {
    return this.#kept(super.append(update, terms));
  }

  override compact(snapshot: Bytes, upTo: number): Promise<number | null> {
    return this.#kept(super.compact(snapshot, upTo));
  }

  override begin(snapshot: Bytes, upTo: number, marks: ReadonlyMap<string, Mark>, facts: Facts): Promise<number | null> {
    return this.#kept(super.begin(snapshot, upTo, marks, facts));
  }

  override tell(telling: Telling): Promise<boolean> {
    return this.#kept(super.tell(telling));
  }

  override mark(ids: Iterable<string>, mark: Mark | null): Promise<void> {
    return this.#kept(super.mark(ids, mark));
  }

  async #kept<T>(work: Promise<T>): Promise<T> {
    const result = await work;
    this.#disk.save();
    return result;
  }
}

/** The phone's credentials and the like. */
export function keepOn(disk: FileDisk): SealingKeep {
  return {
    read: async <T>(name: string) => (disk.facts.get(name) ?? null) as T | null,
    keep: async (name, value) => {
      disk.facts.set(name, value);
      disk.save();
    },
    sealed: async (value) => value,
  };
}
