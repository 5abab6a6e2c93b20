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
# Of the tokens that a process makes for itself: those of one that died end soon.
LIFETIME = timedelta(days=2)


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


class WorkerToken:
    """The token of a program of our own, made when it is needed and again before it ends."""

    def __init__(self, workers: Workers, name: str, now: Clock = utc_now) -> None:
        self._workers = workers
        self._name = name
        self._now = now
        self._issued: Issued | None = None

    async def token(self) -> str:
        """The token to show now."""
        if self._issued is None or self._issued.expires_at - self._now() < LIFETIME / 2:
            self._issued = await self._workers.token(self._name, LIFETIME)
        return self._issued.token

    def refused(self) -> None:
        """It isn't good any more: the next one is a new one."""
        self._issued = None
