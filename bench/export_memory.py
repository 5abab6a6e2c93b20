"""How much memory an export takes, and how fast it is, by kind of file.

Fills a SQLite database with a million rows, and writes each kind of file in its own process.
Growth is the peak of the resident memory over what the process held after a small export of the same kind.

    .venv/bin/python -m bench.export_memory            (QUICK=1: 50,000 rows)
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import text

from app.api.routes.export import WRITERS, Format, written
from app.store.engine import Database
from app.store.listing import Wanted
from app.store.migrate import migrate
from bench.report import table, write_section

QUICK = bool(os.environ.get("QUICK"))
ROWS = 50_000 if QUICK else 1_000_000
MOST_MEBIBYTES = 64
HEAD = ("kind", "file, MiB", "seconds", "growth, MiB")
FILL = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :rows)
INSERT INTO feedback (id, order_id, courier_id, rating, comment, reasons, publish_consent, needs_follow_up, source,
    created_at, device_id, schema_version, synced, received_at, content_hash)
SELECT printf('01890a5d-ac96-774b-bcce-%012x', n), 'ORDER' || n, 1 + n % 500, 1 + n % 5,
    'Left with the neighbour, number ' || n, '["on_time", "friendly"]', 1, 0, 'customer',
    '2026-03-01 12:00:00.000000', 'phone', 1, 1,
    strftime('%Y-%m-%d %H:%M:%S.000000', 1772366400 + n / 100, 'unixepoch'), 'hash'
FROM numbers
"""


def resident() -> tuple[int, int]:
    """Resident memory now and at its peak, in KiB."""
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(lines["VmRSS"].split()[0]), int(lines["VmHWM"].split()[0])


async def fill(url: str, rows: int) -> None:
    database = Database(url)
    await migrate(database)
    await database.write(lambda session: session.connection().execute(text(FILL), {"rows": rows}))
    database.close()


async def export(url: str, kind: Format) -> None:
    database = Database(url)
    async for _ in written(database, Wanted(courier=1), WRITERS[kind]()):
        pass
    before, _ = resident()
    size = 0
    started = time.perf_counter()
    async for piece in written(database, Wanted(), WRITERS[kind]()):
        size += len(piece)
    seconds = time.perf_counter() - started
    _, peak = resident()
    database.close()
    print(f"{kind} {size / 2**20:.0f} {seconds:.1f} {(peak - before) / 1024:.1f}")


def main() -> None:
    if len(sys.argv) > 2:
        asyncio.run(export(sys.argv[1], Format(sys.argv[2])))
        return
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/rows.db"
        asyncio.run(fill(url, ROWS))
        for kind in Format:
            command = [sys.executable, "-m", "bench.export_memory", url, kind]
            told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
            lines.append(told.split())
            print(told, end="", flush=True)
    about = f"{(__doc__ or '').split(chr(10) * 2)[1]}\n\n{ROWS:,} rows. To reach: growth ≤ {MOST_MEBIBYTES} MiB."
    write_section("Exports", "bench.export_memory", f"{about}\n\n{table(HEAD, lines)}")


if __name__ == "__main__":
    main()
