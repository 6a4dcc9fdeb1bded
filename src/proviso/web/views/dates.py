"""The date calculator, and all dates that are owed. Counting is in the domain, asked through queries."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse

from proviso.domain.calendar import WEEKDAYS, in_words
from proviso.domain.counting import Counted, explain
from proviso.domain.refusals import Refusal
from proviso.queries.counting import (
    Question,
    as_calendar,
    ask,
    closed_days,
    plain,
    rules_on_record,
)
from proviso.queries.pages.due import ORDER, all_due
from proviso.web import links
from proviso.web.access import Asked, public
from proviso.web.months import months
from proviso.web.page import page
from proviso.web.paging import page_asked
from proviso.web.problems import Problem

TITLE = "Date calculator"
AT_ONCE = 100
PHRASE, RULE, STATE, ZONE, SERVED = "phrase", "rule", "state", "tz", "served-by"
METHODS = ("mail", "left-with-clerk", "electronic", "commercial-carrier", "other-agreed", "hand")
# Which field a refusal is about, by its code; else the phrase.
FIELDS = {"date.unknown-zone": ZONE, "date.unknown-state": STATE}
LABELS = {PHRASE: "Period and day", RULE: "Counting rule", STATE: "State", ZONE: "Time zone"}
STATES = {
    "overdue": "passed",
    "running": "conditional",
    "not started": "unsettled",
    "tolled": "unsettled",
    "met": "allowed",
    "closed": "agency",
}


@public
def date(request: Asked) -> HttpResponse:
    """The form; where something is asked, the day as a heading with every step of the count."""
    typed = _typed(request)
    values: dict[str, Any] = {"typed": typed, "rules": rules_on_record(), "methods": METHODS}
    if not any(typed.values()):
        return page(request, "date", title=TITLE, wrong={}, **values)
    question = _question(typed)
    found = ask(question)
    if isinstance(found, Refusal):
        problem = _problem(found, typed)
        wrong = {problem.field: problem}
        return page(
            request, "date", title=TITLE, status=400, problems=[problem], wrong=wrong, **values
        )
    return page(
        request,
        "date",
        title=f"{in_words(found.due)}: {question.phrase}",
        trail=[(TITLE, "date")],
        wrong={},
        **values,
        **_shown(question, found, typed),
    )


@public
def date_json(request: Asked) -> HttpResponse:
    """The command line's answer to the same words."""
    question = _question(_typed(request))
    found = ask(question)
    options = {"ensure_ascii": False, "indent": 2}
    if isinstance(found, Refusal):
        refused = {
            "code": found.code,
            "reason": found.reason,
            "cure": found.cure,
            "authority": found.authority,
        }
        return JsonResponse({"error": refused}, status=400, json_dumps_params=options)
    return JsonResponse(plain(question, found), json_dumps_params=options)


@public
def date_ics(request: Asked) -> HttpResponse:
    """The day counted, as a calendar of one event."""
    found = ask(_question(_typed(request)))
    made = found if isinstance(found, Refusal) else as_calendar(found)
    if isinstance(made, Refusal):
        raise Http404
    return HttpResponse(made, content_type="text/calendar; charset=utf-8")


@public
def due(request: Asked) -> HttpResponse:
    """Every date of the reviews on record, with the state of its clock."""
    state, side = request.GET.get("state", "").strip(), request.GET.get("against", "").strip()
    found = all_due(
        on=request.asof.on,
        known=request.asof.known,
        state=state,
        against=side,
        page=page_asked(request.GET),
        size=AT_ONCE,
    )
    words = {name: value for name, value in (("state", state), ("against", side)) if value}
    return page(
        request,
        "due",
        title=f"{found.running:,} of {found.every:,} dates run",
        found=found,
        rows=[(one, STATES.get(one.state, "agency")) for one in found.rows],
        states=ORDER,
        chosen={"state": state, "against": side},
        first=(found.page - 1) * AT_ONCE + 1,
        last=(found.page - 1) * AT_ONCE + len(found.rows),
        before=_turned(request, found.page - 1, words) if found.page > 1 else "",
        after=_turned(request, found.page + 1, words) if found.page < found.pages else "",
    )


def _turned(request: Asked, number: int, words: Mapping[str, str]) -> str:
    return links.address(request.asof.carried, "due", **words, page=number)


def _typed(request: Asked) -> dict[str, str]:
    names = (PHRASE, RULE, SERVED, STATE, ZONE, "count-closures")
    return {name.replace("-", "_"): request.GET.get(name, "").strip() for name in names}


def _question(typed: Mapping[str, str]) -> Question:
    served = typed["served_by"]
    return Question(
        phrase=typed[PHRASE],
        rule=typed[RULE],
        mail=served == "mail",
        served_by="" if served == "mail" else served,
        state=typed[STATE],
        zone=typed[ZONE],
        closures=bool(typed["count_closures"]),
    )


def _problem(found: Refusal, typed: Mapping[str, str]) -> Problem:
    field = FIELDS.get(found.code, RULE if found.code.startswith("rule.") else PHRASE)
    return Problem(
        field=field, label=LABELS[field], typed=typed[field], reason=found.reason, cure=found.cure
    )


def _shown(question: Question, found: Counted, typed: Mapping[str, str]) -> dict[str, Any]:
    head, *steps = explain(found)
    closed = closed_days(question, found)
    return {
        "counted": found,
        "says": head.partition(": ")[2],
        "steps": [(one, one in found.flags) for one in steps],
        "weekday": WEEKDAYS[found.due.weekday()],
        "closed": [one for one in closed if one.why != "weekend"],
        "weekends": sum(one.why == "weekend" for one in closed),
        "months": months(found, closed),
        "words": {name.replace("_", "-"): value for name, value in typed.items() if value},
    }
