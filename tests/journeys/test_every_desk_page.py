"""What holds of every page of the desks: axe in light and dark, nothing sideways at 320 pixels, one heading; and without a script."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.axe import violations
from tests.journeys.conftest import Opener
from tests.journeys.desk_pages import PAGES
from tests.journeys.desks import account, show_again, sign_in

ROLES = [role for role, pages in PAGES.items() if pages]


@pytest.fixture(scope="package")
def passwords(site: str, shared: Path) -> Iterator[dict[str, str]]:
    """An account of each role, made once."""
    yield {role: account(shared / "installation", role) for role in ROLES}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("way", [("light", 1280), ("dark", 320)], ids=["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    clean_page: Opener, site: str, passwords: dict[str, str], role: str, way: tuple[str, int]
) -> None:
    theme, width = way
    page = clean_page("/desk/", theme=theme, width=width)
    sign_in(page, role, passwords[role])
    show_again(page, site, passwords[role])
    wrong = []
    for path in PAGES[role]:
        answer = page.goto(site + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        wrong += [f"{path}: {one}" for one in violations(page)]
        if page.locator("h1").count() != 1:
            wrong.append(f"{path}: {page.locator('h1').count()} headings of the first level")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{path}: scrolls sideways at {width}")
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_desk_opens_without_a_script(
    clean_page: Opener, site: str, passwords: dict[str, str], role: str
) -> None:
    page = clean_page("/desk/", scripts=False)
    sign_in(page, role, passwords[role])
    show_again(page, site, passwords[role])
    for path in PAGES[role]:
        answer = page.goto(site + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"
        assert page.locator("main").is_visible(), path
