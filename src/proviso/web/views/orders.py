"""Orders and cases: the list by where each stands, one order with what changed it, one case. What bars whom is the queries'."""

from typing import Any

from django.http import Http404, HttpResponse

from proviso.queries.may import NotAsked
from proviso.queries.pages import order as of_order
from proviso.queries.pages.effects import Later, OrderLine
from proviso.queries.pages.orders import LaterOrder, OrderGroup, not_known, stands_said
from proviso.queries.pages.orders import orders as asked_orders
from proviso.queries.pages.plain import counted
from proviso.queries.pages.reading import training
from proviso.queries.pages.sources import titles
from proviso.web.access import Asked, public
from proviso.web.docket_words import HEADINGS, MEANINGS, binds_said, done, events, swings
from proviso.web.page import page


@public
def orders(request: Asked) -> HttpResponse:
    """Every order on record, by where it stands on the day shown."""
    found = asked_orders(on=request.asof.on, known=request.asof.known)
    many = counted(found.in_effect, "order")
    title = (
        f"{many} in effect" if found.in_effect else "No order in effect that the record knows of"
    )
    groups = [_group(one) for one in found.groups]
    return page(
        request, "orders", title=title, found=found, groups=groups, later=_to_come(found.later)
    )


@public
def order(request: Asked, name: str) -> HttpResponse:
    """One order: what it bars, for whom, from when until when; what changed it, and whom that froze and freed."""
    found = of_order.order(name, on=request.asof.on, known=request.asof.known)
    if isinstance(found, NotAsked):
        raise Http404
    line = found.line
    stands = stands_said(line)
    return page(
        request,
        "order",
        title=f"Order {line.order}, {line.entered.said}: {stands[:1].lower()}{stands[1:]}",
        trail=[("Orders", "orders"), (found.case_title, "case", line.case)],
        found=found,
        training=training(f"case:{line.case}"),
        shown=_line(line),
        binds=binds_said(line),
        later=[_later(one) for one in found.later],
        acts_on=[_later(one) for one in found.acts_on],
        turns=[(one, swings(one.froze), swings(one.freed)) for one in found.turns],
        unknown=not_known(line),
        events=events(found.timeline),
        titles=titles(found.known),
    )


@public
def case(request: Asked, name: str) -> HttpResponse:
    """One case: parties, court, docket number, its orders on the day shown."""
    found = of_order.case(name, on=request.asof.on, known=request.asof.known)
    if isinstance(found, NotAsked):
        raise Http404
    live = sum(one.state in ("in effect", "in effect in part") for one in found.orders)
    return page(
        request,
        "case",
        title=f"{found.title}: {counted(live, 'order')} in effect",
        trail=[("Orders", "orders")],
        found=found,
        training=training(f"case:{name}"),
        orders=[_line(one) for one in found.orders],
        events=events(found.timeline),
        titles=titles(found.known),
    )


for _view in (orders, order, case):
    _view.section = "orders"  # type: ignore[attr-defined]


def _group(one: OrderGroup) -> dict[str, Any]:
    heading, says = HEADINGS[one.stands]
    return {
        "id": one.stands.replace(" ", "-"),
        "heading": heading,
        "says": says,
        "orders": [_line(each) for each in one.orders],
    }


def _line(line: OrderLine) -> dict[str, Any]:
    """An order as a row of a list: the line itself, its tag, whose act it is."""
    meaning = MEANINGS[line.state]
    if meaning == "court" and "not a court" in line.court:
        meaning = "agency"
    return {"line": line, "meaning": meaning, "stands": stands_said(line)}


def _later(one: Later) -> dict[str, Any]:
    return {"change": one, "done": done(one.kind), "about": one.target.partition(".")[0]}


def _to_come(later: tuple[LaterOrder, ...]) -> dict[str, Any]:
    rows = [{"order": one, "on": one.entered.value and str(one.entered.value)} for one in later]
    return {"rows": rows, "said": counted(len(later), "order")}
