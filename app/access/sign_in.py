"""Signing in: a link that is good once becomes a session that lasts, until somebody ends it.

In: tokens as people bring them. Out: principals, or NotSignedIn. Each step is one transaction: a link is
never used up without a session to show for it.
"""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, select

from app.access import principals, tokens
from app.access.principals import Principal
from app.access.tokens import BEARER, SEEN_EVERY, Issued, Purpose, SignedIn
from app.clock import Clock, utc_now
from app.errors import NotFound
from app.store.engine import Database
from app.store.tables import PrincipalRow

# Where a browser keeps its session.
SESSION_COOKIE = "doorstep_session"


class SignIn:
    """The door."""

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    async def first_admin(self, email: str = "") -> Principal:
        """The owner, made when there is none yet."""
        now = self._now()
        return await self._database.write(lambda session: principals.first_admin(session, email, now))

    async def new_sign_in_link(self, principal_id: str) -> Issued:
        """A token for a link that signs in once; the links that this principal got before are void."""
        now = self._now()
        return await self._database.write(lambda session: _new_link(session, principal_id, now))

    async def redeem_sign_in_link(self, token: str) -> Issued:
        """The session that the link is worth."""
        now = self._now()
        return await self._database.write(lambda session: _redeem_link(session, token, now))

    async def session_principal(self, token: str | None) -> Principal:
        """Whose session this is."""
        return (await self.bearer(token, frozenset({Purpose.SESSION}))).principal

    async def bearer(self, token: str | None, purposes: frozenset[Purpose] = BEARER) -> SignedIn:
        """Who shows this token: a session, a device or a worker."""
        now = self._now()
        shown = await self._database.read(lambda session: tokens.find(session, token, now, purposes))
        if shown.last_seen_at is None or now - shown.last_seen_at >= SEEN_EVERY:
            await self._database.write(lambda session: tokens.seen(session, shown.token_id, now))
        return shown

    async def still_good(self, token_ids: Collection[str]) -> dict[str, Principal]:
        """Whose these tokens are, as they stand now; without those that were revoked. Their age isn't looked at."""
        return await self._database.read(lambda session: tokens.still_good(session, token_ids))

    async def sign_out(self, token: str) -> None:
        """End the session; one that has ended stays so."""
        now = self._now()
        await self._database.write(lambda session: tokens.revoke(session, token, now))


def _new_link(session: Session, principal_id: str, now: datetime) -> Issued:
    # The lock makes two who ask at once take turns, so that one link is left and not two.
    if session.exec(select(PrincipalRow).where(PrincipalRow.id == principal_id).with_for_update()).first() is None:
        raise NotFound("There is no such account.")
    tokens.revoke_all(session, principal_id, Purpose.SIGN_IN_LINK, now)
    return tokens.issue(session, principal_id, Purpose.SIGN_IN_LINK, now)


def _redeem_link(session: Session, token: str, now: datetime) -> Issued:
    principal = tokens.redeem(session, token, now, Purpose.SIGN_IN_LINK)
    return tokens.issue(session, principal.id, Purpose.SESSION, now)
