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
const UNITS = [
  [604_800, "week"],
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
] as const;

export class Language {
  readonly code: string;
  readonly direction: "ltr" | "rtl";
  readonly #texts: Spoken["texts"];
  readonly #plurals: Intl.PluralRules;
  readonly #numbers: Intl.NumberFormat;

  constructor({ code, direction, texts }: Spoken) {
    this.code = code;
    this.direction = direction;
    this.#texts = texts;
    this.#plurals = new Intl.PluralRules(code);
    this.#numbers = new Intl.NumberFormat(code);
  }

  /** The text that has this English pattern. */
  readonly say = (english: Pattern, values: Values = {}): string => this.#fill(this.#pattern(english), values);

  /** What stands before and after the one place of a text, for a place that is more than words. */
  readonly around = (english: Pattern, values: Values = {}): readonly [string, string] => {
    const [before = "", after = ""] = this.#fill(this.#pattern(english), values, PLACE).split(PLACE);
    return [before, after];
  };

  readonly number = (value: number): string => this.#numbers.format(value);

  readonly day = (moment: string | number): string =>
    new Intl.DateTimeFormat(this.code, { dateStyle: "long" }).format(new Date(moment));

  readonly moment = (moment: string | number): string =>
    new Intl.DateTimeFormat(this.code, { dateStyle: "medium", timeStyle: "short" }).format(new Date(moment));

  /** How long ago, in words; the present minute is "now". */
  readonly ago = (moment: string | number, now: number = Date.now()): string => {
    const seconds = Math.max(0, (now - new Date(moment).getTime()) / 1000);
    const [size, unit] = UNITS.find(([from]) => seconds >= from) ?? [1, "second"];
    const count = unit === "second" ? 0 : Math.floor(seconds / size);
    return new Intl.RelativeTimeFormat(this.code, { numeric: "auto" }).format(-count, unit);
  };

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
