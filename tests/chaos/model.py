"""What has to be true, and whether it is: the checker of the chaos.

In: what phones say of each record (tried, saved, received, stored), as they say it. Out: what was broken. It reads the
database by itself, with nothing of the app's but the CRDT library.
"""

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import closing
from typing import Any

import psycopg
import pycrdt

PATIENCE_SECONDS = 60
# So often what was received is looked for again.
LOOK_SECONDS = 1
# Of a room whose records are all rows: the receipts of the last 50, and who has written.
LARGEST_DOCUMENT = 48 * 1024
SAME = ("order_id", "courier_id", "rating", "comment", "source")
Row = tuple[Any, ...]
# So many parameters a statement may have on either engine.
ASKED_AT_ONCE = 500


class Rows:
    """The database as another program sees it."""

    def __init__(self, url: str) -> None:
        self._url = url

    def ask(self, query: str, given: Sequence[str] = ()) -> list[Row]:
        """Ask it; while it is away or locked, again. `?` stands for what is given."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return self._once(query, given)
            except (psycopg.OperationalError, sqlite3.OperationalError):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def _once(self, query: str, given: Sequence[str]) -> list[Row]:
        if self._url.startswith("sqlite:///"):
            file = self._url.removeprefix("sqlite:///")
            with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=5)) as database:
                return database.execute(query, given).fetchall()
        with psycopg.connect(self._url, connect_timeout=5) as connection:
            return connection.execute(query.replace("?", "%s").encode(), given or None).fetchall()

    def change(self, query: str) -> None:
        """Change something behind the server's back."""
        if self._url.startswith("sqlite:///"):
            with closing(sqlite3.connect(self._url.removeprefix("sqlite:///"), timeout=30)) as database, database:
                database.execute(query)
            return
        with psycopg.connect(self._url, connect_timeout=5) as connection:
            connection.execute(query)

    def documents(self) -> dict[str, pycrdt.Doc[Any]]:
        """By room, what its journal says."""
        found: dict[str, pycrdt.Doc[Any]] = {}
        rows = self.ask(
            "SELECT j.room, j.body FROM journal j JOIN room r ON r.name = j.room AND r.epoch = j.epoch "
            "ORDER BY j.room, j.sequence"
        )
        for room, body in rows:
            found.setdefault(room, pycrdt.Doc()).apply_update(bytes(body))
        return found

    def ids(self) -> set[str]:
        return {row[0] for row in self.ask("SELECT id FROM feedback")}

    def among(self, ids: Collection[str]) -> set[str]:
        """Which of these are rows."""
        wanted, found = sorted(ids), set()
        for start in range(0, len(wanted), ASKED_AT_ONCE):
            part = wanted[start : start + ASKED_AT_ONCE]
            query = f"SELECT id FROM feedback WHERE id IN ({', '.join('?' * len(part))})"  # noqa: S608 - marks of ours
            found |= {row[0] for row in self.ask(query, part)}
        return found


class Model:
    """What every record has been said to be."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.tried: dict[str, dict[str, Any]] = {}
        # By id, the phone that has promised it.
        self.saved: dict[str, str] = {}
        self.received: set[str] = set()
        self.stored: set[str] = set()
        self.lost: set[str] = set()
        # Received, and not yet seen among the rows.
        self._on_their_way: set[str] = set()
        self._looks_at = 0.0
        self.broken: list[str] = []

    def hear(self, lines: Sequence[dict[str, Any]]) -> None:
        """What phones have said since. Looked up at once and together, or the truth of it would be another by then."""
        received: set[str] = set()
        stored: set[str] = set()
        for told in lines:
            if "try" in told:
                self.tried[told["try"]["id"]] = told["try"]
            elif "saved" in told:
                self.saved[told["saved"]] = told["phone"]
            elif "lost" in told:
                self.lost.add(told["lost"])
            received |= set(told.get("received", ()))
            stored |= set(told.get("stored", ()))
        received -= self.received
        stored -= self.stored
        self.received |= received
        self.stored |= stored
        # Until it is a row, what was received stays somewhere on the server, whatever happens there.
        look = received | (self._on_their_way if time.monotonic() > self._looks_at else set())
        if look or stored:
            self._see_that_it_is_so(look, stored)

    def _see_that_it_is_so(self, received: set[str], stored: set[str]) -> None:
        # First where it comes from, then where it goes: on its way it is always in one of both.
        waiting = self._waiting() if received else set()
        rows = self._rows.among(received | stored)
        if nowhere := received - waiting - rows:
            self._break(f"said to be received, and nowhere on the server: {sorted(nowhere)}")
        if missing := stored - rows:
            self._break(f"said to be in the database, and are not: {sorted(missing)}")
        self._on_their_way = (self._on_their_way | received) - rows - nowhere
        self._looks_at = time.monotonic() + LOOK_SECONDS

    def _waiting(self) -> set[str]:
        """What rooms hold of it on the disk."""
        return {
            item["id"]
            for doc in self._rows.documents().values()
            for item in json.loads(str(doc.get("queue", type=pycrdt.Array)))
            if isinstance(item, dict)
        }

    def _break(self, what: str) -> None:
        if not self.broken:
            print(f"BROKEN: {what}", flush=True)
        self.broken.append(what)

    def promised(self) -> set[str]:
        """What has to be in the database in the end: what is received, or saved on a phone that still is."""
        return self.received | self.stored | {each for each, phone in self.saved.items() if phone not in self.lost}

    def missing(self) -> set[str]:
        return self.promised() - self._rows.ids()

    def verify(self) -> list[str]:
        """Everything at the end; what is wrong, as sentences."""
        columns = ", ".join(("id", *SAME))
        rows = self._rows.ask(f"SELECT {columns} FROM feedback")  # noqa: S608 - names of ours
        by_id = {row[0]: row[1:] for row in rows}
        if missing := self.promised() - by_id.keys():
            self._break(f"promised, and not in the database: {sorted(missing)}")
        if strange := by_id.keys() - self.tried.keys():
            self._break(f"in the database, and nobody's: {sorted(strange)}")
        if doubled := [order for order, times in Counter(row[1] for row in rows).items() if times > 1]:
            self._break(f"in the database more than once: {doubled}")
        for each, row in by_id.items():
            said = self.tried.get(each)
            if said is not None and row != _fields(said):
                self._break(f"{each} was {_fields(said)} and is {row}")
        for room, doc in self._rows.documents().items():
            if (size := len(doc.get_update())) > LARGEST_DOCUMENT:
                self._break(f"room {room} has {size} bytes left")
        if waiting := self._waiting():
            self._break(f"rows, and waiting in rooms all the same: {sorted(waiting)}")
        if aside := self._rows.ask("SELECT feedback_id FROM quarantine"):
            self._break(f"put aside: {aside}")
        return self.broken


def _fields(said: dict[str, Any]) -> Row:
    return (said["orderId"], said["courierId"], said["rating"], said["comment"], said["source"])
