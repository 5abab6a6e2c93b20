"""What the desk reads: pages that neither repeat nor miss a row, files of all kinds, and honest figures."""

import csv
import io
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from pyarrow import parquet
from sqlmodel import Session

from app.access.principals import Role
from app.api.exports import spreadsheet
from app.api.exports.columns import HEADER
from app.api.routes import export
from app.store.listing import Wanted
from app.store.tables import FeedbackRow
from tests.support import workbook
from tests.support.clocks import START
from tests.support.entries import record_id
from tests.support.house import House
from tests.support.rows import feedback_row

FORMULA = '=HYPERLINK("http://evil.test","click")'


async def put(house: House, *rows: FeedbackRow) -> None:
    def add(session: Session) -> None:
        session.add_all(rows)

    await house.services.database.write(add)


def row(minutes: int = 0, **fields: Any) -> FeedbackRow:
    return feedback_row(**{"id": record_id(), "received_at": START + timedelta(minutes=minutes)} | fields)


async def ids(web: httpx.AsyncClient, query: str) -> list[str]:
    answer = await web.get(f"/feedback?{query}")
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


async def test_pages_follow_each_other_newest_first(house: House) -> None:
    # Many share a moment, as the rows of one batch do.
    rows = [row(minutes=at // 7) for at in range(23)]
    await put(house, *rows)
    newest_first = sorted(((each.received_at, each.id) for each in rows), reverse=True)
    web = await house.admin(Role.VIEWER)
    seen, cursor = [], ""
    while True:
        page = (await web.get(f"/feedback?limit=5{cursor}")).json()
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
        # What comes in meanwhile is newer, and on no later page.
        await put(house, row(minutes=100))
    assert seen == [row_id for _, row_id in newest_first]


FILTERED = {
    "courier=8": {"b"},
    "rating=1": {"c"},
    "followUp=true": {"b"},
    "published=true": {"d"},
    "published=false&courier=7": {"a", "c"},
    "corrected=true": {"a"},
    "corrected=false&rating=5": {"b", "d"},
    "reason=late": {"c"},
    "reason=lat": set(),
    "reason=other": {"b"},
    "source=courier": {"b"},
    "q=STAIR": {"b"},
    "q=100%25": {"c"},
    "q=_": {"d"},
    "q=order9": {"d"},
    "from=2026-03-02": {"c", "d"},
    "to=2026-03-01": {"a", "b"},
    "from=2026-03-01T12:01:00Z&to=2026-03-02T12:00:00%2B00:00": {"b"},
    "from=2026-03-02T13:00:00+01:00&to=2026-03-02": {"c", "d"},
    "": {"a", "b", "c", "d"},
}


async def test_filters(house: House) -> None:
    names = {name: record_id() for name in "abcd"}
    await put(
        house,
        row(id=names["a"], corrected_by=names["b"]),
        row(
            id=names["b"],
            minutes=1,
            courier_id=8,
            needs_follow_up=True,
            comment="On the stairs",
            source="courier",
            reasons=["stairs"],
        ),
        row(id=names["c"], minutes=24 * 60, rating=1, reasons=["late", "damaged"], comment="100% late"),
        row(id=names["d"], minutes=24 * 60 + 1, published_at=START, order_id="ORDER9", comment="a_b"),
    )
    admin = await house.admin()
    found = {query: set(await ids(admin, query)) for query in FILTERED}
    assert found == {query: {names[name] for name in told} for query, told in FILTERED.items()}


class TestExport:
    """A file holds every row that the filters let through, and nothing in it runs."""

    @pytest.fixture
    async def web(self, house: House, monkeypatch: pytest.MonkeyPatch) -> httpx.AsyncClient:
        # Several pages and sheets, also of a few rows.
        monkeypatch.setattr(export, "PAGE", 4)
        monkeypatch.setattr(spreadsheet, "MAX_LINES", 7)
        first = row(minutes=99, comment=FORMULA, reasons=["late", "=1+1"], contact="+420 777", courier_id=2**53 - 1)
        await put(house, first, *(row(minutes=at, comment=f"line\n{at}, žlutý") for at in range(12)))
        return await house.admin(Role.AGENT)

    async def file(self, web: httpx.AsyncClient, kind: str, query: str = "") -> bytes:
        answer = await web.get(f"/feedback/export?format={kind}{query}")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"] == f'attachment; filename="feedback.{kind}"'
        return answer.content

    async def test_csv(self, web: httpx.AsyncClient) -> None:
        rows = list(csv.DictReader(io.StringIO((await self.file(web, "csv")).decode(), newline="")))
        assert len(rows) == 13
        assert (rows[0]["comment"], rows[0]["contact"]) == ("'" + FORMULA, "'+420 777")
        assert (rows[0]["courierId"], rows[0]["reasons"]) == (str(2**53 - 1), "late; =1+1")
        assert rows[1]["comment"] == "line\n11, žlutý"
        assert rows[1]["receivedAt"] == "2026-03-01T12:11:00+00:00"

    async def test_jsonl(self, web: httpx.AsyncClient) -> None:
        objects = [json.loads(line) for line in (await self.file(web, "jsonl")).decode().split("\n")[:-1]]
        assert len(objects) == 13
        assert (objects[0]["comment"], objects[0]["reasons"]) == (FORMULA, ["late", "=1+1"])
        assert len({each["id"] for each in objects}) == 13

    async def test_xlsx(self, web: httpx.AsyncClient) -> None:
        sheets = workbook.read(await self.file(web, "xlsx"))
        assert [len(sheet) for sheet in sheets] == [8, 7]
        first = sheets[0][1]
        assert [cell.text for cell in sheets[0][0]] == list(HEADER)
        assert first[HEADER.index("comment")] == workbook.Cell("inlineStr", FORMULA, quoted=True, formula=False)
        assert int(float(first[HEADER.index("courierId")].text)) == 2**53 - 1
        assert not any(cell.formula for sheet in sheets for line in sheet for cell in line)
        assert {line[4].text for sheet in sheets for line in sheet[1:]} == {
            FORMULA,
            *(f"line\n{at}, žlutý" for at in range(12)),
        }

    async def test_a_clock_that_spreadsheets_know_no_number_for_is_told_in_words(
        self, web: httpx.AsyncClient, house: House
    ) -> None:
        await put(house, row(courier_id=77, created_at=datetime(1899, 12, 31, 23, 59, tzinfo=UTC)))
        [[_, line]] = workbook.read(await self.file(web, "xlsx", "&courier=77"))
        assert "1899-12-31T23:59:00+00:00" in [cell.text for cell in line]

    async def test_parquet(self, web: httpx.AsyncClient) -> None:
        table = parquet.read_table(io.BytesIO(await self.file(web, "parquet")))
        rows = table.to_pylist()
        assert len(rows) == 13
        assert (rows[0]["comment"], rows[0]["reasons"]) == (FORMULA, ["late", "=1+1"])
        assert rows[1]["receivedAt"] == datetime(2026, 3, 1, 12, 11, tzinfo=UTC)

    @pytest.mark.parametrize("kind", ["csv", "jsonl", "xlsx", "parquet"])
    async def test_nothing_is_a_file_too(self, web: httpx.AsyncClient, kind: str) -> None:
        content = await self.file(web, kind, "&courier=99")
        if kind == "parquet":
            assert parquet.read_table(io.BytesIO(content)).num_rows == 0
        if kind == "csv":
            assert content.decode().count("\r\n") == 1

    async def test_an_export_that_nobody_reads_to_its_end_leaves_no_file(
        self, web: httpx.AsyncClient, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tmp_path /= "exports"
        os.mkdir(tmp_path)
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        writer = spreadsheet.XlsxWriter()
        pieces = export.written(house.services.database, Wanted(), writer)
        await anext(pieces)
        await anext(pieces)
        assert os.listdir(tmp_path)
        await pieces.aclose()
        assert not os.listdir(tmp_path)
