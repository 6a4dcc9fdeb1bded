"""Letters printed by one press against WeasyPrint, ReportLab and fpdf2; two presses against one; memory and checks.

Every letter is a merged document request of two pages that differs in its award, its
addressee and its desk. The peers get a content that is ready, and print it once; so does our
press in the first rows. The others count everything: words chosen, content checked, three
renderings, the hash.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from time import perf_counter

from bench.measuring import Row, Taken, in_turn, once, peak_megabytes, row
from bench.peers.paper import Fpdf2, ReportLab, WeasyPrint
from proviso.domain.refusals import Refusal
from proviso.letters.compose import compose
from proviso.letters.content import Content, Desk
from proviso.letters.draft import Draft
from proviso.letters.library import load
from proviso.letters.pdf import Press
from proviso.letters.render import Rendered, render_many
from proviso.letters.ua import faults
from tests.letters.village import request, with_values

EACH = 24
LONG = 1_000
SHARED = 600
FLAT = 16  # megabytes more after LONG letters than after a tenth of them


def drafts(number: int, first: int = 0) -> Iterator[Draft]:
    for at in range(first, first + number):
        draft = with_values(request(), award=f"2016-DJ-BX-{at:04d}", prime=f"City number {at}")
        code = f"7Q4K-{at:04d}"
        yield replace(
            draft,
            letter=f"L-{at:05d}",
            clauses=("subrecipient", "public_record"),
            desk=Desk(url=f"https://proviso.example/desk/{code}", code=code),
        )


def contents(number: int) -> list[Content]:
    made = [compose(draft, load()) for draft in drafts(number)]
    return [one for one in made if isinstance(one, Content)]


def printed(number: int, first: int = 0) -> int:
    """Make so many letters; the number of those that were refused must be none."""
    for made in render_many(drafts(number, first)):
        if isinstance(made, Refusal):
            raise TypeError(made.reason)
    return number


def against_peers() -> list[Row]:
    ready = contents(EACH)
    peers = {
        "WeasyPrint, PDF/UA": WeasyPrint(),
        "ReportLab, no tags": ReportLab(),
        "fpdf2, no tags": Fpdf2(),
    }
    press = Press()
    works = {name: _each(one, ready) for name, one in peers.items()}
    ours = {
        "letters of two pages, printing alone": lambda: [press.pdf(content) for content in ready],
        "letters of two pages, with all else that we do": lambda: printed(EACH),
    }
    seconds = in_turn({**ours, **works}, repeats=5)
    targets = {"WeasyPrint, PDF/UA": 7.0}
    return [
        row(
            work,
            size=EACH,
            seconds=seconds[work],
            items=EACH,
            unit="letters a second and core",
            against=name,
            peer_seconds=seconds[name],
            at_least=targets.get(name) if work.endswith("alone") else None,
        )
        for work in ours
        for name in peers
    ]


def _each(press: WeasyPrint | ReportLab | Fpdf2, ready: list[Content]):  # type: ignore[no-untyped-def]
    return lambda: [press(content) for content in ready]


def two_against_one() -> Row:
    """The same letters by one process and by two, each warm before it is timed; they take turns."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        half = SHARED // 2
        list(pool.map(_both, (8, 8), (0, 0)))
        one, two = [], []
        for _ in range(3):
            start = perf_counter()
            pool.submit(printed, half).result()
            one.append((perf_counter() - start) * 2)
            start = perf_counter()
            list(pool.map(printed, (half, half), (0, half)))
            two.append(perf_counter() - start)
    return row(
        "letters by two processes",
        size=SHARED,
        seconds=Taken.of(
            sorted(two)[1], sorted(two)[1]
        ),  # the processors' own time is spent in the pool
        items=SHARED,
        unit="letters a second",
        against=f"one process ({os.cpu_count()} cores)",
        peer_seconds=sorted(one)[1],
        at_least=1.8,
    )


def _both(number: int, first: int) -> int:
    return printed(number, first)


def flat_memory() -> Row:
    """How much more memory a thousand letters take than a hundred, in a process of their own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        before, after, seconds = pool.submit(_growth).result()
    made = row(
        "memory: more after 1,000 letters than after 100",
        size=LONG,
        seconds=seconds,
        items=LONG,
        unit="letters a second and core",
        against=f"{before:.0f} MB at 100, {after:.0f} MB at 1,000",
    )
    return {**made, "target": f"<= {FLAT} MB more", "met": after - before <= FLAT}


def _growth() -> tuple[float, float, float]:
    printed(LONG // 10)
    before = peak_megabytes()
    seconds, _ = once(lambda: printed(LONG))
    return before, peak_megabytes(), seconds


@cache
def checked() -> Row:
    """Every letter of a run through the PDF/UA checks, against printing it: a release can afford them."""
    made = [one for one in render_many(drafts(100)) if isinstance(one, Rendered)]
    seconds = in_turn(
        {"checks": lambda: [faults(one.pdf) for one in made], "print": lambda: printed(100)},
        repeats=3,
    )
    wrong = sum(bool(faults(one.pdf)) for one in made)
    told = row(
        "PDF/UA checks of letters",
        size=100,
        seconds=seconds["checks"],
        items=100,
        unit="letters a second and core",
        against="printing them",
        peer_seconds=seconds["print"],
    )
    return {**told, "target": "0 of 100 with a fault", "met": wrong == 0}


def run() -> list[Row]:
    return [*against_peers(), two_against_one(), flat_memory(), checked()]


if __name__ == "__main__":
    for one in run():
        print({key: round(x, 3) if isinstance(x, float) else x for key, x in one.items()})
