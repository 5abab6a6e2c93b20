"""What an operator brings in at the shell: the company's orders, and what an older app had kept.

In: files. Out: one line that says what became of them, and an exit code. Always holds: bringing the same again changes
nothing; of a list of orders with a wrong line, nothing is taken.
"""

import asyncio
import csv
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from app.clock import utc_now
from app.config import Settings
from app.errors import Invalid
from app.feedback.legacy import Legacy, read_legacy
from app.feedback.order import Order
from app.feedback.submission import ReceiptStatus, submit
from app.kept import open_kept
from app.store.feedback import MAX_BATCH, FeedbackStore, created_at_of
from app.store.orders import bring_orders

LEFT_OUT = 1


def orders(settings: Settings, act: str, file: Path) -> int:
    """Take in a list of orders."""
    if act != "import":
        raise ValueError(act)
    found = read_orders(file)

    async def bring() -> None:
        async with open_kept(settings) as kept:
            await kept.database.write(lambda session: bring_orders(session, found, utc_now()))

    asyncio.run(bring())
    _print(f"{len({each.order_id for each in found})} orders are known.")
    return 0


def import_legacy(settings: Settings, file: Path) -> int:
    """Take in the list that an older app kept in a browser; what can't be read is named and left out."""
    found = read_legacy(_text(file), utc_now())
    became = asyncio.run(_bring_legacy(settings, found))
    for entry in found.unreadable:
        # Half a pair of UTF-16, which no terminal could be sent, is shown escaped.
        _print(f"Left out: {json.dumps(entry, ensure_ascii=False)}".encode(errors="backslashreplace").decode())
    counts = ", ".join(f"{became[status]} {status}" for status in ReceiptStatus)
    _print(f"{len(found.items)} records: {counts}; {len(found.unreadable)} left out.")
    return LEFT_OUT if found.unreadable or became[ReceiptStatus.REJECTED] else 0


async def _bring_legacy(settings: Settings, found: Legacy) -> Counter[ReceiptStatus]:
    became: Counter[ReceiptStatus] = Counter()
    async with open_kept(settings) as kept:
        store = FeedbackStore(kept.database)
        for start in range(0, len(found.items), MAX_BATCH):
            entries = found.items[start : start + MAX_BATCH]
            undated = [entry.id for entry in entries if entry.id in found.undated]
            # What says no moment was taken for said when it first came.
            said = await kept.database.read(lambda session, ids=undated: created_at_of(session, ids))  # type: ignore[misc]
            receipts = await store.store(
                [
                    submit(entry.model_copy(update={"created_at": said.get(entry.id, entry.created_at)}))
                    for entry in entries
                ]
            )
            became.update(receipt.status for receipt in receipts)
    return became


def read_orders(file: Path) -> Sequence[Order]:
    """The orders of a CSV, or Invalid with the first line that is wrong."""
    found = []
    lines = csv.DictReader(_text(file).splitlines())
    try:
        for line in lines:
            filled = {name.strip(): value for name, value in line.items() if name and value}
            found.append(Order.model_validate(filled))
    except csv.Error as error:
        raise Invalid(f"{file}, line {lines.line_num}: {error}. Nothing was taken.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Invalid(f"{file}, line {lines.line_num}, {where}: {first['msg']} Nothing was taken.") from None
    return found


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(
            f"{file} can't be read: {getattr(error, 'strerror', None) or 'it is no text in UTF-8'}."
        ) from None


def _print(line: str) -> None:
    print(line, flush=True)  # noqa: T201
