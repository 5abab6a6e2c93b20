/**
 * The shapes of the queue and the rules of a record, as the browser knows them.
 *
 * Stage: capture and queue. In: anything, such as a filled form or a line of an imported file. Out: a cleaned
 * FeedbackItem, or the fields that are wrong, each with a code. Always holds: `app/feedback/entry.py` cleans and
 * refuses exactly the same (a test compares both), and limits count Unicode code points, not UTF-16 units.
 */

export const SCHEMA_VERSION = 3;

export const LIMITS = {
  orderId: 64,
  comment: 2000,
  reasons: 10,
  reason: 64,
  contact: 200,
  deviceId: 64,
  error: 500,
  link: 200,
  minRating: 1,
  maxRating: 5,
  courierId: Number.MAX_SAFE_INTEGER,
  receipts: 50,
} as const;

export const SOURCES = ["customer", "courier", "legacy", "import", "api"] as const;
export const STATUSES = ["saved", "received", "stored", "attention"] as const;
export const REASONS = {
  well: ["on_time", "friendly", "careful", "kept_informed", "right_place"],
  wrong: ["late", "unfriendly", "damaged", "item_missing", "wrong_place", "not_informed", "instructions_ignored"],
  report: ["access", "address", "customer_absent", "safety"],
} as const;

export type Source = (typeof SOURCES)[number];
export type EntryStatus = (typeof STATUSES)[number];

/** One piece of feedback, as it stands in the queue. Never changed in place: an edit puts another in its stead. */
export interface FeedbackItem {
  readonly id: string;
  readonly orderId: string;
  readonly courierId: number;
  readonly rating: number;
  readonly comment: string;
  readonly reasons: readonly string[];
  readonly publishConsent: boolean;
  readonly needsFollowUp: boolean;
  readonly contact: string | null;
  readonly source: Source;
  readonly createdAt: string;
  readonly deviceId: string;
  readonly supersedes: string | null;
  readonly schemaVersion: number;
  readonly synced: boolean;
  readonly syncedAt: string | null;
  readonly error: string | null;
  /** The token of the rating link that it was captured with. It opens a door, so it is sent and never shown. */
  readonly link: string | null;
}

/** What the server wrote when a record became a row. */
export interface Receipt {
  readonly id: string;
  readonly orderId: string;
  readonly status: string;
  readonly at: string;
}

/** Why the server refused a record that still waits. */
export interface Attention {
  readonly id: string;
  readonly code: string;
  readonly message: string;
  readonly at: string;
}

/** What the devices of a room share beside the records; a key may be missing. */
export interface AppState {
  readonly schemaVersion: number;
  readonly epoch: number;
  readonly lastDrainAt: string | null;
}

/** The document of a room: the names of its root types and what they hold. */
export interface PendingFeedbackQueue {
  readonly queue: readonly FeedbackItem[];
  readonly receipts: readonly Receipt[];
  readonly attention: readonly Attention[];
  readonly app: Partial<AppState>;
}

export type Problem =
  | "missing"
  | "wrong_type"
  | "wrong_form"
  | "too_long"
  | "too_many"
  | "out_of_range"
  | "not_allowed";
export type Problems = { readonly [Field in keyof FeedbackItem]?: Problem };
export type Checked =
  | { readonly ok: true; readonly item: FeedbackItem }
  | { readonly ok: false; readonly problems: Problems };

// Named one by one: what Python strips and what JavaScript trims are different sets.
const BLANK = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+";
const EDGES = new RegExp(`^${BLANK}|${BLANK}$`, "g");
const LINE_END = /\r\n?/g;
const CONTROL = /[\x00-\x1f\x7f-\x9f]/g;
const CONTROL_IN_PROSE = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const ORDER_ID = /^[A-Za-z0-9\-_./#]+$/;
const RECORD_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
// ISO 8601: a day of the calendar, a time as exact as it is known, and the offset; each with its marks or without.
const MOMENT =
  /^(?!0000)(\d{4})(-?)(\d\d)\2(\d\d)T([01]\d|2[0-3])(?:(:?)([0-5]\d)(?:\6([0-5]\d)(?:[.,](\d{1,9}))?)?)?(?:Z|([+-](?:[01]\d|2[0-3]))(?::?([0-5]\d))?)$/;
// What a server keeps as UTC.
const FIRST = Date.parse("0001-01-01T00:00:00Z");
const LAST = Date.parse("9999-12-31T23:59:59.999Z");

class Wrong extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem);
    this.problem = problem;
  }
}

function refuse(problem: Problem): never {
  throw new Wrong(problem);
}

