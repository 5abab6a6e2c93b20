"""Brings records to the API over HTTP: many at once, each with its own answer.

Stage: drain, the last step. In: raw records and the rooms they come from. Out: a receipt for each, or None where nobody
knows yet, and what stood in the way. Always holds: what came back is classified once, by type and status. Nothing
answered, 408, 429 and 5xx mean later; 401, 403 and an address that isn't the API's mean that nothing can be delivered
now; any other refusal of a batch is narrowed down to the records that it is about, and only they are refused.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from http import HTTPStatus
from typing import Any, NamedTuple, Protocol

import httpx
from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from app.clock import Clock, utc_now
from app.feedback.submission import Receipt, ReceiptStatus
from app.jazz.document import Record
from app.jazz.retry import asked_for

PATH = "/feedback/batch"
# Room for the brackets, and for a server that counts more strictly than we do.
LARGEST_BODY = 900_000
# One record that breaks the API takes seven attempts to find among a hundred; two, twice as many.
BROKEN_AT_MOST = 16
MAX_TOLD = 300
TEXT = frozenset({str})
PLAIN = TEXT | {int, float, bool, type(None), list}


class Kind(Enum):
    """Why something wasn't delivered."""

    LATER = auto()
    """The API can't now."""
    BROKEN = auto()
    """The API broke: it may be in trouble, or one record may be too much for it."""
    LOCKED = auto()
    """The API doesn't let us in, or isn't there: nothing can be delivered until somebody has seen to it."""


class Trouble(NamedTuple):
    """What stood in the way."""

    kind: Kind
    reason: str
    after: float | None = None
    """When the API asks to be left alone: for how many seconds."""


class Parcel(NamedTuple):
    """A record, ready to be sent."""

    room: str
    record: Record
    body: bytes


class Delivered(NamedTuple):
    """What became of each record, in order."""

    receipts: list[Receipt | None]
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The API refused all of a batch for something that is in it."""

    message: str


class Answer(BaseModel):
    """What the API answers to a batch."""

    receipts: list[Receipt]


class Credentials(Protocol):
    """The token that we show."""

    async def token(self) -> str: ...
    def refused(self) -> None:
        """It isn't good any more."""


class GivenToken:
    """A token that somebody has put into the settings."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def token(self) -> str:
        return self._token

    def refused(self) -> None:
        """There is no other: whoever set it has to set a new one."""


def base_url(address: str) -> str:
    """Where the API's paths begin, whether the address names `/api` or not."""
    return f"{address.removesuffix('/api')}/api"


def pack(room: str, record: Record) -> Parcel | Receipt:
    """The record as it is sent, or its refusal when JSON has no way to say it."""
    try:
        return Parcel(room, record, _encode(record))
    except (TypeError, ValueError, RecursionError) as error:
        return Receipt(id=record["id"], status=ReceiptStatus.REJECTED, error=f"It can't be written as JSON: {error}.")


