"""A respondent's matter: the page, and its dates as a calendar. What it says is found in queries/pages/matter."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect

from proviso.domain.refusals import Refusal
from proviso.queries.calendars import Asked as Wanted
from proviso.queries.calendars import calendar
from proviso.queries.may import NotAsked
from proviso.queries.pages.letters import is_held
from proviso.queries.pages.matter import MatterPage
from proviso.queries.pages.matter import matter as matter_on
from proviso.queries.pages.plain import dollars
from proviso.queries.pages.telling import Told
from proviso.queries.record import Record
from proviso.web.access import Asked, public
from proviso.web.links import address
from proviso.web.page import page
from proviso.web.phrases import label
from proviso.web.sentences import parted
from proviso.web.steps import groups

CALENDAR = "text/calendar; charset=utf-8"
STATES = {
    "met": "allowed",
    "running": "conditional",
    "overdue": "passed",
    "not started": "unsettled",
    "tolled": "unsettled",
    "closed": "agency",
}


@public
def matter(request: Asked, name: str) -> HttpResponse:
    """Where the matter stands on the day, what may lawfully happen next and why, and everything that led there."""
    found = matter_on(name, on=request.asof.on, known=request.asof.known)
    if isinstance(found, NotAsked):
        return _none(request, name, found)
    if found.line.matter != name:
        return HttpResponseRedirect(address(request.asof.carried, "matter", found.line.matter))
    return page(
        request,
        "matter",
        title=f"{found.line.government.name}, fiscal year {found.line.year}",
        matter=found,
        training=found.line.training,
        agency=found.head.agency.partition(",")[0],
        groups=groups(found.next),
        held={one.letter for one in found.letters if is_held(one.sha256)},
        facts=_facts(found),
        dates=[(one, STATES.get(one.state, "agency")) for one in found.dates],
        history=[_event(one) for one in found.history],
        undated=[_event(one) for one in found.undated],
        titles={one.source: f"{one.title}, {one.outlet}" for one in found.sources},
    )


@public
def matter_dates(request: Asked, name: str) -> HttpResponse:
    """The matter's government's dates as a calendar that others subscribe to (RFC 5545)."""
    found = matter_on(name, on=request.asof.on, known=request.asof.known)
    if isinstance(found, NotAsked) or found.line.training:
        raise Http404
    wanted = Wanted(
        on=request.asof.on,
        known=request.asof.known,
        review=found.line.review,
        respondent=found.line.government.ocd_id,
    )
    made = calendar(Record(), wanted)
    if isinstance(made, Refusal):
        raise Http404
    return HttpResponse(made, content_type=CALENDAR)


def _none(request: Asked, name: str, found: NotAsked) -> HttpResponse:
    """The matter had not begun, or several may be meant; else it is not there."""
    if found.code == "matter.unknown":
        raise Http404
    title = (
        f"{name} had not begun" if found.code == "matter.not-yet" else f"Which matter of {name}?"
    )
    return page(request, "matter_none", title=title, found=found)


def _facts(found: MatterPage) -> list[tuple[str, str, Any, Any]]:
    """Term, glossary word, value, note."""
    line = found.line
    sums = [
        f"{dollars(one.total.cents)} {one.kind}" for one in found.money.totals if one.total.cents
    ]
    titles = {one.condition: one.title for one in found.head.conditions}
    return [
        ("State", "standing", line.stage_said, ""),
        ("Since", "", line.since.said, f"{line.age:,} days ago" if line.age else ""),
        ("Next date of the respondent", "clock", line.due.said if line.due else "", _due(found)),
        ("Programme", "programme", found.head.programme_title or line.programme, line.programme),
        ("Fiscal year", "", str(line.year), ""),
        ("Award", "award", line.award, f"Part in it: {found.role}"),
        ("Money", "money", "; ".join(sums), ""),
        (
            "Conditions",
            "condition",
            "; ".join(titles.get(one, one) for one in found.conditions),
            "",
        ),
        ("Right to a hearing", "", found.hearing_right, ""),
        ("Identity", "register", found.identity, found.identity_note or ""),
        ("Kind of body", "", found.line.government.type, _counted(found)),
        ("Census and OCD id", "government", line.government.geoid, line.government.ocd_id),
    ]


def _counted(found: MatterPage) -> str:
    body = found.line.government
    return "" if body.kind == body.type else f"counted as a {body.kind}"


def _due(found: MatterPage) -> str:
    line = found.line
    if not line.due:
        return "No source on record gives a date that runs."
    states = {one.due.said: one.state_said for one in found.dates if one.state == line.due_state}
    return states.get(line.due.said, line.due_state or "")


def _event(told: Told) -> dict[str, Any]:
    """One entry of the history: what kind of thing, when it happened, when it was learned, what it says."""
    kind = label(told.kind)
    title, rest = parted(told.says)
    return {
        "kind": kind.says,
        "meaning": kind.meaning,
        "mark": kind.mark,
        "told": told,
        "title": title,
        "says": rest,
        "learned": _learned(told),
    }


def _learned(told: Told) -> str:
    """How long after it happened it was learned."""
    if told.late is None:
        return "learned"
    if told.late <= 0:
        return "learned the same day," if told.late == 0 else "learned before it happened,"
    return f"learned {told.late:,} day{'s' if told.late != 1 else ''} later,"
