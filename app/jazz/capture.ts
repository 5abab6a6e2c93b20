/**
 * From a form to a saved record.
 *
 * Stage: capture. In: a native form on the page. Out: what the page shows beside it: problems, a restored draft, the
 * record that is saved. Always holds: what is typed is kept at every keystroke; "saved" appears only when the queue's
 * promise has resolved; a refused record stays in the form.
 */

import type { Draft, DraftStore, FormFields } from "./drafts.ts";
import { QueueError, type ErrorCode } from "./errors.ts";
import { fillForm, focusFirst, focusSaved, fromRecord, isTouched, readForm, readShown, showFailure, toRecord, untouched } from "./form.ts";
import { idMaker } from "./ids.ts";
import { NO_LINK, readCorrection, readLink, readScanned, type Link } from "./link.ts";
import { check, type FeedbackItem, type Problems } from "./schema.ts";
import type { View } from "./view.ts";

/** What capture needs of a device, with either kind of queue. */
export interface Keeper {
  readonly queue: {
    readonly view: View;
    enqueue(fields: Readonly<Record<string, unknown>>): Promise<FeedbackItem>;
    edit(id: string, changes: Readonly<Record<string, unknown>>): Promise<FeedbackItem>;
  };
  readonly drafts: DraftStore;
}

export interface Capture {
  /** The fields as they stand in the form, for parts that show only with some of them. */
  readonly fields: FormFields;
  /** A half-filled form was brought back. */
  readonly restored: boolean;
  /** What the link has said, and need not be asked. */
  readonly link: Link;
  readonly saving: boolean;
  readonly saved: FeedbackItem | null;
  /** The record that was saved has been taken back. */
  readonly withdrawn: boolean;
  readonly problems: Problems;
  readonly failure: ErrorCode | null;
}

export const NOTHING: Capture = {
  fields: {},
  restored: false,
  link: NO_LINK,
  saving: false,
  saved: null,
  withdrawn: false,
  problems: {},
  failure: null,
};

export class CapturedForm {
  readonly #form: HTMLFormElement;
  #name: string;
  readonly #keeper: () => Promise<Keeper>;
  readonly #show: (capture: Capture) => void;
  readonly #newId = idMaker();
  #shown: Capture = NOTHING;
  #link: Link;
  /** The record that the address asks to correct; empty: none. */
  #corrected: string;
  /** What the page and the link filled in. */
  #begun: FormFields;
  /** The draft that this tab was at when the page was loaded. */
  readonly #remembered: string | null;
  /** Of what is written now. Before the draft is there, and it may be locked, nothing must take its place. */
  #id: string;
  #isKept = true;

