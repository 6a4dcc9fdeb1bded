"""axe-core over an open page. It is injected as a debugger would, which the page's policy does not stop."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def source() -> str:
    """axe-core's text."""
    return (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds wrong: rule, what it says, and where."""
    page.evaluate(source())
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})",
        RULES,
    )
    return [
        f"{one['id']}: {one['help']} at {'; '.join(str(node['target']) for node in one['nodes'][:4])}"
        for one in found["violations"]
    ]
