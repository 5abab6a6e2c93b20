"""What people at the desk, or programs, have decided about records in a room, written into its document.

Stage: drain. In: the document, within a transaction, and the decision. Out: the document without what became a row or
was erased, and with the desk's word about what was declined. Always holds: only the very record that was looked at is
touched; what was declined stays on the phone, with the reason; every phone of the room hears.
"""

from collections.abc import Callable, Collection
from typing import Any

from pycrdt import Array, Doc

from app.jazz.document import DECLINED, Record, add_receipts, entries_of, is_record, item_at, same, take_out


def records_in(doc: Doc[Any]) -> list[Record]:
    """Every record that stands in the queue."""
    queue = doc.get("queue", type=Array)
    with doc.transaction():
        items = [item_at(doc, queue, place) for place in range(len(queue))]
    return [item for item in items if is_record(item)]


def complaints_of(doc: Doc[Any]) -> dict[str, Record]:
    """What the server has said of each record that it refused."""
    return {each["id"]: each for each in entries_of(doc.get("attention", type=Array))}


def take_in(doc: Doc[Any], record: Record, at: str) -> bool:
    """The record is a row now: it leaves with a receipt. Whether it stood there as it was looked at."""
    if not _drop(doc, lambda each: same(record, each)):
        return False
    add_receipts(doc.get("receipts", type=Array), [record], at)
    _forget(doc, "attention", {record["id"]})
    return True


def decline(doc: Doc[Any], record: Record, word: str, at: str) -> bool:
    """Say to the phone why the record becomes no row. Whether it stood there as it was looked at."""
    if not any(same(record, each) for each in records_in(doc)):
        return False
    _forget(doc, "attention", {record["id"]})
    said = {"id": record["id"], "code": DECLINED, "message": word, "at": at}
    doc.get("attention", type=Array).append(said)
    return True


def erase(doc: Doc[Any], matches: Callable[[Record], bool], ids: Collection[str] = ()) -> set[str]:
    """Take out the records that match and those of these ids, with every word about them; what stood there."""
    gone = _drop(doc, lambda each: each["id"] in ids or matches(each))
    for name in ("attention", "receipts"):
        _forget(doc, name, gone | set(ids))
    return gone


def erase_all(doc: Doc[Any]) -> set[str]:
    """Take out all that stands there, also what is no record; the ids of the records among it."""
    ids = {each["id"] for each in records_in(doc)}
    for name in ("queue", "attention", "receipts"):
        doc.get(name, type=Array).clear()
    return ids


def _drop(doc: Doc[Any], matches: Callable[[Record], bool]) -> set[str]:
    queue = doc.get("queue", type=Array)
    items = [item_at(doc, queue, place) for place in range(len(queue))]
    gone = {place: item for place, item in enumerate(items) if is_record(item) and matches(item)}
    take_out(queue, sorted(gone))
    return {item["id"] for item in gone.values()}


def _forget(doc: Doc[Any], name: str, ids: Collection[str]) -> None:
    array = doc.get(name, type=Array)
    with doc.transaction():
        places = [place for place in range(len(array)) if _id(item_at(doc, array, place)) in ids]
    take_out(array, places)


def _id(item: object) -> str | None:
    given = item.get("id") if isinstance(item, dict) else None
    return given if isinstance(given, str) else None
