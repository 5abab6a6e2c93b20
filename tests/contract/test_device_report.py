"""What a device says of its storage has the same words in the browser and on the server."""

import re
from pathlib import Path

from app.access.devices import Storage

ROOM = Path(__file__).parents[2] / "app" / "jazz" / "room.ts"


def test_the_words_are_the_same() -> None:
    told = re.search(r"export type StorageState = (.+);", ROOM.read_text())
    assert told is not None
    assert set(re.findall(r'"(\w+)"', told[1])) == set(Storage)
