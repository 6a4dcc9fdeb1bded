"""Other ways to read the public pages: at 200 % zoom, on paper, in the reader's own colours, without motion."""

import io
from typing import Literal

import pikepdf
import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Opener

MAIN = (
    "/",
    "/reviews/jag-1373/?on=2018-06-26",
    "/reviews/jag-1373/roster/?on=2018-03-01",
    "/matters/J02-FY2017/?on=2018-01-24",
    "/orders/O08/?on=2018-06-26",
    "/may/?act=issue-subpoena&respondent=J17-FY2016&on=2018-03-01",
    "/dates/?phrase=30+days+after+2018-01-24&rule=frcp-6a",
)


@pytest.mark.parametrize("path", MAIN)
def test_nothing_scrolls_sideways_at_200_percent(clean_page: Opener, path: str) -> None:
    page = clean_page(path, width=640)  # what is left of 1280 at 200 %
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("path", MAIN)
def test_it_prints_whole_and_without_the_frame(clean_page: Opener, path: str) -> None:
    page = clean_page(path)
    page.emulate_media(media="print")
    for frame in (".nav", ".asof-change", ".usa-skipnav", ".filters"):
        for one in page.locator(frame).all():
            assert not one.is_visible(), f"{frame} is printed"
    assert page.locator(".strip").is_visible(), "paper says too what the site is"
    for one in page.locator(".asof-says").all():
        assert one.is_visible(), "and which day it shows"
    shut = "[...document.querySelectorAll('main details:not([open])')].filter(one => one.getBoundingClientRect().height < 40).length"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(shut) == 0, "what is folded on the screen is printed open"
    with pikepdf.open(io.BytesIO(page.pdf(format="Letter", tagged=True))) as told:
        assert 0 < len(told.pages) < 60
        assert told.Root.MarkInfo.Marked, "the PDF is tagged"


@pytest.mark.parametrize("path", MAIN[:4])
def test_in_the_readers_own_colours_shapes_are_still_there(
    browser: Browser, site: str, path: str
) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        page.goto(site + path)
        bare = """() => [...document.querySelectorAll('.tag, .gate, .event-mark')].filter(one => {
            const style = getComputedStyle(one); return parseFloat(style.borderTopWidth) < 1 }).length"""
        assert page.evaluate(bare) == 0, "a status rests on its colour alone"
        filled = (
            "[...document.querySelectorAll('.bar-part')].map(one => getComputedStyle(one).fill)"
        )
        assert all(one not in ("none", "rgba(0, 0, 0, 0)") for one in page.evaluate(filled))
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
    finally:
        context.close()


def test_nothing_moves_where_the_reader_asked_for_no_motion(browser: Browser, site: str) -> None:
    ways: tuple[tuple[Literal["reduce", "no-preference"], str], ...] = (
        ("reduce", "auto"),
        ("no-preference", "smooth"),
    )
    for asked, scrolls in ways:
        context = browser.new_context(reduced_motion=asked)
        page = context.new_page()
        page.goto(site + "/reviews/jag-1373/")
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == scrolls
        moving = """() => [...document.querySelectorAll('*')].filter(one => {
            const style = getComputedStyle(one);
            return parseFloat(style.transitionDuration) > 0.2 || style.animationName !== 'none' }).length"""
        assert page.evaluate(moving) == 0
        context.close()
