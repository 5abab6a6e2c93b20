"""What several files of browser tests share: a server is started once for all of them on a worker."""

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest

from tests.support.courier_page import ORDERS, bring, signed_in
from tests.support.server import Server, running_server


@pytest.fixture(scope="session")
def courier_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With courier 7's orders of today, which nobody rates in its database."""
    folder = tmp_path_factory.mktemp("courier")
    with running_server(folder, LIMIT_DEVICES="1000/minute", LIMIT_SIGN_IN="1000/minute") as started:
        day = datetime.now(UTC).date().isoformat()
        lines = [f"{order},7,{day},{address},Novák" for order, address in ORDERS.items()]
        bring(started, folder, *lines, f"C-9,8,{day},Elsewhere,Nobody")
        yield started


@pytest.fixture(scope="session")
def courier_desk(courier_server: Server) -> Iterator[httpx.Client]:
    with signed_in(courier_server) as web:
        yield web
