"""Exports as text: CSV for people with spreadsheets, JSON lines for programs."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from app.api.exports.columns import BETWEEN_REASONS, COLUMNS, HEADER, Line, starts_a_formula


class CsvWriter:
    """CSV as RFC 4180 has it. A text that a spreadsheet might run gets an apostrophe in front, which disarms it."""

    media_type = "text/csv; charset=utf-8"

    def begin(self) -> bytes:
        return _csv([HEADER])

    def lines(self, lines: Sequence[Line]) -> bytes:
        return _csv([[_cell(column.value(line)) for column in COLUMNS] for line in lines])

    def end(self) -> Iterator[bytes]:
        return iter(())

    def close(self) -> None:
        """Holds nothing."""


class JsonLinesWriter:
    """One JSON object a line, with the names that the API uses."""

    media_type = "application/jsonl; charset=utf-8"

    def begin(self) -> bytes:
        return b""

    def lines(self, lines: Sequence[Line]) -> bytes:
        objects = ({column.name: column.value(line) for column in COLUMNS} for line in lines)
        return "".join(
            json.dumps(each, ensure_ascii=False, default=datetime.isoformat) + "\n" for each in objects
        ).encode()

    def end(self) -> Iterator[bytes]:
        return iter(())

    def close(self) -> None:
        """Holds nothing."""


def _csv(rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _cell(value: Any) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list):
        value = BETWEEN_REASONS.join(value)
    return f"'{value}" if isinstance(value, str) and starts_a_formula(value) else value
