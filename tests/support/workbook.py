"""What stands in an xlsx file, read without a spreadsheet program: a list of sheets, each a list of rows of cells."""

import io
from typing import NamedTuple
from xml.etree import ElementTree
from zipfile import ZipFile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Cell(NamedTuple):
    """A cell: its type as the file says it, its text, whether it is kept from becoming a formula, and any formula."""

    kind: str
    text: str
    quoted: bool
    formula: bool


def read(content: bytes) -> list[list[list[Cell]]]:
    """All sheets, in order."""
    with ZipFile(io.BytesIO(content)) as book:
        styles = ElementTree.fromstring(book.read("xl/styles.xml"))
        quoted = [each.get("quotePrefix") == "1" for each in styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf")]
        names = sorted(name for name in book.namelist() if name.startswith("xl/worksheets/sheet"))
        return [_sheet(ElementTree.fromstring(book.read(name)), quoted) for name in names]


def _sheet(sheet: ElementTree.Element, quoted: list[bool]) -> list[list[Cell]]:
    return [[_cell(cell, quoted) for cell in row] for row in sheet.iter(f"{MAIN}row")]


def _cell(cell: ElementTree.Element, quoted: list[bool]) -> Cell:
    text = "".join(each.text or "" for each in cell.iter() if each.tag in (f"{MAIN}t", f"{MAIN}v"))
    style = quoted[int(cell.get("s", "0"))]
    return Cell(cell.get("t", "n"), text, style, cell.find(f"{MAIN}f") is not None)
