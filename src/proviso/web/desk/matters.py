"""Matters on the agency's desk: the list, and one in full with every act there is, as a way in or with why it is refused. Doing them is in acts."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse

from proviso.domain.permissions import may_do
from proviso.domain.roles import ALLOWS, Right, Role
from proviso.people.names import who_holds
from proviso.queries.desks.in_matter import SECOND, Wait
from proviso.queries.desks.matter import DeskMatter, desk_matter_on
from proviso.queries.desks.matters import ENDED, OPEN, Matters, Wanted, matters
from proviso.queries.desks.rows import KINDS
from proviso.queries.pages.lines import STATES_SAID
from proviso.web.desk.act_list import groups_of
from proviso.web.desk.acts import OF_THE_AGENCY
from proviso.web.desk.steps import steps_of
from proviso.web.page import page
from proviso.web.paging import page_asked
from proviso.web.phrases import label
from proviso.web.problems import BadQuestion, Problem
from proviso.web.roster_filters import short
from proviso.web.sentences import parted
from proviso.web.signed_in import AtDesk, signed_in

LABELS = {
    "review": "Review",
    "stage": "Where it stands",
    "needs": "What waits",
    "course": "Open or ended",
}
COURSES = {OPEN: "Open", ENDED: "Ended"}
TONES = {
    "met": "allowed",
    "running": "agency",
    "overdue": "passed",
    "not started": "unsettled",
    "tolled": "court",
    "closed": "unsettled",
}


@signed_in(Right.SEE)
def desk_matters(request: AtDesk) -> HttpResponse:
    """The matters of the person's agencies, searched and filtered, fifty to a page."""
    record = request.door.record()
    if not record.desks:
        raise Http404
    wanted = _wanted(request, record.desks)
    found = matters(record, wanted, on=request.door.on)
    asked = {"name": wanted.name, **{name: getattr(wanted, name) for name in LABELS}}
    kept = {name: value for name, value in asked.items() if value}
    return page(
        request,
        "desk/matters",
        title="Matters",
        trail=[("Work", "desk")],
        found=found,
        wanted=wanted,
        says=_says(found),
        filters=_filters(found, wanted),
        filtered=bool(kept),
        earlier=_page(kept, found.page - 1) if found.page > 1 else "",
        later=_page(kept, found.page + 1) if found.page < found.pages else "",
    )


def _wanted(request: AtDesk, reviews: tuple[str, ...]) -> Wanted:
    """What the address asks for. Raises BadQuestion where a word cannot be used."""
    asked = {name: request.GET.get(name, "").strip()[:200] for name in LABELS}
    may_be = {
        "review": reviews,
        "stage": tuple(STATES_SAID),
        "needs": tuple(KINDS),
        "course": tuple(COURSES),
    }
    problems = [
        Problem(
            field=name,
            label=LABELS[name],
            typed=typed,
            reason=f"{typed!r} is not a choice here.",
            cure=f"Give one of: {', '.join(map(str, may_be[name]))}; or leave it out.",
        )
        for name, typed in asked.items()
        if typed and typed not in may_be[name]
    ]
    if problems:
        raise BadQuestion(*problems)
    name = " ".join(request.GET.get("name", "").split())[:200]
    return Wanted(
        name=name,
        review=asked["review"],
        stage=asked["stage"],
        needs=asked["needs"],
        course=asked["course"],
        page=page_asked(request.GET.dict()),
    )


def _says(found: Matters) -> str:
    if not found.total:
        return "No matter fits."
    return "1 matter fits." if found.total == 1 else f"{found.total:,} matters fit."


def _filters(found: Matters, wanted: Wanted) -> list[dict[str, Any]]:
    """The lists to choose from."""
    stages = [
        (name, f"{short(STATES_SAID[one])} ({found.stages[name]:,})")
        for one in STATES_SAID
        if (name := str(one)) in found.stages
    ]
    every = {
        "review": [(one, one) for one in found.reviews],
        "stage": stages,
        "needs": list(KINDS.items()),
        "course": list(COURSES.items()),
    }
    return [
        {"name": name, "label": LABELS[name], "options": options, "chosen": getattr(wanted, name)}
        for name, options in every.items()
    ]


def _page(kept: dict[str, str], number: int) -> str:
    return f"?{urlencode({**kept, 'page': number})}"


# --- one matter ------------------------------------------------------------------------------


@signed_in(Right.SEE, matter="name")
def desk_matter(request: AtDesk, name: str) -> HttpResponse:
    """The matter with everything on record, what waits, and every act for the person who looks."""
    rights = request.seen.rights & (OF_THE_AGENCY | {Right.SEE_AUDIT})
    if not rights:
        raise Http404
    on = request.door.on
    found = desk_matter_on(request.door.record(), request.seen.matter, on=on)
    return page(
        request,
        "desk/matter",
        title=f"{found.government.name}, fiscal year {found.matter.year}",
        trail=[("Work", "desk"), ("Matters", "desk_matters")],
        name=name,
        found=found,
        training=found.head.training,
        waits=[_wait(one, name, rights, found) for one in found.waits if one.kind != "contact" or not found.letters],
        groups=groups_of(found.standing, found.next, rights, found.head.condition.condition),
        dates=[(one, TONES.get(one.state, "agency"), one.id.partition("/")[2]) for one in found.dates],
        approvals=_approvals(request, found),
        history=[_event(one) for one in found.history],
        items_open=sum(not one.level for one in found.items if one.letters),
        can_record=bool(rights & OF_THE_AGENCY),
        may_evaluate=may_do("evaluate-item", rights),
    )  # fmt: skip


def _wait(one: Wait, name: str, rights: frozenset[Right], found: DeskMatter) -> dict[str, Any]:
    who = (
        found.government.name
        if one.who == "respondent"
        else "A second person"
        if one.who == SECOND
        else "The agency"
    )
    on_day = one.due is not None and one.clock in {"", "running"}
    return {
        "wait": one,
        "kind": KINDS[one.kind],
        "who": who,
        "dated": on_day,
        "steps": steps_of(one, name, rights),
    }


def _approvals(request: AtDesk, found: DeskMatter) -> dict[str, Any]:
    """The approvals of the matter, and who may be the second person here."""
    roles = [role for role in Role if Right.APPROVE in ALLOWS[role]]
    able = who_holds(roles, request.seen.agency, on=request.door.on)
    book = request.door.record().book.acts
    return {
        "given": [
            (one, book[one.act].title if one.act in book else one.act)
            for one in reversed(found.standing.matter.approvals)
        ],
        "able": [name for person, name in able.items() if person != request.actor.id],
    }


def _event(one: Any) -> dict[str, Any]:
    """One entry of the history: what kind of thing, when it happened, what it says, who recorded it when."""
    kind = label(one.told.kind) if one.told else None
    title, rest = parted(one.told.says) if one.told else ("", "")
    return {
        "one": one,
        "kind": kind.says if kind else "",
        "meaning": kind.meaning if kind else "",
        "mark": kind.mark if kind else "event",
        "title": title,
        "says": rest,
        "number": one.entry.number,
    }
