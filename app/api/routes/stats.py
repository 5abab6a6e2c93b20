"""The figures of the desk, as JSON. Each takes the filters of the list, so every number leads to its rows."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from app.access.permissions import Action, Thing
from app.api.deps import AppSettings, Store, allowed
from app.api.errors import says
from app.api.filters import Looking
from app.config import Settings
from app.feedback.days import DAY, HOURS, WEEK
from app.feedback.entry import REASONS, Verdict
from app.feedback.scoring import PERCENT, STARS, score
from app.store import reports
from app.store.inbox import answer_time
from app.store.reports import Counted

router = APIRouter(
    prefix="/stats",
    tags=["stats"],
    dependencies=[Depends(allowed(Action.READ, Thing.STATS))],
    responses=says(401, 403, 422, 429, 503),
)

MAX_COURIERS = 200
MAX_POINTS = 1000


class By(StrEnum):
    """How long a point of a trend lasts."""

    DAY = "day"
    WEEK = "week"


SPAN = {By.DAY: DAY, By.WEEK: WEEK}
Each = Annotated[By, Query(description=f"A point a day or a week, which begins on Monday; the newest {MAX_POINTS}.")]


class Shape(BaseModel):
    """camelCase on the wire."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True)


class Figures(Shape):
    """What ratings add up to; null where there are none, or where so few are a courier's that they are hidden."""

    hidden: bool = Field(default=False, description="A courier's, and fewer than SMALLEST_GROUP: not shown.")
    count: int | None
    mean: float | None = Field(description="The mean number of stars, 1 to 5.")
    nps: float | None = Field(description="Share of five stars less share of one to three, -100 to 100.")
    csat: float | None = Field(description="Share of four and five stars, 0 to 100.")
    distribution: dict[str, int] | None = Field(description="How many of each number of stars.")
    follow_ups: int | None = Field(description="How many asked to be called back.")


class Point(Figures):
    """One day or week."""

    start: date = Field(description="Its first day, in TIME_ZONE.")


class Trend(Shape):
    """The days or weeks of the period, oldest first, with those that have no feedback."""

    zone: str = Field(description="The time zone of the days.")
    items: list[Point]


class CourierFigures(Figures):
    """A courier's figures, and how sure they are."""

    courier_id: int
    score: float | None = Field(description="The expected mean, drawn to the middle while ratings are few.")
    low: float | None = Field(description="The true mean is hardly lower (95 of 100): rank by this.")
    high: float | None = Field(description="The true mean is hardly higher.")


class Couriers(Shape):
    """The couriers, best first; those that are hidden last."""

    items: list[CourierFigures] = Field(description=f"The {MAX_COURIERS} that were rated most often.")


class ReasonFigures(Figures):
    """The ratings that gave one reason."""

    reason: str = Field(description="Its key; `other` is all that the catalogue doesn't have.")
    verdict: Verdict | None = Field(description="What it says about the delivery; null for `other`.")


class Reasons(Shape):
    """The reasons that were given, the most frequent first."""

    items: list[ReasonFigures]


class HourFigures(Figures):
    """One hour of the week."""

    weekday: int = Field(ge=0, le=6, description="0 is Monday.")
    hour: int = Field(ge=0, le=23, description="In TIME_ZONE.")


class Hours(Shape):
    """The hours of the week that have any feedback, by our own clock."""

    zone: str = Field(description="The time zone of the hours.")
    items: list[HourFigures]


class FollowUps(Shape):
    """Who asked to be called back."""

    asked: int | None = Field(description="How many; null where a courier's ratings are hidden.")
    share: float | None = Field(description="Of all ratings, 0 to 100.")
    answer_seconds: int | None = Field(description="Half of those who were answered had their answer sooner.")
    items: list[Point] = Field(description="The figures of those who asked, oldest first.")


@router.get("/summary")
async def summary(wanted: Looking, database: Store, settings: AppSettings) -> Figures:
    """Count, mean, NPS, CSAT, distribution and follow-ups. A corrected record counts as its correction."""
    found = await database.read(lambda session: reports.total(session, wanted))
    return _figures(found, _hidden_below(wanted.courier, settings))


