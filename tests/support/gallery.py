"""The gallery page: every component, served without the app."""

from playwright.sync_api import Locator, Page

PHONE = {"width": 360, "height": 640}
DESKTOP = {"width": 1440, "height": 900}
TOUCH = 48
STAR = 56
SHEETS_BYTES = 9.5 * 1024
TOO_SMALL = """([selector, least]) => [...document.querySelectorAll(selector)]
  .filter((each) => each.checkVisibility() && !each.classList.contains("sr-only"))
  .map((each) => [each.textContent || each.ariaLabel, each.getBoundingClientRect()])
  .filter(([, box]) => box.width < least || box.height < least)
  .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""
CUT_OFF = """() => [...document.querySelectorAll("main button, main label, main h1, main h2, main p, header *, nav *")]
  .filter((each) => each.checkVisibility() && !each.closest(".sr-only, [role=tablist]"))
  .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== "inline")
  .map((each) => each.textContent)"""
MOVING = """() => document.getAnimations().map((each) => each.effect.getComputedTiming())
  .filter((timing) => timing.endTime > 1).length"""
NO_TRANSITION = "(element) => parseFloat(getComputedStyle(element).transitionDuration)"
TAKEN_OVER = "() => Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__react'))"
FORM = "() => Object.fromEntries(new FormData(document.forms[0]))"


def open_gallery(page: Page, url: str) -> Page:
    """The page with its scripts at work: React has taken over what the build had drawn."""
    page.goto(url)
    page.wait_for_function(TAKEN_OVER)
    return page


def shown_word(stars: Locator) -> str:
    """The word under the stars that can be seen."""
    words: list[str] = stars.locator(".stars-word > *").evaluate_all(
        "(all) => all.filter((each) => getComputedStyle(each).visibility === 'visible').map((each) => each.textContent)"
    )
    assert len(words) == 1
    return words[0]
