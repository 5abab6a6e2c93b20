"""Moments in SQL, to the quarter of an hour: no time zone divides one, and there are few.

Both engines count alike, while only one of them knows time zones: so SQL tells quarters, and Python their days.
"""

from sqlalchemy import Connection

QUARTER_SECONDS = 900


def quarter_of(connection: Connection, column: str = "received_at") -> str:
    """The quarter in which a moment lies, as an expression."""
    if connection.dialect.name == "postgresql":
        return f"CAST(floor(extract(epoch FROM {column}) / {QUARTER_SECONDS}) AS BIGINT)"
    return f"CAST(strftime('%s', {column}) AS INTEGER) / {QUARTER_SECONDS}"
