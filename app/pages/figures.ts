/** Figures of the desk in words. Pure; in: values as the server counts them, out: what the language makes of them. */

export type Kind = "count" | "stars" | "score" | "percent" | "time";

const FORMATS: Readonly<Record<Exclude<Kind, "time">, Intl.NumberFormatOptions>> = {
  count: { maximumFractionDigits: 0 },
  stars: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  score: { maximumFractionDigits: 0, signDisplay: "exceptZero" },
  percent: { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 },
};
const NONE = "–";
// Seconds, in the largest unit of which there are some.
const UNITS = [
  [172_800, 86_400, "day"],
  [3_600, 3_600, "hour"],
  [0, 60, "minute"],
] as const;

function time(locale: string, seconds: number, signDisplay: "auto" | "exceptZero"): string {
  const [, size, unit] = UNITS.find(([from]) => Math.abs(seconds) >= from)!;
  const digits = unit === "minute" ? 0 : 1;
  const options = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits, signDisplay } as const;
  return new Intl.NumberFormat(locale, options).format(seconds / size);
}

/** The value; percents come as 0 to 100, times in seconds. */
export function shown(locale: string, value: number | null | undefined, kind: Kind): string {
  if (value == null) return NONE;
  if (kind === "time") return time(locale, value, "auto");
  return new Intl.NumberFormat(locale, FORMATS[kind]).format(kind === "percent" ? value / 100 : value);
}

/** How much more or less than before: counts in percent, everything else in its own points. */
export function change(locale: string, now: number | null | undefined, before: number | null | undefined, kind: Kind): string {
  if (now == null || before == null || (kind === "count" && before === 0)) return "";
  if (kind === "count") {
    const options = { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" } as const;
    return new Intl.NumberFormat(locale, options).format((now - before) / before);
  }
  if (kind === "time") return time(locale, now - before, "exceptZero");
  const digits = kind === "stars" ? 2 : 1;
  const options = { maximumFractionDigits: digits, signDisplay: "exceptZero" } as const;
  return new Intl.NumberFormat(locale, options).format(now - before);
}

/** better, worse or same. */
export function turn(now: number | null | undefined, before: number | null | undefined): "better" | "worse" | "same" {
  if (now == null || before == null || now === before) return "same";
  return now > before ? "better" : "worse";
}

/** Where a value stands on the scale of stars, as a share of its width. */
export function place(stars: number): string {
  return `${((stars - 1) / 4) * 100}%`;
}

/** How wide the line between two values on that scale is. */
export function reach(low: number, high: number): string {
  return `${((high - low) / 4) * 100}%`;
}
