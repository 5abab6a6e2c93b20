"""`python -m app serve`, as a person starts and stops it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from app.build.node import node_environment
from tests.support.server import ROOT, Server, free_port, running_server

STOPS_WITHIN = 5


@pytest.fixture(scope="module", autouse=True)
def as_people_start_it() -> Iterator[None]:
    """With its imports, and all that could go wrong in them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Server, "is_warm", False)
        yield


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("server")) as started:
        yield started


# Root may write everywhere: without this, it may do what permissions say.
BY_PERMISSION = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []


def attempt(folder: Path, what: str = "serve", **settings: str) -> subprocess.CompletedProcess[str]:
    """A start that is expected to fail."""
    environment = {**node_environment(), "DATA_DIR": str(folder / "data"), **settings}
    command = [*BY_PERMISSION, sys.executable, "-m", "app", what]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


def only_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    return done.stderr.strip()


def test_says_where_it_is_who_is_admin_and_where_the_data_is(server: Server) -> None:
    said = server.said()
    assert f"Doorstep is running at http://localhost:{server.port}" in said
    assert f"http://localhost:{server.port}/sign-in#" in said
    assert str(server.folder / "data" / "doorstep.db") in said


def test_pages_api_and_metrics_share_the_port(server: Server) -> None:
    with server.client() as web:
        assert web.get("/").headers["content-type"].startswith("text/html")
        assert web.get("/rate").status_code == 200
        assert web.get("/api/health").json()["status"] == "ok"
        assert web.get("/api/ready").json()["status"] == "ready"
        assert "doorstep_http_requests_total" in web.get("/metrics").text
        assert web.get("/api/docs").status_code == 200
        assert web.get("/api/openapi.json").json()["info"]["title"] == "Doorstep"
        assert web.get("/api/nothing").json()["error"] == "not_found"


def test_pages_carry_the_hashes_of_their_scripts(server: Server) -> None:
    with server.client() as web:
        policy = web.get("/").headers["content-security-policy"]
    assert "script-src 'self' 'sha256-" in policy
    assert "unsafe-eval" not in policy


def test_page_that_was_not_modified_keeps_its_policy(server: Server) -> None:
    with server.client() as web:
        first = web.get("/rate")
        again = web.get("/rate", headers={"If-None-Match": first.headers["etag"]})
        asset = web.get("/service-worker.js")
    assert again.status_code == 304
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    assert "sha256" not in asset.headers["content-security-policy"]


def test_data_folder_and_secrets_belong_to_the_owner_alone(server: Server) -> None:
    data = server.folder / "data"
    assert data.stat().st_mode & 0o777 == 0o700
    assert (data / "signing.key").stat().st_mode & 0o777 == 0o600


def test_sign_in_link_works_once(server: Server) -> None:
    token = server.sign_in_link().partition("#")[2]
    with server.client() as web:
        assert web.get("/api/me").status_code == 401
        first = web.post("/api/sign-in/link", json={"token": token})
        assert first.status_code == 204
        cookie = first.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert web.get("/api/me").json()["role"] == "admin"
        again = web.post("/api/sign-in/link", json={"token": token})
        assert (again.status_code, again.json()["error"]) == (401, "not_signed_in")
        assert web.post("/api/sign-out").status_code == 204
        web.cookies.set("doorstep_session", cookie.partition("=")[2].partition(";")[0])
        assert web.get("/api/me").status_code == 401
    assert token not in server.said().partition("running at")[2].partition("Stop with")[2]


def test_foreign_page_opens_no_socket(server: Server) -> None:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    url = f"{server.url}/_event/?EIO=4&transport=websocket"
    assert httpx.get(url, headers={**upgrade, "Origin": "https://evil.test"}).status_code == 403
    with (
        httpx.Client() as web,
        web.stream("GET", url, headers={**upgrade, "Origin": server.url}) as answer,
    ):
        assert answer.status_code == 101


@pytest.mark.parametrize("path", ["/sync", "/", "/nothing", "/metrics", "/api/feedback", "/_eventually"])
def test_a_socket_to_nowhere_is_refused(server: Server, path: str) -> None:
    with pytest.raises(InvalidStatus) as caught, connect(f"ws://127.0.0.1:{server.port}{path}"):
        pass
    answer = caught.value.response
    assert answer.status_code == 404
    assert json.loads(answer.body or b"")["error"] == "not_found"


def test_port_in_use_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = only_line(attempt(tmp_path, PORT=str(port)))
    assert said.startswith(f"Doorstep can't start. Port {port} on 127.0.0.1 is in use")


def test_without_a_command_it_serves(tmp_path: Path) -> None:
    class Bare(Server):
        def program(self) -> list[str]:
            return [sys.executable, "-m", "app"]

    server = Bare(tmp_path)
    try:
        server.start()
        with server.client() as web:
            assert web.get("/api/ready").status_code == 200
        assert server.stop() == 0
    finally:
        server.kill()


