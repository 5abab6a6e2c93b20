"""One step of draining: what was taken from some queues goes to the API together, and each queue is settled.

Stage: drain. In: queues and what waits in them. Out: what became of it, queue by queue. Always holds: the order is
deliver, then settle, so a crash in between repeats a delivery, which is harmless; trouble with one queue keeps nothing
from the others.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from app.errors import DoorstepError
from app.feedback.entry import MAX_ORDER_ID
from app.feedback.submission import Receipt, ReceiptStatus
from app.jazz.delivery import Delivery, Parcel, Trouble, pack
from app.jazz.document import Answered, Look, Record, complaint
from app.jazz.queues import PendingQueue
from app.store.drains import Mark

logger = logging.getLogger("app.jazz")

# Keeps what stands in a room and is no record: (room, texts).
PutAside = Callable[[str, Sequence[str]], Awaitable[None]]


@dataclass
class Report:
    """What a drain did."""

    stored: int = 0
    duplicate: int = 0
    rejected: int = 0
    retry_later: int = 0

    def count(self, receipt: Receipt | None) -> None:
        """Count one record."""
        if receipt is None:
            self.retry_later += 1
        elif receipt.status is ReceiptStatus.STORED:
            self.stored += 1
        elif receipt.status is ReceiptStatus.DUPLICATE:
            self.duplicate += 1
        else:
            self.rejected += 1

    def add(self, other: "Report") -> None:
        """Count what another report has counted. What is tried later is not done yet: the last word counts."""
        self.stored += other.stored
        self.duplicate += other.duplicate
        self.rejected += other.rejected
        self.retry_later = other.retry_later


@dataclass
class Load:
    """What is carried from one queue."""

    queue: PendingQueue
    look: Look
    report: Report = field(default_factory=Report)
    answered: list[Answered] = field(default_factory=list)
    failure: BaseException | None = None
    """Why the queue could not be settled."""
    mark: Mark | None = None
    """How far the room's journal has come, when nothing waits up to there."""

    @property
    def left(self) -> bool:
        """Whether something that was carried has not come to its end."""
        return self.failure is not None or self.report.retry_later > 0


async def carry(loads: Sequence[Load], delivery: Delivery, put_aside: PutAside) -> Trouble | None:
    """Bring it all to the API and settle each queue; what stood in the way of the API, if anything did."""
    parcels: list[Parcel] = []
    owners: list[Load] = []
    for load in loads:
        for record in load.look.records:
            packed = pack(load.queue.room, record)
            if isinstance(packed, Parcel):
                parcels.append(packed)
                owners.append(load)
            else:
                _note(load, record, packed)
    delivered = await delivery.deliver(parcels) if parcels else None
    if delivered is not None:
        for parcel, load, receipt in zip(parcels, owners, delivered.receipts, strict=True):
            _note(load, parcel.record, receipt)
    await asyncio.gather(*(_settle(load, put_aside) for load in loads))
    return None if delivered is None else delivered.trouble


def _note(load: Load, record: Record, receipt: Receipt | None) -> None:
    load.report.count(receipt)
    if receipt is not None:
        load.answered.append(Answered(record, receipt))


async def _settle(load: Load, put_aside: PutAside) -> None:
    texts = load.look.unreadable
    if not load.answered and not texts:
        return
    try:
        if texts:
            await put_aside(load.queue.room, texts)
        load.mark = await load.queue.settle(load.answered, texts)
    except DoorstepError as error:
        # The rows are there; what is left to do is done again.
        load.failure = error
        logger.warning("Jazz sync error: %s", error)
    except Exception as error:
        load.failure = error
        logger.exception("Jazz sync error: what became of %d records can't be noted", len(load.answered))
    else:
        tell(load.answered)


def tell(answered: Sequence[Answered]) -> None:
    """Say in the log what became of each."""
    said = logger.isEnabledFor(logging.INFO)
    line = vars(logging.LogRecord(logger.name, logging.INFO, __file__, 0, "", None, None, "tell"))
    for record, receipt in answered:
        if not receipt.status.in_the_database:
            logger.warning("Jazz sync error: %s was refused: %s", order_of(record), complaint(receipt))
        elif said:
            # To find out the same of each of a thousand lines would take longer than to write them.
            told = logging.LogRecord.__new__(logging.LogRecord)
            vars(told).update(line, msg=f"Successfully synced {order_of(record)}")
            logger.handle(told)


def order_of(record: Record) -> str:
    """The order as a log line may show it, whatever stands there, under either name of the field."""
    return str(record.get("orderId", record.get("order_id", ""))).strip()[:MAX_ORDER_ID]
