/** The browser's half of feedback_cases.json. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { check } from "../../app/jazz/schema.ts";

type Json = Record<string, unknown>;
interface Case {
  readonly name: string;
  readonly set?: Json;
  readonly unset?: readonly string[];
  readonly becomes?: Json;
  readonly problems?: Json;
}

const table = JSON.parse(readFileSync(new URL("feedback_cases.json", import.meta.url), "utf8")) as {
  readonly record: Json;
  readonly cases: readonly Case[];
};

function spelledOut(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spelledOut);
  if (typeof value !== "object" || value === null || !("$repeat" in value)) return value;
  const [text, times] = value.$repeat as [string, number];
  return text.repeat(times);
}

function each(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, spelledOut(value)]));
}

for (const { name, set = {}, unset = [], becomes, problems } of table.cases) {
  test(name, () => {
    const record = { ...table.record, ...each(set) };
    for (const field of unset) delete record[field];
    const checked = check(record);
    if (becomes === undefined) {
      assert.deepEqual(checked, { ok: false, problems });
    } else {
      assert.ok(checked.ok, JSON.stringify(checked));
      const kept: Json = { ...checked.item };
      const expected = each(becomes);
      for (const field of Object.keys(kept)) {
        const wanted = field in expected ? expected[field] : record[field];
        if (wanted !== undefined) assert.deepEqual(kept[field], wanted, field);
      }
      assert.deepEqual(Object.keys(expected).filter((field) => !(field in kept)), []);
    }
  });
}
