"""What the reports should count, computed from the rows one by one, with nothing of what the app counts with."""

from collections import Counter
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from app.feedback.entry import REASONS
from app.store.engine import Database
from app.store.tables import CaseRow, FeedbackRow, ReportCountRow

Key = tuple[str, int, int, str, str, str]
FIELDS = [f"{kind}_{stars}" for kind in ("stars", "asked") for stars in range(1, 6)]


def from_the_rows(session: Session, zone: str = "UTC") -> Counter[Key]:
    found: Counter[Key] = Counter()
    for row in session.exec(select(FeedbackRow)):
        if row.corrected_by is not None:
            continue
        local = row.received_at.astimezone(ZoneInfo(zone))
        members = [("all", ""), ("courier", str(row.courier_id)), ("hour", str(local.weekday() * 24 + local.hour))]
        reasons = {each if each in REASONS else "other" for each in row.reasons}
        members += [("reason", each) for each in reasons]
        # Beside each reason, by the day only.
        pairs = [
            (f"{facet} {reason}", member)
            for reason in reasons
            for facet, member in members
            if facet in ("courier", "reason", "hour")
        ]
        if row.published_at is not None:
            members += [(f"published {facet}", member) for facet, member in members if facet != "hour"]
        for facet, member in (*members, *pairs):
            for span in (1,) if (facet, member) in pairs else (1, 7, 28):
                # The days since a Monday, the first day there is.
                start = (local.date().toordinal() - 1) // span * span + 1
                found[facet, span, start, member, row.source, f"stars_{row.rating}"] += 1
                if row.needs_follow_up:
                    found[facet, span, start, member, row.source, f"asked_{row.rating}"] += 1
    return found


def as_kept(session: Session) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for row in session.exec(select(ReportCountRow)):
        for field in FIELDS:
            found[row.facet, row.span, row.start, row.member, row.source, field] += getattr(row, field)
    # A sum that has come back to nothing may stay.
    return Counter({key: count for key, count in found.items() if count})


async def assert_counted_right(database: Database, zone: str = "UTC") -> None:
    kept, right = await database.read(lambda session: (as_kept(session), from_the_rows(session, zone)))
    assert kept == right


async def assert_facts_told(database: Database) -> int:
    """Each case says what its record says; how many cases there are."""

    def compare(session: Session) -> int:
        pairs = list(session.exec(select(CaseRow, FeedbackRow).where(CaseRow.feedback_id == FeedbackRow.id)))
        for case, row in pairs:
            named = sorted({each if each in REASONS else "other" for each in row.reasons})
            assert case.counted_reasons == f",{','.join(named)},"
            assert (case.courier_id, case.rating, case.source) == (row.courier_id, row.rating, row.source)
        assert len(pairs) == len(session.exec(select(CaseRow)).all())
        return len(pairs)

    return await database.read(compare)
