"""The tables. Final rows stand in `feedback`, keyed by the record's id; `report_count` holds what they add
up to; `room` and `journal` hold what is synced; the others say who may come in.

Rows only: what they mean is said in app/feedback and app/access. Every datetime is aware and in UTC. Each
change here needs a migration; a test compares the two on both engines.
"""

from app.store.tables.access import AttemptRow, DeviceReportRow, PrincipalRow, SignInCodeRow, TokenRow
from app.store.tables.base import Table
from app.store.tables.cases import CLOSED, OPEN, CaseEventRow, CaseRow
from app.store.tables.desk import WAITS, AuditRow, OutboxRow, SavedFilterRow
from app.store.tables.feedback import (
    CONTACT,
    CORRECTS,
    PUBLISHED,
    TO_PUBLISH,
    WITHHELD,
    ErasedRow,
    FeedbackRow,
    OrderRow,
    QuarantineRow,
    SampleRow,
)
from app.store.tables.reports import ReportCountRow, ReportStateRow
from app.store.tables.rooms import DrainRow, JournalQuarantineRow, JournalRow, RoomRow

__all__ = [
    "CLOSED", "CONTACT", "CORRECTS", "OPEN", "PUBLISHED", "TO_PUBLISH", "WAITS", "WITHHELD", "AttemptRow",
    "AuditRow", "CaseEventRow", "CaseRow", "DeviceReportRow", "DrainRow", "ErasedRow", "FeedbackRow",
    "JournalQuarantineRow", "JournalRow", "OrderRow", "OutboxRow", "PrincipalRow", "QuarantineRow",
    "ReportCountRow", "ReportStateRow", "RoomRow", "SampleRow", "SavedFilterRow", "SignInCodeRow", "Table",
    "TokenRow",
]  # fmt: skip
