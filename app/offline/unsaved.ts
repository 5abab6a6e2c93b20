/**
 * Whether somebody is in the middle of something on this page that a reload would lose.
 *
 * True while a field that was typed in still holds something, or while an element carries `data-unsaved="true"`: the
 * way for a form with stars and chips to say that it is begun.
 */

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const touched = new Set<Element>();

/** Begin to notice typing. */
export function watchTyping(): void {
  const note = ({ target }: Event): void => {
    if (target instanceof Element) touched.add(target);
  };
  document.addEventListener("input", note, true);
  document.addEventListener("change", note, true);
}

export function isUnsaved(): boolean {
  if (document.querySelector('[data-unsaved="true"]') !== null) return true;
  for (const element of touched) {
    if (!element.isConnected) touched.delete(element);
    else if (holdsSomething(element)) return true;
  }
  const active = document.activeElement;
  return active !== null && isField(active) && holdsSomething(active);
}

function isField(element: Element): element is Field {
  return ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);
}

function holdsSomething(element: Element): boolean {
  if (!isField(element)) return (element.textContent ?? "").trim() !== "";
  if (element instanceof HTMLInputElement && ["checkbox", "radio"].includes(element.type)) return element.checked;
  return element.value !== "";
}
