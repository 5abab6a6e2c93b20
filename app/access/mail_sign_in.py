"""Signing in with a mail address: by a code that is mailed, or by a password for who has set one.

In: what a person types. Out: a session, or NotSignedIn. Always holds: an address that nobody has is answered with the
same words after the same work; a code is good once, for ten minutes, for five tries, and asking again voids the one
before; attempts are counted in the database, for each mail address and for each caller's.
"""

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.access import passwords, principals
from app.access.attempts import Attempts
from app.access.principals import Principal, principal, same_email
from app.access.sign_in import Browser, SignIn, may_sign_in
from app.access.tokens import Issued
from app.clock import Clock, utc_now
from app.config import Settings
from app.errors import CodeRefused, InvalidCredentials, TooMany
from app.mail import Mailer
from app.store import outbox
from app.store.engine import Database
from app.store.insert import insert_if_absent
from app.store.tables import PrincipalRow, SignInCodeRow

DIGITS = 6
MAX_TRIES = 5
GOOD_FOR = timedelta(minutes=10)
# Codes that are of no use any more are taken out after this long.
KEPT = timedelta(days=1)
CONTEXT = b"doorstep sign-in code 1"
SUBJECT = "Your login code"


class MailSignIn:
    """Codes and passwords."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        signing_key: bytes,
        sign_in: SignIn,
        mailer: Mailer,
        now: Clock = utc_now,
    ) -> None:
        self._per_address, self._per_mail = settings.limit_codes, settings.limit_mail
        self._database = database
        self._key = hmac.digest(signing_key, CONTEXT, sha256)
        self._attempts = Attempts(signing_key)
        self._sign_in = sign_in
        self._mailer = mailer
        self._now = now

    async def send_code(self, email: str, caller: str) -> None:
        """Mail a code to that address if somebody with a role has it; TooMany when it was asked for too often."""
        now, email = self._now(), same_email(email) or ""
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"

        def issue(session: Session) -> int | None:
            wait = self._attempts.count(session, "code from", caller, self._per_address, now)
            wait = wait or self._attempts.count(session, "code to", email, self._per_mail, now)
            if wait is None:
                self._issue(session, email, code, now)
            return wait

        wait = await self._database.write(issue)
        if wait is not None:
            raise TooMany(wait)
        self._mailer.wake()

    async def with_code(self, email: str, code: str, browser: Browser) -> Issued:
        """The session that the code is worth, or CodeRefused."""
        now, email = self._now(), same_email(email) or ""
        mail_key = self._attempts.kept(email)
        typed = "".join(character for character in code if character.isdecimal())

        def redeem(session: Session) -> Issued | None:
            who = self._redeem(session, mail_key, typed, now)
            if who is None:
                return None
            outbox.used(session, email)
            return self._sign_in.open_session(session, who, now, browser, "code")

        # A wrong try is committed like a right one: it counts.
        issued = await self._database.write(redeem)
        if issued is None:
            raise CodeRefused
        return issued

    async def with_password(self, email: str, password: str, browser: Browser) -> Issued:
        """The session that the password is worth, or InvalidCredentials."""
        now, email = self._now(), same_email(email) or ""

        def look(session: Session) -> tuple[int | None, Principal | None, str | None]:
            wait = self._attempts.count(session, "password", email, self._per_mail, now)
            row = may_sign_in(session, email)
            return wait, None if row is None else principal(row), None if row is None else row.password_hash

        wait, who, kept = await self._database.write(look)
        if wait is not None:
            raise TooMany(wait)
        if not await passwords.fits(kept, password) or who is None:
            raise InvalidCredentials

        def enter(session: Session) -> Issued:
            # As it stands now: checking took a while.
            row = may_sign_in(session, email)
            if row is None or row.password_hash != kept:
                raise InvalidCredentials
            return self._sign_in.open_session(session, principal(row), now, browser, "password")

        return await self._database.write(enter)

    def _issue(self, session: Session, email: str, code: str, now: datetime) -> None:
        self._attempts.forget(session, now)
        mail_key = self._attempts.kept(email)
        known = may_sign_in(session, email)
        outdated = (col(SignInCodeRow.expires_at) < now - KEPT) | (col(SignInCodeRow.mail_key) == mail_key)
        session.connection().execute(delete(SignInCodeRow).where(outdated))
        values = {
            "mail_key": mail_key,
            "principal_id": None if known is None else known.id,
            "code_hash": self._kept(mail_key, code),
            "expires_at": now + GOOD_FOR,
            "tries": 0,
        }
        # Of two who ask at once one is first, and its code is the one that is mailed.
        made = insert_if_absent(session, SignInCodeRow, values, key=("mail_key",))
        recipient = known.email if known is not None and made else None
        outbox.used(session, email)
        outbox.post(session, recipient, SUBJECT, _body(code), now, GOOD_FOR)

    def _redeem(self, session: Session, mail_key: str, code: str, now: datetime) -> Principal | None:
        mine = select(SignInCodeRow).where(SignInCodeRow.mail_key == mail_key).with_for_update()
        row = session.exec(mine).first()
        expected = self._kept(mail_key, code)
        if row is None or row.expires_at <= now or row.tries >= MAX_TRIES:
            return None
        row.tries += 1
        session.add(row)
        right = hmac.compare_digest(row.code_hash, expected)
        if not right or row.principal_id is None:
            return None
        session.delete(row)
        owner = session.get(PrincipalRow, row.principal_id)
        enabled = owner is not None and owner.disabled_at is None
        return principals.get(session, row.principal_id) if enabled else None

    def _kept(self, mail_key: str, code: str) -> str:
        return hmac.digest(self._key, f"{mail_key} {code}".encode(errors="surrogatepass"), sha256).hex()


def _body(code: str) -> str:
    return (
        f"Your verification code is: {code}\n\n"
        "It works once, within ten minutes. If you did not ask for it, somebody typed your address by mistake: "
        "without this code they can't come in.\n"
    )
