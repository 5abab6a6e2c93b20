"""The manual is true: whatever a program makes of it, no answer is a 5xx and none is one that the manual doesn't have.

The real server, asked by schemathesis as an admin, as a device and as nobody.
"""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.support.entries import record
from tests.support.server import Server, running_server

# `make fuzz-api` asks for more.
EXAMPLES = os.environ.get("FUZZ_EXAMPLES", "3")
SEED = "5"
TIMEOUT = 900
# The others are asked by `make fuzz-api`.
ALWAYS = [("sqlite", "device"), ("postgresql", "admin")]
LONGER = [("sqlite", "admin"), ("postgresql", "device"), ("sqlite", "nobody"), ("postgresql", "nobody")]
PLENTY = "1000000/minute"
LIMITS = dict.fromkeys(("LIMIT_PUBLIC", "LIMIT_DEVICES", "LIMIT_SIGN_IN", "LIMIT_PAIRING", "LIMIT_PROBES"), PLENTY)
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# These would end what the others ask with.
ENDS = ("/sign-out", "/me/sessions", "/me/sessions/{session_id}", "/me/password", "/me/password/remove")


def token_of(server: Server, who: str) -> str:
    with httpx.Client(base_url=server.url, timeout=30) as web:
        device = web.post("/api/devices").json()["token"]
        # Something to read, to correct and to decide about.
        sent = record()
        items = [sent, record(supersedes=sent["id"]), sent | {"rating": 1}]
        web.post("/api/feedback/batch", json={"items": items}, headers={"Authorization": f"Bearer {device}"})
        if who == "device":
            return str(device)
        link = server.sign_in_link().partition("#")[2]
        opened = web.post("/api/sign-in/link", json={"token": link})
        return str(opened.cookies["doorstep_session"])


@pytest.mark.parametrize(("engine", "who"), ALWAYS + (LONGER if "FUZZ_EXAMPLES" in os.environ else []))
def test_no_answer_is_a_5xx_or_undocumented(
    tmp_path: Path, engine: str, who: str, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("sqlite_url" if engine == "sqlite" else "postgres_url")
    with running_server(tmp_path, DATABASE_URL=url, **LIMITS) as server:
        command = [str(Path(sys.executable).with_name("schemathesis")), "run", f"{server.url}/api/openapi.json"]
        command += ["--url", f"{server.url}/api", "--checks", CHECKS, "--max-examples", EXAMPLES, "--seed", SEED]
        command += ["--phases", "examples,coverage,fuzzing", "--mode", "all", "--no-color"]
        if who != "nobody":
            command += ["--header", f"Authorization: Bearer {token_of(server, who)}"]
            for path in ENDS:
                command += ["--exclude-path", path]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=TIMEOUT, check=False)
        assert done.returncode == 0, done.stdout[-20_000:] + done.stderr
        assert "Traceback" not in server.said()
