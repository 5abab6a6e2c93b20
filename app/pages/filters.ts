/**
 * The filters of the desk, which live in the address: a change leads to another address, and the page follows it.
 *
 * In: changes of the controls marked data-filter. Out: another query; what is typed waits until the typing rests.
 * Always: the controls show what the address says, but for the one that somebody is typing into.
 */
import { useEffect } from "react";
import { useLocation, useNavigate } from "react-router";

const REST = 300;
const STANDARD: Readonly<Record<string, string>> = { period: "30", order: "newest" };
// What says where in a list one is: another filter begins at its start.
const PLACES = ["id"];

let go: (address: string) => void = () => undefined;
let resting: ReturnType<typeof setTimeout> | undefined;

type Control = HTMLInputElement | HTMLSelectElement;

export function useFilters(): void {
  const navigate = useNavigate();
  const { search } = useLocation();
  useEffect(() => {
    go = (address) => void navigate(address, { preventScrollReset: true });
    const query = new URLSearchParams(search);
    for (const control of document.querySelectorAll<Control>("[data-filter]")) {
      const said = query.get(control.name) ?? STANDARD[control.name] ?? "";
      const shown = control.name === "period" && query.has("from") ? "custom" : said;
      if (control !== document.activeElement || control instanceof HTMLSelectElement) control.value = shown;
    }
  });
}

/** For change and input events of a control. */
export function changeFilter(event: { readonly target: EventTarget | null }): void {
  const control = event.target as Control;
  clearTimeout(resting);
  const typed = control instanceof HTMLInputElement && control.type !== "date";
  resting = setTimeout(() => apply(control.name, control.value.trim()), typed ? REST : 0);
}

/** For the form around them: Enter waits for nothing. */
export function applyFilters(event: Event): void {
  event.preventDefault();
  clearTimeout(resting);
  const control = document.activeElement as Control | null;
  if (control?.matches("[data-filter]")) apply(control.name, control.value.trim());
}

function apply(name: string, value: string): void {
  const query = new URLSearchParams(window.location.search);
  for (const each of PLACES) query.delete(each);
  if (name === "period") {
    query.delete("from");
    query.delete("to");
  }
  if (name === "period" && value === "custom") {
    query.delete("period");
    const today = new Date();
    const first = new Date(today.getFullYear(), today.getMonth(), 1, 12);
    query.set("from", first.toISOString().slice(0, 10));
    query.set("to", today.toISOString().slice(0, 10));
  } else if (value === "" || value === STANDARD[name]) query.delete(name);
  else query.set(name, value);
  const search = query.toString();
  if (search !== window.location.search.slice(1)) go(`${window.location.pathname}${search && `?${search}`}`);
}
