"""A room's document: pycrdt's Doc, made safe against what strangers send.

In: updates. Out: what they change. Always: used on one thread; bytes that are no update, even those on which the CRDT
library itself breaks, end as Unreadable; what it would not survive is refused before it sees it.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from traceback import clear_frames

import pycrdt
from pycrdt import Doc, TransactionEvent

from app.sync.protocol import NOTHING_NEW, NotAFrame, Reader
from app.sync.shape import Shape, shape_at_most, shape_of

# Items that stand at the same place are compared each with each: twice as many take four times as long, and this many
# some seconds. Neighbours of one author are one item, so a queue has a few for each device.
MOST_ITEMS = 10_000
# A type within a type within a type: where the library goes through them, the process ends at 16,000.
MOST_TYPES = 2000
OURS = (asyncio.CancelledError, KeyboardInterrupt, SystemExit, GeneratorExit)


class Unreadable(Exception):
    """These bytes are no update or no state vector."""


class Broken(Unreadable):
    """The library broke on these bytes: the document in memory can't be trusted any more."""


class TooMuch(Exception):
    """With this update the document would be more than the library can bear."""


class Document:
    """One live document."""

    __slots__ = ("_changes", "_shape", "_subscription", "_waiting", "doc")

    def __init__(self, author: int | None = None) -> None:
        # The number under which the server's own edits stand in it; None: one of its own.
        self.doc: Doc[pycrdt.Array[object]] = Doc(client_id=author)
        self._changes: list[bytes] = []
        # So much is in it at most; None: to be counted.
        self._shape: Shape | None = None
        # Of what came before something that it builds on, which shows nowhere.
        self._waiting = Shape(0, 0)
        self._subscription = self.doc.observe(self._changed)

    def _changed(self, event: TransactionEvent) -> None:
        self._changes.append(event.update)

    def admit(self, update: bytes) -> None:
        """Raise Unreadable or TooMuch for what a stranger's update would do to the library."""
        try:
            more = shape_at_most(update)
            if more.items == 0:
                return
            whole = _sum(self._shape or self._counted(), more)
            if not _fits(whole):
                whole = _sum(self._counted(), shape_of(update))
                if not _fits(whole):
                    raise TooMuch(f"A document may have {MOST_ITEMS} items and {MOST_TYPES} types within types.")
        except NotAFrame as error:
            raise Unreadable(str(error)) from None
        self._shape = whole

    def _counted(self) -> Shape:
        return _sum(shape_of(self.since(b"\x00")), self._waiting)

    def take(self, update: bytes) -> bytes | None:
        """Take an update in. What it has changed, as the others need it; None when it has changed nothing yet.

        An update may come before one that it builds on. It then changes nothing, waits, and shows as a part of the
        change that the missing one makes.
        """
        # The hot path: what _guarded() does, without a context manager for each update.
        try:
            self.doc.apply_update(update)
        except OURS:
            raise
        except BaseException as error:
            raise _judged(error) from error
        change = self.changed()
        if change is None and self.waits(update):
            self._waiting = _sum(self._waiting, _shape_or_size(update))
        return change

    def changed(self) -> bytes | None:
        """What has changed since this was last asked."""
        changes, self._changes = self._changes, []
        if len(changes) > 1:
            return pycrdt.merge_updates(*changes)
        return changes[0] if changes else None

    def vector(self) -> bytes:
        """What it has."""
        with _guarded():
            return self.doc.get_state()

    def since(self, vector: bytes) -> bytes:
        """What somebody lacks who has that much."""
        with _guarded():
            return self.doc.get_update(vector)

    def waits(self, update: bytes) -> bool:
        """Whether a part of the update waits for one that is missing."""
        with _guarded():
            return _beyond(update, self.doc.get_state())

    def close(self) -> None:
        """Let go of the observer: it would keep the document alive."""
        self.doc.unobserve(self._subscription)


def _shape_or_size(update: bytes) -> Shape:
    try:
        return shape_of(update)
    except NotAFrame:
        # The library reads numbers that are none in JavaScript. No update has more items than bytes.
        return Shape(len(update), len(update))


def _sum(one: Shape, other: Shape) -> Shape:
    return Shape(one[0] + other[0], one[1] + other[1])


def _fits(whole: Shape) -> bool:
    return whole.items <= MOST_ITEMS and whole.types <= MOST_TYPES


def merged(updates: list[bytes]) -> bytes:
    """One update that stands for all, verified: a document made from it has the same state."""
    try:
        return _merged(updates)
    except Unreadable as error:
        reason = str(error)
        # The documents in these frames belong to this thread: they must not outlive the call in a traceback.
        clear_frames(error.__traceback__)
    raise Unreadable(reason)


def _merged(updates: list[bytes]) -> bytes:
    # What still waits for a missing part isn't in the document; it is then merged as it is, so that nothing is lost.
    whole = Document()
    for each in updates:
        whole.take(each)
    vector = whole.vector()
    with _guarded():
        everything = pycrdt.merge_updates(*updates)
        waiting = _beyond(everything, vector)
    body = everything if waiting else whole.since(b"\x00")
    again = Document()
    again.take(body)
    if _numbers(Reader(again.vector())) != _numbers(Reader(vector)):
        raise Broken("the compacted document has another state")
    # Deletions don't show in a state vector: nothing that went in may be new to what came out.
    if any(again.take(each) is not None for each in updates) or again.waits(everything) != waiting:
        raise Broken("the compacted document lacks something")
    for document in (whole, again):
        document.close()
    return body


def see_that_it_is_a_vector(given: bytes) -> None:
    """Unreadable when it is none: an empty document knows that as well as a large one."""
    with _guarded():
        Doc().get_update(given)


def _beyond(update: bytes, vector: bytes) -> bool:
    rest = pycrdt.get_update(update, vector)
    if rest == NOTHING_NEW:
        return False
    read = Reader(rest)
    if read.number() > 0:
        return True
    known = _numbers(Reader(vector))
    for _ in range(read.number()):
        end = known.get(read.number(), 0)
        for _ in range(read.number()):
            if read.number() + read.number() > end:
                return True
    return False


def _numbers(read: Reader) -> dict[int, int]:
    return {read.number(): read.number() for _ in range(read.number())}


@contextmanager
def _guarded() -> Iterator[None]:
    try:
        yield
    except OURS:
        raise
    except BaseException as error:
        raise _judged(error) from error


def _judged(error: BaseException) -> Unreadable:
    if isinstance(error, ValueError):
        return Unreadable(str(error))
    # A panic of the Rust side arrives as a BaseException that can't be imported.
    return Broken(f"{type(error).__name__}: {error}")
