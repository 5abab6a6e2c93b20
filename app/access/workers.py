"""Workers: programs of the house that bring feedback for everybody, such as the bridge.

In: a name. Out: a token, readable now and never again. Always holds: one name is one worker, whoever asks first.
"""

from datetime import timedelta

from sqlmodel import Session

from app.access import tokens
from app.access.principals import Kind
from app.access.tokens import Issued, Purpose
from app.clock import Clock, utc_now
from app.store.engine import Database
from app.store.insert import insert_if_absent
from app.store.tables import PrincipalRow

PREFIX = "worker-"


class Workers:
    """Lets the programs of the house in."""

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    async def token(self, name: str, lifetime: timedelta | None = None) -> Issued:
        """A new token for the worker of that name; those that it had stay good."""
        now = self._now()

        def issue(session: Session) -> Issued:
            worker = {"id": PREFIX + name, "kind": Kind.WORKER, "name": name, "created_at": now}
            insert_if_absent(session, PrincipalRow, worker)
            return tokens.issue(session, PREFIX + name, Purpose.WORKER, now, lifetime)

        return await self._database.write(issue)
