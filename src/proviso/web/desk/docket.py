"""Docket entry on the agency's desk: cases and orders, what they bar, what later orders do; each shown with what it would change before it is saved."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from proviso.acts.act import Deed, Told
from proviso.acts.table import ALL
from proviso.domain.refusals import Refusal
from proviso.domain.roles import Right
from proviso.queries.desks import docket as desk
from proviso.queries.desks.docket import CaseLine, Side
from proviso.queries.pages.docket import cases
from proviso.queries.pages.reading import reading
from proviso.web.desk.docket_impact import CSV, LIVE, looked, looked_csv
from proviso.web.docket_words import MEANINGS
from proviso.web.forms.asks import Wording
from proviso.web.forms.flow import Job, answer
from proviso.web.page import Trail, page
from proviso.web.signed_in import ACTING, AtDesk, signed_in

DOCKET = ("Docket", "desk_docket")
CASE = Wording(
    labels={
        "case": "Id of the case",
        "title": "Name of the case",
        "court": "Court, or the agency whose notices these are",
        "docket": "The court's own number",
        "plaintiffs": "Who sued",
        "status": "How it stands",
        "on": "Day it was filed",
    },
    hints={"case": "A new id, such as C05. Orders and effects are filed under it."},
)
ORDER = Wording(
    labels={
        "order": "Id of the order",
        "kind": "What it is",
        "court": "Court, with the judge if known",
        "docket": "The court's own number",
        "regulates": "What it is about",
        "citation": "Citation in the reports",
        "outcome": "What it decided",
        "on": "Day it was entered",
    },
    hints={
        "kind": "In the court's words, such as preliminary injunction, stay pending appeal, affirmance.",
    },
)
EFFECT = Wording(
    labels={
        "effect": "Id of the effect",
        "kind": "Does it bar, require, or is that not known?",
        "acts": "Which acts",
        "conditions": "On account of which conditions",
        "programmes": "Under which programmes",
        "years": "Which fiscal years",
        "binds": "Which offices it binds",
        "covers": "Whom it covers",
        "covers_certain": "Is it certain that it covers them?",
        "since": "From which day",
        "since_certain": "Is that day certain?",
        "since_latest": "Latest day by which it had begun",
        "until": "First day on which it no longer holds",
        "says": "What it does, in one sentence",
        "flag": "Doubt that every answer shows",
        "on": "Day of the order",
    },
    hints={
        "kind": "Choose unknown where the order's relief is not known. It then bars nothing, and is shown as unknown.",
        "since": "As the order says; often the day it was entered.",
        "since_certain": "Where it is not, the act waits from the first day on which it may have begun.",
        "acts": "Only what the order names. An order about a condition is not an order about money.",
        "conditions": "None chosen means every condition.",
        "programmes": "None chosen means every programme.",
        "years": "None chosen means every year.",
        "binds": "None chosen binds every office.",
        "covers_certain": "Where it is not, the act waits for those it may cover.",
        "until": "Leave it empty where the order sets no end.",
    },
)
CHANGE = Wording(
    labels={
        "change": "Id of the change",
        "kind": "What the order does",
        "target": "To which earlier effect or change",
        "covers": "For whom",
        "certain": "Is it certain that it does so?",
        "since": "From which day",
        "until": "First day on which it no longer does",
        "says": "What it does, in one sentence",
        "flag": "Doubt that every answer shows",
        "on": "Day of the order",
    },
    hints={
        "kind": "A stay holds it back, lifting ends a stay, narrowing takes some out; affirming changes nothing.",
        "since": "As the order says; often the day it was entered.",
        "certain": "Where it is not, what it acts on may still bar, and the act waits.",
        "covers": "everyone means all whom the earlier one covers. One on a line.",
    },
)


@signed_in(Right.DOCKET)
def desk_docket(request: AtDesk) -> HttpResponse:
    """The cases of the docket that the person keeps, with their orders."""
    every = desk.sides(request.door)
    wanted = request.GET.get("docket") == "training"
    side = next((one for one in every if one.training == wanted), every[0] if every else None)
    if side is None:
        raise Http404
    lines = desk.case_lines(side, on=request.door.on, known=request.door.on)
    return page(
        request,
        "desk/docket",
        title="Docket",
        trail=[("Your desk", "desk")],
        training=side.training,
        other=next((one for one in every if one is not side), None),
        cases=[(one, _live(one)) for one in lines],
        unread=[(one, each) for one in lines for each in one.unread],
    )


@signed_in(Right.DOCKET)
def desk_case(request: AtDesk, case: str) -> HttpResponse:
    """One case: its orders, what each does, and what can be entered next."""
    side = _side(request, case)
    line = desk.case_line(case, on=request.door.on, known=request.door.on)
    return page(
        request,
        "desk/docket_case",
        title=line.title,
        trail=[("Your desk", "desk"), DOCKET],
        training=side.training,
        case=line,
        orders=[(one, MEANINGS[one.state]) for one in line.orders],
    )


@signed_in(Right.DOCKET, methods=ACTING)
def desk_file_case(request: AtDesk) -> HttpResponse:
    """File a case."""
    every = desk.sides(request.door)
    wanted = request.GET.get("docket") == "training"
    side = next((one for one in every if one.training == wanted), every[0] if every else None)
    if side is None:
        raise Http404
    back = reverse("desk_docket")
    job = Job(
        act=ALL["file-case"],
        name="",
        title="File a case",
        lede="A lawsuit, or an agency's file of notices. It is public once it is recorded.",
        says="The case is filed.",
        back=back,
        trail=[("Your desk", "desk"), DOCKET],
        wording=CASE,
    )
    return _answer(request, job, side)


@signed_in(Right.DOCKET, methods=ACTING)
def desk_enter_order(request: AtDesk, case: str) -> HttpResponse:
    """Enter an order of a case."""
    side = _side(request, case)
    line = desk.case_line(case, on=request.door.on, known=request.door.on)
    job = Job(
        act=ALL["enter-order"],
        title="Enter an order",
        lede=f"In the case {line.title}.",
        says="The order is entered. It bars nothing until what it does is entered too.",
        fixed={"case": case},
        start={
            "order": desk.next_order(case, known=request.door.on),
            "court": line.court,
            "docket": line.docket,
        },
        wording=ORDER,
        **_of_case(case, line),
    )
    return _answer(request, job, side)


@signed_in(Right.DOCKET, methods=ACTING)
def desk_read_effect(request: AtDesk, case: str, order: str) -> HttpResponse:
    """Enter what an order bars or requires, with what that would change."""
    side, line = _order(request, case, order)
    job = Job(
        act=ALL["read-effect"],
        title=f"What order {order} does",
        lede=_of_order(line, order),
        says="What the order does is entered.",
        fixed={"order": order},
        start={
            "effect": desk.next_effect(order, known=request.door.on),
            "kind": "bars",
            "covers_certain": "true",
            "since_certain": "true",
            "since": _day_of(line, order),
            "on": _day_of(line, order),
        },
        offers=desk.offers(side, known=request.door.on),
        wording=EFFECT,
        **_of_case(case, line),
    )
    return _answer(request, job, side)


@signed_in(Right.DOCKET, methods=ACTING)
def desk_change_order(request: AtDesk, case: str, order: str) -> HttpResponse:
    """Enter what an order does to an earlier one, with what that would change."""
    side, line = _order(request, case, order)
    job = Job(
        act=ALL["change-order"],
        title=f"What order {order} does to an earlier one",
        lede=_of_order(line, order),
        says="What the order does to the earlier one is entered.",
        fixed={"order": order},
        start={
            "change": desk.next_change(order, known=request.door.on),
            "covers": "everyone",
            "certain": "true",
            "since": _day_of(line, order),
            "on": _day_of(line, order),
        },
        offers=desk.offers(side, known=request.door.on),
        wording=CHANGE,
        **_of_case(case, line),
    )
    return _answer(request, job, side)


def _answer(request: AtDesk, job: Job, side: Side) -> HttpResponse:
    """The form with what it would change beside it; or, asked for alone, what it would change."""

    def why_not(deed: Deed, told: Told) -> Refusal | None:
        return desk.why_not_here(side, deed.fact, told.evidence)

    job = replace(job, why_not=why_not, asked_in="desk/docket_form")
    found = looked(request, job, side)
    step = request.POST.get("form-step")
    if step == CSV and found.impact is not None:
        return looked_csv(found.impact, job)
    values: dict[str, Any] = {
        "training": side.training,
        "looked": found,
        "associations": desk.associations(side, known=request.door.on),
    }
    if step == LIVE:
        return page(request, "desk/docket_live", title=job.title, job=job, **values)
    beside = {"check": "desk/docket_check.html"}
    return answer(request, replace(job, values=values, beside=beside))


def _side(request: AtDesk, case: str) -> Side:
    """The docket that a case is on, for who keeps that docket; for others the case is not there."""
    if case in cases(reading(), request.door.on):
        for one in desk.sides(request.door):
            if one.has(case):
                return one
    raise Http404


def _order(request: AtDesk, case: str, order: str) -> tuple[Side, CaseLine]:
    side = _side(request, case)
    line = desk.case_line(case, on=request.door.on, known=request.door.on)
    if order not in {one.order for one in line.orders}:
        raise Http404
    return side, line


def _of_case(case: str, line: CaseLine) -> dict[str, Any]:
    trail: Trail = [("Your desk", "desk"), DOCKET, (line.title, "desk_case", case)]
    return {"name": case, "back": reverse("desk_case", args=[case]), "trail": trail}


def _of_order(line: CaseLine, order: str) -> str:
    one = next(one for one in line.orders if one.order == order)
    return f"{one.kind[:1].upper()}{one.kind[1:]}, {one.court}, {one.entered.said}. {one.outcome[:1].upper()}{one.outcome[1:].rstrip('.')}."


def _day_of(line: CaseLine, order: str) -> str:
    """The day on which an order was entered, as a form begins with it."""
    value = next(one for one in line.orders if one.order == order).entered.value
    return value.isoformat() if value else ""


def _live(one: CaseLine) -> int:
    return sum(each.state in {"in effect", "in effect in part"} for each in one.orders)
