/**
 * Fields: the number of characters in a field of several lines, and the way from a tick to the field that it opens.
 *
 * In: events of controls. Out: the number in the element with the id `<the control's id>-count`; the focus. Browser state
 * need not know of either.
 */

export function countCharacters(event: { currentTarget: HTMLTextAreaElement }): void {
  const control = event.currentTarget;
  const count = document.getElementById(`${control.id}-count`)?.querySelector("[data-count]");
  if (count) count.textContent = String(control.value.length);
}

/** For the change event of a tick: go on in the field with this id, which appears with it. */
export function focusOpened(event: { currentTarget: HTMLInputElement }, id: string): void {
  if (event.currentTarget.checked) requestAnimationFrame(() => document.getElementById(id)?.focus());
}
