"""Column types that mean the same on both engines.

SQLite would keep a NUL inside a text, PostgreSQL refuses it, and neither takes half a surrogate pair. Such
text is refused here, as the caller's mistake, before a driver can call it the server's.
"""

import re
from typing import Any

from sqlalchemy import JSON, BigInteger, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator, TypeEngine

from app.errors import Invalid

LARGEST_NUMBER = 2**63 - 1
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class Unstorable(Invalid, DontWrapMixin):
    """Neither engine, or only one of them, could keep this; SQLAlchemy passes it on as it is."""


class StoredText(TypeDecorator[str]):
    """Any text that both engines can hold."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Refuse what one of the engines couldn't give back."""
        return None if value is None else storable(value)


class StoredTexts(TypeDecorator[list[str]]):
    """A short list of texts, as JSON."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """JSONB on PostgreSQL: it can be taken apart in SQL without being read again."""
        return dialect.type_descriptor(JSONB() if dialect.name == "postgresql" else JSON())

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> list[str] | None:
        """Refuse what one of the engines couldn't give back."""
        return None if value is None else [storable(text) for text in value]


class StoredNumber(TypeDecorator[int]):
    """A whole number that fits into 64 bits."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Refuse what neither engine can hold."""
        if value is not None and abs(value) > LARGEST_NUMBER:
            raise Unstorable("A number is larger than the database can hold.")
        return value


def storable(text: str) -> str:
    """The text itself, or Unstorable."""
    if UNSTORABLE.search(text):
        raise Unstorable("A text holds characters that can't be stored (NUL, or half of a pair).")
    return text
