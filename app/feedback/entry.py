"""One piece of feedback: its fields, its rules, its reasons and the states it goes through.

Stage: all of them; this is the vocabulary. In: camelCase (wire, CRDT) or snake_case (Python, SQL).
Out: a frozen FeedbackEntry, cleaned. Always holds: `app/jazz/schema.ts` cleans and refuses exactly the same,
so what a phone saved is never refused for its form; text is counted in Unicode code points, which both
languages count alike.
"""

import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, NoReturn

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

SCHEMA_VERSION = 3

MAX_ORDER_ID = 64
MAX_COMMENT = 2000
MAX_REASONS = 10
MAX_REASON = 64
MAX_CONTACT = 200
MAX_DEVICE_ID = 64
MAX_ERROR = 500
MIN_RATING = 1
MAX_RATING = 5
# The largest whole number that JSON carries exactly through every browser.
MAX_COURIER_ID = 2**53 - 1

# Named one by one: what Python strips and what JavaScript trims are different sets.
BLANK = r"[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+"
EDGES = re.compile(rf"\A{BLANK}|{BLANK}\Z")
LINE_END = re.compile(r"\r\n?")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
CONTROL_IN_PROSE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
REPLACEMENT = "\ufffd"
ORDER_ID = re.compile(r"[A-Za-z0-9\-_./#]+")
RECORD_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
# ISO 8601: a day of the calendar, a time as exact as it is known, and the offset; each with its marks or without.
MOMENT = re.compile(
    r"\d{4}(-?)\d\d\1\d\dT([01]\d|2[0-3])((:?)[0-5]\d(\4[0-5]\d([.,]\d{1,9})?)?)?(Z|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)",
    re.ASCII,
)


class EntrySource(StrEnum):
    """Who or what wrote it."""

    CUSTOMER = "customer"
    COURIER = "courier"
    """A courier's own report on an order: no rating of anybody, and never counted as one."""
    LEGACY = "legacy"
    IMPORT = "import"
    API = "api"


SOURCES: dict[str, EntrySource] = {source.value: source for source in EntrySource}


class EntryStatus(StrEnum):
    """Where it is; the words people see say the same."""

    SAVED = "saved"
    """Committed to the storage of the device."""
    RECEIVED = "received"
    """Committed to the sync server's disk."""
    STORED = "stored"
    """A row in the database."""
    ATTENTION = "attention"
    """Refused: kept and explained until a person edits, retries or withdraws it."""

    def may_become(self, other: "EntryStatus") -> bool:
        """Whether the step is legal. A device may miss a step in between, never go back."""
        return other in STEPS[self]


STEPS: dict[EntryStatus, frozenset[EntryStatus]] = {
    EntryStatus.SAVED: frozenset({EntryStatus.RECEIVED, EntryStatus.STORED, EntryStatus.ATTENTION}),
    EntryStatus.RECEIVED: frozenset({EntryStatus.STORED, EntryStatus.ATTENTION}),
    EntryStatus.ATTENTION: frozenset({EntryStatus.SAVED}),
    EntryStatus.STORED: frozenset(),
}


class Verdict(StrEnum):
    """What a reason says about the delivery."""

    WELL = "well"
    WRONG = "wrong"
    REPORT = "report"
    """What a courier met with; only their reports give these."""


class Reason(NamedTuple):
    """One chip of the form."""

    verdict: Verdict
    label: str


REASONS: dict[str, Reason] = {
    "on_time": Reason(Verdict.WELL, "On time"),
    "friendly": Reason(Verdict.WELL, "Friendly courier"),
    "careful": Reason(Verdict.WELL, "Handled with care"),
    "kept_informed": Reason(Verdict.WELL, "Kept me informed"),
    "right_place": Reason(Verdict.WELL, "Left where I asked"),
    "late": Reason(Verdict.WRONG, "Too late"),
    "unfriendly": Reason(Verdict.WRONG, "Unfriendly courier"),
    "damaged": Reason(Verdict.WRONG, "Damaged"),
    "item_missing": Reason(Verdict.WRONG, "Something missing"),
    "wrong_place": Reason(Verdict.WRONG, "Left in the wrong place"),
    "not_informed": Reason(Verdict.WRONG, "Nobody told me"),
    "instructions_ignored": Reason(Verdict.WRONG, "Instructions ignored"),
    "access": Reason(Verdict.REPORT, "No way in"),
    "address": Reason(Verdict.REPORT, "Address wrong or hard to find"),
    "customer_absent": Reason(Verdict.REPORT, "Nobody there"),
    "safety": Reason(Verdict.REPORT, "Not safe"),
}
OTHER_REASON = "other"
# A record has a rating; in a courier's report it says how the delivery ended.
OUTCOMES: dict[int, str] = {1: "not_delivered", 3: "with_trouble", 5: "delivered"}


def counted_as(reason: str) -> str:
    """The key under which figures count a reason: newer phones may send keys that we don't know."""
    return reason if reason in REASONS else OTHER_REASON


def _refuse(code: str, sentence: str) -> NoReturn:
    raise PydanticCustomError(code, sentence)


def _string(value: object) -> str:
    if not isinstance(value, str):
        _refuse("wrong_type", "This should be text.")
    # What is printable has no half pairs, no control characters and no blanks but spaces: most texts need no cleaning.
    if value.isprintable():
        return value
    return SURROGATE.sub(REPLACEMENT, value)


