"""Signing in: a link, a code or a password becomes a session that lasts, until somebody ends it.

In: tokens as people bring them. Out: principals, or NotSignedIn. Each step is one transaction: a link is
never used up without a session to show for it, nor a session begun without a line in the audit log. Always holds: a
session's token is made here, new at each sign-in, and ends the session that the browser had before.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.access import audit, principals, tokens
from app.access.audit import Act
from app.access.principals import Kind, Principal
from app.access.tokens import BEARER, NO_LONGER, SEEN_EVERY, Issued, Purpose, SignedIn
from app.clock import Clock, utc_now
from app.errors import NotSignedIn
from app.store.engine import Database
from app.store.questions import Questions
from app.store.tables import PrincipalRow

# A token and what it is to be good for.
Showing = tuple[str, frozenset[Purpose]]
# Where a browser keeps its session.
SESSION_COOKIE = "doorstep_session"
MAX_AGENT = 300


@dataclass(frozen=True, slots=True)
class SessionTimes:
    """When a session ends by itself."""

    lifetime: timedelta = timedelta(days=30)
    idle: timedelta = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Browser:
    """Where somebody signs in: what the browser calls itself, and the session it had."""

    agent: str = ""
    session: str = ""


NO_BROWSER = Browser()


class SignIn:
    """The door."""

    def __init__(self, database: Database, now: Clock = utc_now, times: SessionTimes | None = None) -> None:
        self._database = database
        self._now = now
        self.times = times or SessionTimes()
        # After a restart thousands show their tokens in the same moment.
        self._shown = Questions(self._look_up)
        self._seen = Questions(self._note)

    async def first_admin(self, email: str = "") -> Principal:
        """The owner, made when there is none yet."""
        now = self._now()
        return await self._database.write(lambda session: principals.first_admin(session, email, now))

    async def new_sign_in_link(self, principal_id: str) -> Issued:
        """A token for a link that signs in once. Those that other nodes have printed stay good until one is used."""
        now = self._now()
        return await self._database.write(lambda session: new_link(session, principal_id, now))

    async def redeem_sign_in_link(self, token: str, browser: Browser = NO_BROWSER) -> Issued:
        """The session that the link is worth."""
        now = self._now()

        def redeem(session: Session) -> Issued:
            principal = tokens.redeem(session, token, now, Purpose.SIGN_IN_LINK)
            return self.open_session(session, principal, now, browser, "link")

        return await self._database.write(redeem)

    def open_session(self, session: Session, principal: Principal, now: datetime, browser: Browser, way: str) -> Issued:
        """A new session for who has just proved to be that principal, within that proof's transaction."""
        if browser.session:
            tokens.revoke(session, browser.session, now)
        # Whoever is in needs no other link, and one that lies in a log is of use to nobody else.
        tokens.revoke_all(session, principal.id, Purpose.SIGN_IN_LINK, now)
        audit.note(session, principal, Act.SIGNED_IN, now, detail=way)
        agent = browser.agent[:MAX_AGENT] or None
        return tokens.issue(session, principal.id, Purpose.SESSION, now, self.times.lifetime, agent=agent)

    async def session_principal(self, token: str | None) -> Principal:
        """Whose session this is."""
        return (await self.session(token)).principal

    async def session(self, token: str | None) -> SignedIn:
        """The session of that token, or NotSignedIn."""
        return await self.bearer(token, frozenset({Purpose.SESSION}))

    async def bearer(self, token: str | None, purposes: frozenset[Purpose] = BEARER) -> SignedIn:
        """Who shows this token: a session, a device or a worker."""
        if not token:
            raise NotSignedIn("Sign in first: there is no token.")
        shown = await self._shown.ask((token, purposes))
        if shown is None:
            raise NotSignedIn(NO_LONGER)
        if shown.last_seen_at is None or self._now() - shown.last_seen_at >= SEEN_EVERY:
            await self._seen.ask(shown.token_id)
        return shown

    async def _look_up(self, asked: list[Showing]) -> dict[Showing, SignedIn]:
        now, idle = self._now(), self.times.idle

        def find(session: Session) -> dict[Showing, SignedIn]:
            return {
                (token, purposes): found
                for purposes in {each for _, each in asked}
                for token, found in tokens.find_all(
                    session, [token for token, each in asked if each == purposes], now, purposes, idle
                ).items()
            }

        return await self._database.read(find)

    async def _note(self, token_ids: list[str]) -> dict[str, None]:
        now = self._now()
        await self._database.write(lambda session: tokens.seen(session, token_ids, now))
        return {}

    async def still_good(self, token_ids: Collection[str]) -> dict[str, Principal]:
        """Whose these tokens are, as they stand now; without those that were revoked. Their age isn't looked at."""
        return await self._database.read(lambda session: tokens.still_good(session, token_ids))

    async def open_sessions(self, token_ids: Collection[str]) -> dict[str, Principal]:
        """The same, without those that have expired."""
        now = self._now()
        return await self._database.read(lambda session: tokens.still_good(session, token_ids, now))

    async def sign_out(self, token: str) -> None:
        """End the session; one that has ended stays so."""
        now = self._now()

        def end(session: Session) -> None:
            try:
                who = tokens.find(session, token, now, {Purpose.SESSION}).principal
            except NotSignedIn:
                return
            tokens.revoke(session, token, now)
            audit.note(session, who, Act.SIGNED_OUT, now)

        await self._database.write(end)


def new_link(session: Session, principal_id: str, now: datetime, lifetime: timedelta | None = None) -> Issued:
    """A token for a link, within a transaction of somebody else's; NotFound when there is no such account."""
    principals.get(session, principal_id)
    return tokens.issue(session, principal_id, Purpose.SIGN_IN_LINK, now, lifetime)


def may_sign_in(session: Session, email: str) -> PrincipalRow | None:
    """Whoever has that mail address and a role, unless they were disabled."""
    found = principals.by_email(session, email)
    row = None if found is None else session.get(PrincipalRow, found.id)
    return row if row is not None and row.kind == Kind.ADMIN and row.disabled_at is None else None
