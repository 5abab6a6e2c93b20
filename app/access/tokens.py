"""Tokens: what a principal shows to come in.

In: a session of the database, so that a token and what it stands for are one transaction. Out: the token,
once, to whoever it was issued to; after that only its hash is known here. A token is good until it expires,
is revoked or used up, or its principal is disabled; every other answer is NotSignedIn, which doesn't say
why.
"""

import hashlib
import secrets
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import sqlalchemy
from sqlalchemy import ColumnElement, and_, bindparam, func, or_, update
from sqlmodel import Session, col, select

from app.access.principals import Principal, get, principal
from app.errors import NotAllowed, NotSignedIn
from app.store.tables import PrincipalRow, TokenRow

TOKEN_BYTES = 32
# How exactly "last seen" is known: more often would be a write for each request.
SEEN_EVERY = timedelta(minutes=1)
# How many ids one statement names.
ASKED_AT_ONCE = 500


class Purpose(StrEnum):
    """What a token is good for, and nothing else."""

    SESSION = "session"
    DEVICE = "device"
    WORKER = "worker"
    SIGN_IN_LINK = "sign_in_link"
    PAIRING = "pairing"


LIFETIME = {
    Purpose.SESSION: timedelta(days=30),
    # A phone may lie in a drawer for months and still has feedback to bring.
    Purpose.DEVICE: timedelta(days=365),
    Purpose.WORKER: timedelta(days=365),
    Purpose.SIGN_IN_LINK: timedelta(hours=24),
    Purpose.PAIRING: timedelta(minutes=10),
}
NO_LONGER = "Sign in again: this token is no longer good."
# How people call what is used up.
SPOKEN = {Purpose.SIGN_IN_LINK: "link", Purpose.PAIRING: "code"}
# These may be shown with every request; the others are redeemed, once.
BEARER = frozenset({Purpose.SESSION, Purpose.DEVICE, Purpose.WORKER})


LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
GOOD = and_(
    col(TokenRow.hash).in_(bindparam("hashes", expanding=True)),
    col(TokenRow.purpose).in_(bindparam("purposes", expanding=True)),
    col(TokenRow.expires_at) > bindparam("now"),
    col(TokenRow.used_at).is_(None),
    col(TokenRow.revoked_at).is_(None),
)
# Every call asks this: it is put together once, and makes no objects for others to change.
SHOWN = (
    sqlalchemy.select(
        *(getattr(TokenRow, name) for name in ("hash", "expires_at", "last_seen_at")),
        col(TokenRow.id).label("token_id"),
        *(getattr(PrincipalRow, name) for name in ("id", "kind", "role", "room", "email", "name", "courier_id")),
    )
    .join(PrincipalRow, col(PrincipalRow.id) == TokenRow.principal_id)
    .where(
        GOOD,
        col(PrincipalRow.disabled_at).is_(None),
        or_(
            col(TokenRow.purpose) != Purpose.SESSION,
            func.coalesce(col(TokenRow.last_seen_at), col(TokenRow.created_at)) > bindparam("used_since"),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Issued:
    """A new token: the only moment at which it can be read."""

    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who showed a good token, and which."""

    principal: Principal
    token_id: str
    expires_at: datetime
    last_seen_at: datetime | None


def issue(
    session: Session,
    principal_id: str,
    purpose: Purpose,
    now: datetime,
    lifetime: timedelta | None = None,
    token: str | None = None,
    agent: str | None = None,
) -> Issued:
    """A new token for that principal; `token` when somebody who knows why has made it, `agent` the browser's name."""
    token = token or secrets.token_urlsafe(TOKEN_BYTES)
    expires_at = now + (LIFETIME[purpose] if lifetime is None else lifetime)
    session.add(
        TokenRow(
            id=str(uuid.uuid4()),
            principal_id=principal_id,
            hash=hashed(token),
            purpose=purpose,
            created_at=now,
            expires_at=expires_at,
            agent=agent,
        )
    )
    return Issued(token, expires_at)


def find(
    session: Session,
    token: str | None,
    now: datetime,
    purposes: Collection[Purpose] = BEARER,
    idle: timedelta | None = None,
) -> SignedIn:
    """Who shows this token, or NotSignedIn; a session that nobody has used for `idle` has ended."""
    if not token:
        raise NotSignedIn("Sign in first: there is no token.")
    found = find_all(session, [token], now, purposes, idle).get(token)
    if found is None:
        raise NotSignedIn(NO_LONGER)
    return found


def find_all(
    session: Session, shown: Collection[str], now: datetime, purposes: Collection[Purpose], idle: timedelta | None
) -> dict[str, SignedIn]:
    """The same for many tokens, without those that are no good."""
    by_hash = {hashed(token): token for token in shown}
    hashes = list(by_hash)
    found: dict[str, SignedIn] = {}
    asked = {"purposes": list(purposes), "now": now, "used_since": LONG_AGO if idle is None else now - idle}
    # Whoever issues one may show it in the same transaction.
    session.flush()
    for start in range(0, len(hashes), ASKED_AT_ONCE):
        some = {"hashes": hashes[start : start + ASKED_AT_ONCE]}
        for row in session.connection().execute(SHOWN, asked | some):
            found[by_hash[row.hash]] = SignedIn(principal(row), row.token_id, row.expires_at, row.last_seen_at)
    return found


def once_issued(session: Session, token: str, purpose: Purpose) -> tuple[Principal, str]:
    """Whose token this is and its id, expired or not. NotAllowed when it was taken back, NotSignedIn when it is no
    token of ours: to whoever holds it, the difference is whether to come again as somebody new.
    """
    statement = (
        select(TokenRow, PrincipalRow)
        .join(PrincipalRow, col(PrincipalRow.id) == TokenRow.principal_id)
        .where(col(TokenRow.hash) == hashed(token), col(TokenRow.purpose) == purpose)
    )
    found = session.exec(statement).first()
    if found is None:
        raise NotSignedIn("This token is none of ours.")
    shown, owner = found
    if shown.revoked_at is not None or shown.used_at is not None or owner.disabled_at is not None:
        raise NotAllowed("This device may not come in any more.")
    return principal(owner), shown.id


def still_good(session: Session, token_ids: Collection[str], now: datetime | None = None) -> dict[str, Principal]:
    """Whose these tokens are, without those that have been revoked or whose principal has been disabled.

    With `now`, also without those that have expired.
    """
    ids = list(token_ids)
    found: dict[str, Principal] = {}
    for start in range(0, len(ids), ASKED_AT_ONCE):
        statement = (
            select(TokenRow.id, PrincipalRow)
            .join(PrincipalRow, col(PrincipalRow.id) == TokenRow.principal_id)
            .where(
                col(TokenRow.id).in_(ids[start : start + ASKED_AT_ONCE]),
                col(TokenRow.revoked_at).is_(None),
                col(PrincipalRow.disabled_at).is_(None),
            )
        )
        if now is not None:
            statement = statement.where(col(TokenRow.expires_at) > now)
        found.update((token_id, principal(owner)) for token_id, owner in session.exec(statement))
    return found


def redeem(session: Session, token: str, now: datetime, purpose: Purpose) -> Principal:
    """Use a token up: of any number who try at once, one gets its principal and the others NotSignedIn."""
    enabled = select(PrincipalRow.id).where(col(PrincipalRow.disabled_at).is_(None))
    statement = (
        update(TokenRow)
        .where(GOOD, col(TokenRow.principal_id).in_(enabled))
        .values(used_at=now)
        .returning(col(TokenRow.principal_id))
    )
    asked = {"hashes": [hashed(token)], "purposes": [purpose], "now": now}
    principal_id = session.connection().execute(statement, asked).scalar_one_or_none()
    if principal_id is None:
        raise NotSignedIn(f"This {SPOKEN[purpose]} has been used or is no longer good: ask for a new one.")
    return get(session, principal_id)


def revoke(session: Session, token: str, now: datetime) -> None:
    """Make a token worthless; one that is unknown already is."""
    _revoke(session, now, col(TokenRow.hash) == hashed(token))


def revoke_all(session: Session, principal_id: str, purpose: Purpose, now: datetime, but: str | None = None) -> None:
    """Make all tokens that a principal has for one purpose worthless, `but` the one of that id."""
    which = and_(col(TokenRow.principal_id) == principal_id, col(TokenRow.purpose) == purpose)
    _revoke(session, now, which if but is None else and_(which, col(TokenRow.id) != but))


def seen(session: Session, token_ids: Collection[str], now: datetime) -> None:
    """Note that tokens were shown; "last seen" never goes back in time, whoever is late."""
    ids, last = list(token_ids), col(TokenRow.last_seen_at)
    for start in range(0, len(ids), ASKED_AT_ONCE):
        some = col(TokenRow.id).in_(ids[start : start + ASKED_AT_ONCE])
        session.connection().execute(
            update(TokenRow).where(some, or_(last.is_(None), last < now)).values(last_seen_at=now)
        )


def hashed(token: str) -> str:
    """What is kept of a token. It has 256 random bits, so a plain hash can't be guessed backwards."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def _revoke(session: Session, now: datetime, which: ColumnElement[bool]) -> None:
    # What was used or revoked before keeps its time.
    unspent = and_(col(TokenRow.used_at).is_(None), col(TokenRow.revoked_at).is_(None))
    session.connection().execute(update(TokenRow).where(which, unspent).values(revoked_at=now))
