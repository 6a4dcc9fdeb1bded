"""A review's answers in the shapes that the parts of its page want: figures, bars, orders, sums, events. Nothing is counted here."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import HttpRequest

from proviso.domain.questions import MONTHS
from proviso.queries.pages.home import ReviewLine
from proviso.queries.pages.money import Money
from proviso.queries.pages.outlets import ConflictLine
from proviso.queries.pages.plain import Government, Sum, composition, counted, dollars, words
from proviso.queries.pages.reading import reading
from proviso.queries.pages.review import ReviewPage, Standings
from proviso.queries.pages.telling import Told
from proviso.web import links
from proviso.web.marks import chart
from proviso.web.sentences import parted

MONTH = re.compile(rf"\b({'|'.join(MONTHS).lower()})\b")
Address = Callable[..., str]
MOST_ROWS = 300  # of a list that a page has beside others
NEWEST, FIRST_CONFLICTS, FIRST_STATEMENTS = 10, 6, 6
SECTIONS = (
    ("rounds", "Rounds"),
    ("where", "Where they are"),
    ("orders", "Court orders"),
    ("money", "Money"),
    ("timeline", "What happened"),
    ("statements", "Statements"),
    ("conflicts", "Where reports differ"),
    ("clocks", "The agency's own dates"),
    ("about", "What is asked, and why it may be"),
    ("take", "Follow and download"),
)


def addressed(request: HttpRequest) -> Address:
    """Addresses that carry the day of this request."""
    carried = request.asof.carried  # type: ignore[attr-defined]
    return lambda route, *args, **asked: links.address(carried, route, *args, **asked)


def finding(one: Standings, *, now: bool) -> str:
    """The review in one sentence, for its heading."""
    if not one.asked:
        return "No government had been written to" if not now else "No government is written to yet"
    be = "are" if now else "were"
    return (
        f"Letters went to {counted(one.asked, 'government')}; "
        f"{one.answered:,} answered, and {one.open:,} {be} still open"
    )


def list_finding(reviews: Sequence[ReviewLine]) -> str:
    """How many reviews there are, and how many governments they wrote to."""
    if not reviews:
        return "No review is on record for this day"
    be = "is" if len(reviews) == 1 else "are"
    return f"{counted(len(reviews), 'review')} {be} on record"


def shown(request: HttpRequest, one: ReviewPage) -> dict[str, Any]:
    """Everything that the template of a review's page draws."""
    address = addressed(request)
    asked = one.asked
    return {
        "page": one,
        "begun": (one.head.opened.value or one.on) <= one.on,
        "sections": SECTIONS,
        "figures": _figures(one, address),
        "bars": _bars(one, address),
        "stages": _stages(one, address),
        "beyond": one.standings.asked - len(asked),
        "map": drawn(one),
        "asked": asked,
        "kinds": composition(_kinds(asked)),
        "orders": _orders(one, address),
        "sure": sum(each.state.startswith("in effect") for each in one.in_effect),
        "unsure": sum(not each.state.startswith("in effect") for each in one.in_effect),
        "instruments": [(words(each.instrument), each) for each in one.instruments],
        "orders_over": [each for each in one.orders if each not in one.in_effect],
        "money": _money(one.money),
        "clocks": one.clocks[:MOST_ROWS],
        "events": [event(told) for told in one.timeline[:NEWEST]],
        "earlier": [event(told) for told in one.timeline[NEWEST:]],
        "statements": one.statements[:FIRST_STATEMENTS],
        "more_statements": one.statements[FIRST_STATEMENTS:],
        "conflicts": _conflicts(one.conflicts)[:FIRST_CONFLICTS],
        "more_conflicts": _conflicts(one.conflicts)[FIRST_CONFLICTS:],
        "titles": {each.source: f"{each.title}, {each.outlet}" for each in one.sources},
    }


def anchor(ref: str) -> str:
    """The place of an entry on a page."""
    return "e-" + "".join(letter if letter.isalnum() else "-" for letter in ref)


