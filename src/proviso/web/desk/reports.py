"""Reports on the agency's desk: like treatment, lateness, money; as of a day, as known on a day, as a page and as CSV. What is counted is the queries'."""

import csv
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from proviso.domain.programmes import MoneyKind
from proviso.domain.roles import Right
from proviso.queries.desks import lateness as late
from proviso.queries.desks import like_treatment as alike
from proviso.queries.desks import money as moneys
from proviso.queries.desks.lateness import Counts, Lateness
from proviso.queries.desks.money import AwardLine, MoneyReport
from proviso.queries.desks.report_matters import ReviewChoice, Table, reviews_at_desk
from proviso.queries.pages.plain import act_title, counted, dollars, words
from proviso.queries.pages.reading import Reading, reading
from proviso.web import links
from proviso.web.page import page
from proviso.web.problems import BadQuestion, Problem
from proviso.web.signed_in import AtDesk, signed_in

A = TypeVar("A")
REPORTS = (
    (
        "desk_like_treatment",
        "Like treatment",
        "Matters in the same situation, side by side with what was done in each.",
    ),
    (
        "desk_lateness",
        "Lateness",
        "Which dates were kept, by the respondents and by the agency itself.",
    ),
    ("desk_money", "Money", "What is known of each award, and what orders keep from being taken."),
)
SIDES = {"agency": "The agency's own dates", "respondent": "The respondents' dates"}
BARS = (
    (late.ON_TIME, "Done in time", "allowed"),
    (late.LATE, "Done late", "conditional"),
    (late.PASSED, "Passed, and not on record as done", "passed"),
    (late.RUNNING, "Running", "agency"),
    (late.STOPPED, "Stopped", "soft"),
    (late.NOT_STARTED, "Not begun: delivery is not proven", "soft"),
    (late.CLOSED, "Not run to its end: the matter closed", "soft"),
)
MOST = 200


@signed_in(Right.SEE)
def desk_reports(request: AtDesk) -> HttpResponse:
    """Which reports there are, for which reviews."""
    reviews = _reviews(request)
    chosen = _chosen(request, reviews)
    return page(
        request,
        "desk/reports",
        title="Reports",
        trail=[("Your desk", "desk")],
        reports=[(_address(request, route, chosen), *told) for route, *told in REPORTS],
        **_frame(request, reviews, chosen),
    )


@signed_in(Right.SEE)
def desk_like_treatment(request: AtDesk) -> HttpResponseBase:
    """Matters in the same situation, and where the agency acted differently."""

    def shown(found: alike.LikeTreatment) -> dict[str, Any]:
        return {
            "title": "Like treatment",
            "says": found.says,
            "report": found,
            "groups": [_group(one) for one in found.groups],
        }

    return _report(request, alike.like_treatment, alike.like_treatment_csv, shown)


@signed_in(Right.SEE)
def desk_lateness(request: AtDesk) -> HttpResponseBase:
    """Which dates were kept, by whom."""
    return _report(request, late.lateness, late.lateness_csv, _lateness)


@signed_in(Right.SEE)
def desk_money(request: AtDesk) -> HttpResponseBase:
    """What is known of each award's money."""
    return _report(request, moneys.money_report, moneys.money_csv, _money)


# --- one way for all -------------------------------------------------------------------------


def _report(
    request: AtDesk,
    ask: Callable[..., A | None],
    table: Callable[[A], Table],
    shown: Callable[[A], dict[str, Any]],
) -> HttpResponseBase:
    reviews = _reviews(request)
    chosen = _chosen(request, reviews)
    asof = request.asof
    found = ask(request.door.record(), chosen.review, on=asof.on, known=asof.known)
    if found is None:
        raise Http404
    route = str(request.resolver_match.url_name)  # type: ignore[union-attr]
    if request.GET.get("as") == "csv":
        return _file(table(found), f"{route.removeprefix('desk_')}-{chosen.review}-{asof.on}.csv")
    return page(
        request,
        route.replace("desk_", "desk/report_", 1),
        trail=[("Your desk", "desk"), ("Reports", "desk_reports")],
        csv=_address(request, route, chosen, **{"as": "csv"}),
        **_frame(request, reviews, chosen),
        **shown(found),
    )


def _reviews(request: AtDesk) -> tuple[ReviewChoice, ...]:
    """The reviews of the person's agencies. Whoever is at no agency has no reports."""
    found = reviews_at_desk(request.door.record(), known=request.asof.known)
    if not found:
        raise Http404
    return found


def _chosen(request: AtDesk, reviews: tuple[ReviewChoice, ...]) -> ReviewChoice:
    name = request.GET.get("review") or reviews[0].review
    for one in reviews:
        if one.review == name:
            return one
    raise BadQuestion(
        Problem(
            field="review",
            label="Review",
            typed=name,
            reason="Your agency has no such review.",
            cure=f"Choose one of: {', '.join(one.review for one in reviews)}.",
        )
    )


def _frame(
    request: AtDesk, reviews: tuple[ReviewChoice, ...], chosen: ReviewChoice
) -> dict[str, Any]:
    """What every report shows: which review, which others there are, the day."""
    return {
        "review": chosen,
        "reviews": reviews,
        "training": chosen.training,
        "action": reverse(str(request.resolver_match.url_name)),  # type: ignore[union-attr]
    }


def _address(request: AtDesk, route: str, chosen: ReviewChoice, **more: str) -> str:
    return links.address(request.asof.carried, route, review=chosen.review, **more)


