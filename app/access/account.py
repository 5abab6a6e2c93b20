"""One's own account: the sessions that are open, and the password.

In: who asks, and from which session. Out: sessions as people know them apart. Always holds: each act is in the audit
log; a new password leaves no other session open.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from app.access import audit, passwords, principals, tokens
from app.access.audit import Act
from app.access.principals import Principal
from app.access.tokens import Purpose, SignedIn
from app.clock import Clock, utc_now
from app.errors import Invalid, NotFound
from app.store.engine import Database
from app.store.tables import PrincipalRow, TokenRow

MAX_SESSIONS = 100

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One of somebody's sessions."""

    id: str
    agent: str
    created_at: datetime
    last_seen_at: datetime | None
    expires_at: datetime


class Accounts:
    """What people do with what is theirs; admins may end the sessions of others."""

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    async def sessions(self, principal_id: str) -> Sequence[OpenSession]:
        """Their sessions, used last first."""
        now = self._now()
        return await self._database.read(lambda session: _open(session, principal_id, now))

    async def end_session(self, by: Principal, principal_id: str, session_id: str) -> None:
        """End one of their sessions, or NotFound."""
        now = self._now()

        def end(session: Session) -> None:
            row = session.get(TokenRow, session_id)
            if row is None or row.principal_id != principal_id or row.purpose != Purpose.SESSION:
                raise NotFound("There is no such session.")
            if row.revoked_at is None:
                row.revoked_at = now
                session.add(row)
                audit.note(session, by, Act.SESSION_ENDED, now, principals.get(session, principal_id))

        await self._database.write(end)

    async def sign_out_everywhere(self, by: Principal, principal_id: str, but: str | None = None) -> None:
        """End all their sessions, perhaps `but` the one that asks."""
        now = self._now()

        def end(session: Session) -> Principal:
            whose = principals.get(session, principal_id)
            tokens.revoke_all(session, principal_id, Purpose.SESSION, now, but)
            audit.note(session, by, Act.ALL_SESSIONS_ENDED, now, whose)
            return whose

        whose = await self._database.write(end)
        logger.info("Successfully signed out %s", audit.called(whose))

    async def has_password(self, principal_id: str) -> bool:
        """Whether they may sign in with one."""
        return (await self._hash(principal_id)) is not None

    async def set_password(self, shown: SignedIn, password: str, current: str = "") -> None:
        """Set or change one's password; who has one shows that they know it."""
        await self._see_that_they_know_it(shown.principal, current)
        kept = await passwords.hashed(password)
        await self._keep(shown, kept, Act.PASSWORD_SET)

    async def remove_password(self, shown: SignedIn, current: str) -> None:
        """Sign in without one from now on."""
        await self._see_that_they_know_it(shown.principal, current)
        await self._keep(shown, None, Act.PASSWORD_REMOVED)

    async def _see_that_they_know_it(self, who: Principal, current: str) -> None:
        kept = await self._hash(who.id)
        if kept is not None and not await passwords.fits(kept, current):
            raise Invalid("That is not your present password.", {"current": "is not right"})

    async def _hash(self, principal_id: str) -> str | None:
        which = select(PrincipalRow.password_hash).where(PrincipalRow.id == principal_id)
        return await self._database.read(lambda session: session.exec(which).first())

    async def _keep(self, shown: SignedIn, kept: str | None, act: Act) -> None:
        now = self._now()

        def keep(session: Session) -> None:
            row = session.get(PrincipalRow, shown.principal.id)
            if row is None:
                raise NotFound("There is no such account.")
            row.password_hash = kept
            session.add(row)
            tokens.revoke_all(session, row.id, Purpose.SESSION, now, but=shown.token_id)
            audit.note(session, shown.principal, act, now, shown.principal)

        await self._database.write(keep)


def _open(session: Session, principal_id: str, now: datetime) -> Sequence[OpenSession]:
    statement = select(TokenRow).where(
        TokenRow.principal_id == principal_id,
        TokenRow.purpose == Purpose.SESSION,
        col(TokenRow.revoked_at).is_(None),
        TokenRow.expires_at > now,
    )
    rows = session.exec(statement.order_by(col(TokenRow.created_at).desc()).limit(MAX_SESSIONS)).all()
    found = [OpenSession(row.id, row.agent or "", row.created_at, row.last_seen_at, row.expires_at) for row in rows]
    return sorted(found, key=lambda each: each.last_seen_at or each.created_at, reverse=True)
