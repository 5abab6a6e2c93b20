"""A backend that isn't ours: it answers the contract of /api/feedback/batch over real HTTP, and fails as it is told."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

Record = dict[str, Any]


class Reply(NamedTuple):
    """What is answered instead of receipts; status 0 cuts the answer off after the records were stored."""

    status: int
    body: Any = None
    headers: dict[str, str] = {}  # noqa: RUF012 - a NamedTuple's default


Plan = Callable[[list[Record]], Reply | None]


class Backend:
    """Rows by id, and how it has been asked."""

    def __init__(self) -> None:
        self.rows: dict[str, Record] = {}
        self.batches: list[list[Record]] = []
        self.tokens: Counter[str] = Counter()
        self.plan: Plan = lambda _items: None
        self.url = ""

    def answer(self, items: list[Record]) -> Reply:
        """One batch."""
        self.batches.append(items)
        planned = self.plan(items)
        if planned is not None and planned.status != 0:
            return planned
        receipts = [self._store(item) for item in items]
        return planned or Reply(200, {"receipts": receipts})

    def _store(self, item: Record) -> Record:
        known = self.rows.setdefault(item["id"], item)
        status = "stored" if known is item else "duplicate" if known == item else "conflict"
        return {"id": item["id"], "status": status}


@contextmanager
def running_backend() -> Iterator[Backend]:
    """A started backend."""
    backend = Backend()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            backend.tokens[self.headers.get("Authorization", "")] += 1
            reply = backend.answer(body["items"]) if self.path == "/api/feedback/batch" else Reply(404)
            if reply.status == 0:
                self.close_connection = True
                return
            text = b"" if reply.body is None else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    backend.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield backend
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