class _Echo:
    """A file that gives back the line written to it."""

    def write(self, text: str) -> str:
        return text


def _file(table: Table, called: str) -> HttpResponseBase:
    def lines() -> Iterator[str]:
        writer = csv.writer(_Echo())
        for row in table:
            yield writer.writerow(row)

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{called}"'
    return answer


# --- as pages print them ---------------------------------------------------------------------


def _group(one: alike.Alike) -> dict[str, Any]:
    acts = sorted(one.acts, key=lambda act: (not act.differs, -act.matters))
    rows = [
        {"one": each, "cells": [(act, each.did.get(act.act)) for act in acts]}
        for each in one.matters[:MOST]
    ]
    return {
        "group": one,
        "heading": _situation_said(one),
        "items": ", ".join(f"{item} {level}" for item, level in one.situation.items),
        "acts": acts,
        "differ": sum(act.differs for act in acts),
        "rows": rows,
        "left_out": max(0, len(one.matters) - MOST),
    }


def _situation_said(one: alike.Alike) -> str:
    """3 matters: answer “partial”, on time."""
    answer, timing = one.situation.answer, one.situation.timing
    if answer != alike.NONE_CAME:
        answer = f"answer “{answer}”"
    return f"{counted(len(one.matters), 'matter')}: {answer}, {timing}"


def _lateness(found: Lateness) -> dict[str, Any]:
    sides = [
        {
            "id": one.side,
            "heading": SIDES[one.side],
            "count": one,
            "says": _kept_said(one),
            "bars": _bars(one),
            "parts": [each for each in found.parts if each.side == one.side],
            "late": _latest(found, one.side),
        }
        for one in found.sides
    ]
    return {
        "title": "Lateness",
        "report": found,
        "sides": sides,
        "says": " ".join(f"{SIDES[one.side]}: {_kept_said(one)}" for one in found.sides),
    }


def _kept_said(one: Counts) -> str:
    """12 of 20 done in time, 3 late, 1 passed. Median of those late: 9 days."""
    if not one.total:
        return "none is on record."
    told = f"{one.of(late.ON_TIME):,} of {one.total:,} done in time, {one.of(late.LATE):,} late, {one.of(late.PASSED):,} passed and not done."
    if one.median is None:
        return told
    return f"{told} Half of those late are {_days(one.median)} late or more; the longest {_days(one.longest or 0)}."


def _days(value: float) -> str:
    return f"{value:g} day{'' if value == 1 else 's'}"


def _bars(one: Counts) -> dict[str, Any]:
    rows = [
        {"label": label, "value": one.of(outcome), "meaning": meaning, "note": ""}
        for outcome, label, meaning in BARS
    ]
    return {
        "caption": f"{SIDES[one.side]}, by what became of them.",
        "counts": "Dates",
        "whole": one.total,
        "rows": rows,
    }


def _latest(found: Lateness, side: str) -> list[late.Kept]:
    """The dates of one side that were kept late or passed, the longest first."""
    told = [
        one for one in found.rows if one.side == side and one.outcome in {late.LATE, late.PASSED}
    ]
    return sorted(told, key=lambda one: (-(one.days or 0), one.matter))[:MOST]


def _money(found: MoneyReport) -> dict[str, Any]:
    record = reading()
    totals = {one.kind: one for one in found.totals.totals}
    awards = found.totals.awards
    rows = [_total(words(kind), totals.get(words(kind)), awards) for kind in moneys.SHOWN]
    return {
        "title": "Money",
        "report": found,
        "says": found.totals.says,
        "rows": rows,
        "bars": {
            "caption": "In how many awards a sum of each kind is on record.",
            "counts": "Awards",
            "whole": awards,
            "rows": [
                {"label": each["kind"], "value": each["awards"], "note": each["said"]}
                for each in rows
            ],
        },
        "kept_said": _orders_keep(found),
        "kinds": [words(kind).capitalize() for kind in moneys.SHOWN],
        "lines": [_line(record, one) for one in found.lines[:MOST]],
        "left_out": max(0, len(found.lines) - MOST),
    }


def _total(kind: str, total: Any, awards: int) -> dict[str, Any]:
    known = total.total.cents if total else None
    return {
        "kind": kind.capitalize(),
        "awards": total.awards if total else 0,
        "said": dollars(known) if known is not None else "no sum on record",
        "without": total.without if total else awards,
    }


def _orders_keep(found: MoneyReport) -> str:
    kept = found.kept
    if not kept.matters:
        return "No order in effect on this day bars taking money in a matter of this review."
    told = f"In {counted(kept.matters, 'matter')} an order in effect bars taking money."
    known = kept.matters - kept.unknown
    if known:
        told += f" At stake in {known:,} of them, as far as known: {dollars(kept.cents)}."
    if not known:
        return f"{told} No sum at stake is on record in any of them."
    if kept.unknown:
        told += f" In {counted(kept.unknown, 'matter')} of them no sum at stake is on record."
    return told


def _line(record: Reading, one: AwardLine) -> dict[str, Any]:
    return {
        "line": one,
        "sums": [
            (words(kind).capitalize(), None if cents is None else dollars(cents))
            for kind, cents in one.sums
        ],
        "barred": [act_title(record, act) for act in one.barred],
        "may_be": [act_title(record, act) for act in one.may_be_barred],
        "unknown": one.of(MoneyKind.AWARDED) is None,
    }
