"""axe-core: what it finds wrong for people who use keys, screen readers or large text."""

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
# While something fades in, its colours are none of its own. What never ends, as a shimmer does, may run on.
AT_REST = """async () => {
  const moving = () => document.getAnimations().filter((one) =>
    one.playState === "running" && one.effect?.getComputedTiming().endTime !== Infinity);
  while (moving().length > 0) await Promise.allSettled(moving().map((one) => one.finished));
}"""
RUN = """async () => (await axe.run({ resultTypes: ["violations"] })).violations.flatMap((rule) =>
  rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`))"""


def at_rest(page: Page) -> None:
    """Wait until whatever moves in the page has come to its place."""
    page.evaluate(AT_REST)


def violations(page: Page) -> list[str]:
    """A line for each violation in the page as it stands once nothing moves."""
    at_rest(page)
    page.evaluate(SCRIPT.read_text())
    found: list[str] = page.evaluate(RUN)
    return found
