"""The log: one line for an event; plain for people, JSON for machines. Each line knows its request."""

import json
import logging
import re
import secrets
import sys
from contextvars import ContextVar
from datetime import UTC, datetime

from app.config import Settings

ID_BYTES = 8
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

request_id: ContextVar[str] = ContextVar("request_id", default="")
# Libraries that say at INFO what only their authors want to read.
CHATTY = ("alembic", "httpx", "httpcore", "uvicorn.error", "engineio", "socketio", "watchfiles")


def new_request_id() -> str:
    """An id to find a request by."""
    return secrets.token_hex(ID_BYTES)


class PlainFormatter(logging.Formatter):
    """`12:03:04 info    app.jazz: message [request]`."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record as one line, and its traceback under it."""
        time = datetime.fromtimestamp(record.created, UTC).astimezone().strftime("%H:%M:%S")
        line = f"{time} {record.levelname.lower():7} {record.name}: {_printable(record.getMessage())}"
        if given := request_id.get():
            line += f" [{given}]"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def _printable(message: str) -> str:
    # What callers send may hold line ends and terminal codes: in a log they would forge lines.
    return CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), message)


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record as one JSON object."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if given := request_id.get():
            line["request"] = given
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def set_up_logs(settings: Settings) -> None:
    """Send every logger to standard error, in the format of the settings."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if settings.log_format == "json" else PlainFormatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level.upper())
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
