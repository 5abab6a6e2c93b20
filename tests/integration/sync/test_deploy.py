"""What is deployed: the files say what the guides say, and what the image holds is enough to serve the rooms."""

import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from tests.support.rooms import RoomServer
from tests.support.server import ROOT

DEPLOY = ROOT / "deploy"


@pytest.fixture
def dockerfile() -> str:
    return (DEPLOY / "Dockerfile").read_text().replace("\\\n", "")


def test_the_image_has_the_port_and_the_name_of_the_guides(dockerfile: str) -> None:
    assert re.search(r"^EXPOSE 4000$", dockerfile, re.MULTILINE)
    last = dockerfile.strip().splitlines()[-1]
    assert json.loads(last.removeprefix("CMD ")) == ["jazz-sync-server", "--port", "4000"]
    assert "docker build -t jazz-sync " in dockerfile
    # Nobody could reach it at the default address, and nothing in it needs root.
    assert "HOST=0.0.0.0" in dockerfile
    assert "\nUSER doorstep\n" in dockerfile


def test_the_clouds_are_told_the_same_port_and_the_same_image() -> None:
    fly = tomllib.loads((DEPLOY / "fly.toml").read_text())
    (service,) = fly["services"]
    assert (fly["app"], service["internal_port"], service["protocol"]) == ("my-jazz-sync", 4000, "tcp")
    assert [(port["port"], port["handlers"]) for port in service["ports"]] == [(80, ["http"]), (443, ["tls", "http"])]
    assert "--dockerfile deploy/Dockerfile" in (DEPLOY / "fly.toml").read_text()
    railway = json.loads((DEPLOY / "railway.json").read_text())
    assert (ROOT / railway["build"]["dockerfilePath"]).is_file()
    render = (DEPLOY / "render.yaml").read_text()
    assert "dockerfilePath: deploy/Dockerfile" in render
    assert "value: 4000" in render


class Imaged(RoomServer):
    """The rooms from a folder that holds what the image does."""

    def program(self) -> list[str]:
        return [str(self.folder / "deploy" / "jazz-sync-server"), "--port", str(self.port)]


def test_what_is_copied_into_the_image_is_enough(tmp_path: Path, dockerfile: str) -> None:
    copied = re.findall(r"^COPY (\S+) (\S+)$", dockerfile, re.MULTILINE)
    assert copied
    allowed = (ROOT / ".dockerignore").read_text().splitlines()
    for source, target in copied:
        assert f"!{source}" in allowed
        place = tmp_path / target / (Path(source).name if target.endswith("/") else "")
        place.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / source, place)
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    server = Imaged(tmp_path, HOST="127.0.0.1")
    server.start()
    try:
        with server.client() as web:
            assert web.get("/api/ready").status_code == 200
            # "curl the server": says that it is there, and how to go on.
            answer = web.get("/")
            assert (answer.status_code, "/sync/" in answer.text) == (200, True)
            assert web.get("/elsewhere").status_code == 404
    finally:
        assert server.stop() == 0
