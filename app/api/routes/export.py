"""Feedback as a file, streamed: as many rows as there are, and never more than a page of them in memory."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import StreamingResponse

from app.access.permissions import Action, Thing
from app.api.deps import Store, allowed
from app.api.errors import says
from app.api.exports.columns import Line, Writer
from app.api.exports.parquet import ParquetWriter
from app.api.exports.spreadsheet import XlsxWriter
from app.api.exports.texts import CsvWriter, JsonLinesWriter
from app.api.filters import Looking
from app.store.engine import Database
from app.store.listing import Position, Wanted, end_of, lines

router = APIRouter(prefix="/feedback", tags=["feedback"])

PAGE = 2000


class Format(StrEnum):
    """What the file is."""

    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"
    PARQUET = "parquet"


WRITERS: dict[Format, Callable[[], Writer]] = {
    Format.CSV: CsvWriter,
    Format.JSONL: JsonLinesWriter,
    Format.XLSX: XlsxWriter,
    Format.PARQUET: ParquetWriter,
}


@router.get(
    "/export",
    response_class=StreamingResponse,
    dependencies=[Depends(allowed(Action.EXPORT, Thing.FEEDBACK))],
    responses=says(401, 403, 422, 429, 503),
)
async def export(
    wanted: Looking,
    database: Store,
    kind: Annotated[Format, Query(alias="format", description="The kind of file.")] = Format.CSV,
) -> StreamingResponse:
    """Everything that the filters let through, newest first."""
    writer = await asyncio.to_thread(WRITERS[kind])
    return StreamingResponse(
        written(database, wanted, writer),
        media_type=writer.media_type,
        headers={"Content-Disposition": f'attachment; filename="feedback.{kind}"'},
    )


async def written(database: Database, wanted: Wanted, writer: Writer) -> AsyncGenerator[bytes, None]:
    """The file, piece by piece. It is written in the threads that read, so that nobody waits for it."""

    def take(found: Sequence[Line]) -> tuple[bytes, Position | None]:
        return writer.lines(found), end_of(found) if len(found) == PAGE else None

    try:
        yield writer.begin()
        after: Position | None = None
        while True:
            here = after
            piece, after = await database.read(lambda session, at=here: take(lines(session, wanted, at, PAGE)))  # type: ignore[misc]
            yield piece
            if after is None:
                break
        rest = writer.end()
        while piece := await asyncio.to_thread(lambda: next(rest, b"")):
            yield piece
    finally:
        writer.close()
