"""A believable company, made up: feedback of many weeks, to see the product with.

Pure. In: how many orders, a seed, and the moment up to which. Out: records with the moment at which we would have
received them, oldest first; the same in, the same out. Always holds: what people say fits their stars; nobody in it
exists.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from app.feedback.cases import CaseState
from app.feedback.entry import OUTCOMES, REASONS, EntrySource, FeedbackEntry, Verdict
from app.feedback.phrases import CLOSINGS, OPENINGS, REMARKS

DAYS = 120
COURIERS = 24
FIRST_COURIER = 101
FIRST_ORDER = 40_000
ZONE = timezone(timedelta(hours=1))
# Monday to Sunday; people order for the weekend.
WEEKDAYS = (1.05, 0.95, 1.0, 1.1, 1.35, 1.15, 0.45)
# From 8 to 21: before noon, and when people come home.
HOURS = (2, 4, 6, 8, 7, 5, 4, 4, 6, 9, 12, 10, 6, 3)
FIRST_HOUR = 8
# One bad week in which much came late, so many days before the end.
BAD_WEEK = range(44, 51)
SOURCES = (EntrySource.CUSTOMER, EntrySource.IMPORT)
# Of so many orders, the courier has something to report.
REPORTED = 0.02
REPORTS = [key for key, reason in REASONS.items() if reason.verdict is Verdict.REPORT]
# What is younger is perhaps still open, or still to be read.
STILL_OPEN = timedelta(days=4)
NOT_READ_YET = timedelta(days=2)
NAMES = ("alex", "sam", "kim", "robin", "toni", "luca", "mika", "jona", "noa", "charlie")


@dataclass(frozen=True, slots=True)
class Sampled:
    """A record, and when it came."""

    entry: FeedbackEntry
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Courier:
    """Somebody who delivers: how much, and how well."""

    number: int
    share: float
    kindness: float
    lateness: float


def sample(orders: int, seed: int, until: datetime) -> list[Sampled]:
    """The feedback of that many orders, over the days before `until`."""
    chance = random.Random(seed)  # noqa: S311  made up, no secret
    couriers = [_courier(chance, number) for number in range(COURIERS)]
    made = [
        each
        for number, moment in enumerate(_moments(chance, orders, until))
        for each in _rated(chance, couriers, FIRST_ORDER + number, moment, until)
    ]
    return sorted((each for each in made if each.received_at <= until), key=lambda each: each.received_at)


@dataclass(frozen=True, slots=True)
class Worked:
    """What the desk has made of somebody's wish to be contacted."""

    state: CaseState
    answered_after: timedelta | None = None
    closed_after: timedelta | None = None


def worked(chance: random.Random, age: timedelta) -> Worked:
    """What had become of a case of that age: what is old is done, of what is new some is still open."""
    answered = timedelta(hours=min(chance.lognormvariate(1.4, 0.9), 70))
    if age < answered or (age < STILL_OPEN and chance.random() < 0.3):
        return Worked(CaseState.ASSIGNED if chance.random() < 0.4 else CaseState.NEW)
    closed = answered + timedelta(hours=chance.uniform(0, 48))
    if age < closed:
        return Worked(CaseState.WAITING, answered)
    return Worked(CaseState.DONE, answered, closed)


def read_at_the_desk(chance: random.Random, entry: FeedbackEntry, age: timedelta) -> timedelta | None:
    """When somebody decided whether it is published; None while nobody has."""
    if not entry.publish_consent or not entry.comment or age < NOT_READ_YET:
        return None
    return timedelta(hours=chance.uniform(1, 40))


def _courier(chance: random.Random, number: int) -> Courier:
    # A few deliver hardly anything: their three ratings must not win a table.
    share = 0.04 if number % 8 == 7 else chance.uniform(0.5, 1.5)
    return Courier(FIRST_COURIER + number, share, chance.gauss(0, 0.35), max(0.02, chance.gauss(0.12, 0.06)))


def _moments(chance: random.Random, orders: int, until: datetime) -> list[datetime]:
    today = until.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    days = [today - timedelta(days=DAYS - 1 - day) for day in range(DAYS)]
    # The company grows by a third.
    weights = [WEEKDAYS[day.weekday()] * (1 + number / DAYS / 3) for number, day in enumerate(days)]
    chosen = sorted(chance.choices(days, weights, k=orders))
    return [_in_the_day(chance, day) for day in chosen]


def _in_the_day(chance: random.Random, day: datetime) -> datetime:
    hour = FIRST_HOUR + chance.choices(range(len(HOURS)), HOURS)[0]
    return day + timedelta(hours=hour, minutes=chance.randrange(60), milliseconds=chance.randrange(60_000))


