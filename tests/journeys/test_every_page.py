"""What holds of every page: readable by machines and at 320 pixels, one heading, a skip link, no script needed."""

import pytest

from tests.journeys.axe import violations
from tests.journeys.conftest import Opener
from tests.journeys.pages import PAGES

EVERY = pytest.mark.parametrize(
    ("path", "status"), [one[1:] for one in PAGES], ids=[one[0] for one in PAGES]
)


@EVERY
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(clean_page: Opener, path: str, status: int, theme: str) -> None:
    page = clean_page(path, theme=theme, status=status)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert violations(page) == []


@EVERY
def test_nothing_scrolls_sideways_at_320_pixels(clean_page: Opener, path: str, status: int) -> None:
    page = clean_page(path, width=320, status=status)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@EVERY
def test_it_has_one_heading_a_language_and_a_title(
    clean_page: Opener, path: str, status: int
) -> None:
    page = clean_page(path, scripts=False, status=status)
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title().endswith(" Proviso")
    assert page.locator("main").is_visible()


def test_the_skip_link_comes_first_and_leads_to_the_text(clean_page: Opener) -> None:
    page = clean_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_checker_sees_what_is_wrong(clean_page: Opener) -> None:
    page = clean_page("/about/")
    page.evaluate("document.querySelector('main h1').innerHTML = '<img src=\"data:,\">'")
    assert any("image-alt" in one for one in violations(page)), "the control arm must fail"
