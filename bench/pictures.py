"""The pictures of the README, taken from the running program.

.venv/bin/python -m bench.pictures
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from app.build.node import node_environment
from tests.support.chromium import PHONE, launch
from tests.support.server import ROOT, Server, running_server

FOLDER = ROOT / "docs" / "pictures"
DESKTOP = {"width": 1280, "height": 720}
DESK = {"width": 1440, "height": 900}


def rate(page: Page, server: Server) -> None:
    """A rating that somebody is about to send."""
    page.goto(f"{server.url}/rate/A-1042?courier=7")
    page.get_by_role("radio", name="4, Good").check(force=True)
    page.get_by_role("checkbox", name="On time").check(force=True)


def thanks(page: Page, server: Server) -> None:
    """The moment after."""
    rate(page, server)
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Thank you").wait_for()


def landing(page: Page, server: Server) -> None:
    """The start page."""
    page.goto(server.url)
    page.get_by_role("heading", level=1).wait_for()


def desk(page: Page, server: Server) -> None:
    """The dashboard of a made up company."""
    demo = [sys.executable, "-m", "app", "demo", "--orders", "5000"]
    subprocess.run(demo, cwd=ROOT, env={**node_environment(), **server.settings}, check=True)
    page.goto(server.sign_in_link())
    page.get_by_role("list", name="Figures").wait_for()
    page.get_by_role("table", name="Feedback per day").wait_for(state="attached")
    page.wait_for_load_state("networkidle")


PICTURES = (
    ("rate-phone-light", rate, PHONE, "light"),
    ("thanks-phone-dark", thanks, PHONE, "dark"),
    ("landing-desktop-light", landing, DESKTOP, "light"),
    ("desk-desktop-light", desk, DESK, "light"),
)


def main() -> int:
    """Take them all."""
    with tempfile.TemporaryDirectory() as data, running_server(Path(data)) as server, sync_playwright() as playwright:
        browser = launch(playwright, whole=True)
        for name, scene, viewport, scheme in PICTURES:
            context = browser.new_context(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            scene(page, server)
            page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
            context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
