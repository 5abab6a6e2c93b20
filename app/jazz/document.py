"""A room's document as the bridge reads and settles it.

Stage: drain. In: the document, and what became of records. Out: the records that wait; the document without those that
are rows. Always holds: a record is taken out only where the very same content stands; what was refused stays where it
is, with the complaint beside it, and isn't handed out again until a person has taken the complaint away; whatever
stands in the array, nothing here breaks on it.
"""

import json
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, TypeGuard

from pycrdt import Array, Doc

from app.feedback.submission import Receipt
from app.jazz.schema import MAX_RECEIPTS

Record = dict[str, Any]
# Longer ones could neither be echoed by the API nor be shown to anybody.
MAX_ID = 64
NESTED = frozenset({dict, list})
# The code of a complaint in which a person has said no.
DECLINED = "declined"
PLAIN = NESTED | {str, int, float, bool, type(None), bytes}


class Look(NamedTuple):
    """What waits in a queue."""

    records: list[Record]
    """These may be delivered now, oldest first."""
    more: bool
    """Whether there may be others behind them."""
    unreadable: list[str]
    """What stands there and is no record, as text."""
    head: int = 0
    """How far the room's journal has come with this."""
    refused: int = 0
    """How many stand there, up to the last one here, that were refused and that nobody has decided about."""


# What stands there as the reason when there is none: without words a record would seem to wait.
UNSAID = "It was refused, and no reason was given."


class Answered(NamedTuple):
    """A record and what became of it."""

    record: Record
    receipt: Receipt


def look(doc: Doc[Any], most: int) -> Look:
    """The first records that wait for delivery."""
    records: list[Record] = []
    unreadable: list[str] = []
    queue = doc.get("queue", type=Array)
    refused = 0
    with doc.transaction():
        complaints = complaints_in(doc)
        taken = set(complaints)
        length = len(queue)
        for at in range(length):
            if len(records) == most:
                return Look(records, more=True, unreadable=unreadable, refused=refused)
            item = item_at(doc, queue, at)
            if not is_record(item):
                unreadable += filter(None, [as_text(item)])
            elif (code := complaints.pop(item["id"], None)) is not None:
                refused += code != DECLINED
            elif item["id"] not in taken:
                # The same id again waits for its turn: it may have other content.
                taken.add(item["id"])
                records.append(item)
    return Look(records, more=False, unreadable=unreadable, refused=refused)


def settle(doc: Doc[Any], answered: Sequence[Answered], aside: Collection[str], at: str) -> int | None:
    """Within a transaction: receipts for what is in the database, complaints for what was refused.

    When nothing waits in the queue now, how many stand there refused; None when something waits.
    """
    queue = doc.get("queue", type=Array)
    wanted = {each.record["id"]: each for each in answered}
    texts = set(aside)
    gone: list[int] = []
    done: list[Record] = []
    complaints: list[Answered] = []
    for place in range(len(queue)):
        if not wanted and not texts:
            break
        item = item_at(doc, queue, place)
        if texts and not is_record(item) and (text := as_text(item)) in texts:
            texts.remove(text)
            gone.append(place)
        each = wanted.get(item.get("id")) if isinstance(item, dict) else None
        if each is None or not same(each.record, item):
            continue
        del wanted[each.record["id"]]
        if each.receipt.status.in_the_database:
            gone.append(place)
            done.append(each.record)
        else:
            complaints.append(each)
    take_out(queue, gone)
    if done:
        add_receipts(doc.get("receipts", type=Array), done, at)
    if complaints:
        _add_complaints(doc.get("attention", type=Array), complaints, at)
    if not len(queue):
        return 0
    rest = look(doc, 1)
    return rest.refused if not rest.records and not rest.unreadable else None


def add(doc: Doc[Any], record: Record) -> Record | None:
    """Within a transaction: put a record behind the others, unless one with its id is there: then it is that one."""
    queue = doc.get("queue", type=Array)
    there = next((each for each in entries_of(queue) if same_id(each["id"], record["id"])), None)
    if there is None:
        queue.append(record)
    return there


