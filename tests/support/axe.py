"""axe-core: what it finds wrong for people who use keys, screen readers or large text."""

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
RUN = """async () => (await axe.run({ resultTypes: ["violations"] })).violations.flatMap((rule) =>
  rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`))"""


def violations(page: Page) -> list[str]:
    """A line for each violation in the page as it stands now."""
    page.evaluate(SCRIPT.read_text())
    found: list[str] = page.evaluate(RUN)
    return found
