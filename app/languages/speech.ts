/**
 * What a language makes of a text, a number and a moment. Pure: the browser's own Intl knows plurals and formats.
 *
 * In: the texts of a language by their English ones, patterns as catalogue.py makes them, values. Out: words.
 */

type Place = readonly [name: string, variants?: Readonly<Record<string, Pattern>>];
/** A text as catalogue.py makes it. */
export type Pattern = string | readonly (string | Place)[];
export type Values = Readonly<Record<string, unknown>>;

export interface Spoken {
  readonly code: string;
  readonly direction: "ltr" | "rtl";
  /** Each text by its English one. */
  readonly texts: Readonly<Record<string, Pattern>>;
}

// Stands in no text.
const PLACE = "\0";
// From which age, in seconds, a time is told in this unit.
// In steps of a thousand, as phones say it.
const SIZES = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
const UNITS = [
  [604_800, "week"],
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
] as const;

/** An ISO text or milliseconds; what is neither, or isn't known yet, is written as nothing. */
type Moment = string | number | null | undefined;

function dateOf(moment: Moment): Date | null {
  const at = new Date(moment ?? NaN);
  return Number.isNaN(at.getTime()) ? null : at;
}

export class Language {
  readonly code: string;
  readonly direction: "ltr" | "rtl";
  readonly #texts: Spoken["texts"];
  readonly #plurals: Intl.PluralRules;
  readonly #numbers: Intl.NumberFormat;
  readonly #distances: Intl.RelativeTimeFormat;

  constructor({ code, direction, texts }: Spoken) {
    this.code = code;
    this.direction = direction;
    this.#texts = texts;
    this.#plurals = new Intl.PluralRules(code);
    this.#numbers = new Intl.NumberFormat(code);
    this.#distances = new Intl.RelativeTimeFormat(code, { numeric: "auto" });
  }

  /** The text that has this English pattern. */
  readonly say = (english: Pattern, values: Values = {}): string => this.#fill(this.#pattern(english), values);

  /** What stands before and after the one place of a text, for a place that is more than words. */
  readonly around = (english: Pattern, values: Values = {}): readonly [string, string] => {
    const [before = "", after = ""] = this.#fill(this.#pattern(english), values, PLACE).split(PLACE);
    return [before, after];
  };

  readonly number = (value: number): string => this.#numbers.format(value);

  /** A size in bytes, in the unit that keeps it short. */
  readonly size = (bytes: number): string => {
    const step = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), SIZES.length - 1);
    const style = { style: "unit", unit: SIZES[step] ?? "byte", unitDisplay: "short", maximumFractionDigits: 1 } as const;
    return new Intl.NumberFormat(this.code, style).format(bytes / 1000 ** step);
  };

  readonly day = (moment: Moment): string => this.#written(moment, { dateStyle: "long" });

  readonly moment = (moment: Moment): string => this.#written(moment, { dateStyle: "medium", timeStyle: "short" });

  /** How long ago, in words; the present minute is "now". */
  readonly ago = (moment: Moment, now: number = Date.now()): string => {
    const at = dateOf(moment);
    if (at === null) return "";
    const seconds = Math.max(0, (now - at.getTime()) / 1000);
    const [size, unit] = UNITS.find(([from]) => seconds >= from) ?? [1, "second"];
    const count = unit === "second" ? 0 : Math.floor(seconds / size);
    return this.#distances.format(-count, unit);
  };

  #written(moment: Moment, style: Intl.DateTimeFormatOptions): string {
    const at = dateOf(moment);
    return at === null ? "" : new Intl.DateTimeFormat(this.code, style).format(at);
  }

  #pattern(english: Pattern): Pattern {
    return this.#texts[typeof english === "string" ? english : JSON.stringify(english)] ?? english;
  }

  #fill(pattern: Pattern, values: Values, place?: string): string {
    if (typeof pattern === "string") return pattern;
    const fill = (part: string | Place): string => {
      if (typeof part === "string") return part;
      return place !== undefined && !(part[0] in values) ? place : this.#place(part, values);
    };
    return pattern.map(fill).join("");
  }

  #place([name, variants]: Place, values: Values): string {
    const value = values[name] ?? "";
    if (variants) {
      const fitting = variants[String(value)] ?? (typeof value === "number" ? variants[this.#plurals.select(value)] : "");
      return this.#fill(fitting || (variants["other"] ?? ""), values);
    }
    const shown = typeof value === "number" ? this.number(value) : String(value);
    // A number of an order runs from left to right whatever runs around it.
    return this.direction === "rtl" ? `\u2068${shown}\u2069` : shown;
  }
}
