"""`python -m app link`, `worker`, `admin` and `demo`, as an operator types them, beside a server that runs."""

import json
import operator
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest

from app.build.node import node_environment
from tests.support.entries import record
from tests.support.node import node
from tests.support.server import ROOT, Server, running_server


def typed(server: Server, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", *arguments]
    environment = {**node_environment(), **server.settings}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("server"), ONLY_RATING_LINKS="true") as started:
        yield started


def test_a_link_made_at_the_shell_rates_its_order(server: Server) -> None:
    done = typed(server, "link", "ORDER123", "--courier", "7")
    assert (done.returncode, done.stderr) == (0, "")
    page, _, token = done.stdout.strip().rpartition("/")
    assert page == f"http://localhost:{server.port}/rate"
    with server.client() as web:
        assert web.post("/api/feedback", json=record(link=token)).status_code == 201
        assert web.post("/api/feedback", json=record(link=token, courierId=8)).status_code == 403
        assert web.post("/api/feedback", json=record()).status_code == 401


def test_a_links_code_can_be_scanned(server: Server, tmp_path: Path) -> None:
    link = typed(server, "link", "ORDER125", "--qr", str(tmp_path / "door.png")).stdout.strip()
    assert scanned(tmp_path / "door.png") == link
    assert typed(server, "link", "ORDER125", "--qr", str(tmp_path / "door.svg")).returncode == 0
    assert ElementTree.parse(tmp_path / "door.svg").getroot().tag == "{http://www.w3.org/2000/svg}svg"


def scanned(picture: Path) -> str:
    """What a camera would read of a picture with one bit for each pixel."""
    content = picture.read_bytes()
    width, height, depth, kind = struct.unpack(">IIBB", content[16:26])
    assert (depth, kind) == (1, 0)
    start = content.index(b"IDAT")
    length = struct.unpack(">I", content[start - 4 : start])[0]
    raw = zlib.decompress(content[start + 4 : start + 4 + length])
    line = (width + 7) // 8 + 1
    rows: list[bytes] = []
    for at in range(height):
        row = raw[at * line + 1 : (at + 1) * line]
        # A line is written as it is, or as what it adds to the one above.
        rows.append(bytes(map(operator.xor, row, rows[-1])) if raw[at * line] else row)
    pixels = [255 * (row[x // 8] >> (7 - x % 8) & 1) for row in rows for x in range(width)]
    decoder = (ROOT / "tests" / "node_modules" / "qr" / "decode.js").as_uri()
    script = f"""import decode from "{decoder}";
        const [width, height, pixels] = JSON.parse((await import("node:fs")).readFileSync(process.argv[1]));
        const data = Uint8Array.from(pixels.flatMap((each) => [each, each, each, 255]));
        console.log(decode({{ width, height, data }}));"""
    plain = picture.with_suffix(".json")
    plain.write_text(json.dumps([width, height, pixels]))
    return node("--input-type=module", "-e", script, str(plain)).strip()


def test_a_workers_token_brings_what_is_any_rooms(server: Server) -> None:
    link = typed(server, "link", "ORDER124").stdout.strip().rpartition("/")[2]
    token = typed(server, "worker", "bridge").stdout.strip()
    with httpx.Client(base_url=server.url, headers={"Authorization": f"Bearer {token}"}) as web:
        items = [record(orderId="ORDER124", link=link), record(orderId="ORDER124")]
        answer = web.post("/api/feedback/batch", json={"items": items, "room": "some-room"})
    assert [each["status"] for each in answer.json()["receipts"]] == ["stored", "rejected"]


@pytest.mark.parametrize(
    "wrong", [["A1", "--qr", "code.gif"], ["no order!"], ["A1", "--courier", "-3"], ["A1", "--days", "0"]]
)
def test_what_can_be_no_link_is_one_sentence(tmp_path: Path, wrong: list[str]) -> None:
    done = typed(Server(tmp_path), "link", *wrong)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


def test_somebody_invited_at_the_shell_comes_in_with_their_role(server: Server) -> None:
    done = typed(server, "admin", "invite", "Vera@Example.com", "--role", "agent")
    assert (done.returncode, done.stderr) == (0, "")
    page, _, token = done.stdout.strip().partition("#")
    assert page == f"http://localhost:{server.port}/sign-in"
    with server.client() as web:
        assert web.post("/api/sign-in/link", json={"token": token}).status_code == 204
        assert web.get("/api/me").json()["role"] == "agent"
        assert web.get("/api/me").json()["email"] == "vera@example.com"


def test_who_has_no_mail_address_is_not_invited(tmp_path: Path) -> None:
    done = typed(Server(tmp_path), "admin", "invite", "vera")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "That is no mail address.\n")


def test_a_sample_is_made_once_and_removed(tmp_path: Path) -> None:
    server = Server(tmp_path)
    made = typed(server, "demo", "--orders", "40")
    assert (made.returncode, made.stderr) == (0, "")
    again = typed(server, "demo", "--orders", "40")
    assert (again.returncode, again.stdout) == (2, "")
    assert "remove it first" in again.stderr
    number = made.stdout.partition(" ")[0]
    assert typed(server, "demo", "--remove").stdout == f"{number} made-up records are gone.\n"
    assert typed(server, "demo", "--remove").stdout == "0 made-up records are gone.\n"
