"""What the desk may look for, as query parameters that list, export and stats share."""

import re
from datetime import UTC, datetime, time, timedelta
from typing import Annotated

from fastapi import Depends, Query
from pydantic import BeforeValidator

from app.feedback.entry import MAX_COURIER_ID, MAX_RATING, MAX_REASON, MIN_RATING, Moment
from app.store.listing import Wanted

MAX_TEXT = 100
DAY = re.compile(r"(19[789]\d|[2-8]\d{3})-\d\d-\d\d", re.ASCII)
ONE_DAY = timedelta(days=1)


def _moment_or_day(last: bool, value: object) -> object:
    if not isinstance(value, str) or not DAY.fullmatch(value):
        # In a query, a + that was not escaped has become a blank.
        return value.replace(" ", "+") if isinstance(value, str) else value
    try:
        day = datetime.fromisoformat(value).date()
    except ValueError:
        return value
    midnight = datetime.combine(day, time(), UTC)
    return midnight + ONE_DAY if last else midnight


From = Annotated[Moment, BeforeValidator(lambda value: _moment_or_day(False, value))]
To = Annotated[Moment, BeforeValidator(lambda value: _moment_or_day(True, value))]


def _wanted(
    courier: Annotated[int | None, Query(ge=1, le=MAX_COURIER_ID)] = None,
    rating: Annotated[int | None, Query(ge=MIN_RATING, le=MAX_RATING)] = None,
    start: Annotated[
        From | None, Query(alias="from", description="Received at or after this moment, or this day in UTC.")
    ] = None,
    end: Annotated[
        To | None, Query(alias="to", description="Received before this moment, or on this day in UTC.")
    ] = None,
    reason: Annotated[str | None, Query(max_length=MAX_REASON, description="A reason's key.")] = None,
    follow_up: Annotated[bool | None, Query(alias="followUp", description="Asked to be called back.")] = None,
    published: Annotated[bool | None, Query()] = None,
    corrected: Annotated[bool | None, Query(description="Another record corrects it.")] = None,
    q: Annotated[str | None, Query(max_length=MAX_TEXT, description="Part of the comment or of the order.")] = None,
) -> Wanted:
    return Wanted(courier, rating, start, end, reason, follow_up, published, corrected, q)


Looking = Annotated[Wanted, Depends(_wanted)]
