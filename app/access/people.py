"""People: who has which role at the desk.

In: what an admin wants done. Out: people as the desk sees them. Always holds: each act is in the audit log or didn't
happen; somebody can always manage people; who is disabled has no token left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.access import audit, principals, tokens
from app.access.audit import Act
from app.access.principals import Kind, Principal, Role, principal
from app.access.sign_in import new_link
from app.access.tokens import Issued, Purpose
from app.clock import Clock, utc_now
from app.config import Settings
from app.errors import Invalid, NotFound
from app.mail import Mailer
from app.mail_address import is_mail_address
from app.store import outbox
from app.store.engine import Database
from app.store.tables import PrincipalRow, TokenRow

MAX_PEOPLE = 500
INVITATION_LASTS = timedelta(days=7)
LAST_ADMIN = "This is the last admin: make somebody else one first."
SUBJECT = "Your way in to Doorstep"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, as the desk sees them."""

    id: str
    email: str | None
    name: str
    role: Role
    created_at: datetime
    last_seen_at: datetime | None
    disabled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody who may come in, and with which link; it can be read only now."""

    person: Principal
    link: str
    expires_at: datetime
    mailed: bool


class People:
    """The people of the desk."""

    def __init__(self, settings: Settings, database: Database, mailer: Mailer, now: Clock = utc_now) -> None:
        self._address = settings.address
        self._database = database
        self._mailer = mailer
        self._now = now

    async def everybody(self) -> Sequence[Person]:
        """Everybody with a role, those who may come in first."""
        return await self._database.read(_everybody)

    async def invite(self, by: Principal | None, email: str, role: Role, name: str = "") -> Invitation:
        """Let somebody in; who has been invited before gets a new link and keeps their role."""
        now = self._now()

        def take_in(session: Session) -> tuple[Principal, Issued]:
            person = principals.by_email(session, email)
            if person is None:
                person = principals.add(session, Kind.ADMIN, now, role=role, email=_mail_address(email), name=name)
            elif _row(session, person.id).disabled_at is not None:
                raise Invalid("This account is disabled: enable it first.", {"email": "is disabled"})
            issued = new_link(session, person.id, now, INVITATION_LASTS)
            if self._mailer.reaches_people:
                body = _body(self._link(issued.token), issued.expires_at)
                outbox.post(session, person.email, SUBJECT, body, now, INVITATION_LASTS)
            audit.note(session, by, Act.INVITED, now, person, str(person.role))
            return person, issued

        person, issued = await self._database.write(take_in)
        self._mailer.wake()
        return Invitation(person, self._link(issued.token), issued.expires_at, self._mailer.reaches_people)

    async def change(
        self, by: Principal | None, principal_id: str, role: Role | None = None, disabled: bool | None = None
    ) -> None:
        """Change what is given, all of it or nothing."""
        now = self._now()

        def change(session: Session) -> None:
            row = _row(session, principal_id)
            if role is not None and row.role != role:
                _give_role(session, by, row, role, now)
            if disabled is not None and (row.disabled_at is not None) != disabled:
                (_disable if disabled else _enable)(session, by, row, now)

        await self._database.write(change)

    async def change_role(self, by: Principal | None, principal_id: str, role: Role) -> None:
        """Give somebody another role; it counts from their next step on."""
        await self.change(by, principal_id, role=role)

    async def disable(self, by: Principal | None, principal_id: str) -> None:
        """Let somebody no longer in: every token of theirs is worthless from now on."""
        await self.change(by, principal_id, disabled=True)

    async def enable(self, by: Principal | None, principal_id: str) -> None:
        """Let them in again; they sign in anew."""
        await self.change(by, principal_id, disabled=False)

    def _link(self, token: str) -> str:
        return f"{self._address}/sign-in#{token}"


def _row(session: Session, principal_id: str) -> PrincipalRow:
    # All who manage people take turns at the same rows: two who take each other's role away meet here.
    everybody = select(PrincipalRow).where(PrincipalRow.kind == Kind.ADMIN).order_by(col(PrincipalRow.id))
    found = {row.id: row for row in session.exec(everybody.with_for_update())}
    if principal_id not in found:
        raise NotFound("There is no such account.")
    return found[principal_id]


def _give_role(session: Session, by: Principal | None, row: PrincipalRow, role: Role, now: datetime) -> None:
    before, row.role = row.role, role
    session.add(row)
    _see_that_an_admin_is_left(session)
    audit.note(session, by, Act.ROLE_CHANGED, now, principal(row), f"{before} → {role}")


def _disable(session: Session, by: Principal | None, row: PrincipalRow, now: datetime) -> None:
    principals.disable(session, row.id, now)
    for purpose in Purpose:
        tokens.revoke_all(session, row.id, purpose, now)
    _see_that_an_admin_is_left(session)
    audit.note(session, by, Act.DISABLED, now, principal(row))


def _enable(session: Session, by: Principal | None, row: PrincipalRow, now: datetime) -> None:
    row.disabled_at = None
    session.add(row)
    audit.note(session, by, Act.ENABLED, now, principal(row))


def _see_that_an_admin_is_left(session: Session) -> None:
    session.flush()
    admins = select(PrincipalRow.id).where(PrincipalRow.role == Role.ADMIN, col(PrincipalRow.disabled_at).is_(None))
    if session.exec(admins).first() is None:
        raise Invalid(LAST_ADMIN, {"role": "is the last admin's"})


def _everybody(session: Session) -> Sequence[Person]:
    seen = (
        select(func.max(TokenRow.last_seen_at))
        .where(TokenRow.principal_id == PrincipalRow.id)
        .correlate(PrincipalRow)
        .scalar_subquery()
    )
    statement = (
        select(PrincipalRow, seen)
        .where(PrincipalRow.kind == Kind.ADMIN)
        .order_by(col(PrincipalRow.disabled_at).is_not(None), col(PrincipalRow.created_at))
        .limit(MAX_PEOPLE)
    )
    return [
        Person(row.id, row.email, row.name, Role(row.role), row.created_at, last_seen, row.disabled_at)
        for row, last_seen in session.exec(statement)
        if row.role is not None
    ]


def _mail_address(text: str) -> str:
    if not is_mail_address(text.strip()):
        raise Invalid("That is no mail address.", {"email": "is no mail address"})
    return text


def _body(link: str, until: datetime) -> str:
    return (
        f"You have been invited to Doorstep. This link signs you in, once, until {until:%d %B %Y}:\n\n{link}\n\n"
        "Later you come in with your mail address and a code that we send you.\n"
    )