  constructor(form: HTMLFormElement, keeper: () => Promise<Keeper>, show: (capture: Capture) => void) {
    this.#form = form;
    this.#keeper = keeper;
    this.#show = show;
    this.#link = readLink(location);
    this.#corrected = readCorrection(location);
    const linked = this.#link.fields;
    // A link for another order is another form, and so is a correction: its draft must not show up here.
    this.#name = [this.#kind, linked["orderId"] ?? "", ...(this.#corrected === "" ? [] : [this.#corrected])].join(":");
    this.#begun = { ...untouched(form), ...linked };
    const isTyped = isTouched(readForm(form), untouched(form));
    this.#remembered = sessionStorage.getItem(this.#slot);
    this.#id = this.#newId();
    form.addEventListener("input", this.#onInput);
    form.addEventListener("submit", this.#onSubmit);
    if (!isTyped) fillForm(form, linked);
    this.#update({ fields: readForm(form), link: this.#link });
    void this.restore().catch((error: unknown) => this.#fail(error));
  }

  detach(): void {
    this.#form.removeEventListener("input", this.#onInput);
    this.#form.removeEventListener("submit", this.#onSubmit);
  }

  /** Throw the half-filled form away and begin again. */
  async clear(): Promise<void> {
    const dropped = this.#id;
    this.#endCorrection();
    this.#begin(this.#link.fields);
    await (await this.#keeper()).drafts.drop(dropped);
  }

  /** Leave what was saved, and begin the next. */
  next(withdrawn = false): void {
    this.#update({ saved: null, withdrawn });
  }

  /** Fill in what the camera has read. */
  scanned(text: string): void {
    this.#link = readScanned(text);
    fillForm(this.#form, this.#link.fields);
    this.#update({ link: this.#link });
    this.#onInput();
  }

  /** Ask again what the link has said. */
  ask(): void {
    this.#link = NO_LINK;
    fillForm(this.#form, { link: "" });
    this.#update({ link: NO_LINK });
    this.#onInput();
  }

  /** Fill the form with a record of this device, or begin one anew, so that it is sent in that one's place. */
  correct(id: string, item: FeedbackItem | null): void {
    if (item !== null) this.#form.reset();
    fillForm(this.#form, { ...(item && fromRecord(item)), supersedes: id });
    this.#update({ saved: null });
    this.#onInput();
  }

  get #kind(): string {
    return this.#form.dataset["capture"] ?? "";
  }

  get #slot(): string {
    return `jazz-draft:${this.#name}`;
  }

  readonly #onInput = (): void => {
    const fields = readForm(this.#form);
    // A field that is being corrected needs no complaint any more.
    this.#update({ fields, problems: this.#stillWrong(fields), failure: null, withdrawn: false });
    if (!this.#isKept) return;
    this.#isKept = false;
    void this.#keep().catch(() => undefined);
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    if (!this.#shown.saving) void this.#submit();
  };

  async #submit(): Promise<void> {
    const fields = readShown(this.#form);
    this.#update({ fields, saving: true, problems: {}, failure: null });
    try {
      const keeper = await this.#keeper();
      const id = this.#id;
      const saved = await this.#send(keeper.queue, { ...toRecord(fields), id });
      this.#link = NO_LINK;
      this.#endCorrection();
      this.#begin({});
      this.#update({ saved });
      focusSaved();
      await keeper.drafts.drop(id);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** A record that still waits is changed where it is; of one that has arrived only its id is known here. */
  #send(queue: Keeper["queue"], { id, ...fields }: Readonly<Record<string, unknown>>): Promise<FeedbackItem> {
    const { supersedes, ...changes } = fields;
    const waits = queue.view.items.find((each) => each.id === supersedes);
    return waits ? queue.edit(waits.id, changes) : queue.enqueue({ ...fields, id });
  }

  #fail(error: unknown): void {
    const known = error instanceof QueueError ? error : new QueueError("storage_failed", { cause: error });
    this.#update({ saving: false, problems: known.problems, failure: known.code });
    if (known.code !== "invalid") showFailure();
    focusFirst(this.#form, known.problems);
  }

  /** What the address asked for is done, or given up: from now on this is the form for any order. */
  #endCorrection(): void {
    if (this.#corrected === "") return;
    this.#corrected = "";
    this.#name = `${this.#kind}:`;
    history.replaceState(history.state, "", location.pathname);
  }

  #begin(fields: FormFields): void {
    this.#id = this.#newId();
    sessionStorage.setItem(this.#slot, this.#id);
    this.#form.reset();
    this.#begun = { ...readForm(this.#form), ...fields };
    fillForm(this.#form, fields);
    this.#update({ ...NOTHING, fields: this.#begun, link: this.#link });
  }

  /** Bring a half-filled form back, unless somebody has begun to fill this one in. */
  async restore(): Promise<void> {
    const { drafts, queue } = await this.#keeper();
    const kept = await drafts.of(this.#name);
    const known = new Set([...queue.view.items, ...queue.view.receipts].map((each) => each.id));
    await Promise.all(kept.filter(({ id }) => known.has(id)).map(({ id }) => drafts.drop(id)));
    const left = kept.filter(({ id }) => !known.has(id));
    const draft = left.find((each) => each.id === this.#remembered) ?? left[0];
    if (draft === undefined) return this.#beginCorrection(queue.view);
    // What was typed before the storage was open is newer.
    if (isTouched(readForm(this.#form), this.#begun)) return;
    this.#use(draft);
  }

  #beginCorrection({ items }: View): void {
    const id = this.#corrected;
    if (id !== "") this.correct(id, items.find((each) => each.id === id) ?? null);
  }

  #use(draft: Draft): void {
    this.#id = draft.id;
    sessionStorage.setItem(this.#slot, draft.id);
    fillForm(this.#form, draft.fields);
    this.#update({ fields: draft.fields, restored: true });
  }

  /** Keep what stands in the form once the storage is open, and from then on whatever changes. */
  async #keep(): Promise<void> {
    const { drafts } = await this.#keeper().finally(() => {
      this.#isKept = true;
    });
    const draft = { id: this.#id, form: this.#name, at: Date.now(), fields: readForm(this.#form) };
    sessionStorage.setItem(this.#slot, draft.id);
    if (isTouched(draft.fields, this.#begun)) await drafts.keep(draft);
    else await drafts.drop(draft.id);
  }

  #stillWrong(fields: FormFields): Problems {
    const before = this.#shown.problems;
    if (Object.keys(before).length === 0) return before;
    const checked = check(toRecord(fields));
    const now: Problems = checked.ok ? {} : checked.problems;
    return Object.fromEntries(Object.entries(now).filter(([field]) => field in before));
  }

  #update(change: Partial<Capture>): void {
    this.#shown = { ...this.#shown, ...change };
    this.#show(this.#shown);
  }
}
