"""What a line of an export holds, alike in all formats, and what every format can do."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol

# A row of table `feedback`: its columns, by name.
Line = Any


class Column(NamedTuple):
    """One column of the file."""

    name: str
    value: Callable[[Line], Any]


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)


COLUMNS = (
    Column("id", lambda line: line.id),
    Column("orderId", lambda line: line.order_id),
    Column("courierId", lambda line: line.courier_id),
    Column("rating", lambda line: line.rating),
    Column("comment", lambda line: line.comment),
    Column("reasons", lambda line: line.reasons),
    Column("publishConsent", lambda line: line.publish_consent),
    Column("needsFollowUp", lambda line: line.needs_follow_up),
    Column("contact", lambda line: line.contact),
    Column("source", lambda line: line.source),
    Column("createdAt", lambda line: _utc(line.created_at)),
    Column("receivedAt", lambda line: _utc(line.received_at)),
    Column("publishedAt", lambda line: _utc(line.published_at)),
    Column("deviceId", lambda line: line.device_id),
    Column("supersedes", lambda line: line.supersedes),
    Column("correctedBy", lambda line: line.corrected_by),
    Column("schemaVersion", lambda line: line.schema_version),
)
HEADER = tuple(column.name for column in COLUMNS)

# What a spreadsheet may take for the start of a formula when it stands first in a cell.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BETWEEN_REASONS = "; "


def starts_a_formula(text: str) -> bool:
    """Whether a spreadsheet might run this text."""
    return text.startswith(FORMULA_STARTS)


class Writer(Protocol):
    """A format. Used in one thread at a time; closed whatever happens."""

    media_type: str

    def begin(self) -> bytes:
        """What stands before the first line."""
        ...

    def lines(self, lines: Sequence[Line]) -> bytes:
        """Take some lines; what can be sent on by now."""
        ...

    def end(self) -> Iterator[bytes]:
        """What is left."""
        ...

    def close(self) -> None:
        """Let go of what it holds."""
        ...
