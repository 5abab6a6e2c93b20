/**
 * A native form and its fields as data.
 *
 * Stage: capture. In: a form element whose controls carry the record's field names. Out: its fields, or a form filled
 * with them. Always holds: any control does that a form knows, so a page may build stars and chips as it likes.
 */

import type { FormFields } from "./drafts.ts";
import type { FeedbackItem, Problems } from "./schema.ts";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The page gives this id to what says that a record is saved. */
const SAVED_ID = "saved";
const FAILURE_ID = "failure";

const LISTS: ReadonlySet<string> = new Set<keyof FeedbackItem>(["reasons"]);

function controls(form: HTMLFormElement): readonly Control[] {
  const elements = [...form.elements] as readonly Partial<Control>[];
  return elements.filter((each): each is Control => typeof each.name === "string" && each.name !== "");
}

function isTick(control: Control): control is HTMLInputElement {
  return control.type === "checkbox" || control.type === "radio";
}

export function readForm(form: HTMLFormElement): FormFields {
  const fields: Record<string, string | boolean | string[]> = {};
  for (const control of controls(form)) {
    const { name, value } = control;
    if (LISTS.has(name)) {
      const list = (fields[name] as string[] | undefined) ?? [];
      fields[name] = isTick(control) && control.checked ? [...list, value] : list;
    } else if (control.type === "radio") {
      if (isTick(control) && control.checked) fields[name] = value;
      else fields[name] ??= "";
    } else {
      fields[name] = isTick(control) ? control.checked : value;
    }
  }
  return fields;
}

/** The fields as the page was delivered, whatever was typed since. */
export function untouched(form: HTMLFormElement): FormFields {
  const copy = form.cloneNode(true) as HTMLFormElement;
  copy.reset();
  return readForm(copy);
}

export function fillForm(form: HTMLFormElement, fields: FormFields): void {
  for (const control of controls(form)) {
    const value = fields[control.name];
    if (value === undefined) continue;
    if (Array.isArray(value)) (control as HTMLInputElement).checked = value.includes(control.value);
    else if (control.type === "radio") (control as HTMLInputElement).checked = control.value === value;
    else if (isTick(control)) control.checked = value === true;
    else {
      control.value = String(value);
      // For the counter under the field. It doesn't bubble: nobody has typed, so nothing is unsaved.
      control.dispatchEvent(new Event("input"));
    }
  }
}

/** The fields that a person sees: what a hidden question was answered before is not said now. */
export function readShown(form: HTMLFormElement): FormFields {
  const hidden = controls(form).filter((each) => isTick(each) && each.checked && each.closest("[hidden]") !== null);
  const gone = new Set(hidden.map((each) => each.value));
  const shown = Object.entries(readForm(form)).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.filter((each) => !gone.has(each)) : value,
  ]);
  return Object.fromEntries(shown) as FormFields;
}

/** The fields as those of a record; whether they are right, the rules of the record say. */
export function toRecord(fields: FormFields): Readonly<Record<string, unknown>> {
  const record: Record<string, unknown> = { ...fields };
  for (const name of ["courierId", "rating"] as const) {
    const text = String(fields[name] ?? "").trim();
    record[name] = text === "" ? undefined : Number(text);
  }
  for (const name of ["supersedes", "link"] as const) if (fields[name] === "") record[name] = null;
  if (fields["needsFollowUp"] !== true || fields["contact"] === "") record["contact"] = null;
  return record;
}

/** A record as the fields of a form. */
export function fromRecord(item: FeedbackItem): FormFields {
  const { orderId, courierId, rating, reasons, comment, publishConsent, needsFollowUp, contact } = item;
  const texts = { orderId, courierId: String(courierId), rating: String(rating), comment, contact: contact ?? "" };
  return { ...texts, reasons, publishConsent, needsFollowUp };
}

/** Whether a person has filled in anything beyond what the page began with. */
export function isTouched(fields: FormFields, begun: FormFields): boolean {
  return Object.keys(fields).some((name) => JSON.stringify(fields[name]) !== JSON.stringify(begun[name]));
}

export function focusFirst(form: HTMLFormElement, problems: Problems): void {
  controls(form)
    .find((control) => control.name in problems && control.type !== "hidden")
    ?.focus();
}

/** Why nothing was kept stands below a form that may be longer than the screen. */
export function showFailure(): void {
  requestAnimationFrame(() => document.getElementById(FAILURE_ID)?.scrollIntoView({ block: "center" }));
}

/** The form has gone from the page with whatever had the focus: what says that it is saved takes over. */
export function focusSaved(): void {
  requestAnimationFrame(() => document.getElementById(SAVED_ID)?.focus());
}