/** The length that limits speak of: an emoji of one code point counts once. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function string(value: unknown): string {
  if (typeof value !== "string") refuse("wrong_type");
  return value.replace(LONE_SURROGATE, "\ufffd");
}

function atMost(limit: number, text: string): string {
  if (text.length > limit && codePoints(text) > limit) refuse("too_long");
  return text;
}

function line(limit: number, value: unknown): string {
  return atMost(limit, string(value).replace(CONTROL, "").replace(EDGES, ""));
}

function orderId(value: unknown): string {
  const text = string(value).replace(EDGES, "");
  if (text === "") refuse("missing");
  atMost(LIMITS.orderId, text);
  if (!ORDER_ID.test(text)) refuse("wrong_form");
  return text;
}

function comment(value: unknown): string {
  return atMost(LIMITS.comment, string(value).replace(LINE_END, "\n").replace(CONTROL_IN_PROSE, ""));
}

function recordId(value: unknown): string {
  const text = string(value).toLowerCase();
  if (!RECORD_ID.test(text)) refuse("wrong_form");
  return text;
}

function wholeNumber(low: number, high: number, value: unknown): number {
  if (typeof value !== "number" || !Number.isInteger(value)) refuse("wrong_type");
  if (value < low || value > high) refuse("out_of_range");
  return value;
}

function flag(value: unknown): boolean {
  if (typeof value !== "boolean") refuse("wrong_type");
  return value;
}

function reasons(value: unknown): readonly string[] {
  if (!Array.isArray(value)) refuse("wrong_type");
  const keys = [...new Set(value.map((each: unknown) => line(LIMITS.reason, each)))];
  if (keys.includes("")) refuse("missing");
  if (keys.length > LIMITS.reasons) refuse("too_many");
  return keys;
}

function source(value: unknown): Source {
  return SOURCES.find((each) => each === value) ?? refuse("wrong_form");
}

/** With all its marks: the form that every browser reads. */
function moment(value: unknown): string {
  if (typeof value !== "string") refuse("wrong_type");
  const parts = MOMENT.exec(value) ?? refuse("wrong_form");
  const [, year, , month, day, hour, , minute = "00", second = "00", part, ahead, by = "00"] = parts;
  const date = `${year}-${month}-${day}`;
  const offset = ahead === undefined ? "Z" : `${ahead}:${by}`;
  const text = `${date}T${hour}:${minute}:${second}${part === undefined ? "" : `.${part}`}${offset}`;
  const at = Date.parse(text);
  // Date rolls the 30th of February over to March, so a day that comes out as another does not exist.
  if (new Date(date).getUTCDate() !== Number(day) || !(at >= FIRST && at <= LAST)) refuse("wrong_form");
  return text;
}

function orNull<T>(rule: (value: unknown) => T): (value: unknown) => T | null {
  return (value) => (value === null ? null : rule(value));
}

type Rules = { readonly [Field in keyof FeedbackItem]: (value: unknown) => FeedbackItem[Field] };

const RULES: Rules = {
  id: recordId,
  orderId,
  courierId: (value) => wholeNumber(1, LIMITS.courierId, value),
  rating: (value) => wholeNumber(LIMITS.minRating, LIMITS.maxRating, value),
  comment,
  reasons,
  publishConsent: flag,
  needsFollowUp: flag,
  contact: orNull((value) => line(LIMITS.contact, value) || null),
  source,
  createdAt: moment,
  deviceId: (value) => line(LIMITS.deviceId, value),
  supersedes: orNull(recordId),
  schemaVersion: (value) => wholeNumber(1, Number.MAX_SAFE_INTEGER, value),
  synced: flag,
  syncedAt: orNull(moment),
  error: orNull((value) => line(LIMITS.error, value)),
  link: orNull((value) => line(LIMITS.link, value) || null),
};

/** What stands in for a field that is not there; a field without a default has to be. */
export const DEFAULTS = {
  comment: "",
  reasons: [] as readonly string[],
  publishConsent: false,
  needsFollowUp: false,
  contact: null,
  source: "api",
  deviceId: "",
  supersedes: null,
  schemaVersion: SCHEMA_VERSION,
  synced: false,
  syncedAt: null,
  error: null,
  link: null,
} as const satisfies Partial<FeedbackItem>;

export const FIELDS = Object.keys(RULES) as readonly (keyof FeedbackItem)[];

/** Clean a record and check it. Fields that nobody knows are passed over. */
export function check(input: Readonly<Record<string, unknown>>): Checked {
  const item: Record<string, unknown> = {};
  const problems: Record<string, Problem> = {};
  for (const field of FIELDS) {
    const value = input[field] === undefined ? (DEFAULTS as Partial<FeedbackItem>)[field] : input[field];
    try {
      item[field] = value === undefined ? refuse("missing") : RULES[field](value);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      problems[field] = error.problem;
    }
  }
  if (item["needsFollowUp"] === false && typeof item["contact"] === "string") problems["contact"] = "not_allowed";
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, item: item as unknown as FeedbackItem };
}
