"""Exports for Excel. The lines wait in a file, because a workbook can be packed only when it is whole."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from app.api.exports.columns import BETWEEN_REASONS, COLUMNS, HEADER, Line, starts_a_formula

# What a sheet can hold besides its header; what is more goes to the next sheet.
MAX_LINES = 1_048_575
CHUNK_BYTES = 64 * 1024
# Spreadsheets count days from its first.
FIRST_YEAR = 1900


class XlsxWriter:
    """A workbook. Text is written as text, never as a formula, and stays text when somebody edits the cell."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def __init__(self) -> None:
        # Imported only by who asks for it: nobody else should pay its memory.
        from xlsxwriter import Workbook

        self._folder = tempfile.TemporaryDirectory(prefix="doorstep-export-")
        self._file = Path(self._folder.name, "feedback.xlsx")
        options = {
            "constant_memory": True,
            "tmpdir": self._folder.name,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = Workbook(str(self._file), options)
        self._bold = self._book.add_format({"bold": True})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._quoted = self._book.add_format({"quote_prefix": True})
        self._sheet: Any = None
        self._row = MAX_LINES

    def begin(self) -> bytes:
        self._next_sheet()
        return b""

    def lines(self, lines: Sequence[Line]) -> bytes:
        for line in lines:
            if self._row > MAX_LINES:
                self._next_sheet()
            for at, column in enumerate(COLUMNS):
                self._write(at, column.value(line))
            self._row += 1
        return b""

    def end(self) -> Iterator[bytes]:
        self._book.close()
        with self._file.open("rb") as packed:
            while chunk := packed.read(CHUNK_BYTES):
                yield chunk

    def close(self) -> None:
        for sheet in self._book.worksheets():
            # Its rows wait in a file of their own until the book is packed.
            if sheet.row_data_fh is not None:
                sheet.row_data_fh.close()
        self._book.fileclosed = True
        self._folder.cleanup()

    def _next_sheet(self) -> None:
        self._sheet = self._book.add_worksheet()
        self._sheet.freeze_panes(1, 0)
        for at, name in enumerate(HEADER):
            self._sheet.write_string(0, at, name, self._bold)
        self._row = 1

    def _write(self, at: int, value: Any) -> None:
        if isinstance(value, list):
            value = BETWEEN_REASONS.join(value)
        if isinstance(value, bool):
            self._sheet.write_boolean(self._row, at, value)
        elif isinstance(value, int):
            self._sheet.write_number(self._row, at, value)
        elif isinstance(value, datetime) and value.year < FIRST_YEAR:
            self._sheet.write_string(self._row, at, value.isoformat())
        elif isinstance(value, datetime):
            # Spreadsheets know no time zones: these are UTC.
            self._sheet.write_datetime(self._row, at, value.replace(tzinfo=None), self._moment)
        elif value:
            self._sheet.write_string(self._row, at, value, self._quoted if starts_a_formula(value) else None)
