"""A courier's phone, as tests use it: given to them by the desk, with their orders on it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import BrowserContext, Locator, Page, expect

from app.build.node import node_environment
from tests.support.axe import violations
from tests.support.chromium import CONTROLLED, until
from tests.support.server import ROOT, Server

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ORDERS = {"A-1": "1 Mill Lane", "A-2": "2 Mill Lane", "B/7#1": "Harbour Street 12"}
COMMENT = "Anything else?"
SECRET = "What only this customer said"


def bring(server: Server, folder: Path, *lines: str) -> None:
    """Import these orders."""
    file = folder / "orders.csv"
    file.write_text("\n".join(["order_id,courier_id,day,address,name", *lines]))
    command = [sys.executable, "-m", "app", "orders", "import", str(file)]
    subprocess.run(command, cwd=ROOT, env={**node_environment(), **server.settings}, check=True)


@contextmanager
def signed_in(server: Server) -> Iterator[httpx.Client]:
    with server.client() as web:
        answer = web.post("/api/sign-in/link", json={"token": server.sign_in_link().partition("#")[2]})
        assert answer.is_success
        web.headers["Origin"] = server.url
        yield web


def visit(context: BrowserContext, server: Server, path: str = "/courier") -> Page:
    page = context.new_page()
    # Leaving the form in a customer's hands is asked about first.
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(server.url + path)
    until(page, CONTROLLED)
    return page


def say_who(page: Page, number: str = "7") -> None:
    page.get_by_label("Your courier number").fill(number)
    page.get_by_role("button", name="That's me").click()
    expect(page.get_by_text(f"Courier {number}")).to_be_visible()


def rows(page: Page) -> Locator:
    return page.get_by_role("list", name="Orders").get_by_role("listitem")


def row(page: Page, order: str) -> Locator:
    return rows(page).filter(has=page.get_by_text(order, exact=True))


def with_orders(context: BrowserContext, server: Server, desk: httpx.Client) -> Page:
    """A courier whose phone the desk has given them, with their list on it and no network any more."""
    page = visit(context, server)
    say_who(page)
    device = page.get_by_text("Tell them this device").locator("strong")
    answer = desk.put(f"/api/devices/{device.get_attribute('title')}/courier", json={"courierId": 7})
    assert answer.is_success, answer.text
    page.get_by_role("button", name="Refresh").click()
    expect(rows(page)).to_have_count(len(ORDERS))
    context.set_offline(True)
    return page


def hand_over(page: Page, order: str) -> None:
    row(page, order).get_by_role("link", name="Hand over").click()
    expect(page.get_by_role("heading", name="Rate your delivery")).to_be_visible()
    expect(page.get_by_text(f"Order {order}")).to_be_visible()


def answer(page: Page, comment: str = SECRET) -> None:
    page.get_by_role("radio", name="4, Good").check(force=True)
    page.get_by_label(COMMENT).fill(comment)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def give_back(page: Page, key: str = "7") -> None:
    page.get_by_role("button", name="For the courier").click()
    page.get_by_role("dialog").get_by_label("Your courier number").fill(key)
    page.get_by_role("button", name="Back to my orders").click()


def look(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate(TOO_WIDE) == 0
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(TOO_WIDE) == 0
    page.evaluate("document.documentElement.style.fontSize = ''")


def kept_fields(page: Page) -> str:
    """Everything that the page and the browser's plain storages hold of what was typed."""
    held: str = page.evaluate("""() => JSON.stringify([
        [...document.querySelectorAll("input, textarea")].map((each) => each.type === "hidden" ? "" : each.value),
        document.body.innerText, { ...localStorage }, { ...sessionStorage }, history.state])""")
    return held
