"""What a page of the desk looks at: the filters in its address, as the store understands them.

In: the query of an address, which anybody may have typed. Out: Looking, with what it means and the query that says it.
Always holds: what can't be read is left out, here and in the query, so that what is shown as chosen is what counts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

from app.clock import utc_now
from app.feedback.days import Days
from app.feedback.entry import MAX_COURIER_ID, MAX_RATING, MAX_REASON, MIN_RATING, OTHER_REASON, REASONS, EntrySource
from app.pages.session import backend
from app.store.listing import Wanted
from app.store.overview import Looked

MAX_TEXT = 100
PERIODS = ("1", "7", "30", "90", "365")
ALL = "all"
STANDARD = "30"


@dataclass(frozen=True, slots=True)
class Looking:
    """The filters that are in force, by the names that they have in the address."""

    chosen: Mapping[str, str]
    first: date | None
    last: date | None

    @property
    def query(self) -> str:
        """The address of the same, on any page of the desk."""
        return urlencode(self.chosen)

    @property
    def is_of_reports(self) -> bool:
        """Whether couriers' own reports are looked at; they never stand among ratings."""
        return self.chosen.get("source") == EntrySource.COURIER

    @property
    def exported(self) -> str:
        """The same for the API."""
        names = ("courier", "rating", "reason", "source", "q", "followUp", "published")
        edges = {"from": self.first, "to": self.last}
        said = {name: self.chosen[name] for name in names if name in self.chosen}
        said |= {"report": str(self.is_of_reports).lower(), "corrected": "false"}
        return urlencode(said | {name: day.isoformat() for name, day in edges.items() if day is not None})

    def wanted(self, days: Days) -> Wanted:
        """What to look for."""
        chosen = self.chosen
        return Wanted(
            courier=int(chosen["courier"]) if "courier" in chosen else None,
            rating=int(chosen["rating"]) if "rating" in chosen else None,
            start=None if self.first is None else days.begins(self.first.toordinal()),
            end=None if self.last is None else days.begins(self.last.toordinal() + 1),
            reason=chosen.get("reason"),
            follow_up=True if "followUp" in chosen else None,
            published=True if "published" in chosen else None,
            text=chosen.get("q"),
            source=chosen.get("source"),
            report=self.is_of_reports,
        )

    def looked(self, days: Days) -> Looked:
        """The same with the period before, which has as many days."""
        now = self.wanted(days)
        if self.first is None or self.last is None:
            return Looked(now, None)
        length = (self.last - self.first).days + 1
        first = self.first.toordinal() - length
        return Looked(now, replace(now, start=days.begins(first), end=now.start))


def looking_at(query: str) -> tuple[Looking, Days]:
    """What an address with this query asks for today, where we are."""
    days = Days(backend().settings.time_zone)
    return read(dict(parse_qsl(query)), days, utc_now()), days


def read(given: Mapping[str, str], days: Days, now: datetime) -> Looking:
    """What the address asks for."""
    chosen = {name: text for name, fits in RULES.items() if (text := given.get(name, "").strip()) and fits(text)}
    first, last = _day(given.get("from", "")), _day(given.get("to", ""))
    if first is not None and last is not None and first <= last:
        return Looking(chosen | {"from": first.isoformat(), "to": last.isoformat()}, first, last)
    period = given.get("period", STANDARD)
    if period == ALL:
        return Looking({"period": ALL} | chosen, None, None)
    length = int(period) if period in PERIODS else int(STANDARD)
    today = date.fromordinal(days.place(now).day)
    said = {} if length == int(STANDARD) else {"period": str(length)}
    return Looking(said | chosen, today - timedelta(days=length - 1), today)


def _number(least: int, most: int) -> Callable[[str], bool]:
    return lambda text: text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1970 < day.year < 9000 else None


RULES: dict[str, Callable[[str], bool]] = {
    "courier": _number(1, MAX_COURIER_ID),
    "rating": _number(MIN_RATING, MAX_RATING),
    "reason": lambda text: len(text) <= MAX_REASON and text in {*REASONS, OTHER_REASON},
    "source": lambda text: text in set(EntrySource),
    "q": lambda text: len(text) <= MAX_TEXT and text.isprintable(),
    "followUp": lambda text: text == "true",
    "published": lambda text: text == "true",
}
