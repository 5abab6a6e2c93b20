"""Feedback in, one or many; and out, page by page.

In: records as phones keep them. Out: a receipt for each, once it is committed. A repeat is always safe.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel
from starlette.responses import JSONResponse

from app.access.acceptance import Offered
from app.access.permissions import Action, Thing
from app.access.principals import Kind, Principal
from app.api.asked_first import AskedFirst
from app.api.deps import Accept, Caller, Feedback, MaybeCaller, Store, allowed
from app.api.errors import INVALID, fields_of, says
from app.api.filters import Looking
from app.api.words import Words
from app.errors import Conflict, Invalid, NotAllowed, RefusedError
from app.feedback.entry import (
    MAX_COMMENT,
    MAX_CONTACT,
    MAX_COURIER_ID,
    MAX_ORDER_ID,
    MAX_RATING,
    MAX_REASONS,
    MIN_RATING,
    EntrySource,
    FeedbackEntry,
)
from app.feedback.stored import StoredEntry
from app.feedback.submission import Receipt, ReceiptStatus, Submission, submit, told_id
from app.store.feedback import MAX_BATCH
from app.store.listing import MAX_PAGE, Position, end_of, page
from app.store.tables import FeedbackRow

router = APIRouter(prefix="/feedback", tags=["feedback"], route_class=AskedFirst)

PAGE = 50
MAX_LINK = 200
MAX_ROOM = 128


# The entry checks itself; these are its rules for the manual.
SPOKEN_RULES: dict[str, dict[str, Any]] = {
    "id": {"format": "uuid", "description": "A UUIDv7, made at capture."},
    "orderId": {"minLength": 1, "maxLength": MAX_ORDER_ID, "pattern": "^[A-Za-z0-9\\-_./#]+$"},
    "courierId": {"minimum": 1, "maximum": MAX_COURIER_ID},
    "rating": {"minimum": MIN_RATING, "maximum": MAX_RATING},
    "comment": {"maxLength": MAX_COMMENT},
    "reasons": {"maxItems": MAX_REASONS, "description": "Keys of the catalogue; others count as `other`."},
    "contact": {"description": f"Only with needsFollowUp; at most {MAX_CONTACT} characters."},
    "createdAt": {"description": "The device's clock: ISO 8601 with its offset. It is told back in UTC."},
    "supersedes": {"description": "The id of the record that this one corrects."},
}


def _say_rules(schema: dict[str, Any]) -> None:
    for name, rules in SPOKEN_RULES.items():
        schema["properties"][name].update(rules)
    for name in ("synced", "syncedAt", "error"):
        schema["properties"].pop(name)


class NewFeedback(FeedbackEntry):
    """A record as it was captured. Its id, a UUIDv7 made at capture, is what makes a repeat harmless."""

    model_config = ConfigDict(json_schema_extra=_say_rules)

    link: str | None = Field(
        default=None, max_length=MAX_LINK, description="The rating link's token, if it came by one."
    )


class Batch(BaseModel):
    """Many records; each is judged alone."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True)

    items: list[Any] = Field(
        max_length=MAX_BATCH,
        description=f"Up to {MAX_BATCH} records, each like the body of POST /api/feedback.",
        json_schema_extra={"items": {"$ref": "#/components/schemas/NewFeedback"}},
    )
    room: Words | None = Field(
        default=None, max_length=MAX_ROOM, description="Workers only: whose queue they come from."
    )
    rooms: list[Annotated[Words, Field(max_length=MAX_ROOM)]] | None = Field(
        default=None, max_length=MAX_BATCH, description="Workers only: the same for each record, in order."
    )


class Receipts(BaseModel):
    """One receipt for each record, in order."""

    receipts: list[Receipt]


class FeedbackPage(BaseModel):
    """A page, newest first."""

    items: list[StoredEntry]
    next: str | None = Field(description="The cursor of the next page; null at the end.")


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    response_model=Receipt,
    responses={
        200: {"model": Receipt, "description": "It was there already"},
        **says(400, 401, 403, 409, 413, 422, 429, 503),
    },
)
async def bring_one(
    sent: NewFeedback, response: Response, caller: MaybeCaller, accept: Accept, store: Feedback
) -> Receipt:
    """Store one record, exactly once. Needs a device's or worker's token, an admin's session, or a rating link."""
    room = caller.room if caller is not None else None
    [refusal] = await accept.refusals(caller, [Offered(sent, sent.link, room)])
    if refusal is not None:
        raise refusal
    [receipt] = await store.store([submit(sent, room)])
    if receipt.status is ReceiptStatus.CONFLICT:
        raise Conflict(receipt.error or "")
    if receipt.status is ReceiptStatus.REJECTED:
        raise Invalid(receipt.error or "", {"body": receipt.error or ""})
    if receipt.status is ReceiptStatus.DUPLICATE:
        response.status_code = HTTPStatus.OK
    return receipt


