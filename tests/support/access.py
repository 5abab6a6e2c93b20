"""Services of access over a database, with a clock that stands still."""

from dataclasses import dataclass

from sqlmodel import Session

from app.access import principals
from app.access.account import Accounts
from app.access.mail_sign_in import MailSignIn
from app.access.people import People
from app.access.principals import Kind, Principal, Role
from app.access.sign_in import SignIn
from app.config import Settings
from app.mail import Mailer
from app.store.engine import Database
from tests.support.clocks import StoppedClock


@dataclass
class Access:
    """All of them, sharing database and clock."""

    database: Database
    clock: StoppedClock
    sign_in: SignIn
    mail: MailSignIn
    people: People
    accounts: Accounts

    async def person(self, email: str = "ada@example.com", role: Role = Role.ADMIN) -> Principal:
        def add(session: Session) -> Principal:
            return principals.add(session, Kind.ADMIN, self.clock(), role=role, email=email)

        return await self.database.write(add)


def open_access(database: Database) -> Access:
    """Everything over that database."""
    clock, settings = StoppedClock(), Settings()
    sign_in, mailer = SignIn(database, clock), Mailer(settings, database, clock)
    return Access(
        database,
        clock,
        sign_in,
        MailSignIn(settings, database, bytes(32), sign_in, mailer, clock),
        People(settings, database, mailer, clock),
        Accounts(database, clock),
    )
