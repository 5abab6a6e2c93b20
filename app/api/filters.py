"""What the desk may look for, as query parameters that list, export and stats share."""

import re
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Query
from pydantic import BeforeValidator, TypeAdapter, WithJsonSchema
from pydantic_core import PydanticCustomError

from app.api.deps import AppSettings
from app.api.words import Words
from app.feedback.days import Days
from app.feedback.entry import MAX_COURIER_ID, MAX_RATING, MAX_REASON, MIN_RATING, EntrySource, Moment
from app.store.listing import Wanted

MAX_TEXT = 100
FIRST_YEAR, LAST_YEAR = 1970, 8999
DAY = re.compile(r"(19[789]\d|[2-8]\d{3})-\d\d-\d\d", re.ASCII)

_moment = TypeAdapter(Moment).validate_python


def _near(moment: datetime) -> datetime:
    # A day, a week or an offset further, and there would be none.
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise PydanticCustomError("out_of_range", "There was no feedback then.")
    return moment


def _moment_or_day(value: object) -> object:
    if not isinstance(value, str) or not DAY.fullmatch(value):
        # In a query, a + that was not escaped has become a blank.
        return _near(_moment(value.replace(" ", "+") if isinstance(value, str) else value))
    return date.fromisoformat(value)


Edge = Annotated[
    datetime | date,
    BeforeValidator(_moment_or_day),
    WithJsonSchema({"type": "string", "examples": ["2026-03-01", "2026-03-01T06:00:00+01:00"]}),
]


async def _wanted(
    settings: AppSettings,
    courier: Annotated[int | None, Query(ge=1, le=MAX_COURIER_ID)] = None,
    rating: Annotated[int | None, Query(ge=MIN_RATING, le=MAX_RATING)] = None,
    start: Annotated[
        Edge | None, Query(alias="from", description="Received at or after this moment, or from this day on.")
    ] = None,
    end: Annotated[
        Edge | None,
        Query(alias="to", description="Received before this moment, or up to the end of this day (in TIME_ZONE)."),
    ] = None,
    reason: Annotated[
        Words | None, Query(max_length=MAX_REASON, description="A reason's key; `other` is all that we don't know.")
    ] = None,
    follow_up: Annotated[bool | None, Query(alias="followUp", description="Asked to be called back.")] = None,
    published: Annotated[bool | None, Query()] = None,
    corrected: Annotated[bool | None, Query(description="Another record corrects it.")] = None,
    q: Annotated[
        Words | None, Query(max_length=MAX_TEXT, description="Words of the comment or of the order, or how they begin.")
    ] = None,
    source: Annotated[EntrySource | None, Query(description="Who or what wrote it.")] = None,
    report: Annotated[
        bool | None,
        Query(description="The couriers' own reports: only they, or none of them. Figures have none unless asked."),
    ] = None,
) -> Wanted:
    days = Days(settings.time_zone)
    return Wanted(
        courier,
        rating,
        _moment_of(days, start, 0),
        _moment_of(days, end, 1),
        reason,
        follow_up,
        published,
        corrected,
        q,
        None if source is None else source.value,
        report,
    )


def _moment_of(days: Days, edge: datetime | date | None, later: int) -> datetime | None:
    if edge is None or isinstance(edge, datetime):
        return edge
    return days.begins(edge.toordinal() + later)


Looking = Annotated[Wanted, Depends(_wanted)]
