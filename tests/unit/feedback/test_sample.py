"""The made-up company is believable, and the same each time."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from app.feedback.entry import OUTCOMES, REASONS, EntrySource, Verdict
from app.feedback.phrases import REMARKS
from app.feedback.sample import DAYS, Sampled, sample

UNTIL = datetime(2026, 3, 1, 15, 30, tzinfo=UTC)
ORDERS = 3000


@pytest.fixture(scope="module")
def made() -> list[Sampled]:
    return sample(ORDERS, 1, UNTIL)


def test_the_same_seed_makes_the_same_company(made: list[Sampled]) -> None:
    assert sample(ORDERS, 1, UNTIL) == made
    assert sample(ORDERS, 2, UNTIL) != made


def test_it_lies_in_the_time_asked_for_in_order_with_ids_of_its_own(made: list[Sampled]) -> None:
    moments = [each.received_at for each in made]
    assert moments == sorted(moments)
    assert UNTIL - timedelta(days=DAYS + 1) < moments[0] < moments[-1] <= UNTIL
    assert all(each.entry.created_at <= each.received_at for each in made)
    assert len({each.entry.id for each in made}) == len(made)
    assert ORDERS * 0.95 < len(made) < ORDERS * 1.05


def test_what_people_say_fits_their_stars(made: list[Sampled]) -> None:
    for entry in (each.entry for each in made if each.entry.supersedes is None):
        verdict = Verdict.WELL if entry.rating >= 4 else Verdict.WRONG
        if entry.source is EntrySource.COURIER:
            verdict = Verdict.REPORT
            assert entry.rating in OUTCOMES
        assert {REASONS[reason].verdict for reason in entry.reasons} <= {verdict}
        assert entry.contact is None or entry.needs_follow_up
        assert not entry.publish_consent or entry.comment


def test_every_reason_has_words() -> None:
    assert REMARKS.keys() == REASONS.keys()


def test_most_are_happy_sundays_are_quiet_and_a_week_was_bad(made: list[Sampled]) -> None:
    stars = Counter(each.entry.rating for each in made)
    assert stars[5] > stars[4] > stars[3] > stars[2]
    assert min(stars.values()) > ORDERS * 0.01
    weekdays = Counter(each.entry.created_at.weekday() for each in made)
    assert weekdays[6] < min(weekdays[day] for day in range(6))
    assert weekdays[4] == max(weekdays.values())
    weeks: dict[int, list[int]] = {}
    for each in made:
        weeks.setdefault((UNTIL - each.entry.created_at).days // 7, []).append(each.entry.rating)
    means = {week: sum(ratings) / len(ratings) for week, ratings in weeks.items()}
    assert min(means, key=lambda week: means[week]) in (6, 7)


def test_a_few_couriers_have_hardly_been_rated(made: list[Sampled]) -> None:
    ratings = Counter(each.entry.courier_id for each in made)
    assert 20 <= len(ratings) <= 24
    assert min(ratings.values()) < 20 < max(ratings.values()) / 5
