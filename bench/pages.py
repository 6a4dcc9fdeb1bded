"""Pages over a roster of 39,000 matters: how long the slowest of twenty takes (p95), against a bare Django list of the same rows.

The peer is what a first view of such a list would be: a queryset, a hundred rows, a template, the same
middleware, no law, no days, no history. A page is added with a row of PAGES. Each address is asked once in
each turn, so pages are made and not remembered, but for what the program itself keeps.
"""

import os
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from statistics import quantiles
from time import perf_counter, process_time
from typing import Any

from bench.measuring import Row, Taken, row
from bench.rounds import alone

MATTERS = int(os.environ.get("PROVISO_BENCH_ROSTER", "39_000"))
TURNS, ADDRESSES = 3, 20
BARE = "a bare Django list of 100 of the rows"
PUBLIC, ANALYST, OWNER = "public", "analyst", "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A kind of page: what it is called, how its addresses are made by lot, who asks, and within how many seconds."""

    work: str
    address: Callable[[random.Random], str]
    who: str = PUBLIC
    within: float | None = None


def _page(lot: random.Random) -> int:
    return lot.randrange(1, 300)


def _matter(lot: random.Random) -> str:
    return f"E{lot.randrange(MATTERS):05d}-FY2016"


STATES = "TX CA NY IL PA OH MI MN WI IN KS NE".split()
PAGES = (
    Asked(
        work="roster, a page of 100",
        address=lambda lot: f"/reviews/everyone/roster/?page={_page(lot)}",
    ),
    Asked(
        work="roster, one state, sorted by date",
        address=lambda lot: f"/reviews/everyone/roster/?state={lot.choice(STATES)}&sort=-due&page={lot.randrange(1, 9)}",
    ),
    Asked(
        work="roster, part of a name",
        address=lambda lot: f"/reviews/everyone/roster/?name={lot.choice('abcdefghij')}{lot.choice('aeiou')}",
    ),
    Asked(work="a matter", address=lambda lot: f"/matters/{_matter(lot)}/"),
    Asked(work="a matter that many orders reach", address=lambda lot: "/matters/J02-FY2017/"),
    Asked(work="all dates due", address=lambda lot: f"/due/?page={_page(lot)}"),
    Asked(work="search", address=lambda lot: f"/search/?q={lot.choice('abcdefghij')}{lot.choice('aeiou')}{lot.choice('nrst')}"),
    Asked(work="home", address=lambda lot: f"/?x={lot.randrange(10**9)}"),
    Asked(work="the review", address=lambda lot: f"/reviews/everyone/?x={lot.randrange(10**9)}"),
    Asked(work="the desk's first page", address=lambda lot: "/desk/", who=ANALYST, within=0.15),
)  # fmt: skip


def measured(matters: int) -> list[Row]:
    return list(measuring(matters))


def measuring(matters: int) -> Iterator[Row]:
    """Every page in turn with the bare list, in an installation of its own."""
    from bench import everyone

    people = everyone.installed(matters)
    bare = _bare()
    clients = _clients(people)
    yield from _first(clients[PUBLIC], matters)
    lot = random.Random(7)
    for one in PAGES:
        every = [one.address(lot) for _ in range(ADDRESSES)]
        _ask(clients[one.who], every[0])  # what is read once for all
        ours, theirs = [], []
        for _ in range(TURNS):
            ours += [_ask(clients[one.who], address) for address in every]
            theirs += [_ask(bare, f"/?page={lot.randrange(1, 300)}") for _ in every]
        yield _row(one, matters, ours, theirs)


def _first(client: Any, matters: int) -> Iterator[Row]:
    """What the first reader waits for: after a start, and after one further entry."""
    address = "/reviews/everyone/roster/"
    for what in ("after a start", "after one more entry", "after one more entry"):
        if what.startswith("after one"):
            _one_more()
        taken = _ask(client, address)
        yield row(f"roster, first page {what}", size=matters, seconds=taken, items=1, unit="pages a second")  # fmt: skip


def _one_more() -> None:
    """One more entry, as an act writes it."""
    from datetime import UTC, datetime

    from proviso.acts.act import Deed, Told
    from proviso.acts.perform import perform
    from proviso.acts.table import ALL
    from proviso.domain.facts.matters import MatterNoted
    from proviso.outside.ids import new_key

    now = datetime.now(UTC)
    told = Told(by="Ada", at=now, on=now.date(), learned=now.date(), key=new_key())
    fact = MatterNoted(text="One more.")
    deed = Deed(act=ALL["note-matter"], stream="matter:E00007-FY2016", fact=fact)
    done = perform(deed, told)
    if hasattr(done, "reason"):
        raise AssertionError(done)


def _row(one: Asked, matters: int, ours: list[Taken], theirs: list[Taken]) -> Row:
    slow, bare = p95(ours), p95(theirs)
    found = row(
        f"{one.work}: p95",
        size=matters,
        seconds=slow,
        items=1,
        unit="pages a second",
        against=BARE,
        peer_seconds=bare,
        at_most=(one.within, f"< {one.within * 1000:.0f} ms") if one.within else None,
    )
    return found | {"against": f"{BARE}, {bare * 1000:.1f} ms"}


def p95(times: Iterable[Taken]) -> Taken:
    """The time that nineteen of twenty stay within."""
    told = list(times)
    return Taken.of(quantiles(told, n=20)[-1], quantiles([one.cpu for one in told], n=20)[-1])


def _ask(client: Any, address: str) -> Taken:
    start, spent = perf_counter(), process_time()
    answer = client.get(address)
    taken = Taken.of(perf_counter() - start, process_time() - spent)
    if answer.status_code != 200:
        raise AssertionError(f"{address} answered {answer.status_code}")
    return taken


def _clients(people: Any) -> dict[str, Any]:
    from django.test import Client

    found = {PUBLIC: Client(), ANALYST: Client(), OWNER: Client()}
    for who, user in ((ANALYST, people.analyst), (OWNER, people.owner)):
        found[who].force_login(user, backend="proviso.web.accounts.SignIn")
    return found


def _bare() -> Any:
    """A client whose only page is a queryset in a template, under the same middleware."""
    from django.conf import settings
    from django.core.paginator import Paginator
    from django.http import HttpResponse
    from django.template import Context, Engine
    from django.test import Client
    from django.urls import path

    from proviso.records.models import Matter

    table = Engine().from_string(
        "<!doctype html><title>Matters</title><table>{% for one in page %}<tr><td>{{ one.matter }}</td><td>{{ one.review }}</td>"
        "<td>{{ one.respondent }}</td><td>{{ one.programme }}</td><td>{{ one.year }}</td><td>{{ one.award }}</td></tr>{% endfor %}</table>"
    )

    def view(request: Any) -> Any:
        rows = Paginator(Matter.objects.filter(review="everyone").order_by("matter"), 100)
        return HttpResponse(table.render(Context({"page": rows.get_page(request.GET.get("page"))})))

    class Bare(Client):
        def get(self, *told: Any, **more: Any) -> Any:
            kept, settings.ROOT_URLCONF = settings.ROOT_URLCONF, (path("", view),)
            try:
                return super().get(*told, **more)
            finally:
                settings.ROOT_URLCONF = kept

    return Bare()


def run() -> list[Row]:
    return alone(measured, MATTERS)


if __name__ == "__main__":
    for one in measuring(MATTERS):
        peer = f"{one['ratio']:.2f} x of {one['against']}" if one["ratio"] else ""
        print(f"{one['work']:<55} {one['seconds'] * 1000:10.1f} ms  {peer}", flush=True)
