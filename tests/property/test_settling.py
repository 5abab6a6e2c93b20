"""Settling a document that others change at the same time: nothing is lost, nothing leaves without its row.

Two servers and a phone, each with a replica. The servers deliver what they see to one table of rows, settle and crash
in between as they like; the phone adds, replaces, withdraws and retries. Updates arrive in any order, late, or twice.
"""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Array, Doc

from app.feedback.submission import Receipt, ReceiptStatus
from app.jazz import document
from app.jazz.document import Answered, Record
from app.jazz.schema import MAX_RECEIPTS

PHONE, *SERVERS = range(3)
JUNK: list[Any] = [None, "text", 5.0, ["list"], {"no": "id"}, {"id": 4.0}]

actions = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 4), st.booleans()),
        st.tuples(st.just("junk"), st.sampled_from(range(len(JUNK))), st.none()),
        st.tuples(st.just("retry"), st.none(), st.none()),
        st.tuples(st.just("drain"), st.sampled_from(SERVERS), st.integers(1, 4)),
        st.tuples(st.just("meanwhile"), st.sampled_from(SERVERS), st.integers(1, 4)),
        st.tuples(st.just("crash"), st.sampled_from(SERVERS), st.integers(1, 4)),
        st.tuples(st.just("sync"), st.sampled_from(range(3)), st.sampled_from(range(3))),
    ),
    max_size=40,
)


class World:
    def __init__(self) -> None:
        self.docs: list[Doc[Any]] = [Doc() for _ in range(3)]
        self.rows: dict[str, Record] = {}
        self.said: list[Record] = []
        self.aside: set[str] = set()
        self.number = 0

    def queue(self, at: int) -> Array[Any]:
        found: Array[Any] = self.docs[at].get("queue", type=Array)
        return found

    def sync(self, source: int, target: int) -> None:
        there = self.docs[target].get_state()
        self.docs[target].apply_update(self.docs[source].get_update(there))

    def deliver(self, records: list[Record]) -> list[Answered]:
        return [Answered(each, self.receipt(each)) for each in records]

    def receipt(self, record: Record) -> Receipt:
        if record["bad"]:
            return Receipt(id=record["id"], status=ReceiptStatus.REJECTED, error="It is bad.")
        known = self.rows.setdefault(record["id"], record)
        same = known == record
        return Receipt(id=record["id"], status=ReceiptStatus.DUPLICATE if same else ReceiptStatus.CONFLICT)

    def replace(self) -> None:
        """The phone puts other content in the place of its first record, under the same id."""
        queue = self.queue(PHONE)
        first = queue[0] if len(queue) else None
        if document.is_record(first):
            changed = {**first, "comment": "changed", "bad": False}
            self.said.append(changed)
            with self.docs[PHONE].transaction():
                del queue[0]
                queue.insert(0, changed)
            # A replaced record that nobody had delivered is nobody's loss.
            if first in self.said and first not in self.rows.values():
                self.said.remove(first)

    def drain(self, at: int, most: int, *, crash: bool = False, meanwhile: bool = False) -> bool:
        look = document.look(self.docs[at], most)
        answered = self.deliver(look.records)
        self.aside |= set(look.unreadable)
        if crash:
            return False
        if meanwhile:
            self.sync(at, PHONE)
            self.replace()
            self.sync(PHONE, at)
        with self.docs[at].transaction():
            document.settle(self.docs[at], answered, look.unreadable, "2026-01-01T00:00:00Z")
        return bool(look.records or look.unreadable)

    def act(self, action: tuple[str, Any, Any]) -> None:
        match action:
            case "add", key, bad:
                # Now and then the same id with other content, which a sound phone never writes.
                self.number += 1
                record = {"id": f"record-{key}", "orderId": f"A-{key}", "bad": bad, "comment": str(self.number % 3)}
                self.said.append(record)
                self.queue(PHONE).append(record)
            case "junk", which, _:
                self.queue(PHONE).append(JUNK[which])
            case "retry", _, _:
                self.docs[PHONE].get("attention", type=Array).clear()
            case "drain", at, most:
                self.drain(at, most)
            case "meanwhile", at, most:
                self.sync(PHONE, at)
                self.drain(at, most, meanwhile=True)
            case "crash", at, most:
                self.drain(at, most, crash=True)
            case "sync", source, target:
                self.sync(source, target)

    def end(self) -> None:
        """Everybody meets, and drains until nothing is left to drain."""
        for _ in range(2):
            for source in range(3):
                for target in range(3):
                    self.sync(source, target)
        while self.drain(SERVERS[0], 3):
            pass


@settings(max_examples=200)
@given(actions)
def test_nothing_is_lost_and_nothing_leaves_without_its_row(plan: list[tuple[str, Any, Any]]) -> None:
    world = World()
    for action in plan:
        world.act(action)
    world.end()
    doc = world.docs[SERVERS[0]]
    left = doc.get("queue", type=Array).to_py() or []
    attention = {each["id"] for each in doc.get("attention", type=Array).to_py() or []}
    for record in world.said:
        assert world.rows.get(record["id"]) == record or record in left
    # What is left was refused and says so; junk is put aside.
    assert all(item["id"] in attention for item in left)
    put_in = [action for action in plan if action[0] == "junk"]
    assert world.aside == {document.as_text(JUNK[which]) for _, which, _ in put_in}
    assert len(doc.get("receipts", type=Array)) <= MAX_RECEIPTS
    assert document.look(doc, 1).records == []
