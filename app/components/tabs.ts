/**
 * Tabs: shows the panel of the chosen tab.
 *
 * In: events from a tab or its list. Always: one tab of a list is selected, and only that one is a stop of the Tab key.
 */

interface KeyPress {
  currentTarget: HTMLElement;
  key: string;
  preventDefault(): void;
}

export function chooseTab(event: { currentTarget: HTMLElement }): void {
  const chosen = event.currentTarget;
  for (const tab of tabsOf(chosen)) {
    const selected = tab === chosen;
    tab.setAttribute("aria-selected", String(selected));
    tab.tabIndex = selected ? 0 : -1;
    const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
    if (panel) panel.hidden = !selected;
  }
}

function tabsOf(inside: HTMLElement): HTMLElement[] {
  const list = inside.closest('[role="tablist"]');
  return list ? [...list.querySelectorAll<HTMLElement>('[role="tab"]')] : [];
}

export function moveInTabs(event: KeyPress): void {
  const tabs = tabsOf(event.currentTarget);
  const now = tabs.indexOf(document.activeElement as HTMLElement);
  const ahead = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1;
  const steps: Record<string, number> = {
    ArrowRight: (now + ahead + tabs.length) % tabs.length,
    ArrowLeft: (now - ahead + tabs.length) % tabs.length,
    Home: 0,
    End: tabs.length - 1,
  };
  const next = tabs[steps[event.key] ?? -1];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.click();
}
