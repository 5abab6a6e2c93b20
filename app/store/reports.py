"""What the figures of the desk are counted from.

In: what to look for. Out: counts of ratings. Always holds: what has been corrected is not counted; its correction is.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import desc, func
from sqlmodel import Session, col, select

from app.feedback.scoring import Ratings
from app.store.listing import Wanted, conditions
from app.store.tables import FeedbackRow

MAX_COURIERS = 200


def ratings(session: Session, wanted: Wanted) -> Ratings:
    """How many of each number of stars."""
    stars = col(FeedbackRow.rating)
    statement = select(stars, func.count()).where(*conditions(session, _current(wanted))).group_by(stars)
    return Ratings.of(dict(session.connection().execute(statement).all()))


def ratings_by_courier(session: Session, wanted: Wanted, most: int = MAX_COURIERS) -> Mapping[int, Ratings]:
    """The same for each courier; of many, those who were rated most often."""
    current = conditions(session, _current(wanted))
    courier, stars = col(FeedbackRow.courier_id), col(FeedbackRow.rating)
    often = select(courier).where(*current).group_by(courier).order_by(desc(func.count()), courier).limit(most)
    statement = select(courier, stars, func.count()).where(*current, courier.in_(often)).group_by(courier, stars)
    counts: dict[int, Counter[int]] = {}
    for courier_id, rating, count in session.connection().execute(statement):
        counts.setdefault(courier_id, Counter())[rating] = count
    return {courier_id: Ratings.of(counts[courier_id]) for courier_id in sorted(counts)}


def follow_ups(session: Session, wanted: Wanted) -> int:
    """How many ask to be called back."""
    asked = conditions(session, replace(_current(wanted), follow_up=True))
    return session.exec(select(func.count()).select_from(FeedbackRow).where(*asked)).one()


def _current(wanted: Wanted) -> Wanted:
    return replace(wanted, corrected=False)
