"""What a released version leaves behind: a database and what phones keep. Made once with each version, kept for ever.

`python -m tests.support.releases 0.1` writes tests/fixtures/0.1/ with the code as it stands; tests/*/test_upgrade.py
open every such folder with whatever the code is by then.
"""

import asyncio
import json
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from pycrdt import Array, Doc

from app.access.principals import Role
from app.feedback.entry import FeedbackEntry
from app.feedback.submission import submit
from tests.support.browser_storage import READABLE_KEYS, taken_out
from tests.support.chromium import open_browser
from tests.support.entries import record
from tests.support.house import open_house
from tests.support.queue_page import build_harness, open_page, served
from tests.support.rooms import guest

FIXTURES = Path(__file__).parents[1] / "fixtures"
DATABASE = "doorstep.db"
# What a test needs to know of the database: whose token, which room.
KEYS = "keys.json"
PROFILES = ("plain", "encrypted", "locked", "list")
PASSPHRASE = "four small brown vans"
NOWHERE = "http://127.0.0.1:9"
LONG = timedelta(days=36_500)
FEEDBACK = 12
EMAIL = "owner@feedback.test"
WAITING = ("W-1", "W-2", "W-3")
CREDENTIALS = {
    "deviceId": "phone-1", "room": "van-8", "token": "made-up", "expiresAt": "2126-01-01T00:00:00Z", "epoch": 0
}  # fmt: skip

_FILL = """async ([open, passphrase, credentials]) => {
    await jazz[open]();
    const newId = jazz.idMaker();
    const add = (orderId, more = {}) => device.queue.enqueue(jazz.record({
        orderId, createdAt: "2026-11-02T09:30:00+01:00", comment: "Im Treppenhaus, 3. Stock – „danke“ 🚪",
        reasons: ["friendly"], ...more }));
    await add("W-1", { rating: 1, needsFollowUp: true, contact: "anna@example.com" });
    const sent = await add("W-2");
    await add("W-3", { source: "courier" });
    await device.queue.mark([sent.id], "sent");
    await device.drafts.keep({ id: newId(), form: "rate", at: 1, fields: { orderId: "half", rating: 2 } });
    await device.notes.keep("credentials", credentials);
    if (passphrase) await device.setPassphrase(passphrase);
}"""


def made_up(at: int, **more: Any) -> dict[str, Any]:
    """A record of the database."""
    fields = {"orderId": f"F-{at}", "rating": 1 + at % 5, "comment": f"Zustellung №{at} 👍", "courierId": 1 + at % 3}
    return record(**fields, **more)


async def make_database(folder: Path, keep: Path) -> None:
    """Rows, a conflict, a correction, people, a device, and a room in which something waits."""
    said = [made_up(at, needsFollowUp=at == 1, contact="+420 111 222" if at == 1 else None) for at in range(FEEDBACK)]
    said[-1]["supersedes"] = said[0]["id"]
    other = {**said[2], "comment": "the same id, something else"}
    url = f"sqlite:///{folder / DATABASE}"
    async with open_house(url, folder, feedback_api_url=NOWHERE, feedback_api_token="none") as house:
        services = house.services
        entries = [submit(FeedbackEntry.model_validate(each), "van-7") for each in (*said, other)]
        await services.feedback.store(entries)
        await services.sign_in.first_admin(EMAIL)
        await services.people.invite(None, "agent@feedback.test", Role.AGENT)
        phone = await guest(services.database, "van-7", LONG)
        doc: Doc[Any] = Doc()
        doc.get("queue", type=Array).extend([made_up(100), made_up(101)])
        await services.rooms.exchange("van-7", b"", doc.get_update(), None)
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        # One file, with nothing beside it.
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute("VACUUM")
    (keep / DATABASE).write_bytes((folder / DATABASE).read_bytes())
    (keep / KEYS).write_text(json.dumps({"room": phone.room, "token": phone.token}) + "\n")


def fill(page: Page, profile: str) -> None:
    """Three records, one of them handed to a connection, a half-filled form, and who the phone is to the server."""
    opener = "openList" if profile == "list" else "open"
    if profile == "plain":
        page.evaluate("jazz.open = ((open) => () => open({ encrypted: false }))(jazz.open)")
    page.evaluate(_FILL, [opener, PASSPHRASE if profile == "locked" else "", CREDENTIALS])


def make_profiles(folder: Path, keep: Path) -> None:
    """What browsers keep."""
    harness = folder / "harness"
    harness.mkdir()
    build_harness(harness)
    with sync_playwright() as playwright, served(harness) as address:
        for profile in PROFILES:
            context = open_browser(playwright, folder / profile)
            context.add_init_script(READABLE_KEYS)
            page = open_page(context, address)
            fill(page, profile)
            (keep / f"{profile}.json").write_text(json.dumps(taken_out(page), indent=1, ensure_ascii=False) + "\n")
            context.close()


def main(version: str) -> None:
    keep = FIXTURES / version
    keep.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(make_database(Path(folder), keep))
        make_profiles(Path(folder), keep)


if __name__ == "__main__":
    main(sys.argv[1])
