"""What ratings add up to: mean, NPS, CSAT, and a courier's score with how sure it is.

Pure. In: how many ratings of each number of stars. Out: figures, None where there is nothing to say. Always holds: a
figure lies within its scale, and more ratings of the same kind never make a score less sure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from app.feedback.entry import MAX_RATING, MIN_RATING

STARS = range(MIN_RATING, MAX_RATING + 1)
# On five stars only the best is a promoter; three and below would warn their friends.
PROMOTER = 5
MOST_OF_DETRACTORS = 3
SATISFIED = 4
# Who gives so few stars is unhappy.
LOW = 2
PERCENT = 100
# 95 of 100 couriers have their true score within the bounds.
CONFIDENCE = 1.96


@dataclass(frozen=True, slots=True)
class Ratings:
    """How many ratings of each number of stars, from the fewest."""

    counts: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)

    @classmethod
    def of(cls, by_stars: Mapping[int, int]) -> "Ratings":
        """From a count for some numbers of stars."""
        one, two, three, four, five = (by_stars.get(stars, 0) for stars in STARS)
        return cls((one, two, three, four, five))

    @property
    def count(self) -> int:
        """All ratings."""
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """The mean number of stars."""
        total = sum(stars * count for stars, count in zip(STARS, self.counts, strict=True))
        return total / self.count if self.count else None

    @property
    def nps(self) -> float | None:
        """Net promoter score, -100 to 100: the share of promoters less that of detractors."""
        promoters = self._between(PROMOTER, MAX_RATING)
        detractors = self._between(MIN_RATING, MOST_OF_DETRACTORS)
        return PERCENT * (promoters - detractors) / self.count if self.count else None

    @property
    def csat(self) -> float | None:
        """The share of the satisfied (four stars or five), 0 to 100."""
        return PERCENT * self._between(SATISFIED, MAX_RATING) / self.count if self.count else None

    def _between(self, fewest: int, most: int) -> int:
        return sum(self.counts[fewest - MIN_RATING : most - MIN_RATING + 1])


@dataclass(frozen=True, slots=True)
class Score:
    """Where a courier's true mean probably lies. Rank by `low`: five ratings of five don't beat fifty of 4.8."""

    expected: float
    low: float
    high: float


def score(ratings: Ratings) -> Score:
    """The score as one knows it who expected nothing: as if each number of stars had been given once before."""
    seen = [count + 1 for count in ratings.counts]
    total = sum(seen)
    expected = sum(stars * count for stars, count in zip(STARS, seen, strict=True)) / total
    squares = sum(stars * stars * count for stars, count in zip(STARS, seen, strict=True)) / total
    margin = CONFIDENCE * sqrt(max(0.0, squares - expected * expected) / (total + 1))
    return Score(expected, max(float(MIN_RATING), expected - margin), min(float(MAX_RATING), expected + margin))