@router.get("/trend")
async def trend(wanted: Looking, database: Store, settings: AppSettings, by: Each = By.DAY) -> Trend:
    """The same for each day or week."""
    found = await database.read(lambda session: reports.by_day(session, wanted, SPAN[by], MAX_POINTS))
    return Trend(zone=settings.time_zone, items=_points(found, _hidden_below(wanted.courier, settings)))


@router.get("/couriers")
async def couriers(wanted: Looking, database: Store, settings: AppSettings) -> Couriers:
    """The same for each courier, with the score and its bounds."""
    found = await database.read(lambda session: reports.by_courier(session, wanted, MAX_COURIERS))
    lines = [_courier(courier_id, each, settings.smallest_group) for courier_id, each in found.items()]
    return Couriers(items=sorted(lines, key=lambda line: (line.hidden, -(line.low or 0), line.courier_id)))


@router.get("/reasons")
async def reasons(wanted: Looking, database: Store, settings: AppSettings) -> Reasons:
    """The same for each reason. Who gave several counts with each."""
    found = await database.read(lambda session: reports.by_reason(session, wanted))
    below = _hidden_below(wanted.courier, settings)
    return Reasons(
        items=[
            ReasonFigures(
                **dict(_figures(each, below)), reason=key, verdict=REASONS[key].verdict if key in REASONS else None
            )
            for key, each in found.items()
        ]
    )


@router.get("/hours")
async def hours(wanted: Looking, database: Store, settings: AppSettings) -> Hours:
    """The same for each hour of the week."""
    found = await database.read(lambda session: reports.by_hour(session, wanted))
    below = _hidden_below(wanted.courier, settings)
    items = [
        HourFigures(**dict(_figures(each, below)), weekday=slot // HOURS, hour=slot % HOURS)
        for slot, each in sorted(found.items())
    ]
    return Hours(zone=settings.time_zone, items=items)


@router.get("/follow-ups")
async def follow_ups(wanted: Looking, database: Store, settings: AppSettings, by: Each = By.DAY) -> FollowUps:
    """How many asked to be called back, and when."""
    of_those = replace(wanted, follow_up=True)
    everybody, found, seconds = await database.read(
        lambda session: (
            reports.total(session, wanted),
            reports.by_day(session, of_those, SPAN[by], MAX_POINTS),
            answer_time(session, wanted),
        )
    )
    below = _hidden_below(wanted.courier, settings)
    hidden = _is_hidden(everybody, below)
    share = None if hidden or not everybody.ratings.count else PERCENT * everybody.asked / everybody.ratings.count
    return FollowUps(
        asked=None if hidden else everybody.asked,
        share=share,
        answer_seconds=None if hidden else seconds,
        items=_points(found, below),
    )


def _hidden_below(courier: int | None, settings: Settings) -> int:
    """How many ratings are shown at least: what is about one courier could tell who said it."""
    return 0 if courier is None else settings.smallest_group


def _is_hidden(found: Counted, below: int) -> bool:
    return 0 < found.ratings.count < below


def _figures(found: Counted, below: int) -> Figures:
    if _is_hidden(found, below):
        return Figures(hidden=True, count=None, mean=None, nps=None, csat=None, distribution=None, follow_ups=None)
    ratings = found.ratings
    distribution = {str(stars): count for stars, count in zip(STARS, ratings.counts, strict=True)}
    return Figures(
        count=ratings.count, mean=ratings.mean, nps=ratings.nps, csat=ratings.csat,
        distribution=distribution, follow_ups=found.asked,
    )  # fmt: skip


def _points(found: Mapping[int, Counted], below: int) -> list[Point]:
    return [Point(**dict(_figures(each, below)), start=date.fromordinal(day)) for day, each in found.items()]


def _courier(courier_id: int, found: Counted, below: int) -> CourierFigures:
    figures = _figures(found, below)
    sure = None if figures.hidden else score(found.ratings)
    return CourierFigures(
        **dict(figures),
        courier_id=courier_id,
        score=sure and sure.expected,
        low=sure and sure.low,
        high=sure and sure.high,
    )
