"""The desk's first page: for an agency's people the work queue, for a government's people the way to their own desk. What waits is queries/desks/queue."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from proviso.domain.roles import SIDES, Right, Side
from proviso.outside.clock import now
from proviso.queries.desks.in_matter import RESPONDENT, SECOND
from proviso.queries.desks.queue import Queue, Wanted, queue
from proviso.queries.desks.rows import (
    GROUPS,
    KINDS,
    LATER,
    NOW,
    OVERDUE,
    PAUSED,
    SOON,
    WAITING,
    Row,
)
from proviso.queries.pages.reading import Reading
from proviso.web.desk import near
from proviso.web.desk.agency import rights_in
from proviso.web.desk.steps import Step, steps_of, with_words
from proviso.web.links import is_built
from proviso.web.page import page
from proviso.web.paging import page_asked
from proviso.web.problems import BadQuestion, Problem
from proviso.web.reads import noted
from proviso.web.signed_in import AtDesk, signed_in

EACH, EACH_ALONE = 10, 50
SAID = {
    NOW: ("Needs somebody now", "Nothing sets a date for these. Each holds something up until a person has seen to it.", "conditional"),
    OVERDUE: ("Overdue", "The date has passed and nothing has stopped the clock.", "passed"),
    SOON: ("Due in the next 10 working days", "", "conditional"),
    LATER: ("The agency's later dates", "", "agency"),
    WAITING: ("Waiting on someone else", "These are not late. The other side, or a second person, has the next move.", "unsettled"),
    PAUSED: ("Paused by a court order or a stop on record", "No date runs and no step is taken until that changes.", "court"),
}  # fmt: skip
CLOCKS = {
    "running": ("agency", "Running"),
    "tolled": ("court", "Stopped"),
    "not started": ("unsettled", "Not started"),
}
Rights = Mapping[str, frozenset[Right]]
"""What the person may do, by review."""
LABELS = {"review": "Review", "kind": "What is needed", "group": "Group"}


@signed_in()
def desk(request: AtDesk) -> HttpResponseBase:
    """The work queue of the person's agencies; else where the person's own work is."""
    sides = {SIDES[one.role] for one in request.actor.on(request.door.on)}
    if Side.AGENCY in sides:
        shown = _queue(request)
        noted(request, shown)
        return shown
    if Side.RESPONDENT in sides and is_built("respond"):
        return HttpResponseRedirect(reverse("respond"))
    return HttpResponseRedirect(reverse("desk_account"))


def _queue(request: AtDesk) -> HttpResponse:
    on = request.door.on
    record = request.door.record()
    wanted = _wanted(request, record.desks)
    found = queue(record, wanted, on=on, soon=near.after(on), now=now())
    rights = {one: rights_in(request, one) for one in record.desks}
    return page(
        request,
        "desk/queue",
        title="Work by date",
        part="rows",
        found=found,
        wanted=wanted,
        says=_says(found),
        groups=[_group(one.name, one.total, one.rows, rights, wanted) for one in found.groups if one.total or wanted.group],
        kinds=[(kind, said, found.kinds[kind]) for kind, said in KINDS.items() if kind in found.kinds],
        titles={one: _title(record, one, on) for one in record.desks},
        filtered=bool(wanted.review or wanted.kind or wanted.group),
        group_said=SAID[wanted.group][0] if wanted.group else "",
    )  # fmt: skip


def _title(record: Reading, review: str, on: date) -> str:
    opened = record.review(review, known=on).opened
    return opened.title if opened else review


def _wanted(request: AtDesk, reviews: tuple[str, ...]) -> Wanted:
    """What the address asks for. Raises BadQuestion where a word cannot be used."""
    asked = {name: request.GET.get(name, "").strip()[:200] for name in LABELS}
    may_be = {"review": reviews, "kind": tuple(KINDS), "group": GROUPS}
    problems = [
        Problem(
            field=name,
            label=LABELS[name],
            typed=typed,
            reason=f"{typed!r} is not a choice here.",
            cure=f"Give one of: {', '.join(may_be[name]) or 'none'}; or leave it out.",
        )
        for name, typed in asked.items()
        if typed and typed not in may_be[name]
    ]
    if problems:
        raise BadQuestion(*problems)
    each = EACH_ALONE if asked["group"] else EACH
    return Wanted(**asked, page=page_asked(request.GET.dict()), each=each)


def _says(found: Queue) -> str:
    """The queue in a sentence or three."""
    totals = {one.name: one.total for one in found.groups}
    if not found.total:
        return "Nothing waits."
    told = ["1 thing waits." if found.total == 1 else f"{found.total:,} things wait."]
    for name, one, more in (
        (OVERDUE, "1 is overdue.", "{:,} are overdue."),
        (NOW, "1 needs somebody now.", "{:,} need somebody now."),
        (PAUSED, "1 is paused.", "{:,} are paused."),
    ):
        if number := totals.get(name, 0):
            told.append(one if number == 1 else more.format(number))
    return " ".join(told)


def _group(
    name: str, total: int, rows: tuple[Row, ...], rights: Rights, wanted: Wanted
) -> dict[str, Any]:
    title, note, meaning = SAID[name]
    asked = {"review": wanted.review, "kind": wanted.kind, "group": name}
    return {
        "name": name,
        "title": title,
        "note": note,
        "meaning": meaning,
        "total": total,
        "rows": [_row(one, rights.get(one.review, frozenset())) for one in rows],
        "all": f"?{urlencode({key: value for key, value in asked.items() if value})}"
        if total > len(rows)
        else "",
    }


def _row(one: Row, rights: frozenset[Right]) -> dict[str, Any]:
    wait = one.wait
    return {
        "row": one,
        "wait": wait,
        "kind": KINDS[wait.kind],
        "with": _with(one),
        "clock": CLOCKS.get(wait.clock) if wait.due else None,
        "passed": one.days is not None and one.days < 0,
        "left": _left(one),
        "steps": tuple(_steps(one, rights)),
        "order": one.place[1] if one.place and one.place[0] == "order" else "",
    }


def _with(one: Row) -> str:
    if one.wait.who == RESPONDENT:
        return one.government
    return "A second person" if one.wait.who == SECOND else "The agency"


def _left(one: Row) -> str:
    """How far the date is: in working days where that can be counted."""
    due, days = one.wait.due, one.days
    if due is None or days is None:
        return ""
    if days == 0:
        return "Today"
    late = days < 0
    today = due.fromordinal(due.toordinal() - days)
    number = near.between(*((due, today) if late else (today, due)))
    unit = "working day" if number is not None else "day"
    number = abs(days) if number is None else number
    return f"{number:,} {unit}{'' if number == 1 else 's'} {'late' if late else 'left'}"


def _steps(one: Row, rights: frozenset[Right]) -> list[Step]:
    """The ways to end it that are built and that the person's rights reach."""
    if one.place and one.place[0] != "order":
        return _elsewhere(one, rights)
    if not one.matter:
        return _together(one, rights)
    return list(steps_of(one.wait, one.matter, rights))


def _together(one: Row, rights: frozenset[Right]) -> list[Step]:
    if one.wait.kind == "contact":
        href = with_words("desk_matters", [], {"needs": "contact", "review": one.review})
        return [Step(words="These matters", href=href)]
    if Right.PREPARE in rights and is_built("desk_round_new"):
        return [Step(words="Prepare a round", href=reverse("desk_round_new"))]
    return []


def _elsewhere(one: Row, rights: frozenset[Right]) -> list[Step]:
    kind, *names = one.place
    if kind == "round":
        built = is_built("desk_round", "x", "x")
        href = reverse("desk_round", args=names) if built else reverse("desk_approvals")
        return [Step(words="Open the round", href=href)]
    if Right.PREPARE not in rights:
        return []
    route = "desk_errand" if kind == "errand" else "desk_mail"
    return [Step(words="Say what became of it", href=reverse(route, args=names))]
