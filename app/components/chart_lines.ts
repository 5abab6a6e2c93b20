/**
 * A line over days or weeks, with the period before as a dashed one.
 *
 * In: points, the oldest first. Out: a chart for eyes and a table for screen readers. The newest value is labelled.
 */
import { createElement, type ReactElement } from "react";
import { Area, CartesianGrid, ComposedChart, Line, ReferenceDot, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";

export interface Point {
  readonly day: string;
  readonly count: number | null;
  readonly mean: number | null;
  readonly countBefore: number | null;
  readonly meanBefore: number | null;
}

export interface Lines {
  readonly points: readonly Point[];
  readonly metric: "count" | "mean";
  readonly span: number;
  /** Whether the last point is of a day, or a week, that isn't over. */
  readonly open: boolean;
  readonly locale: string;
  readonly words: {
    readonly caption: string;
    readonly day: string;
    readonly week: string;
    readonly now: string;
    readonly before: string;
    readonly soFar: string;
  };
}

const BEFORE = { count: "countBefore", mean: "meanBefore" } as const;
const TEXT = { fill: "var(--color-quiet)", fontSize: 13 };
const STARS = [1, 2, 3, 4, 5];

export default function ChartLines({ points, metric, span, open, locale, words }: Lines): ReactElement {
  const digits = metric === "mean" ? 2 : 0;
  const number = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const whole = new Intl.NumberFormat(locale, { notation: "compact" });
  const shown = (value: number | null | undefined): string => (value == null ? "–" : number.format(value));
  const written = (day: string, style: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { ...style, timeZone: "UTC" }).format(new Date(day));
  const short = (day: string): string => written(day, { day: "numeric", month: "short" });
  const long = (day: string): string =>
    span === 1 ? written(day, { weekday: "short", day: "numeric", month: "long" }) : `${words.week} ${short(day)}`;
  const before = BEFORE[metric];
  // What is still growing is no fall: it stands apart, on a broken line.
  const last = open ? points.length - 1 : points.length;
  const drawn = points.map((point, at) => ({
    ...point,
    whole: at < last ? point[metric] : null,
    growing: at >= last - 1 ? point[metric] : null,
  }));
  const newest = points.findLast((point) => point[metric] !== null);
  const told = ({ active, label }: { active?: boolean; label?: unknown }): ReactElement | null => {
    const point = points.find((each) => each.day === label);
    if (!active || !point) return null;
    const line = (name: string, value: number | null, look: string): ReactElement =>
      createElement(
        "p",
        { className: "flex justify-between gap-4" },
        createElement("span", { className: "text-quiet" }, name),
        createElement("span", { className: `tabular-nums ${look}` }, shown(value)),
      );
    return createElement(
      "div",
      { className: "bg-card border border-line rounded-control shadow-float px-3 py-2 text-sm" },
      createElement(
        "p",
        { className: "font-semibold" },
        open && point === points.at(-1) ? `${long(point.day)}, ${words.soFar}` : long(point.day),
      ),
      line(words.now, point[metric], "font-semibold"),
      line(words.before, point[before], ""),
    );
  };
  const scale =
    metric === "mean" ? { domain: [1, 5], ticks: STARS } : { domain: [0, "auto"] as [number, "auto"], allowDecimals: false };
  const chart = createElement(
    ComposedChart,
    { data: drawn, margin: { top: 20, right: 48, bottom: 0, left: 0 }, accessibilityLayer: false },
    createElement(CartesianGrid, { vertical: false, stroke: "var(--color-line)", strokeOpacity: 0.7 }),
    createElement(XAxis, {
      dataKey: "day",
      tickFormatter: short,
      tick: TEXT,
      tickLine: false,
      axisLine: { stroke: "var(--color-line)" },
      minTickGap: 40,
    }),
    createElement(YAxis, {
      width: 40,
      tick: TEXT,
      tickLine: false,
      axisLine: false,
      tickFormatter: (value: number) => whole.format(value),
      ...scale,
    } as object),
    createElement(Tooltip, { content: told as never, cursor: { stroke: "var(--color-edge)" }, isAnimationActive: false }),
    createElement(Line, {
      dataKey: before,
      stroke: "var(--color-quiet)",
      strokeDasharray: "4 4",
      strokeWidth: 1.5,
      dot: false,
      activeDot: false,
      connectNulls: true,
      isAnimationActive: false,
    }),
    createElement(Line, {
      dataKey: "growing",
      stroke: "var(--color-chart-1)",
      strokeDasharray: "2 3",
      strokeWidth: 2,
      dot: false,
      activeDot: false,
      isAnimationActive: false,
    }),
    createElement(Area, {
      dataKey: "whole",
      stroke: "var(--color-chart-1)",
      strokeWidth: 2,
      fill: "var(--color-chart-1)",
      fillOpacity: metric === "count" ? 0.12 : 0,
      dot: false,
      connectNulls: true,
      isAnimationActive: false,
    }),
    newest
      ? createElement(ReferenceDot, {
          x: newest.day,
          y: newest[metric]!,
          r: 4,
          fill: "var(--color-chart-1)",
          stroke: "var(--color-card)",
          strokeWidth: 2,
          label: {
            value: shown(newest[metric]),
            position: "right",
            fill: "var(--color-ink)",
            fontSize: 14,
            fontWeight: 600,
          },
        })
      : null,
  );
  return createElement(
    "div",
    null,
    createElement(
      "div",
      { "aria-hidden": true, className: "h-56" },
      createElement(ResponsiveContainer, { width: "100%", height: "100%", children: chart }),
    ),
    table(points, metric, long, shown, words),
  );
}

function table(
  points: readonly Point[],
  metric: "count" | "mean",
  long: (day: string) => string,
  shown: (value: number | null) => string,
  words: Lines["words"],
): ReactElement {
  const head = (text: string): ReactElement => createElement("th", { key: text, scope: "col" }, text);
  return createElement(
    "div",
    { className: "sr-only" },
    createElement(
      "table",
      null,
      createElement("caption", null, words.caption),
      createElement("thead", null, createElement("tr", null, ...[words.day, words.now, words.before].map(head))),
      createElement(
        "tbody",
        null,
        ...points.map((point) =>
          createElement(
            "tr",
            { key: point.day },
            createElement("th", { scope: "row" }, long(point.day)),
            createElement("td", null, shown(point[metric])),
            createElement("td", null, shown(point[BEFORE[metric]])),
          ),
        ),
      ),
    ),
  );
}
