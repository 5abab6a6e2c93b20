"""One line an event, for people or for machines; each knows its request."""

import json
import logging
import sys

from app.logs import JsonFormatter, PlainFormatter, request_id


def record(message: str, *arguments: object, broken: bool = False) -> logging.LogRecord:
    error = None
    if broken:
        try:
            raise ValueError("no such thing")
        except ValueError:
            error = sys.exc_info()
    return logging.LogRecord("app.jazz", logging.INFO, __file__, 1, message, arguments, error)


def test_plain_line() -> None:
    line = PlainFormatter().format(record("Added to Jazz queue: %s", "ORDER123"))
    assert line.endswith("info    app.jazz: Added to Jazz queue: ORDER123")


def test_json_line_holds_request_and_exception() -> None:
    token = request_id.set("abc")
    try:
        line = json.loads(JsonFormatter().format(record("Jazz sync error: %s", "“ü”\n", broken=True)))
    finally:
        request_id.reset(token)
    assert (line["logger"], line["level"], line["request"]) == ("app.jazz", "info", "abc")
    assert line["message"] == "Jazz sync error: “ü”\n"
    assert "ValueError: no such thing" in line["exception"]


def test_json_is_one_line_whatever_is_logged() -> None:
    assert "\n" not in JsonFormatter().format(record("two\nlines", broken=True))
