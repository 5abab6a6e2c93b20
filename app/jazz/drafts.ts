/**
 * Half-filled forms, kept on this device only.
 *
 * Stage: capture. In: what stands in a form, at every keystroke. Out: the same after a reload, a crash or an update of
 * the page. Always holds: a draft is no part of the document, so it never travels; it is sealed as the queue is.
 */

import type { Bytes } from "./cipher.ts";
import type { Database } from "./database.ts";
import type { Keyring, Sealed } from "./keyring.ts";

/** The fields as the form has them: texts, ticks and lists. */
export type FormFields = Readonly<Record<string, string | boolean | readonly string[]>>;

export interface Draft {
  /** Becomes the id of the record, so that the same draft sent twice is one record. */
  readonly id: string;
  /** Which form it belongs to. */
  readonly form: string;
  readonly at: number;
  readonly fields: FormFields;
}

interface SealedDraft extends Sealed {
  readonly form: string;
  readonly at: number;
}

export interface DraftStore {
  /** The drafts of a form, the newest first. */
  of(form: string): Promise<readonly Draft[]>;
  keep(draft: Draft): Promise<void>;
  drop(id: string): Promise<void>;
}

export class Drafts implements DraftStore {
  readonly #database: Database;
  readonly #keyring: Keyring;
  /** What is to stand there, by id: what is being sealed must not take the place of what was kept or dropped since. */
  readonly #wanted = new Map<string, Draft>();

  constructor(database: Database, keyring: Keyring) {
    this.#database = database;
    this.#keyring = keyring;
  }

  async of(form: string): Promise<readonly Draft[]> {
    const mine = (await this.all()).filter((draft) => draft.form === form);
    return mine.sort((one, other) => other.at - one.at);
  }

  /** Those that can be read. */
  async all(): Promise<readonly Draft[]> {
    const found = await this.#database.read(["drafts"], (stores) => {
      const ids = stores("drafts").getAllKeys();
      const rows = stores("drafts").getAll();
      return () => (rows.result as SealedDraft[]).map((row, at) => ({ row, id: ids.result[at] as string }));
    });
    const opened = await Promise.all(found.map(({ id, row }) => this.#open(id, row).catch(() => null)));
    return opened.filter((draft) => draft !== null);
  }

  /** The browser has it after the seal, and finishes what it has begun when the page goes: no keystroke waits for another. */
  async keep(draft: Draft): Promise<void> {
    const { id, form, at, fields } = draft;
    const bytes = new TextEncoder().encode(JSON.stringify(fields)) as Bytes;
    this.#wanted.set(id, draft);
    await this.#keyring.keep("drafts", id, bytes, { form, at }, "relaxed", () => this.#wanted.get(id) === draft);
  }

  async drop(id: string): Promise<void> {
    this.#wanted.delete(id);
    await this.#database.delete("drafts", id, "relaxed");
  }

  async #open(id: string, row: SealedDraft): Promise<Draft> {
    const fields = JSON.parse(new TextDecoder().decode(await this.#keyring.unseal(row))) as FormFields;
    return { id, form: row.form, at: row.at, fields };
  }
}