def event(told: Told) -> dict[str, Any]:
    """One entry for a timeline: what it is, then the rest of what it says, then what is noted of it."""
    court = told.place.kind in ("order", "case")
    title, _, rest = told.says.partition(": ")
    if not court:
        title, rest = parted(told.says)
    more = " ".join(part for part in (rest[:1].upper() + rest[1:], told.note or "") if part)
    return {
        "id": anchor(told.ref),
        "meaning": "court" if court else "agency",
        "mark": "court" if court else "event",
        "when": told.on.said if told.on.value else "No source gives a day",
        "title": title.rstrip("."),
        "says": more,
        "sources": told.sources,
    }


def drawn(one: ReviewPage) -> dict[str, Any]:
    """The map of whom the review asked; kept, for marks are moved apart until none covers another."""
    key = ("map", one.head.review, one.on, one.known, len(one.asked), one.standings.matters)
    return reading().list(key, lambda: chart(one.asked))


def _kinds(asked: Iterable[Government]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in asked:
        found[each.kind] = found.get(each.kind, 0) + 1
    return found


def _figures(one: ReviewPage, address: Address) -> list[dict[str, Any]]:
    """The funnel's figures from wide to narrow, each with the address of its rows."""
    titles = {step.round: step.title for step in one.funnel.steps}
    return [
        {
            "value": each.value,
            "title": titles.get(each.name, "Asked for something"),
            "says": each.says,
            "href": address("roster", one.head.review, round=",".join(each.rounds)),
        }
        for each in one.funnel.figures
    ]


def _bars(one: ReviewPage, address: Address) -> dict[str, Any]:
    steps = one.funnel.steps
    return {
        "caption": "Each round of letters. A figure opens to the governments it was sent to.",
        "counts": "Governments",
        "whole": max((len(step.rows) for step in steps), default=0),
        "rows": [
            {
                "label": f"{step.round}: {step.title}",
                "href": address("roster", one.head.review, round=step.round),
                "note": " ".join(
                    part
                    for part in (
                        f"{step.on.said}.",
                        f"Due {step.due.said}." if step.due else "",
                        f"{step.answered} answered.",
                        "" if step.asks else "Not counted as a request.",
                    )
                    if part
                ),
                "value": len(step.rows),
                "meaning": "agency" if step.asks else "soft",
            }
            for step in steps
        ],
    }


def _stages(one: ReviewPage, address: Address) -> list[dict[str, Any]]:
    return [
        {"said": said, "matters": many, "href": address("roster", one.head.review, stage=stage)}
        for stage, said, many in one.standings.stages
    ]


def _orders(one: ReviewPage, address: Address) -> list[dict[str, Any]]:
    barred = dict(one.barred)
    return [
        {
            "line": line,
            "sure": line.state.startswith("in effect"),
            "matters": barred.get(line.order, 0),
            "href": address("roster", one.head.review, order=line.order),
        }
        for line in one.in_effect
    ]


def _money(one: Money) -> dict[str, Any]:
    rows = [row for each in one.totals for row in each.rows]
    return {
        "page": one,
        "totals": [
            {"kind": each.kind.capitalize(), "total": said(each.total), "line": each}
            for each in one.totals
        ],
        "rows": [(said(row.sum), row) for row in rows[:MOST_ROWS]],
        "all": len(rows),
        "more": len(rows) > MOST_ROWS,
        "none_of": ", ".join(one.none_of),
    }


def said(one: Sum) -> str:
    """A sum as printed; why it is not known where it is not."""
    return one.why or "" if one.cents is None else dollars(one.cents)


def _conflicts(lines: Iterable[ConflictLine]) -> list[dict[str, Any]]:
    """Those where reports differ, figures first."""
    differ = [one for one in lines if one.outcome == "conflict"]
    differ.sort(key=lambda one: (not one.subject.startswith("count/"), one.subject))
    return [{"title": _titled(one.subject), "line": one} for one in differ]


def _titled(subject: str) -> str:
    """Count: April 2017 letters, for count/april-2017-letters."""
    said = MONTH.sub(lambda found: found[0].capitalize(), words(subject.replace("/", ": ")))
    return said[:1].upper() + said[1:]
