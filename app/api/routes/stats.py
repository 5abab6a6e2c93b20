"""The figures of the desk, as JSON. Each takes the filters of the list, so every number leads to its rows."""

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from app.access.permissions import Action, Thing
from app.api.deps import Store, allowed
from app.api.errors import says
from app.api.filters import Looking
from app.feedback.scoring import STARS, Ratings, score
from app.store.reports import MAX_COURIERS, follow_ups, ratings, ratings_by_courier

router = APIRouter(
    prefix="/stats",
    tags=["stats"],
    dependencies=[Depends(allowed(Action.READ, Thing.STATS))],
    responses=says(401, 403, 422, 503),
)


class Shape(BaseModel):
    """camelCase on the wire."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True)


class Figures(Shape):
    """What ratings add up to; null where there are none."""

    count: int
    mean: float | None = Field(description="The mean number of stars, 1 to 5.")
    nps: float | None = Field(description="Share of five stars less share of one to three, -100 to 100.")
    csat: float | None = Field(description="Share of four and five stars, 0 to 100.")
    distribution: dict[str, int] = Field(description="How many of each number of stars.")


class Summary(Figures):
    """The figures of all that is looked for."""

    follow_ups: int = Field(description="How many asked to be called back.")


class CourierFigures(Figures):
    """A courier's figures, and how sure they are."""

    courier_id: int
    score: float = Field(description="The expected mean, drawn to the middle while ratings are few.")
    low: float = Field(description="The true mean is hardly lower (95 of 100): rank by this.")
    high: float = Field(description="The true mean is hardly higher.")


class Couriers(Shape):
    """The couriers, best first."""

    items: list[CourierFigures] = Field(description=f"The {MAX_COURIERS} that were rated most often.")


@router.get("/summary")
async def summary(wanted: Looking, database: Store) -> Summary:
    """Count, mean, NPS, CSAT and distribution. A corrected record counts as its correction."""
    found, asked = await database.read(lambda session: (ratings(session, wanted), follow_ups(session, wanted)))
    return Summary(**_figures(found).model_dump(), follow_ups=asked)


@router.get("/couriers")
async def couriers(wanted: Looking, database: Store) -> Couriers:
    """The same for each courier, with the score and its bounds."""
    found = await database.read(lambda session: ratings_by_courier(session, wanted))
    lines = [_courier(courier_id, each) for courier_id, each in found.items()]
    return Couriers(items=sorted(lines, key=lambda line: (-line.low, line.courier_id)))


def _figures(found: Ratings) -> Figures:
    distribution = {str(stars): count for stars, count in zip(STARS, found.counts, strict=True)}
    return Figures(count=found.count, mean=found.mean, nps=found.nps, csat=found.csat, distribution=distribution)


def _courier(courier_id: int, found: Ratings) -> CourierFigures:
    sure = score(found)
    return CourierFigures(
        **_figures(found).model_dump(), courier_id=courier_id, score=sure.expected, low=sure.low, high=sure.high
    )
