"""The built pages, the gallery among them, served without the app: no API answers and no socket opens."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from tests.support.build import pages_with_a_list


class _Pages(SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        file = Path(super().translate_path(path))
        page = file.with_name(f"{file.name}.html")
        return str(page if page.is_file() else file)

    def log_message(self, *_: object) -> None:
        """Say nothing: what matters is what the browser shows."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes may leave an answer unread; anything else is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving_built_pages() -> Iterator[str]:
    """The address of the pages; builds them first when their sources have changed."""
    handler = partial(_Pages, directory=str(pages_with_a_list()))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
