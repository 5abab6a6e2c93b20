/**
 * Menus: opens, closes and moves through the menu beside a button.
 *
 * In: events from inside an element with data-menu, which holds the button and the menu. Always: one item has the
 * focus while the menu is open, and the button has it after Esc or a choice.
 */

interface Press {
  currentTarget: HTMLElement;
}

interface KeyPress extends Press {
  key: string;
  preventDefault(): void;
}

const listeners = new WeakMap<HTMLElement, AbortController>();

function parts(inside: HTMLElement) {
  const root = inside.closest<HTMLElement>("[data-menu]")!;
  const button = root.querySelector<HTMLElement>("[aria-haspopup]")!;
  const menu = root.querySelector<HTMLElement>('[role="menu"]')!;
  // Some are there on phones only.
  const isThere = (each: HTMLElement) => getComputedStyle(each).display !== "none";
  const items = [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')].filter(isThere);
  return { root, button, menu, items };
}

function open(inside: HTMLElement, from: "first" | "last"): void {
  const { root, button, menu, items } = parts(inside);
  menu.hidden = false;
  button.setAttribute("aria-expanded", "true");
  place(menu, button);
  items.at(from === "first" ? 0 : -1)?.focus();
  const listening = new AbortController();
  listeners.set(root, listening);
  const leave = (event: Event) => {
    if (!root.contains(event.target as Node)) close(root, false);
  };
  document.addEventListener("pointerdown", leave, listening);
  document.addEventListener("focusin", leave, listening);
}

/** Below the button and in line with the end of its line, unless the window ends before. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const { top, bottom, left, right } = button.getBoundingClientRect();
  const { offsetHeight: height, offsetWidth: width } = menu;
  const above = bottom + height > innerHeight && top > height;
  menu.classList.toggle("bottom-full", above);
  menu.classList.toggle("top-full", !above);
  const room = getComputedStyle(menu).direction === "rtl" ? innerWidth - left : right;
  const backwards = room >= width;
  menu.classList.toggle("end-0", backwards);
  menu.classList.toggle("start-0", !backwards);
}

function close(inside: HTMLElement, giveFocusBack: boolean): void {
  const { root, button, menu } = parts(inside);
  listeners.get(root)?.abort();
  menu.hidden = true;
  button.setAttribute("aria-expanded", "false");
  if (giveFocusBack) button.focus();
}

export function toggleMenu(event: Press): void {
  if (parts(event.currentTarget).menu.hidden) open(event.currentTarget, "first");
  else close(event.currentTarget, true);
}

export function closeMenu(event: Press): void {
  close(event.currentTarget, true);
}

function startingWith(letter: string, items: HTMLElement[], now: number): number {
  const turned = [...items.slice(now + 1), ...items.slice(0, now + 1)];
  const found = turned.find((item) => item.textContent?.trim().toLowerCase().startsWith(letter.toLowerCase()));
  return found ? items.indexOf(found) : now;
}

export function moveInMenu(event: KeyPress): void {
  const { menu, items } = parts(event.currentTarget);
  const { key } = event;
  if (menu.hidden) {
    if (key !== "ArrowDown" && key !== "ArrowUp") return;
    event.preventDefault();
    open(event.currentTarget, key === "ArrowDown" ? "first" : "last");
    return;
  }
  const now = items.indexOf(document.activeElement as HTMLElement);
  let next = now;
  if (key === "Escape") close(event.currentTarget, true);
  else if (key === "Tab") return close(event.currentTarget, false);
  else if (key === "ArrowDown") next = (now + 1) % items.length;
  else if (key === "ArrowUp") next = (now - 1 + items.length) % items.length;
  else if (key === "Home") next = 0;
  else if (key === "End") next = items.length - 1;
  else if (key.length === 1 && key !== " ") next = startingWith(key, items, now);
  else return;
  event.preventDefault();
  if (next !== now) items[next]?.focus();
}
