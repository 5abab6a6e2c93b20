"""What travels between whoever brings feedback and the API: Submission there, Receipt back.

Stage: deliver and store. In: a cleaned FeedbackEntry and the room it comes from. Out: the same with the hash of its
content, and one receipt for each. Always holds: the same content has the same hash whatever the order of its keys,
the offset of its clock or the version of the program that read it; what only the server writes is no content.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from pydantic_core import to_json

from app.feedback.entry import FeedbackEntry

MAX_ECHO = 64
# Written by the server, or by the program that wrote the record down.
NOT_SAID = frozenset({"synced", "synced_at", "error", "schema_version"})
# A field at its default is left out, so that a field that a later version adds changes no hash.
CONTENT = tuple(
    (name, FeedbackEntry.model_fields[name].get_default())
    for name in sorted(FeedbackEntry.model_fields)
    if name not in NOT_SAID
)


class ReceiptStatus(StrEnum):
    """What became of a submission."""

    STORED = "stored"
    """This delivery made the row."""
    DUPLICATE = "duplicate"
    """The row is there already, with this content: a repeat, and as good as stored."""
    CONFLICT = "conflict"
    """Another record has this id; this one was put aside for an admin to look at."""
    REJECTED = "rejected"
    """It breaks a rule; a repeat will be refused again."""

    @property
    def in_the_database(self) -> bool:
        """Whether the record may leave the queue."""
        return self in (ReceiptStatus.STORED, ReceiptStatus.DUPLICATE)


def is_none(value: object) -> bool:
    """Of a field that an answer goes without when there is nothing to tell."""
    return value is None


class Receipt(BaseModel):
    """The answer to one submission."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, frozen=True)

    id: str | None = Field(default=None, description="The record's id; null when it has none that can be read.")
    status: ReceiptStatus
    error: str | None = Field(
        default=None, exclude_if=is_none, description="Why, when it is not in the database: a sentence."
    )
    fields: dict[str, str] | None = Field(
        default=None, exclude_if=is_none, description="What is wrong with which field."
    )


@dataclass(frozen=True, slots=True)
class Submission:
    """A record on its way to its row."""

    entry: FeedbackEntry
    content_hash: str
    room: str | None = None
    """Whose queue it comes from; None for what comes with a rating link or from an admin."""


def submit(entry: FeedbackEntry, room: str | None = None) -> Submission:
    """The entry, ready to be stored."""
    return Submission(entry, content_hash(entry), room)


def told_id(given: object) -> str | None:
    """The id that a caller gives a record, to be told back: what is no id may hold anything, and need not come back."""
    if isinstance(given, str) and given.isascii() and given.isprintable() and len(given) <= MAX_ECHO:
        return given
    return None


def content_hash(entry: FeedbackEntry) -> str:
    """The fingerprint of what a person said."""
    said = entry.__dict__
    content = {name: said[name] for name, default in CONTENT if said[name] != default}
    content["created_at"] = entry.created_at.astimezone(UTC).isoformat(timespec="microseconds")
    # Compact, in the order of keys, nothing escaped that needn't be.
    return hashlib.sha256(to_json(content)).hexdigest()
