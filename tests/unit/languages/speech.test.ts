/** What a language makes of texts, numbers and moments. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Language, type Pattern } from "../../../app/languages/speech.ts";

const ADDED: Pattern = [["added", { 0: "Nothing.", one: "One record.", other: [["added"], " records."] }]];
const ORDER: Pattern = ["Order ", ["order"], "!"];
const german = new Language({
  code: "de",
  direction: "ltr",
  texts: {
    Send: "Senden",
    [JSON.stringify(ORDER)]: ["Bestellung ", ["order"], "!"],
    [JSON.stringify(ADDED)]: [["added", { one: "Eine.", other: [["added"], " Stück."] }]],
  },
});
const english = new Language({ code: "en", direction: "ltr", texts: {} });

test("a text is said in the language, and in English where it has none", () => {
  assert.equal(german.say("Send"), "Senden");
  assert.equal(german.say("Later"), "Later");
  assert.equal(english.say("Send"), "Send");
});

test("values stand where the language puts them, numbers as it writes them", () => {
  assert.equal(german.say(ORDER, { order: "A-17" }), "Bestellung A-17!");
  assert.equal(german.say(ADDED, { added: 1234 }), "1.234 Stück.");
  assert.equal(english.say(ADDED, { added: 1234 }), "1,234 records.");
});

test("a text fits its number, by the rules of the language", () => {
  assert.deepEqual([0, 1, 2].map((added) => english.say(ADDED, { added })), ["Nothing.", "One record.", "2 records."]);
  assert.equal(german.say(ADDED, { added: 0 }), "0 Stück.");
});

test("a value keeps its own direction among words from right to left", () => {
  const arabic = new Language({ code: "ar", direction: "rtl", texts: {} });
  assert.equal(arabic.say(ORDER, { order: "A-17" }), "Order \u2068A-17\u2069!");
});

test("what is more than words stands between the two sides of a text", () => {
  assert.deepEqual(german.around(ORDER), ["Bestellung ", "!"]);
  assert.deepEqual(german.around("Send"), ["Senden", ""]);
});

test("times are told in words", () => {
  const now = Date.parse("2026-05-04T10:00:00Z");
  const ago = (seconds: number): string => german.ago(now - seconds * 1000, now);
  assert.deepEqual([5, 90, 7200, 86_400, 1_300_000].map(ago), ["jetzt", "vor 1 Minute", "vor 2 Stunden", "gestern", "vor 2 Wochen"]);
  // A clock that is behind the server's.
  assert.equal(ago(-60), "jetzt");
  assert.equal(german.day("2026-05-04T10:00:00Z"), "4. Mai 2026");
});
