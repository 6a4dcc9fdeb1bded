"""The first page: what a compliance review is, the reviews on record, what orders say today. Counts come from queries."""

from typing import Any

from django.http import HttpResponse

from proviso.queries.record import Record
from proviso.queries.summary import RoundOf, rounds_of
from proviso.web.access import Asked, public
from proviso.web.asof import AsOf
from proviso.web.page import page


@public
def home(request: Asked) -> HttpResponse:
    """The reviews on record and how far each has gone, on the day shown."""
    record = Record()
    told = [_review(record, name, request.asof) for name in record.reviews]
    reviews = [one for one in told if one]
    return page(request, "home", title="Reviews of grant conditions", reviews=reviews)


def _review(record: Record, name: str, asof: AsOf) -> dict[str, Any] | None:
    """One review in a few figures; None for one not opened by then, and for the training reviews."""
    review = record.review(name, known=asof.known)
    if review.opened is None or review.opened.training:
        return None
    if review.opened_on and review.opened_on > asof.on:
        return None
    rounds = [
        one for one in rounds_of(record, name, known=asof.known) if one.on and one.on <= asof.on
    ]
    asked = {body for one in rounds for body in one.asked}
    return {
        "id": name,
        "title": review.opened.title,
        "agency": review.opened.agency,
        "since": review.opened_on,
        "asked": len(asked),
        "bars": _bars(rounds),
    }


def _bars(rounds: list[RoundOf]) -> dict[str, Any]:
    """The rounds as bars, each measured against the largest."""
    return {
        "caption": "Rounds of letters, and how many governments each went to",
        "counts": "Governments",
        "whole": max((len(one.respondents) for one in rounds), default=0),
        "rows": [
            {"label": one.title, "note": one.on, "value": len(one.respondents)} for one in rounds
        ],
    }