def is_record(item: object) -> TypeGuard[Record]:
    """Whether something can be spoken of by its id; what is wrong with its fields is for the API to say."""
    if not isinstance(item, dict):
        return False
    given = item.get("id")
    if not isinstance(given, str) or not 0 < len(given) <= MAX_ID:
        return False
    # A field is a value or a list of them. What is nested without end would break whoever compares it.
    nested = [value for value in item.values() if type(value) in NESTED]
    return all(NESTED.isdisjoint(map(type, each.values() if type(each) is dict else each)) for each in nested)


def same_id(one: str, other: str) -> bool:
    """Whether two ids are one: the API writes them in small letters."""
    return one == other or one.lower() == other.lower()


def item_at(doc: Doc[Any], array: Array[Any], place: int) -> object:
    """Within a transaction: what stands at that place, as plain values."""
    # As `array[place]`, within a transaction, without looking each time whether there is one and how long the array is.
    with doc.transaction() as here:
        item = array.integrated.get(here._txn, place)  # noqa: SLF001
    if type(item) in PLAIN:
        return item
    # Another program may have put shared types there.
    item = array[place]
    return item.to_py() if hasattr(item, "to_py") else item


def same(one: Record, other: object) -> bool:
    """Whether two records say the same. As text, also what isn't equal to itself, such as NaN."""
    try:
        return one == other or as_text(one) == as_text(other)
    except RecursionError:
        return False


def as_text(item: object) -> str:
    """Anything as text, to be kept and recognised by; empty for what is nested too deep, which stays where it is."""
    try:
        return json.dumps(item, default=_named, sort_keys=True)
    except RecursionError:
        return ""


def _named(value: object) -> str:
    # Bytes, or a document within the document: the same text each time.
    return value.hex() if isinstance(value, bytes | bytearray) else type(value).__name__


def complaint(receipt: Receipt) -> str:
    """Why a record was refused, as a person reads it."""
    told = [receipt.error or "", *(receipt.fields or {}).values()]
    return " ".join(dict.fromkeys(part for part in told if part)) or UNSAID


def complaints_in(doc: Doc[Any]) -> dict[str, str]:
    """The code of the complaint about each record that has one."""
    return {entry["id"]: str(entry.get("code", "")) for entry in entries_of(doc.get("attention", type=Array))}


def _ids(array: Array[Any]) -> set[str]:
    return {entry["id"] for entry in entries_of(array)}


def entries_of(array: Array[Any]) -> list[Record]:
    """What stands there and can be spoken of by its id, such as receipts and complaints."""
    # As JSON, the library hands out all at once.
    entries = json.loads(str(array)) if len(array) else []
    return [entry for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str)]


def take_out(array: Array[Any], places: Sequence[int]) -> None:
    """Within a transaction: take out what stands at these places."""
    # From behind, and neighbours in one go.
    end = len(places)
    while end:
        start = end - 1
        while start and places[start - 1] == places[start] - 1:
            start -= 1
        del array[places[start] : places[end - 1] + 1]
        end = start


def add_receipts(receipts: Array[Any], done: Sequence[Record], at: str) -> None:
    """Within a transaction: say of these records that they are in the database; only the last are remembered."""
    known = _ids(receipts)
    new = [record for record in done[-MAX_RECEIPTS:] if record["id"] not in known]
    if (excess := len(receipts) + len(new) - MAX_RECEIPTS) > 0:
        del receipts[0:excess]
    receipts.extend(
        [{"id": each["id"], "orderId": str(each.get("orderId", "")), "status": "stored", "at": at} for each in new]
    )


def _add_complaints(attention: Array[Any], complaints: Sequence[Answered], at: str) -> None:
    known = _ids(attention)
    for record, receipt in complaints:
        if record["id"] not in known:
            known.add(record["id"])
            told = {"id": record["id"], "code": receipt.status.value, "message": complaint(receipt), "at": at}
            attention.append(told)
