"""The list that older apps kept in a browser, `feedback_pending_queue`, read once more.

Pure. In: its JSON, with camelCase or snake_case keys. Out: entries, and what can't be read. Always holds: the same item
gets the same id, here and in `app/jazz/legacy.ts`, so it may come from a file and from the browser and be one row.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import ValidationError
from pydantic.alias_generators import to_camel

from app.errors import Invalid
from app.feedback.entry import EntrySource, FeedbackEntry

DIGITS = re.compile(r"\s*\d+\s*", re.ASCII)
EDGES_OF_LIST = re.compile(r"\A[\s,\[\]]+|[\s,\[\]]+\Z")
HALF_PAIR = re.compile("[\ud800-\udfff]")
WORD = 0xFFFFFFFF
FNV_START = 0x811C9DC5
FNV_PRIME = 0x01000193
SEED_STEP = 0x9E3779B1
MIX = 0x85EBCA6B
COUNTERS = 4096
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LARGEST_PLAIN = 1e21
# The last millisecond of the year 9999.
LAST = 253_402_300_799_999
MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?", re.ASCII
)
YES = frozenset({1, "1", "true", "yes"})
NO = frozenset({0, "0", "false", "no", ""})
MISSING: dict[str, Any] = {"comment": "", "reasons": [], "source": EntrySource.LEGACY, "deviceId": ""}


@dataclass(frozen=True, slots=True)
class Legacy:
    """What such a list holds."""

    items: Sequence[FeedbackEntry]
    unreadable: Sequence[Any]
    undated: frozenset[str] = frozenset()
    """The ids of those that say no moment."""


def read_legacy(text: str, now: datetime) -> Legacy:
    """Read the list; what says no moment is taken for said now."""
    items: dict[str, FeedbackEntry] = {}
    unreadable = []
    for each in _entries(text):
        entry = _entry(each, now) if isinstance(each, dict) else None
        if entry is None:
            unreadable.append(each)
        elif items.setdefault(entry.id, entry) != entry:
            # Two answers under one id are two records.
            own = own_id(each, None)
            items[own] = entry.model_copy(update={"id": own})
    undated = frozenset(entry.id for entry in items.values() if entry.created_at == now)
    return Legacy(list(items.values()), unreadable, undated)


def _entries(text: str) -> Sequence[Any]:
    """The entries of a list; of one that was cut off or damaged, those that are whole, and the rest as text."""
    try:
        found = _parsed(text)
    except RecursionError:
        raise Invalid("This is no list of records: it is nested without end.") from None
    except ValueError as error:
        whole = _whole_objects(text)
        if not any(isinstance(each, dict) for each in whole):
            raise Invalid(f"This is no list in JSON: {error}.") from None
        return whole
    return found if isinstance(found, list) else [found]


def _parsed(text: str) -> Any:
    return json.loads(text, parse_float=_number)


def _whole_objects(text: str) -> Sequence[Any]:
    found: list[Any] = []
    rest: list[str] = []
    decoder = json.JSONDecoder(parse_float=_number)
    at = 0
    while at < len(text):
        if text[at] == "{":
            try:
                each, at = decoder.raw_decode(text, at)
            except ValueError:
                pass
            else:
                found.append(each)
                continue
        rest.append(text[at])
        at += 1
    left = EDGES_OF_LIST.sub("", "".join(rest))
    return [*found, left] if left else found


def _entry(item: dict[str, Any], now: datetime) -> FeedbackEntry | None:
    if (as_it_is := _checked(item)) is not None:
        return as_it_is
    fields = {to_camel(name) if "_" in name else name: value for name, value in item.items()}
    said = fields.get("createdAt")
    made = _moment(fields.get("timestamp") if said is None else said)
    asks = _asks(fields.get("needsFollowUp"), fields.get("contact"))
    record = fields | {
        "courierId": _whole(fields.get("courierId")),
        "rating": _whole(fields.get("rating")),
        "needsFollowUp": asks,
        "contact": None if asks is False else fields.get("contact"),
        "createdAt": now if made is None else EPOCH + timedelta(milliseconds=made),
        "synced": False,
        "syncedAt": None,
        "error": None,
    }
    record |= {name: other for name, other in MISSING.items() if fields.get(name) is None}
    return _checked(record) or _checked(record | {"id": own_id(item, made)})


def _asks(flag: object, contact: object) -> object:
    """Whether somebody asks to be contacted: whoever has left a way to and didn't say no does. What is odd stays."""
    if flag is None:
        return isinstance(contact, str) and bool(contact.strip())
    said = flag.lower() if isinstance(flag, str) else flag
    return said in YES or (said not in NO and flag) if isinstance(said, str | int | float) else flag


def _checked(record: dict[str, Any]) -> FeedbackEntry | None:
    try:
        return FeedbackEntry.model_validate(record)
    except ValidationError:
        return None


def _whole(value: object) -> object:
    return int(value) if isinstance(value, str) and DIGITS.fullmatch(value) else value


def _number(text: str) -> float | int:
    number = float(text)
    # JavaScript writes larger ones with an exponent, as Python does a float.
    return int(number) if number.is_integer() and abs(number) < LARGEST_PLAIN else number


def _moment(value: object) -> int | None:
    """Milliseconds since 1970, of a number of them or a time in ISO 8601; without an offset, that of UTC."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return int(value) if 0 <= value <= LAST else None
    if not isinstance(value, str) or not MOMENT.fullmatch(value):
        return None
    try:
        moment = datetime.fromisoformat(value)
        made = (moment.replace(tzinfo=moment.tzinfo or UTC) - EPOCH) // timedelta(milliseconds=1)
    except (ValueError, OverflowError):
        return None
    return made if 0 <= made <= LAST else None


def own_id(item: dict[str, Any], made: int | None) -> str:
    """An id that the same item gets again."""
    text = json.dumps(item, ensure_ascii=False, separators=(",", ":"))
    # As JavaScript writes it.
    text = HALF_PAIR.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    high, low, counter = (_hashed(text, seed) for seed in (1, 2, 3))
    moment = f"{made or 0:012x}"
    tail = f"{(high & 0x3FFFFFFF) | 0x80000000:08x}{low:08x}"
    return f"{moment[:8]}-{moment[8:]}-7{counter % COUNTERS:03x}-{tail[:4]}-{tail[4:]}"


def _hashed(text: str, seed: int) -> int:
    """FNV-1a over UTF-16, then mixed, as browsers without WebCrypto do it."""
    found = FNV_START ^ (seed * SEED_STEP & WORD)
    units = text.encode("utf-16-le", "surrogatepass")
    for at in range(0, len(units), 2):
        found = (found ^ int.from_bytes(units[at : at + 2], "little")) * FNV_PRIME & WORD
    found = (found ^ (found >> 15)) * MIX & WORD
    return (found ^ (found >> 13)) & WORD
