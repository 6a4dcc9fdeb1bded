"""May this be done? The form over the gate, its answer as a page, and the same as JSON. The gate is asked through queries."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, JsonResponse

from proviso.domain.questions import GROUPS, day_said
from proviso.queries import naming
from proviso.queries.answers import not_asked
from proviso.queries.may import Asked as Question
from proviso.queries.may import NotAsked
from proviso.queries.pages.asked import Told, as_json, called, choices, told
from proviso.queries.pages.governments import Hit
from proviso.queries.pages.reading import invented, reading
from proviso.web.access import Asked, public
from proviso.web.page import page
from proviso.web.phrases import HOLDS, MEANINGS, act_said, heading
from proviso.web.problems import Problem

TITLE = "May this be done?"
WORDS = ("act", "respondent", "review", "programme", "year", "condition", "only")
LABELS = {
    "act": "Act",
    "respondent": "Government",
    "review": "Review",
    "programme": "Programme",
    "year": "Fiscal year",
    "condition": "Condition",
    "only": "Grounds",
}
CURES = {
    "act": "Choose one of the acts in the list.",
    "respondent": "Give a name and a state (Houston, TX), an OCD id, or the id of a matter (J17-FY2016).",
    "matter": "Give the matter's id as the government, or say which fiscal year, programme or review is meant.",
    "year": "Give a year of four digits, such as 2017, or leave the field empty.",
    "programme": "Choose one of the programmes in the list, or leave the field empty.",
    "condition": "Choose one of the conditions in the list, or leave the field empty.",
    "only": "Choose a group of grounds, or leave the field empty for all.",
    "review": "Leave the field empty, or give the id of a review.",
}


@public
def may(request: Asked) -> HttpResponse:
    """The form; where something is asked, the answer as a heading with every ground under it."""
    typed = {name: request.GET.get(name, "").strip() for name in WORDS}
    if not any(typed.values()):
        return _form(request, typed)
    typed["respondent"], hits = _meant(typed["respondent"])
    problems = _problems(typed, hits)
    found = None if problems else told(_question(request, typed))
    if isinstance(found, Told):
        return _answer(request, typed, found)
    if isinstance(found, NotAsked):
        problems, matters = [_refused(found, typed)], found.instead
    else:
        matters = ()
    return _form(request, typed, problems=problems, hits=hits, matters=matters)


@public
def may_json(request: Asked) -> HttpResponse:
    """The command line's answer to the same words: 200 with the answer, 400 with why there is none."""
    typed = {name: request.GET.get(name, "").strip() for name in WORDS}
    problems = _problems(typed, ())
    if problems:
        first = problems[0]
        refused = {"error": f"{first.field}.missing", "why": first.reason, "instead": [first.cure]}
        return JsonResponse(refused, status=400)
    found = as_json(_question(request, typed))
    options = {"ensure_ascii": False, "indent": 2}
    if isinstance(found, NotAsked):
        return JsonResponse(not_asked(found), status=400, json_dumps_params=options)
    return JsonResponse(found, json_dumps_params=options)


def _meant(name: str) -> tuple[str, tuple[Hit, ...]]:
    """The id of the one government that a name means; the name itself and whom it may mean, if several."""
    if not name or naming.government(name) or naming.matter(reading(), name):
        return name, ()
    hits = called(name).rows
    place = name.partition(",")[0].casefold()
    exact = [one for one in hits if one.government.name.casefold() in (name.casefold(), place)]
    chosen = exact if len(exact) == 1 else hits
    return (chosen[0].government.ocd_id, ()) if len(chosen) == 1 else (name, hits)


def _problems(typed: Mapping[str, str], hits: tuple[Hit, ...]) -> list[Problem]:
    """What is missing or cannot be read, before the gate is asked."""
    found = []
    if not typed["act"]:
        found.append(_problem("act", typed, "No act is named."))
    if not typed["respondent"]:
        found.append(_problem("respondent", typed, "No government is named."))
    elif hits:
        found.append(
            _problem("respondent", typed, "Several governments may be meant.", "Choose one below.")
        )
    if typed["year"] and not (typed["year"].isascii() and typed["year"].isdigit()):
        found.append(_problem("year", typed, f"“{typed['year']}” is not a year."))
    return found


def _problem(field: str, typed: Mapping[str, str], reason: str, cure: str = "") -> Problem:
    return Problem(
        field=field,
        label=LABELS[field],
        typed=typed[field],
        reason=reason,
        cure=cure or CURES[field],
    )


def _refused(found: NotAsked, typed: Mapping[str, str]) -> Problem:
    """Why the question cannot be answered, at the field that it is about."""
    about = found.code.partition(".")[0]
    if about == "matter":
        return _problem("respondent", typed, found.why, CURES["matter"])
    return _problem(about if about in LABELS else "respondent", typed, found.why)


def _question(request: Asked, typed: Mapping[str, str]) -> Question:
    return Question(
        act=typed["act"],
        respondent=typed["respondent"],
        on=request.asof.on,
        known=request.asof.known,
        review=typed["review"] or None,
        programme=typed["programme"] or None,
        year=int(typed["year"][:6]) if typed["year"] else None,
        condition=typed["condition"] or None,
        only=typed["only"] or None,
    )


def _form(request: Asked, typed: Mapping[str, str], **values: Any) -> HttpResponse:
    """The form alone, or with what is wrong and what to choose from."""
    problems = values.get("problems") or ()
    return page(
        request,
        "may",
        title=TITLE,
        status=400 if problems else 200,
        typed=typed,
        wrong={one.field: one for one in problems},
        choices=choices(),
        only=GROUPS,
        asked={name: value for name, value in typed.items() if value and name != "respondent"},
        **values,
    )


def _answer(request: Asked, typed: Mapping[str, str], found: Told) -> HttpResponse:
    question = found.answer.answer.question
    act = act_said(question.act, question.condition, found.government.name)
    title = heading(found.group, agency=found.agency, act=act, day=day_said(question.on))
    asked = {name: value for name, value in typed.items() if value}
    return page(
        request,
        "may",
        title=title,
        trail=[(TITLE, "may")],
        found=found,
        training=invented(found.government.ocd_id),
        question=question,
        meaning=MEANINGS[found.group],
        grounds=[(one, *_said(one.holds, one.group, one.order)) for one in found.grounds],
        typed=typed,
        wrong={},
        choices=choices(),
        only=GROUPS,
        words={**asked, "on": str(question.on), "known": str(question.known)},
    )


def _said(holds: bool | None, group: str, order: str | None) -> tuple[str, str]:  # noqa: FBT001
    """The meaning and the words of one ground's state."""
    if holds is False and group == "orders" and order:
        return "court", "Blocked by a court"
    return HOLDS[holds]
