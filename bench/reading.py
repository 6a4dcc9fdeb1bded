"""Reading: articles a second and core, whole and for each kind of rule; comparing accounts; a text four times as long.

The articles are the project's own, of six styles, about 900 characters each; the targets are
for an article of about 3,000, so that three of ours, joined, count as one here.
"""

from datetime import date
from itertools import cycle, islice
from pathlib import Path

from bench.measuring import Row, Work, in_turn, once, row
from proviso.outside.gazetteer import rows
from proviso.reading.comparing.comparing import compare
from proviso.reading.comparing.shelf import Account
from proviso.reading.counts import counts
from proviso.reading.dates import dates
from proviso.reading.governments.places import Places
from proviso.reading.governments.reading import governments
from proviso.reading.money import money
from proviso.reading.organisations import mentions
from proviso.reading.outlets import outlets
from proviso.reading.page import Page
from proviso.reading.passages import Taken
from proviso.reading.people import around, people
from proviso.reading.programmes import programmes
from proviso.reading.quotations import quotations
from proviso.reading.read import Asked, read
from proviso.reading.rulings import rulings
from proviso.reading.statutes import statutes

ARTICLES = Path(__file__).resolve().parents[1] / "tests" / "reading" / "articles"
ON = date(2021, 3, 11)
MANY = 40
TOGETHER = 3  # of our articles that make one of the usual length
LEAST, AIM = 30, 100  # articles a second and core


def texts(number: int) -> list[str]:
    """Articles of the usual length, each of others joined."""
    own = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    parts = cycle(own)
    return ["\n\n".join(islice(parts, TOGETHER)) for _ in range(number)]


def whole(places: Places, articles: list[str]) -> Row:
    asked = Asked(published=ON)
    seconds = in_turn(
        {"read": lambda: [read(text, places, asked) for text in articles]}, repeats=5
    )["read"]
    target = (
        len(articles) / LEAST,
        f"<= {1000 / LEAST:.0f} ms an article ({LEAST} a second); aim {AIM}",
    )
    return row(
        "an article read, every kind", size=len(articles), seconds=seconds, items=len(articles),
        unit="articles a second and core", at_most=target,
    )  # fmt: skip


def by_kind(places: Places, articles: list[str]) -> list[Row]:
    """Each kind by itself, on pages that are cut already; what it builds on is given."""
    pages = [Page(text) for text in articles]
    for page in pages:
        page.tokens, page.at, page.sentences  # noqa: B018 - cut before the time is taken
    named = [mentions(page) for page in pages]
    where = [governments(page, places, Taken(page)) for page in pages]
    who = [people(around(*three)) for three in zip(pages, named, where, strict=True)]
    spoken = [quotations(*three) for three in zip(pages, who, named, strict=True)]
    works: dict[str, Work] = {
        "cutting into words and sentences": lambda: [
            (p.tokens, p.at, p.sentences) for p in map(Page, articles)
        ],
        "governments": lambda: [governments(page, places, Taken(page)) for page in pages],
        "people": lambda: [
            people(around(*three)) for three in zip(pages, named, where, strict=True)
        ],
        "organisations": lambda: [mentions(page) for page in pages],
        "dates": lambda: [dates(page, ON, Taken(page)) for page in pages],
        "money": lambda: [money(page, Taken(page)) for page in pages],
        "counts": lambda: [counts(page, Taken(page)) for page in pages],
        "statutes": lambda: [statutes(page, Taken(page)) for page in pages],
        "programmes": lambda: [programmes(page, Taken(page)) for page in pages],
        "quotations": lambda: [quotations(*three) for three in zip(pages, who, named, strict=True)],
        "rulings": lambda: [
            rulings(page, Taken(page, ((one.start, one.end) for one in said)), found)
            for page, said, found in zip(pages, spoken, where, strict=True)
        ],
        "outlets": lambda: [outlets(page, found) for page, found in zip(pages, named, strict=True)],
    }
    seconds = in_turn(works, repeats=5)
    return [
        row(
            f"rules of {name}" if name[0] != "c" or name == "counts" else name,
            size=len(articles),
            seconds=taken,
            items=len(articles),
            unit="articles a second and core",
        )
        for name, taken in seconds.items()
    ]


def longer(places: Places, text: str) -> list[Row]:
    """One text in three lengths: the growth is in the table of growth."""
    made = []
    for times in (4, 16, 64):
        seconds, _ = once(lambda times=times: read(text * times, places, Asked(published=ON)))  # type: ignore[misc]
        made.append(
            row(
                "one text, read whole",
                size=len(text) * times,
                seconds=seconds,
                items=len(text) * times,
                unit="characters a second",
            )
        )
    return made


def compared(places: Places, articles: list[str]) -> Row:
    accounts = [
        Account(file=f"{at}.txt", reading=read(text, places, Asked(published=ON)))
        for at, text in enumerate(articles)
    ]
    seconds = in_turn({"compare": lambda: compare(accounts)}, repeats=3)["compare"]
    return row(
        "accounts compared, already read",
        size=len(accounts),
        seconds=seconds,
        items=len(accounts),
        unit="accounts a second",
    )


def run() -> list[Row]:
    """Every row."""
    places = Places(rows())
    articles = texts(MANY)
    return [
        whole(places, articles),
        *by_kind(places, articles),
        *longer(places, articles[0]),
        compared(places, articles[:7]),
    ]


if __name__ == "__main__":
    for one in run():
        print({key: round(x, 4) if isinstance(x, float) else x for key, x in one.items()})
