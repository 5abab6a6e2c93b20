/** Charts of the desk. Their library comes after the numbers: until it is there, their place is kept. */
import { createElement, lazy, Suspense, type ReactElement } from "react";

import type { Lines } from "./chart_lines.ts";

const Drawn = lazy(() => import("./chart_lines.ts"));

export function TrendChart(lines: Lines): ReactElement {
  const place = createElement("div", { className: "h-56" });
  return createElement(Suspense, { fallback: place }, createElement(Drawn, lines));
}

interface Slot {
  readonly slot: number;
  readonly count: number;
  readonly mean: number | null;
}

export interface Week {
  readonly hours: readonly Slot[];
  readonly locale: string;
  readonly words: { readonly caption: string; readonly mean: string };
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const WEEKDAYS = Array.from({ length: 7 }, (_, day) => day);
// A Monday.
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;
const LABELLED = 6;

/** Weekday by hour: a table whose cells are the darker the more there was. */
export function HeatMap({ hours, locale, words }: Week): ReactElement {
  const slots = new Map(hours.map((each) => [each.slot, each]));
  const most = Math.max(1, ...hours.map((each) => each.count));
  const number = new Intl.NumberFormat(locale);
  const stars = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  const weekday = (day: number, style: "short" | "long"): string =>
    new Intl.DateTimeFormat(locale, { weekday: style, timeZone: "UTC" }).format(MONDAY + day * DAY);
  const cell = (day: number, hour: number): ReactElement => {
    const slot = slots.get(day * 24 + hour);
    const count = slot?.count ?? 0;
    const mean = slot?.mean == null ? "" : ` · ${words.mean} ${stars.format(slot.mean)}`;
    return createElement(
      "td",
      {
        key: hour,
        title: `${weekday(day, "long")} ${hour}–${hour + 1}: ${number.format(count)}${mean}`,
        className: "h-6 rounded-[3px] hover:outline-2 hover:outline-ink",
        style: {
          background: count
            ? `color-mix(in srgb, var(--color-chart-1) ${Math.round(12 + (88 * count) / most)}%, var(--color-card))`
            : "color-mix(in srgb, var(--color-chart-1) 4%, var(--color-card))",
        },
      },
      createElement("span", { className: "sr-only" }, number.format(count)),
    );
  };
  const head = (hour: number): ReactElement =>
    createElement(
      "th",
      { key: hour, scope: "col", className: "text-sm font-normal text-quiet text-start tabular-nums" },
      createElement("span", { className: hour % LABELLED ? "sr-only" : "whitespace-nowrap" }, hour),
    );
  return createElement(
    "table",
    { className: "w-full table-fixed border-separate border-spacing-[2px]" },
    createElement("caption", { className: "sr-only" }, words.caption),
    createElement(
      "thead",
      null,
      createElement("tr", null, createElement("td", { className: "w-10" }), ...HOURS.map(head)),
    ),
    createElement(
      "tbody",
      null,
      ...WEEKDAYS.map((day) =>
        createElement(
          "tr",
          { key: day },
          createElement(
            "th",
            { scope: "row", className: "text-sm font-normal text-quiet text-start" },
            weekday(day, "short"),
          ),
          ...HOURS.map((hour) => cell(day, hour)),
        ),
      ),
    ),
  );
}
