/**
 * Fields: the number of characters under a field of several lines.
 *
 * In: the input event of a control that is described by an element with the id `<its id>-count`.
 * Out: the number in that element. Browser state need not know of it.
 */

export function countCharacters(event: { currentTarget: HTMLTextAreaElement }): void {
  const control = event.currentTarget;
  const count = document.getElementById(`${control.id}-count`)?.querySelector("[data-count]");
  if (count) count.textContent = String(control.value.length);
}
