/**
 * From a form to a saved record.
 *
 * Stage: capture. In: a native form on the page. Out: what the page shows beside it: problems, a restored draft, the
 * record that is saved. Always holds: what is typed is kept at every keystroke; "saved" appears only when the queue's
 * promise has resolved; a refused record stays in the form.
 */

import type { Draft, DraftStore, FormFields } from "./drafts.ts";
import { QueueError, type ErrorCode } from "./errors.ts";
import { fillForm, focusFirst, focusSaved, fromLink, isTouched, ratingLink, readForm, readShown, toRecord, untouched } from "./form.ts";
import { idMaker } from "./ids.ts";
import { tokenFor } from "./rating_link.ts";
import { check, type FeedbackItem, type Problems } from "./schema.ts";
import type { View } from "./view.ts";

/** What capture needs of a device, with either kind of queue. */
export interface Keeper {
  readonly queue: {
    readonly view: View;
    enqueue(fields: Readonly<Record<string, unknown>>): Promise<FeedbackItem>;
  };
  readonly drafts: DraftStore;
}

export interface Capture {
  /** The fields as they stand in the form, for parts that show only with some of them. */
  readonly fields: FormFields;
  /** A half-filled form was brought back. */
  readonly restored: boolean;
  readonly saving: boolean;
  readonly saved: FeedbackItem | null;
  readonly problems: Problems;
  readonly failure: { readonly code: ErrorCode; readonly message: string } | null;
}

export const NOTHING: Capture = {
  fields: {},
  restored: false,
  saving: false,
  saved: null,
  problems: {},
  failure: null,
};

export class CapturedForm {
  readonly #form: HTMLFormElement;
  readonly #name: string;
  readonly #keeper: () => Promise<Keeper>;
  readonly #show: (capture: Capture) => void;
  readonly #newId = idMaker();
  #shown: Capture = NOTHING;
  readonly #linked: FormFields;
  /** What the page and the link filled in. */
  #begun: FormFields;
  #id: string;
  #keeping: Promise<void> = Promise.resolve();
  #isKept = true;

  constructor(form: HTMLFormElement, keeper: () => Promise<Keeper>, show: (capture: Capture) => void) {
    this.#form = form;
    this.#keeper = keeper;
    this.#show = show;
    this.#linked = fromLink(location);
    // A link for another order is another form: its draft must not show up here.
    this.#name = [form.dataset["capture"], this.#linked["orderId"] ?? ""].join(":");
    this.#begun = { ...untouched(form), ...this.#linked };
    const isTyped = isTouched(readForm(form), untouched(form));
    this.#id = sessionStorage.getItem(this.#slot) ?? this.#newId();
    form.addEventListener("input", this.#onInput);
    form.addEventListener("submit", this.#onSubmit);
    if (!isTyped) fillForm(form, this.#linked);
    this.#update({ fields: readForm(form) });
    void this.restore().catch((error: unknown) => this.#fail(error));
  }

  detach(): void {
    this.#form.removeEventListener("input", this.#onInput);
    this.#form.removeEventListener("submit", this.#onSubmit);
  }

  /** Throw the half-filled form away and begin again. */
  async clear(): Promise<void> {
    const dropped = this.#id;
    this.#begin(this.#linked);
    await (await this.#keeper()).drafts.drop(dropped);
  }

  /** Leave the notice that it is saved. */
  next(): void {
    this.#update({ saved: null });
  }

  get #slot(): string {
    return `jazz-draft:${this.#name}`;
  }

  readonly #onInput = (): void => {
    const fields = readForm(this.#form);
    // A field that is being corrected needs no complaint any more.
    this.#update({ fields, saved: null, problems: this.#stillWrong(fields), failure: null });
    if (!this.#isKept) return;
    this.#isKept = false;
    this.#keeping = this.#keeping.then(() => this.#keep()).catch(() => undefined);
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
      const record = toRecord(fields);
      const saved = await keeper.queue.enqueue({ ...record, id, link: tokenFor(ratingLink(location), record) });
      this.#begin({});
      this.#update({ saved });
      focusSaved();
      await this.#keeping;
      await keeper.drafts.drop(id);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const known = error instanceof QueueError ? error : new QueueError("storage_failed", { cause: error });
    this.#update({ saving: false, problems: known.problems, failure: { code: known.code, message: known.message } });
    focusFirst(this.#form, known.problems);
  }

  #begin(fields: FormFields): void {
    this.#id = this.#newId();
    sessionStorage.setItem(this.#slot, this.#id);
    this.#form.reset();
    this.#begun = { ...readForm(this.#form), ...fields };
    fillForm(this.#form, fields);
    this.#update({ ...NOTHING, fields: this.#begun });
  }

  /** Bring a half-filled form back, unless somebody has begun to fill this one in. */
  async restore(): Promise<void> {
    const { drafts, queue } = await this.#keeper();
    const kept = await drafts.of(this.#name);
    const draft = kept.find((each) => each.id === this.#id) ?? kept[0];
    if (draft === undefined) return;
    if ([...queue.view.items, ...queue.view.receipts].some((each) => each.id === draft.id)) {
      return drafts.drop(draft.id);
    }
    // What was typed before the storage was open is newer.
    if (isTouched(readForm(this.#form), this.#begun)) return;
    this.#use(draft);
  }

  #use(draft: Draft): void {
    this.#id = draft.id;
    sessionStorage.setItem(this.#slot, draft.id);
    fillForm(this.#form, draft.fields);
    this.#update({ fields: draft.fields, restored: true });
  }

  /** Keep what stands in the form now; what is typed meanwhile is kept next. */
  async #keep(): Promise<void> {
    this.#isKept = true;
    const draft = { id: this.#id, form: this.#name, at: Date.now(), fields: readForm(this.#form) };
    const { drafts } = await this.#keeper();
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