class Delivery:
    """The way to the API."""

    def __init__(self, client: httpx.AsyncClient, credentials: Credentials, now: Clock = utc_now) -> None:
        self._client = client
        self._credentials = credentials
        self._now = now

    async def deliver(self, parcels: Sequence[Parcel]) -> Delivered:
        """Bring them all; what was answered is told also when something stood in the way of the rest."""
        receipts: list[Receipt | None] = [None] * len(parcels)
        parts = list(reversed(_parts(parcels)))
        broken: Trouble | None = None
        breaks = 0
        while parts:
            part = parts.pop()
            answer = await self._bring([parcels[at] for at in part])
            if isinstance(answer, list):
                for at, receipt in zip(part, answer, strict=True):
                    receipts[at] = receipt
            elif isinstance(answer, Refused):
                if len(part) > 1:
                    parts += _halves(part)
                else:
                    given = parcels[part[0]].record["id"]
                    receipts[part[0]] = Receipt(id=given, status=ReceiptStatus.REJECTED, error=answer.message)
            elif answer.kind is Kind.BROKEN and breaks < BROKEN_AT_MOST:
                broken, breaks = answer, breaks + 1
                if len(part) > 1:
                    parts += _halves(part)
            else:
                return Delivered(receipts, answer)
        return Delivered(receipts, broken)

    async def _bring(self, parcels: Sequence[Parcel]) -> list[Receipt] | Refused | Trouble:
        answer = await self._post(parcels)
        if isinstance(answer, httpx.Response) and answer.status_code == HTTPStatus.UNAUTHORIZED:
            # Our own token may only have come to its end.
            self._credentials.refused()
            answer = await self._post(parcels)
        return answer if isinstance(answer, Trouble) else self._classified(parcels, answer)

    async def _post(self, parcels: Sequence[Parcel]) -> httpx.Response | Trouble:
        body = _body(parcels)
        headers = {"Content-Type": "application/json"}
        if token := await self._credentials.token():
            headers["Authorization"] = f"Bearer {token}"
        try:
            return await self._client.post(PATH, content=body, headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Trouble(Kind.LATER, f"The API can't be reached ({type(error).__name__}).")

    def _classified(self, parcels: Sequence[Parcel], answer: httpx.Response) -> list[Receipt] | Refused | Trouble:
        status = answer.status_code
        after = asked_for(answer.headers.get("retry-after"), self._now())
        if answer.is_success:
            return _receipts(parcels, answer)
        said = f"The API answers {status}: {_sentence(answer)}"
        if status in LOCKED or answer.is_redirect:
            return Trouble(Kind.LOCKED, said, after)
        if status in LATER:
            return Trouble(Kind.LATER, said, after)
        if answer.is_server_error:
            return Trouble(Kind.BROKEN, said, after)
        return Refused(_sentence(answer))


LOCKED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED})
LATER = frozenset(
    {
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)


def _parts(parcels: Sequence[Parcel]) -> list[list[int]]:
    # So that no body is larger than what servers take.
    parts: list[list[int]] = []
    size = LARGEST_BODY
    for at, parcel in enumerate(parcels):
        length = len(parcel.body) + len(parcel.room) + 4
        if size + length > LARGEST_BODY:
            parts.append([])
            size = 0
        parts[-1].append(at)
        size += length
    return parts


def _halves(part: list[int]) -> list[list[int]]:
    middle = len(part) // 2
    return [part[middle:], part[:middle]]


def _body(parcels: Sequence[Parcel]) -> bytes:
    items = b",".join([parcel.body for parcel in parcels])
    return b'{"items":[%b],"rooms":%b}' % (items, to_json([parcel.room for parcel in parcels]))


def _encode(record: Record) -> bytes:
    values = record.values()
    lists = (each for each in values if type(each) is list)
    if PLAIN.issuperset(map(type, values)) and all(TEXT.issuperset(map(type, each)) for each in lists):
        with suppress(ValueError):
            written = to_json(record)
            if b"NaN" not in written and b"Infinity" not in written:
                return written
    # What is odd is written by the strict one, half pairs of UTF-16 as escapes: the API knows what to do with them.
    return json.dumps(record, allow_nan=False, separators=(",", ":")).encode()


def _receipts(parcels: Sequence[Parcel], answer: httpx.Response) -> list[Receipt] | Trouble:
    unreadable = Trouble(Kind.LATER, "The API's answer can't be read.")
    try:
        receipts = Answer.model_validate_json(answer.content).receipts
    except ValidationError:
        return unreadable
    if len(receipts) != len(parcels):
        return unreadable
    for parcel, receipt in zip(parcels, receipts, strict=True):
        # An id is written in lower case; one that can't be read doesn't come back.
        if receipt.id not in (None, parcel.record["id"], parcel.record["id"].lower()):
            return unreadable
    return receipts


def _sentence(answer: httpx.Response) -> str:
    try:
        body: Any = answer.json()
    except ValueError:
        body = None
    told = body.get("detail") if isinstance(body, dict) else None
    return told[:MAX_TOLD] if isinstance(told, str) and told else f"{answer.reason_phrase or 'refused'}."
