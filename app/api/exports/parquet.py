"""Exports for analysts: Parquet, with types, one row group for each page."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from app.api.exports.columns import COLUMNS, Line


class ParquetWriter:
    """A Parquet file that is sent while it is written."""

    media_type = "application/vnd.apache.parquet"

    def __init__(self) -> None:
        # Imported only by who asks for it: it takes 60 MB.
        import pyarrow
        from pyarrow import parquet

        text, number, truth = pyarrow.string(), pyarrow.int64(), pyarrow.bool_()
        moment = pyarrow.timestamp("us", tz="UTC")
        types = {
            "courierId": number,
            "rating": pyarrow.int8(),
            "reasons": pyarrow.list_(text),
            "publishConsent": truth,
            "needsFollowUp": truth,
            "createdAt": moment,
            "receivedAt": moment,
            "publishedAt": moment,
            "schemaVersion": number,
        }
        self._schema = pyarrow.schema([(column.name, types.get(column.name, text)) for column in COLUMNS])
        self._batch = pyarrow.RecordBatch
        self._sent = _Outbox()
        self._writer = parquet.ParquetWriter(self._sent, self._schema, compression="zstd")

    def begin(self) -> bytes:
        return self._sent.take()

    def lines(self, lines: Sequence[Line]) -> bytes:
        if lines:
            values = {column.name: [column.value(line) for line in lines] for column in COLUMNS}
            self._writer.write_batch(self._batch.from_pydict(values, schema=self._schema))
        return self._sent.take()

    def end(self) -> Iterator[bytes]:
        self._writer.close()
        yield self._sent.take()

    def close(self) -> None:
        self._writer.close()


class _Outbox(io.RawIOBase):
    """What was written and not yet sent."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._position = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        added = bytes(data)
        self._waiting += added
        self._position += len(added)
        return len(added)

    def tell(self) -> int:
        return self._position

    def take(self) -> bytes:
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken
