"""DATABASE_URL is read, or refused with a sentence; no sentence ever holds the password."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import SettingError
from app.store.address import Address

REASON = OSError("FATAL:  no such\n  luck.")


def test_a_file() -> None:
    address = Address("sqlite:///data/doorstep.db")
    assert address.is_sqlite
    assert str(address.unreachable(REASON)).startswith(
        "The database file data/doorstep.db can't be opened (FATAL: no such luck): "
    )


def test_a_server_is_reached_by_psycopg_3() -> None:
    address = Address("postgresql://me:pw@db.example:5433/doorstep?sslmode=require")
    assert not address.is_sqlite
    assert address.url.drivername == "postgresql+psycopg"
    assert address.url.query == {"sslmode": "require"}
    assert str(address.unreachable(REASON)).startswith(
        "PostgreSQL at db.example:5433/doorstep can't be reached (FATAL: no such luck): "
    )


@pytest.mark.parametrize(
    ("database_url", "place"),
    [
        ("postgresql://db.example/doorstep", "db.example/doorstep"),
        ("postgresql:///doorstep?host=/run/postgresql", "/run/postgresql/doorstep"),
        ("postgresql:///doorstep", "this machine/doorstep"),
    ],
)
def test_the_place_is_named(database_url: str, place: str) -> None:
    assert f"PostgreSQL at {place} can't" in str(Address(database_url).unreachable(REASON))


@pytest.mark.parametrize(
    "database_url",
    [
        "mysql://me:pw-9f3a@db.example/doorstep",
        "postgresql+asyncpg://me:pw-9f3a@db.example/doorstep",
        "postgresql://me:pw-9f3a@db.example:port/doorstep",
        "postgresql://me:pw-9f3a@db.example",
        "postgresql://me:pw@9f3a@db.example/doorstep",
        "sqlite://",
        "sqlite:///:memory:",
        "pw-9f3a",
    ],
)
def test_what_cannot_be_right_is_refused_without_showing_it(database_url: str) -> None:
    with pytest.raises(SettingError, match=r"^DATABASE_URL=.* can't be right") as refused:
        Address(database_url)
    assert "9f3a" not in str(refused.value)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=6))
def test_the_password_is_never_said(password: str) -> None:
    spelled = quote(password, safe="")
    address = Address(f"postgresql://me:{spelled}@db.example/doorstep")
    assert address.url.password == password
    marked = f"<{password}> <{spelled}>"
    said = str(address.unreachable(OSError(marked)))
    assert f"<{password}>" not in said
    assert f"<{spelled}>" not in said
