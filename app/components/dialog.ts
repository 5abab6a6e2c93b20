/**
 * Dialogs: opens and closes native <dialog> elements.
 *
 * In: the name of a dialog, or an event from inside one. The browser itself holds the focus, closes on Esc and gives
 * the focus back to what opened it.
 */

interface Press {
  currentTarget: HTMLElement;
  target: EventTarget | null;
}

export function openDialog(name: string): void {
  const dialog = document.getElementById(name);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

export function closeDialog(event: Press): void {
  event.currentTarget.closest("dialog")?.close();
}

/** A press on the veil arrives at the dialog itself: its content fills all of its box. */
export function closeFromOutside(event: Press): void {
  if (event.target === event.currentTarget) (event.currentTarget as HTMLDialogElement).close();
}

/** Keeps a dialog as browser state wants it; called by React with each render. */
export function follow(dialog: HTMLDialogElement | null, shown: boolean): void {
  if (!dialog || dialog.open === shown) return;
  if (shown) dialog.showModal();
  else dialog.close();
}
