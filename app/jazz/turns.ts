/**
 * Turns at localStorage: one tab after the other, each seeing what the one before wrote.
 *
 * Stage: queue, with USE_JAZZ_SYNC=false. In: a change to make. Out: its result. Always holds: browsers give each tab a
 * copy of localStorage and bring writes over some time later, so a Web Lock alone would let two tabs overwrite each
 * other. So the list has a version, and the tab that wrote it holds a lock with that version in its name: the next one
 * waits until its own copy shows it.
 */

import { QueueError } from "./errors.ts";

const WAIT_MS = 2000;
const LOOK_MS = 5;

export class Turns {
  readonly #name: string;
  readonly #storage: globalThis.Storage;
  readonly #locks = globalThis.navigator?.locks as LockManager | undefined;
  #release: () => void = () => undefined;

  constructor(name: string, storage: globalThis.Storage) {
    this.#name = name;
    this.#storage = storage;
  }

  /** Run `work` with the newest list in sight. Without locks (on http://) tabs can't take turns. */
  async take<T>(work: () => T): Promise<T> {
    const locks = this.#locks;
    if (locks === undefined) return work();
    return (await locks.request(this.#name, async () => {
      await this.#see(await this.#newest(locks));
      const result = work();
      await this.#sign(locks);
      return result;
    })) as T;
  }

  get #key(): string {
    return `${this.#name}.version`;
  }

  get #version(): number {
    return Number(this.#storage.getItem(this.#key) ?? 0);
  }

  async #newest(locks: LockManager): Promise<number> {
    const { held = [] } = await locks.query();
    const mark = `${this.#name}@`;
    const versions = held.flatMap(({ name }) => (name?.startsWith(mark) ? Number(name.slice(mark.length)) : []));
    return Math.max(0, ...versions);
  }

  async #see(version: number): Promise<void> {
    const deadline = performance.now() + WAIT_MS;
    while (this.#version < version) {
      if (performance.now() > deadline) throw new QueueError("storage_failed");
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  /** Make known which version this tab wrote, before the next one has its turn. */
  async #sign(locks: LockManager): Promise<void> {
    const version = this.#version + 1;
    this.#storage.setItem(this.#key, String(version));
    this.#release();
    await new Promise<void>((granted) => {
      void locks.request(`${this.#name}@${version}`, () => {
        granted();
        return new Promise<void>((release) => {
          this.#release = release;
        });
      });
    });
  }
}
