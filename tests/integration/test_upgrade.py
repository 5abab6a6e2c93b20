"""A database of every released version opens in this one, with all that was in it."""

import json
import shutil
from pathlib import Path

import pytest

from app.store.feedback import count_feedback
from app.store.migrate import newest, version
from tests.support.bridge import until_left
from tests.support.counts import assert_counted_right
from tests.support.house import open_house
from tests.support.releases import DATABASE, FEEDBACK, FIXTURES, KEYS

RELEASES = sorted(folder.name for folder in FIXTURES.iterdir())


@pytest.mark.parametrize("release", RELEASES)
async def test_a_database_of_then_opens_now(tmp_path: Path, release: str) -> None:
    shutil.copy(FIXTURES / release / DATABASE, tmp_path)
    known = json.loads((FIXTURES / release / KEYS).read_text())
    async with open_house(f"sqlite:///{tmp_path / DATABASE}", tmp_path) as house:
        database = house.services.database
        assert await version(database) == newest()
        # What waited in the room is drained by itself, beside the rows of then.
        async with house.services.draining.running():
            await until_left(house.services, known["room"])
        assert await database.read(count_feedback) == FEEDBACK + 2
        await assert_counted_right(database)
        admin = await house.admin()
        items = {item["orderId"]: item for item in (await admin.get("/feedback?limit=100")).json()["items"]}
        # The first was corrected by the last.
        assert items.keys() >= {f"F-{at}" for at in [*range(1, FEEDBACK), 100, 101]}
        assert (items["F-1"]["comment"], items["F-1"]["contact"]) == ("Zustellung №1 👍", "+420 111 222")
        phone = house.caller(known["token"])
        assert (await phone.post("/devices/pairing")).status_code == 201
        people = (await admin.get("/people")).json()
        assert "agent@feedback.test" in json.dumps(people)
