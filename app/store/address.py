"""DATABASE_URL, read: which engine, where, and how to speak of it without its password.

In: the setting. Out: a URL for SQLAlchemy and sentences a person can act on. No sentence ever holds the
password, neither as it is written in the URL nor as it reads decoded.
"""

from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from app.config import RIGHT
from app.errors import DatabaseError, SettingError
from app.urls import without_password

DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}


class Address:
    """Where the database is."""

    def __init__(self, database_url: str) -> None:
        self.url = _parsed(database_url)
        self.file = Path(self.url.database or "") if self.url.drivername == "sqlite" else None

    @property
    def is_sqlite(self) -> bool:
        """Whether the rows stand in a file of our own."""
        return self.file is not None

    def unreachable(self, reason: BaseException) -> DatabaseError:
        """The sentence for a connection that failed."""
        why = self._without_secrets(" ".join(str(reason).split())).rstrip(".")
        if self.file is not None:
            return DatabaseError(
                f"The database file {self.file} can't be opened ({why}): see that this user may write it "
                "and its folder and that it is a Doorstep database, or choose another with DATABASE_URL."
            )
        return DatabaseError(
            f"PostgreSQL at {self._place()} can't be reached ({why}): "
            "see that it runs and that DATABASE_URL names its host, user, password and database."
        )

    def gave_up(self, reason: BaseException) -> DatabaseError:
        """The sentence for a database that was reached and then couldn't do its work."""
        why = self._without_secrets(" ".join(str(reason).split())).rstrip(".")
        place = f"The database file {self.file}" if self.file is not None else f"PostgreSQL at {self._place()}"
        return DatabaseError(f"{place} can't work now ({why}).")

    def _place(self) -> str:
        socket_folder = self.url.query.get("host")
        host = self.url.host or socket_folder or "this machine"
        port = f":{self.url.port}" if self.url.port else ""
        return f"{host}{port}/{self.url.database}"

    def _without_secrets(self, text: str) -> str:
        for secret in (self.url.password, self.url.query.get("password"), self.url.query.get("sslpassword")):
            if isinstance(secret, str) and secret:
                text = text.replace(secret, "***").replace(quote(secret, safe=""), "***")
        return text


def _parsed(database_url: str) -> URL:
    authority = database_url.partition("://")[2].partition("?")[0]
    if database_url.startswith("postgresql:") and authority.count("@") > 1:
        # The parser would take the end of the password for the host, and we would show it.
        raise _wrong(database_url, "it has more than one @: write %40 for an @ in the password")
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):
        raise _wrong(database_url, "it can't be read") from None
    if url.drivername not in DRIVERS or not url.database:
        raise _wrong(database_url)
    if url.drivername == "sqlite" and url.database == ":memory:":
        raise _wrong(database_url, "a database in memory would keep nothing")
    return url.set(drivername=DRIVERS[url.drivername])


def _wrong(database_url: str, why: str = "") -> SettingError:
    # What is no URL may be nothing but a password.
    shown = without_password(database_url) if "://" in database_url else "***"
    return SettingError("DATABASE_URL", shown, RIGHT["database_url"], why)