def _at_most(limit: int, text: str) -> str:
    if len(text) > limit:
        _refuse("too_long", f"This is longer than {limit} characters.")
    return text


def one_line(limit: int, value: object) -> str:
    """The text as one line with nothing odd in it, or a refusal."""
    if isinstance(value, str) and value.isprintable():
        return _at_most(limit, value.strip(" "))
    return _at_most(limit, EDGES.sub("", CONTROL.sub("", _string(value))))


def _order_id(value: object) -> str:
    text = EDGES.sub("", _string(value))
    if not text:
        _refuse("missing", "The order number is missing.")
    _at_most(MAX_ORDER_ID, text)
    if not ORDER_ID.fullmatch(text):
        _refuse("wrong_form", "An order number has only letters, digits and - _ . / #.")
    return text


def _comment(value: object) -> str:
    if isinstance(value, str) and value.isprintable():
        return _at_most(MAX_COMMENT, value)
    return _at_most(MAX_COMMENT, CONTROL_IN_PROSE.sub("", LINE_END.sub("\n", _string(value))))


def _record_id(value: object) -> str:
    text = _string(value).lower()
    if not RECORD_ID.fullmatch(text):
        _refuse("wrong_form", "A record's id is a UUID of version 7.")
    return text


def _whole_number(low: int, high: int, value: object) -> int:
    # Numbers that have been through a CRDT come back as floats; 5.0 is 5, and True is no number.
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
        _refuse("wrong_type", "This should be a whole number.")
    if not low <= value <= high:
        _refuse("out_of_range", f"This should be from {low} to {high}.")
    return int(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        _refuse("wrong_type", "This should be true or false.")
    return value


def _reasons(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        _refuse("wrong_type", "This should be a list of reasons.")
    keys = tuple(dict.fromkeys([one_line(MAX_REASON, each) for each in value]))
    if "" in keys:
        _refuse("missing", "A reason is empty.")
    if len(keys) > MAX_REASONS:
        _refuse("too_many", f"These are more than {MAX_REASONS} reasons.")
    return keys


def _source(value: object) -> EntrySource:
    source = SOURCES.get(value) if isinstance(value, str) else None
    if source is None:
        _refuse("wrong_form", f"This should be one of {', '.join(EntrySource)}.")
    return source


def _moment(value: object) -> datetime:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value
    if not isinstance(value, str):
        _refuse("wrong_type", "This should be a time with its offset, such as 2026-05-04T10:00:00+02:00.")
    if not MOMENT.fullmatch(value):
        _refuse("wrong_form", "This should be a time with its offset, such as 2026-05-04T10:00:00+02:00.")
    try:
        moment = datetime.fromisoformat(value)
        # It is kept as UTC, which has the years 1 to 9999.
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        _refuse("wrong_form", "There is no such day.")
    return moment


OrderId = Annotated[str, BeforeValidator(_order_id)]
Comment = Annotated[str, BeforeValidator(_comment)]
RecordId = Annotated[str, BeforeValidator(_record_id)]
CourierId = Annotated[int, BeforeValidator(lambda value: _whole_number(1, MAX_COURIER_ID, value))]
Rating = Annotated[int, BeforeValidator(lambda value: _whole_number(MIN_RATING, MAX_RATING, value))]
Version = Annotated[int, BeforeValidator(lambda value: _whole_number(1, MAX_COURIER_ID, value))]
Flag = Annotated[bool, BeforeValidator(_flag)]
Reasons = Annotated[tuple[str, ...], BeforeValidator(_reasons)]
Source = Annotated[EntrySource, BeforeValidator(_source)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
DeviceId = Annotated[str, BeforeValidator(lambda value: one_line(MAX_DEVICE_ID, value))]
Contact = Annotated[
    str | None, BeforeValidator(lambda value: None if value is None else one_line(MAX_CONTACT, value) or None)
]
ErrorText = Annotated[str | None, BeforeValidator(lambda value: None if value is None else one_line(MAX_ERROR, value))]


class FeedbackEntry(BaseModel):
    """One piece of feedback, cleaned and checked. Fields that a newer phone adds are passed over."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, validate_by_alias=True, frozen=True)

    id: RecordId
    order_id: OrderId
    courier_id: CourierId
    rating: Rating
    comment: Comment = ""
    reasons: Reasons = ()
    publish_consent: Flag = False
    needs_follow_up: Flag = False
    contact: Contact = None
    source: Source = EntrySource.API
    created_at: Moment
    device_id: DeviceId = ""
    supersedes: RecordId | None = None
    schema_version: Version = SCHEMA_VERSION
    synced: Flag = Field(default=False, description="False until the receipt; only the server writes it.")
    synced_at: Moment | None = None
    error: ErrorText = None

    @field_validator("contact")
    @classmethod
    def _only_for_a_call_back(cls, contact: str | None, info: ValidationInfo) -> str | None:
        if contact is not None and info.data.get("needs_follow_up") is False:
            _refuse("not_allowed", "Contact details are kept only with the wish to be called back.")
        return contact

    def to_wire(self) -> dict[str, Any]:
        """The record as JSON values with camelCase keys."""
        return self.model_dump(mode="json", by_alias=True)
