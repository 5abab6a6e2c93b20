"""How long the rating page takes from a touch to the next picture, on a slow phone.

Starts the real program, opens `/rate` in Chromium with a processor four times slower, and fills the form in as a person
would: stars, a chip, the comment key by key, the tick for a call back, Send. The browser itself measures each
interaction (Event Timing, as for "interaction to next paint"; it rounds to 8 ms).

    .venv/bin/python -m bench.interaction
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.report import table, write_section
from tests.support.chromium import PHONE, launch, until
from tests.support.server import running_server

CPU_BRAKE = 4
LOCALES = ("en-GB", "de-DE")
COMMENT = "Left it with the neighbour, as I had asked."
LISTEN = """() => {
  window.interactions = {};
  new PerformanceObserver((list) => {
    for (const { interactionId: id, duration, name } of list.getEntries())
      if (id && duration > (interactions[id]?.[0] ?? 0)) interactions[id] = [duration, name];
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
}"""


def fill(page: Page) -> None:
    """Everything that a customer may touch."""
    form = page.locator("main form")
    form.locator("[name=orderId]").tap()
    page.keyboard.type("A-1042")
    form.locator("[name=courierId]").tap()
    page.keyboard.type("7")
    for stars in (2, 4):
        form.locator(f"label:has([name=rating][value='{stars}'])").tap()
    form.locator("label:has([name=reasons][value=on_time])").tap()
    form.locator("[name=comment]").tap()
    page.keyboard.type(COMMENT)
    form.locator("label:has([name=needsFollowUp])").tap()
    page.locator("button[type=submit]:visible").tap()
    page.locator("#saved").wait_for()


def main() -> int:
    """Measure, and write the section."""
    rows: list[tuple[str, str, str]] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright, whole=True)
        for locale in LOCALES:
            context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale=locale)  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(f"{server.url}/rate")
            until(page, "navigator.serviceWorker?.controller?.state === 'activated'")
            page.evaluate(LISTEN)
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": CPU_BRAKE})
            fill(page)
            page.wait_for_timeout(500)
            measured = sorted(page.evaluate("Object.values(interactions)"))
            worst, name = measured[-1]
            what = f"worst of {len(measured)} interactions over 16 ms ({locale}; {name}), ms"
            rows.append((what, str(worst), "≤ 100"))
            context.close()
        browser.close()
    text = (
        "The rating form filled in by taps and keys, with a processor braked four-fold; from an event to the next "
        "picture, as the browser itself measures it.\n\n" + table(("figure", "measured", "to reach"), rows)
    )
    print(text)
    write_section("A touch on the rating form", "bench.interaction", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
