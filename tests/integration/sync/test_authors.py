"""Who has written stands in a document for ever: the server itself stands there once, however often it comes back."""

from pathlib import Path
from typing import Any

import pytest
from pycrdt import Array, Doc
from sqlalchemy import text

from app.config import load_settings
from app.services import Services, running
from app.sync import protocol
from app.sync.protocol import Reader
from tests.support.rooms import Author, until

ROUNDS = 150


def authors(doc: Doc[Any]) -> set[int]:
    read = Reader(doc.get_state())
    return {number for number, _ in [(read.number(), read.number()) for _ in range(read.number())]}


def take_out(doc: Doc[Any]) -> None:
    mine: Array[Any] = doc.get("list", type=Array)
    while len(mine):
        del mine[0]
    said: Array[Any] = doc.get("said", type=Array)
    said.append("taken")
    while len(said) > 5:
        del said[0]


async def edited(services: Services, room: str) -> tuple[set[int], int]:
    """Load, edit, put away: who has written, and how large the document is."""
    async with services.rooms.replica(room) as replica:
        await replica.edit(take_out)
        found = authors(replica.doc), len(replica.doc.get_update())
    await until(lambda: services.rooms.get(room) is None)
    return found


@pytest.fixture
async def services(tmp_path: Path) -> Any:
    url = f"sqlite:///{tmp_path / 'data' / 'rooms.db'}"
    settings = load_settings(None, data_dir=tmp_path / "data", database_url=url, sync_grace_seconds=0)
    async with running(settings) as started:
        yield started


async def test_a_document_stays_small_however_often_it_is_loaded_and_drained(services: Services) -> None:
    phone = Author()
    sizes = []
    for number in range(ROUNDS):
        await services.rooms.exchange("van", b"", phone.write(f"record {number}"), None)
        found, size = await edited(services, "van")
        sizes.append(size)
        assert len(found) == 2
    # The numbers in it grow by a digit or two; nothing else does.
    assert max(sizes) <= sizes[10] + 16


async def test_after_a_loss_the_server_writes_under_another_number(services: Services) -> None:
    first, _ = await edited(services, "van")

    async def rename(before: str, after: str) -> None:
        statement = text(f"ALTER TABLE {before} RENAME TO {after}")
        await services.database.write(lambda session: session.connection().execute(statement) and None)

    await rename("journal", "away")
    with pytest.raises(Exception, match="journal"):
        await edited(services, "van")
    await rename("away", "journal")
    await until(lambda: services.rooms.trouble() is None)
    again, _ = await edited(services, "van")
    assert first < again
    assert len(again) == 2
    # A row was put aside: whoever has seen what was in it must not meet another thing under the same number.
    await services.rooms.exchange("van", b"", Author().write("more"), None)
    damage = text("UPDATE journal SET body = :body WHERE sequence = (SELECT max(sequence) FROM journal)")
    await services.database.write(
        lambda session: session.connection().execute(damage, {"body": protocol.NOTHING_NEW + b"?"}) and None
    )
    await until(lambda: services.rooms.get("van") is None)
    third, _ = await edited(services, "van")
    fourth, _ = await edited(services, "van")
    assert again < third < fourth