def _rated(
    chance: random.Random, couriers: Sequence[Courier], order: int, moment: datetime, until: datetime
) -> Iterator[Sampled]:
    courier = chance.choices(couriers, [each.share for each in couriers])[0]
    late = chance.random() < _lateness(courier, moment, until)
    damaged = chance.random() < 0.025
    lean = 4.75 + courier.kindness - 2.2 * late - 2.4 * damaged
    # Somebody is always beside themselves.
    rating = 1 if chance.random() < 0.02 else max(1, min(5, round(chance.gauss(lean, 0.75))))
    reasons = _reasons(chance, rating, late=late, damaged=damaged)
    said = _said(chance, rating, reasons)
    follow_up = chance.random() < {1: 0.5, 2: 0.35, 3: 0.08}.get(rating, 0.01)
    values: dict[str, Any] = {
        "id": _record_id(chance, moment),
        "order_id": f"A-{order}",
        "courier_id": courier.number,
        "rating": rating,
        "comment": said,
        "reasons": reasons,
        "publish_consent": bool(said) and chance.random() < (0.65 if rating >= 4 else 0.25),
        "needs_follow_up": follow_up,
        "contact": _contact(chance) if follow_up else None,
        "source": chance.choices(SOURCES, (97, 3))[0].value,
        "created_at": moment,
        "device_id": "",
    }
    received = moment + _on_the_way(chance)
    yield Sampled(FeedbackEntry.model_validate(values), received)
    if chance.random() < 0.012:
        yield _corrected(chance, values, received)
    if chance.random() < REPORTED:
        yield _reported(chance, values)


def _lateness(courier: Courier, moment: datetime, until: datetime) -> float:
    evening = 0.08 if moment.hour >= 18 else 0
    friday = 0.06 if moment.weekday() == 4 else 0
    bad_week = 0.3 if (until - moment).days in BAD_WEEK else 0
    return courier.lateness + evening + friday + bad_week


def _reasons(chance: random.Random, rating: int, *, late: bool, damaged: bool) -> list[str]:
    if rating >= 4:
        likely = {"on_time": 0 if late else 0.5, "friendly": 0.4, "careful": 0.25, "kept_informed": 0.2}
        likely["right_place"] = 0.2
    else:
        likely = {"late": 0.95 if late else 0.1, "damaged": 1 if damaged else 0, "not_informed": 0.25}
        likely |= {"unfriendly": 0.15, "item_missing": 0.06, "wrong_place": 0.12, "instructions_ignored": 0.12}
    return [reason for reason, share in likely.items() if chance.random() < share]


def _said(chance: random.Random, rating: int, reasons: Sequence[str]) -> str:
    # Who is unhappy writes more often.
    if chance.random() > (0.38 if rating >= 4 else 0.68):
        return ""
    about = [chance.choice(REMARKS[reason]) for reason in reasons if chance.random() < 0.7][:2]
    opening = chance.choice(OPENINGS[rating]) if not about or chance.random() < 0.45 else ""
    closing = chance.choice(CLOSINGS[rating]) if chance.random() < 0.25 else ""
    said = " ".join(part for part in (opening, *about, closing) if part)
    # As people type on phones.
    return said.lower().rstrip(".") if chance.random() < 0.12 else said


def _contact(chance: random.Random) -> str:
    # Names under example.com and this range of numbers belong to nobody.
    if chance.random() < 0.6:
        return f"{chance.choice(NAMES)}{chance.randrange(10, 99)}@example.com"
    return f"+44 7700 900{chance.randrange(1000):03}"


def _on_the_way(chance: random.Random) -> timedelta:
    """Most phones have signal; some come out of the basement later, a few lie in a van for a day or two."""
    way = chance.random()
    if way < 0.72:
        return timedelta(seconds=chance.uniform(0.4, 4))
    if way < 0.95:
        return timedelta(minutes=chance.uniform(1, 90))
    return timedelta(hours=chance.uniform(2, 40))


def _corrected(chance: random.Random, values: dict[str, Any], received: datetime) -> Sampled:
    moment = values["created_at"] + timedelta(minutes=chance.uniform(2, 30))
    better = values | {
        "id": _record_id(chance, moment),
        "rating": min(5, values["rating"] + 1),
        "created_at": moment,
        "supersedes": values["id"],
    }
    return Sampled(FeedbackEntry.model_validate(better), max(received, moment) + _on_the_way(chance))


def _reported(chance: random.Random, values: dict[str, Any]) -> Sampled:
    moment = values["created_at"] - timedelta(minutes=chance.uniform(1, 20))
    kind = chance.choice(REPORTS)
    report = values | {
        "id": _record_id(chance, moment),
        "rating": chance.choices(list(OUTCOMES), (5, 3, 1))[0],
        "comment": chance.choice(REMARKS[kind]) if chance.random() < 0.6 else "",
        "reasons": [kind],
        "publish_consent": False,
        "needs_follow_up": False,
        "contact": None,
        "source": EntrySource.COURIER.value,
        "created_at": moment,
    }
    return Sampled(FeedbackEntry.model_validate(report), moment + _on_the_way(chance))


def _record_id(chance: random.Random, moment: datetime) -> str:
    milliseconds = int(moment.timestamp() * 1000)
    high, low = chance.getrandbits(12), chance.getrandbits(62)
    digits = f"{milliseconds:012x}7{high:03x}{(0b10 << 62) | low:016x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
