"""A room's document, held by the server itself: how the bridge reads and edits it.

In: edits. Out: the document as it is now. Always: an edit is kept and told like a client's, and done when it is
committed; half an edit is none.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from pycrdt import Doc

from app.sync.journal import JournalDown
from app.sync.limits import Close
from app.sync.room import Room

T = TypeVar("T")


class Replica:
    """The document of one room, as long as it is held."""

    def __init__(self, room: Room) -> None:
        self._room = room

    @property
    def doc(self) -> Doc[Any]:
        """The document as it is now. Read it without awaiting in between, and change it only with edit()."""
        return self._room.live.doc

    @property
    def head(self) -> int:
        """Up to this sequence of the journal, everything is in the document."""
        return self._room.applied

    async def edit(self, change: Callable[[Doc[Any]], T]) -> T:
        """Change the document in one transaction; done when it is committed."""
        room = self._room
        if room.closed:
            raise JournalDown("The room was closed meanwhile.")
        document = room.live
        try:
            with document.doc.transaction():
                result = change(document.doc)
        except BaseException:
            if document.changed() is not None:
                # Half an edit is in memory only: the room is read again without it.
                room.fail(Close.TRY_LATER, "the document is read again")
            raise
        update = document.changed()
        if update is not None:
            room.keep(update, update)
        await room.committed_all()
        return result
