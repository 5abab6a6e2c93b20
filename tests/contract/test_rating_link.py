"""What the server signs, the phone can read: the order and the courier of a rating link."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from app.access.links import RatingLinks
from tests.support.node import ROOT, node


def read(token: str) -> Any:
    """What link.ts says of an address that ends with this."""
    module = (ROOT / "app" / "jazz" / "link.ts").as_uri()
    script = f"""import {{ readLink }} from '{module}';
        const pathname = '/rate/' + encodeURIComponent(process.argv[1]);
        console.log(JSON.stringify(readLink({{ pathname, search: "" }}).fields));"""
    return json.loads(node("--input-type=module", "-e", script, token))


def made(order_id: str, courier_id: int | None) -> str:
    links = RatingLinks(b"key", now=lambda: datetime(2026, 5, 4, tzinfo=UTC))
    return links.make(order_id, courier_id)[0]


@pytest.mark.parametrize(("order_id", "courier_id"), [("A", None), ("ORDER-1/2#b", 7), ("9" * 64, 2**53 - 1)])
def test_the_phone_reads_what_the_server_made(order_id: str, courier_id: int | None) -> None:
    token = made(order_id, courier_id)
    courier = {} if courier_id is None else {"courierId": str(courier_id)}
    assert read(token) == {"orderId": order_id, "link": token, **courier}


@pytest.mark.parametrize("text", ["A-17", "ORDER-123", "", "A/1", made("A", 7)[:-4], "ORDER" * 12, "A" * 64])
def test_an_order_is_no_link(text: str) -> None:
    assert "link" not in read(text)
