"""Which rooms may hold records that wait for delivery, found without opening one.

In: a session of the database. Always holds: a room whose journal has grown past its mark is found, whoever wrote to it
and whichever process died; a mark never goes back. A mark that is missing or old costs one look into the room. What a
mark says of refused records is as the room stood at that head, and only says where to look.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import partial
from typing import NamedTuple

from sqlalchemy import case, func, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from app.store.engine import Database
from app.store.tables import DrainRow, RoomRow

PAGE = 1000


class Mark(NamedTuple):
    """What is remembered of a room: drained up to `head`; failures in a row, and when it is tried again; how many
    records were refused up to there and wait for a decision.
    """

    head: int
    failures: int = 0
    due_at: datetime | None = None
    refused: int = 0


def undrained(session: Session, after: str = "", most: int = PAGE) -> dict[str, Mark]:
    """Rooms whose journal has grown past their mark, by name; `head` is here where the journal stands."""
    grown = col(RoomRow.head) > func.coalesce(col(DrainRow.head), 0)
    statement = (
        select(RoomRow.name, RoomRow.head, DrainRow.failures, DrainRow.due_at)
        .join(DrainRow, col(DrainRow.room) == col(RoomRow.name), isouter=True)
        .where(grown, col(RoomRow.name) > after)
        .order_by(col(RoomRow.name))
        .limit(most)
    )
    found = session.exec(statement)
    return {name: Mark(head, failures or 0, due_at) for name, head, failures, due_at in found}


async def all_undrained(database: Database) -> dict[str, Mark]:
    """The same of all rooms."""
    found: dict[str, Mark] = {}
    after = ""
    while page := await database.read(partial(undrained, after=after)):
        found |= page
        after = next(reversed(page))
    return found


def mark(session: Session, marks: Mapping[str, Mark]) -> None:
    """Remember these; of two processes that mark one room, the one that came further counts."""
    # By name, so that two who mark the same rooms take them in the same order.
    rows = [{"room": room, **marks[room]._asdict()} for room in sorted(marks)]
    connection = session.connection()
    statement: sqlite.Insert | postgresql.Insert
    further: object
    if connection.dialect.name == "sqlite":
        statement, further = sqlite.insert(DrainRow), func.max
    else:
        statement, further = postgresql.insert(DrainRow), func.greatest
    new = statement.excluded
    changed = {
        "head": further(col(DrainRow.head), new.head),
        "failures": new.failures,
        "due_at": new.due_at,
        "refused": case((new.head >= col(DrainRow.head), new.refused), else_=col(DrainRow.refused)),
    }
    connection.execute(statement.on_conflict_do_update(index_elements=["room"], set_=changed), rows)


def note_refused(session: Session, room: str, head: int, refused: int) -> None:
    """So many refused records stand in the room at this head; whoever has seen more of it knows better."""
    older = (col(DrainRow.room) == room, col(DrainRow.head) <= head)
    session.connection().execute(update(DrainRow).where(*older).values(refused=refused))


def waiting(session: Session, rooms: Collection[str]) -> set[str]:
    """Those of these rooms in which something may wait for delivery."""
    grown = col(RoomRow.head) > func.coalesce(col(DrainRow.head), 0)
    statement = (
        select(RoomRow.name)
        .join(DrainRow, col(DrainRow.room) == col(RoomRow.name), isouter=True)
        .where(grown, col(RoomRow.name).in_(rooms))
    )
    return set(session.exec(statement)) if rooms else set()


def refusing(session: Session, most: int) -> list[str]:
    """Rooms in which refused records wait for a decision."""
    statement = select(DrainRow.room).where(col(DrainRow.refused) > 0).order_by(col(DrainRow.room)).limit(most)
    return list(session.exec(statement))