@router.post(
    "/batch",
    response_model=Receipts,
    responses=says(400, 401, 403, 408, 413, 422, 429, 503),
)
async def bring_many(batch: Batch, caller: Caller, accept: Accept, store: Feedback) -> JSONResponse:
    """Store many records: one receipt for each, in order. A bad one is refused alone, the others are stored.

    A device brings the records of its own room; a worker names the room.
    """
    rooms = _rooms(caller, batch)
    receipts: list[Receipt | None] = [None] * len(batch.items)
    offered: dict[int, Offered] = {}
    for at, item in enumerate(batch.items):
        try:
            sent = NewFeedback.model_validate(item)
            offered[at] = Offered(sent, sent.link, rooms[at])
        except ValidationError as error:
            receipts[at] = _rejected(item, INVALID, fields_of(error.errors()))
    refusals = await accept.refusals(caller, list(offered.values()))
    good: dict[int, Submission] = {}
    for (at, each), refusal in zip(offered.items(), refusals, strict=True):
        if refusal is None:
            good[at] = submit(each.entry, each.room)
        else:
            receipts[at] = _refused(each.entry, refusal)
    stored = await store.store(list(good.values())) if good else []
    for at, receipt in zip(good, stored, strict=True):
        receipts[at] = receipt
    # Written at once: checking our own answer again would take as long as making it.
    return JSONResponse({"receipts": [receipt.model_dump() for receipt in receipts if receipt]})


@router.get(
    "", response_model=FeedbackPage, responses=says(401, 403, 422, 429, 503),
    dependencies=[Depends(allowed(Action.READ, Thing.FEEDBACK))],
)  # fmt: skip
async def look(
    wanted: Looking,
    database: Store,
    cursor: Annotated[str | None, Field(max_length=MAX_LINK, description="`next` of the page before.")] = None,
    limit: Annotated[int, Field(ge=1, le=MAX_PAGE)] = PAGE,
) -> FeedbackPage:
    """Feedback, newest first by our own clock. Corrected records are among them and say by what."""
    after = None if cursor is None else Position.read(cursor)
    rows = await database.read(lambda session: page(session, wanted, after, limit + 1))
    there, more = rows[:limit], len(rows) > limit
    return FeedbackPage.model_construct(
        items=[as_entry(row) for row in there], next=str(end_of(there)) if more else None
    )


def as_entry(row: FeedbackRow) -> StoredEntry:
    """The row as it is read. It was checked when it came; a rule that came later must not hide it."""
    kept = row.model_dump(exclude={"content_hash"})
    return StoredEntry.model_construct(**kept | {"reasons": tuple(row.reasons), "source": EntrySource(row.source)})


def _rooms(caller: Principal, batch: Batch) -> list[str | None]:
    """The room of each record."""
    named: list[str | None] = [batch.room] * len(batch.items)
    if batch.rooms is not None:
        if len(batch.rooms) != len(batch.items):
            raise Invalid("There has to be one room for each record.", {"rooms": "One for each record."})
        named = list(batch.rooms)
    if caller.kind is Kind.WORKER:
        return named
    if any(room not in (None, caller.room) for room in named):
        raise NotAllowed("Only a worker may bring what is another room's.")
    return [caller.room] * len(batch.items)


def _rejected(item: object, why: str, fields: Mapping[str, str]) -> Receipt:
    given = item.get("id") if isinstance(item, dict) else None
    return Receipt(id=told_id(given), status=ReceiptStatus.REJECTED, error=why, fields=dict(fields))


def _refused(entry: FeedbackEntry, refusal: RefusedError) -> Receipt:
    fields = dict(refusal.fields) if isinstance(refusal, Invalid) else None
    return Receipt(id=entry.id, status=ReceiptStatus.REJECTED, error=str(refusal), fields=fields)