def test_takes_as_many_files_as_it_may(tmp_path: Path) -> None:
    """Each phone is a socket, and a login often gives a thousand."""

    class Limited(Server):
        def program(self) -> list[str]:
            return ["prlimit", "--nofile=128:4096", *super().program()]

    server = Limited(tmp_path)
    try:
        server.start()
        assert server.process is not None
        limits = Path(f"/proc/{server.process.pid}/limits").read_text()
        (line,) = [line for line in limits.splitlines() if line.startswith("Max open files")]
        assert line.split()[3:5] == ["4096", "4096"]
    finally:
        server.kill()


def test_wrong_setting_is_one_line(tmp_path: Path) -> None:
    said = only_line(attempt(tmp_path, PORT="abc"))
    assert said == "Doorstep can't start. PORT=abc can't be right: it should be a whole number from 1 to 65535."


@pytest.mark.parametrize("host", ["not a host", "..", "192.0.2.1"])
def test_wrong_host_is_one_line(tmp_path: Path, host: str) -> None:
    said = only_line(attempt(tmp_path, "sync", HOST=host, PORT=str(free_port())))
    assert said.startswith(f"Doorstep can't start. HOST={host} can't be right (")
    assert said.endswith("): it should be an address of this machine, such as 127.0.0.1 or 0.0.0.0.")


@pytest.mark.skipif(not BY_PERMISSION, reason="only root can be taken the right to a port")
def test_port_that_one_may_not_have_is_one_line(tmp_path: Path) -> None:
    command = ["setpriv", "--bounding-set=-net_bind_service", sys.executable, "-m", "app", "sync", "--port", "80"]
    environment = {**node_environment(), "DATA_DIR": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    said = only_line(done)
    assert said.startswith("Doorstep can't start. PORT=80 can't be right (")
    assert said.endswith("): it should be a port that this user may listen on, such as 3000.")


@pytest.mark.parametrize("what", ["serve", "sync"])
def test_redis_that_does_not_answer_is_one_line_without_its_password(tmp_path: Path, what: str) -> None:
    at = f"127.0.0.1:{free_port()}"
    said = only_line(attempt(tmp_path, what, PORT=str(free_port()), REDIS_URL=f"redis://me:hunter2@{at}/0"))
    assert said == (
        f"Doorstep can't start. REDIS_URL=redis://me:***@{at}/0 can't be right (nobody answers there): "
        "it should be empty, or redis://HOST:PORT."
    )


def test_data_folder_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    said = only_line(attempt(tmp_path, PORT=str(free_port())))
    assert "DATA_DIR" in said


def test_database_that_may_only_be_read_is_one_line(tmp_path: Path) -> None:
    assert attempt(tmp_path, "migrate").returncode == 0
    for file in (tmp_path / "data").glob("doorstep.db*"):
        file.chmod(0o444)
    said = only_line(attempt(tmp_path, PORT=str(free_port())))
    assert "doorstep.db" in said and "readonly" in said


def test_database_that_does_not_answer_is_one_line_without_its_password(tmp_path: Path) -> None:
    url = f"postgresql://me:hunter2@127.0.0.1:{free_port()}/doorstep"
    said = only_line(attempt(tmp_path, PORT=str(free_port()), DATABASE_URL=url))
    assert "hunter2" not in said
    assert "127.0.0.1" in said


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stops_within_five_seconds_and_starts_again_on_its_data(tmp_path: Path, how: signal.Signals) -> None:
    with running_server(tmp_path) as server:
        key = (tmp_path / "data" / "signing.key").read_bytes()
        # Somebody is connected while it stops.
        with socket.create_connection(("127.0.0.1", server.port)) as idle:
            idle.sendall(b"GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n")
            assert b"200" in idle.recv(100)
            started = time.monotonic()
            code = server.stop(how)
        assert time.monotonic() - started < STOPS_WITHIN
        assert code == 0
        assert server.said().endswith("Stopped.\n")
        assert "Traceback" not in server.said()
        server.start()
        assert (tmp_path / "data" / "signing.key").read_bytes() == key


def test_guessing_sign_in_links_is_limited(tmp_path: Path) -> None:
    with running_server(tmp_path, LIMIT_SIGN_IN="3/minute") as server, server.client() as web:
        answers = [web.post("/api/sign-in/link", json={"token": "guess"}) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
        assert answers[-1].json()["error"] == "too_many"
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 60


def test_two_starts_at_once_share_one_new_data_folder(tmp_path: Path) -> None:
    data = str(tmp_path / "shared")
    first, second = Server(tmp_path, DATA_DIR=data), Server(tmp_path / "other", DATA_DIR=data)
    second.folder.mkdir()
    try:
        first.spawn()
        second.spawn()
        for server in (first, second):
            server.wait_until_ready()
            with server.client() as web:
                assert web.get("/api/ready").status_code == 200
    finally:
        for server in (first, second):
            server.kill()
