"""The shapes of the queue, as the server knows them.

Stage: sync and drain. In and out: the JSON values of a room's document. Always holds: `schema.ts` names the
same fields, limits, reasons and version; a test compares both, so a change here needs one there and a new
version.
"""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic.alias_generators import to_camel

from app.access.links import MAX_LINK
from app.feedback.entry import SCHEMA_VERSION, EntryStatus, FeedbackEntry, Moment, OrderId, RecordId, one_line

__all__ = [
    "MAX_RECEIPTS",
    "SCHEMA_VERSION",
    "AppState",
    "Attention",
    "FeedbackItem",
    "PendingFeedbackQueue",
    "Receipt",
]

MAX_RECEIPTS = 50

Link = Annotated[
    str | None, BeforeValidator(lambda value: None if value is None else one_line(MAX_LINK, value) or None)
]


class FeedbackItem(FeedbackEntry):
    """A record as it waits in a queue: the entry, and what lets it in."""

    link: Link = None
    """The token of the rating link that it was captured with. It opens a door, so no row and no export has it."""


class Shape(BaseModel):
    """A JSON value of the document: camelCase there, snake_case here."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, validate_by_alias=True, frozen=True)

    def to_wire(self) -> dict[str, Any]:
        """The value with camelCase keys."""
        return self.model_dump(mode="json", by_alias=True)


class Receipt(Shape):
    """What the server wrote when a record became a row."""

    id: RecordId
    order_id: OrderId
    status: EntryStatus
    at: Moment


class Attention(Shape):
    """Why the server refused a record that still waits."""

    id: RecordId
    code: str
    message: str
    at: Moment


class AppState(Shape):
    """What the devices of a room share beside the records."""

    schema_version: int = SCHEMA_VERSION
    epoch: int = 0
    last_drain_at: Moment | None = None


class PendingFeedbackQueue(Shape):
    """The document of a room: the names of its root types and what they hold."""

    queue: tuple[FeedbackItem, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    attention: tuple[Attention, ...] = ()
    app: AppState = AppState()
