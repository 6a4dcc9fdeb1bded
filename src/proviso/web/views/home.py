"""The first page: what a compliance review is, and each review on record in a few figures. Counts come from queries."""

from typing import Any

from django.http import HttpResponse

from proviso.queries.pages.reading import reading
from proviso.queries.pages.review import ReviewPage, is_training, review
from proviso.web.access import Asked, public
from proviso.web.page import page
from proviso.web.review_page import drawn, event

NEWEST, MOST_ORDERS = 6, 6


@public
def home(request: Asked) -> HttpResponse:
    """The reviews on record and how far each has gone, on the day shown; never a training review."""
    asof, record = request.asof, reading()
    asked = [name for name in record.reviews if not is_training(record, name)]
    found = [review(name, on=asof.on, known=asof.known) for name in asked]
    shown = [
        _shown(one)
        for one in found
        if isinstance(one, ReviewPage) and (one.head.opened.value or asof.on) <= asof.on
    ]
    return page(request, "home", title="Reviews of grant conditions", reviews=shown)


def _shown(one: ReviewPage) -> dict[str, Any]:
    """One review as the page draws it: bars of its rounds, a map of whom it asked, what came last."""
    orders = [each for each in one.in_effect if each.state.startswith("in effect")]
    return {
        "page": one,
        "bars": _bars(one),
        "map": drawn(one),
        "events": [event(told) for told in one.timeline[:NEWEST]],
        "in_effect": len(orders),
        "orders": orders[:MOST_ORDERS],
        "more_orders": len(orders) - MOST_ORDERS,
        "titles": {each.source: f"{each.title}, {each.outlet}" for each in one.sources},
    }


def _bars(one: ReviewPage) -> dict[str, Any]:
    """The rounds as bars, measured against all that had been asked."""
    steps = one.funnel.steps
    whole = max((step.so_far for step in steps), default=0)
    return {
        "caption": f"Rounds of letters, and how many governments each went to, of {whole} asked in all",
        "counts": "Governments",
        "whole": whole,
        "rows": [
            {
                "label": step.title,
                "note": f"{step.on.said}. {step.answered} answered.",
                "value": len(step.rows),
                "meaning": "agency" if step.asks else "soft",
            }
            for step in steps
        ],
    }
