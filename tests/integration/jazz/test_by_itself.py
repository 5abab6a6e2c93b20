"""A record that a phone has put into its room becomes a row by itself, and the phone gets its receipt."""

from pathlib import Path

from app.store.engine import Database
from app.store.feedback import count_feedback
from app.store.tables import FeedbackRow
from tests.support.entries import record
from tests.support.rooms import Author, guest, items, raw, running_rooms, until_asked
from tests.support.y_websocket import y_websocket


async def test_a_record_becomes_a_row_and_gets_its_receipt(
    tmp_path: Path, database: Database, database_url: str
) -> None:
    said = record()
    who = await guest(database, "van-7")
    with running_rooms(tmp_path / "server", DATABASE_URL=database_url) as server:
        async with y_websocket("3.1", server, who, name="queue") as phone:
            await phone.event("synced")
            await phone.do("push", item=said)
            await phone.until("items", [])
            [receipt] = await phone.do("receipts")
            assert {key: receipt[key] for key in ("id", "orderId", "status")} == {
                "id": said["id"],
                "orderId": said["orderId"],
                "status": "stored",
            }
        row = await database.read(lambda session: session.get(FeedbackRow, said["id"]))
        assert row is not None
        assert (row.room, row.comment) == ("van-7", said["comment"])


async def test_what_waited_while_nobody_drained_is_found_at_the_start(
    tmp_path: Path, database: Database, database_url: str
) -> None:
    said = [record() for _ in range(3)]
    who = await guest(database, "van-8")
    folder = tmp_path / "server"
    with running_rooms(folder, DATABASE_URL=database_url, FEEDBACK_API_URL="http://127.0.0.1:1") as server:
        author = Author("queue")
        async with raw(server, who) as phone:
            for each in (*said, "no record"):
                await phone.send(author.frame(each))
            await phone.committed()
    assert await database.read(count_feedback) == 0
    with running_rooms(folder, DATABASE_URL=database_url) as server:
        async with raw(server, who) as phone:

            async def is_empty() -> bool:
                return items(await phone.whole(), "queue") == []

            await until_asked(is_empty)
    assert await database.read(count_feedback) == len(said)
