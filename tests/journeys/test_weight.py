"""What a first visit weighs, as a browser loads it: everything compressed, nothing from elsewhere."""

import pytest

from tests.journeys.conftest import Opener

LIMIT = 100_000
# Bytes of bodies as sent, by address; the browser's own count, fonts and pictures included.
SENT = """() => Object.fromEntries(
  [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .map(one => [new URL(one.name).pathname, [one.encodedBodySize, one.decodedBodySize]]))"""
PAGES = ("/", "/reviews/jag-1373/roster/", "/matters/J02-FY2017/?on=2018-01-24", "/orders/")


@pytest.mark.parametrize("path", PAGES)
def test_a_first_visit_stays_under_a_hundred_kilobytes(clean_page: Opener, path: str) -> None:
    page = clean_page(path)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    sent: dict[str, list[int]] = page.evaluate(SENT)
    told = "\n".join(f"{size[0]:>8,} {name}" for name, size in sorted(sent.items()))
    assert sum(size[0] for size in sent.values()) < LIMIT, told
    texts = [one for one in sent if one.endswith((".css", ".js", "/"))]
    assert texts
    for one in texts:
        assert sent[one][0] < 0.6 * sent[one][1] or sent[one][1] < 1_000, f"{one} is not compressed"


def test_a_font_that_the_page_does_not_need_is_not_loaded(clean_page: Opener) -> None:
    page = clean_page("/")
    page.wait_for_load_state("networkidle")
    assert not [name for name in page.evaluate(SENT) if "-more" in name]
