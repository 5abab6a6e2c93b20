"""The filters of the list that somebody keeps under a name.

In: who, a name, the query of the list's address. Out: theirs, by name. Always holds: nobody sees another's; they are
few, and short.
"""

from collections.abc import Mapping

from sqlalchemy import delete
from sqlmodel import Session, col, func, select

from app.access.principals import Principal
from app.errors import Invalid
from app.store.engine import Database
from app.store.tables import SavedFilterRow

MOST = 20
MAX_NAME = 40
MAX_QUERY = 500


class SavedFilters:
    """Of everybody."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, who: Principal) -> Mapping[str, str]:
        """Theirs: the query of each name, by name."""
        return await self._database.read(lambda session: _of(session, who))

    async def save(self, who: Principal, name: str, query: str) -> None:
        """Keep one; another of that name gives way."""
        wanted = " ".join(name.split())
        if not 0 < len(wanted) <= MAX_NAME:
            raise Invalid(f"A name has from 1 to {MAX_NAME} characters.", {"name": "is too long or empty"})
        if len(query) > MAX_QUERY:
            raise Invalid("This filter is too long to be kept.", {"query": "is too long"})

        def put(session: Session) -> None:
            session.merge(SavedFilterRow(principal_id=who.id, name=wanted, query=query))
            session.flush()
            kept = select(func.count()).select_from(SavedFilterRow).where(SavedFilterRow.principal_id == who.id)
            if session.exec(kept).one() > MOST:
                raise Invalid(f"At most {MOST} filters can be kept: remove one first.")

        await self._database.write(put)

    async def remove(self, who: Principal, name: str) -> None:
        """Keep it no longer."""
        theirs = (col(SavedFilterRow.principal_id) == who.id, col(SavedFilterRow.name) == name)
        await self._database.write(lambda session: session.connection().execute(delete(SavedFilterRow).where(*theirs)))


def _of(session: Session, who: Principal) -> dict[str, str]:
    theirs = select(SavedFilterRow).where(SavedFilterRow.principal_id == who.id).order_by(col(SavedFilterRow.name))
    return {row.name: row.query for row in session.exec(theirs)}
