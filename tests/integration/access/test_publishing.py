"""Comments are published whole or not at all, with consent, and are gone when it is withdrawn; both engines."""

from datetime import timedelta
from typing import Any

import pytest

from app.access.audit import newest
from app.access.principals import Principal, Role
from app.access.publishing import MAX_AT_ONCE, Decision, Publishing
from app.errors import Invalid
from app.feedback.submission import Submission
from app.store.feedback import FeedbackStore
from app.store.insert import insert_if_absent
from app.store.listing import Position
from app.store.published import Shelf, comments, count, since
from app.store.tables import OrderRow
from tests.support.access import Access
from tests.support.counts import assert_counted_right
from tests.support.entries import submission


@pytest.fixture
async def ada(access: Access) -> Principal:
    return await access.person("ada@example.com", Role.AGENT)


@pytest.fixture
def desk(access: Access) -> Publishing:
    return Publishing(access.database, access.clock)


async def store(access: Access, *told: Submission) -> list[str]:
    await FeedbackStore(access.database, access.clock).store(told)
    return [each.entry.id for each in told]


async def on(access: Access, shelf: Shelf, after: Position | None = None, size: int = 50) -> list[str]:
    rows = await access.database.read(lambda session: comments(session, shelf, after, size))
    return [row.id for row in rows]


async def everywhere(access: Access) -> dict[Shelf, list[str]]:
    return {shelf: await on(access, shelf) for shelf in Shelf}


async def test_a_comment_goes_from_shelf_to_shelf(access: Access, ada: Principal, desk: Publishing) -> None:
    (one,) = await store(access, submission())
    nowhere: dict[Shelf, list[str]] = {shelf: [] for shelf in Shelf}
    assert await everywhere(access) == nowhere | {Shelf.WAITING: [one]}
    for act, shelf in (
        (desk.publish, Shelf.PUBLISHED), (desk.withhold, Shelf.WITHHELD), (desk.publish, Shelf.PUBLISHED),
        (desk.recall, Shelf.WAITING), (desk.withhold, Shelf.WITHHELD),
    ):  # fmt: skip
        assert await act(ada, [one]) == Decision(changed=1)
        # Again, it changes nothing.
        assert (await act(ada, [one])).changed == 0
        assert await everywhere(access) == nowhere | {shelf: [one]}
        assert await access.database.read(lambda session, shelf=shelf: count(session, shelf)) == 1  # type: ignore[misc]
    acts = [(row.act, row.subject_id) for row in await access.database.read(newest)]
    assert acts == [(f"comment_{what}", one) for what in ("withheld", "recalled", "published", "withheld", "published")]
    await assert_counted_right(access.database)


@pytest.mark.parametrize(
    "fields",
    [{"publishConsent": False}, {"comment": ""}, {"comment": " \n"}, {"source": "courier"}],
    ids=str,
)
async def test_what_nobody_agreed_to_is_never_published(
    access: Access, ada: Principal, desk: Publishing, fields: dict[str, Any]
) -> None:
    (one,) = await store(access, submission(**fields))
    assert await desk.publish(ada, [one]) == Decision(not_offered=1)
    assert await on(access, Shelf.PUBLISHED) == []


async def test_names_and_contacts_are_never_published(access: Access, ada: Principal, desk: Publishing) -> None:
    order = {"order_id": "N-1", "name": "Jana Nováková", "created_at": access.clock()}
    await access.database.write(lambda session: insert_if_absent(session, OrderRow, order, ("order_id",)))
    told = [
        submission(comment="Call +420 777 123 456"),
        submission(comment="This is Nováková speaking", orderId="N-1"),
        submission(comment="ask for Bob next door", needsFollowUp=True, contact="Bob next door"),
    ]
    ids = await store(access, *told, submission(comment="Nováková is a fine name"))
    assert await desk.publish(ada, ids) == Decision(changed=1, telling=3)
    assert await on(access, Shelf.PUBLISHED) == ids[3:]


@pytest.mark.parametrize("fields", [{"publishConsent": False}, {"comment": "Other words"}, {"comment": ""}], ids=str)
async def test_a_correction_takes_it_out_at_once(
    access: Access, ada: Principal, desk: Publishing, fields: dict[str, Any]
) -> None:
    (one,) = await store(access, submission())
    await desk.publish(ada, [one])
    (other,) = await store(access, submission(**fields, supersedes=one))
    assert await on(access, Shelf.PUBLISHED) == []
    # And it can't be published any more; its correction is read like any other.
    assert (await desk.publish(ada, [one])).not_offered == 1
    assert await on(access, Shelf.WAITING) == ([other] if fields.get("comment") else [])


async def test_pages_follow_each_other_and_too_much_is_refused(
    access: Access, ada: Principal, desk: Publishing
) -> None:
    ids = await store(access, *(submission() for _ in range(5)))
    seen: list[str] = []
    while page := await on(access, Shelf.WAITING, Position(access.clock(), seen[-1]) if seen else None, 2):
        seen += page
    assert seen == sorted(ids, reverse=True)
    with pytest.raises(Invalid):
        await desk.publish(ada, ["x"] * (MAX_AT_ONCE + 1))
    assert await desk.publish(ada, ["no such record"]) == Decision()


async def test_what_has_become_of_a_page_since(access: Access, ada: Principal, desk: Publishing) -> None:
    ids = []
    for _ in range(6):
        ids += await store(access, submission())
        access.clock.forward(timedelta(minutes=1))
    newest_first = ids[::-1]
    places = await access.database.read(
        lambda session: [Position(row.received_at, row.id) for row in comments(session, Shelf.WAITING, None, 3)]
    )
    await desk.withhold(ada, [newest_first[1], newest_first[5]])
    (fresh,) = await store(access, submission())
    found = await access.database.read(lambda session: since(session, Shelf.WAITING, places, 4))
    assert {row.id for row in found.still} == {newest_first[0], newest_first[2]}
    assert (found.fresh, [row.id for row in found.below]) == (1, newest_first[3:5])
    # What comes back to its old place among those that are shown counts as new, too; what lies below doesn't.
    await desk.recall(ada, [newest_first[5]])
    again = await access.database.read(lambda session: since(session, Shelf.WAITING, places[:1] + places[2:], 4))
    assert again.fresh == 1
    await desk.recall(ada, [newest_first[1]])
    again = await access.database.read(lambda session: since(session, Shelf.WAITING, places[:1] + places[2:], 4))
    assert again.fresh == 2
    assert fresh not in {row.id for row in again.still}
