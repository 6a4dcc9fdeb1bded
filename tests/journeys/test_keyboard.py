"""The public pages by keyboard alone: the order of stops, a focus that is seen, the date control, filters, what unfolds."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Opener

# A tick box of USWDS is drawn before its label, which then bears the focus.
HERE = """() => { const one = document.activeElement; const tick = one.matches('.usa-checkbox__input');
  const style = tick ? getComputedStyle(one.labels[0], '::before') : getComputedStyle(one);
  const box = (tick ? one.labels[0] : one).getBoundingClientRect();
  return { words: one.textContent.trim().replace(/\\s+/g, ' '), tag: one.tagName, outline: style.outlineStyle,
    width: parseFloat(style.outlineWidth), seen: box.width > 0 && box.height > 0 && box.left >= 0 && box.right <= innerWidth + 1 } }"""


def stops(page: Page, many: int) -> list[dict[str, object]]:
    """What has the focus, stop after stop."""
    found = []
    for _ in range(many):
        page.keyboard.press("Tab")
        found.append(page.evaluate(HERE))
    return found


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Press Tab until this has the focus."""
    for _ in range(most):
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached in {most} stops")


def test_the_first_stops_are_the_frame_in_the_order_it_is_read(clean_page: Opener) -> None:
    page = clean_page("/")
    found = stops(page, 14)
    words = [one["words"] for one in found]
    assert words[0] == "Skip to main content"
    assert words[2:5] == ["Home", "Reviews", "Orders"]
    assert "Show another day" in words
    assert words.index("Show another day") > words.index("About the data")


@pytest.mark.parametrize("path", ["/", "/matters/J02-FY2017/?on=2018-01-24", "/reviews/jag-1373/roster/"])  # fmt: skip
@pytest.mark.parametrize("width", [1280, 320])
def test_every_stop_is_seen_and_there_is_no_trap(clean_page: Opener, path: str, width: int) -> None:
    page = clean_page(path, width=width)
    found = stops(page, 40)
    assert len({(one["tag"], one["words"]) for one in found}) > 25, "the focus stays where it is"
    for one in found[1:]:
        assert one["seen"], f"{one['words']!r} has the focus and is not seen"
        assert one["outline"] != "none", f"{one['words']!r} has the focus and does not show it"
        assert float(str(one["width"])) >= 2


def test_another_day_is_asked_for_and_left_again(clean_page: Opener) -> None:
    page = clean_page("/orders/")
    tab_to(page, ".asof-change summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "asof-on"
    page.keyboard.type("06262018")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "on=2018-06-26" in page.url
    tab_to(page, ".asof-back")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "on=" not in page.url


def test_the_roster_is_narrowed_and_says_so(clean_page: Opener) -> None:
    page = clean_page("/reviews/jag-1373/roster/?on=2018-03-01")
    tab_to(page, "#field-state")
    page.keyboard.type("ms")
    expect(page.locator("#count")).to_contain_text("MS")
    assert page.evaluate("document.activeElement.id") == "field-state", "the focus stays"
    assert "state=MS" in page.url
    tab_to(page, "#field-name")
    page.keyboard.type("zzz")
    page.keyboard.press("Enter")
    expect(page.locator("#rows")).to_contain_text("No matter fits all of these filters")


def test_what_is_folded_opens_and_closes(clean_page: Opener) -> None:
    page = clean_page("/reviews/jag-1373/?on=2018-06-26")
    tab_to(page, "main details > summary")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.parentElement.open")
    page.keyboard.press("Enter")
    assert not page.evaluate("document.activeElement.parentElement.open")
