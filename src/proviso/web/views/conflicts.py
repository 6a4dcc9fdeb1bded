"""Where sources differ: the list, and one fact with its values side by side. No outlet is rated or marked as wrong."""

from typing import Any

from django.http import Http404, HttpResponse

from proviso.queries.may import NotAsked
from proviso.queries.pages import conflicts as of_conflicts
from proviso.queries.pages.conflicts import Compared, ConflictPage
from proviso.queries.pages.plain import counted
from proviso.queries.pages.sources import titles
from proviso.web.access import Asked, public
from proviso.web.graphs import graph
from proviso.web.page import page


@public
def conflicts(request: Asked) -> HttpResponse:
    """The facts that more than one source speaks of, those that differ first."""
    found = of_conflicts.conflicts(on=request.asof.on, known=request.asof.known)
    many = counted(found.differ, "fact")
    title = f"Sources differ on {many}" if found.differ else "No two sources differ on this day"
    groups = [
        ("differ", "They differ", [one for one in found.rows if one.outcome == "conflict"]),
        ("fit", "They fit together", [one for one in found.rows if one.outcome != "conflict"]),
    ]
    return page(
        request,
        "conflicts",
        title=title,
        trail=[("Sources", "sources")],
        found=found,
        groups=[one for one in groups if one[2]],
    )


@public
def conflict(request: Asked, subject: str) -> HttpResponse:
    """Everything that is reported on one subject, value by value."""
    found = of_conflicts.conflict(subject, on=request.asof.on, known=request.asof.known)
    if isinstance(found, NotAsked):
        raise Http404
    every = titles(found.known)
    return page(
        request,
        "conflict",
        title=_title(found),
        trail=[("Sources", "sources"), ("Where sources differ", "conflicts")],
        found=found,
        training=found.training,
        facts=[_fact(one, every) for one in found.facts],
        elsewhere=_elsewhere(found),
        titles=every,
    )


for _view in (conflicts, conflict):
    _view.section = "sources"  # type: ignore[attr-defined]


def _title(found: ConflictPage) -> str:
    """What is compared, and the finding."""
    first = found.facts[0].line if found.facts else None
    if first is None:
        scope = found.alone[0].scope if found.alone else found.title
        return f"{_capital(scope)}: one report, nothing to compare it with"
    if first.outcome == "conflict":
        many = counted(len(found.facts[0].values), "value")
        return f"{_capital(first.scope)}: sources give {many}"
    return f"{_capital(first.scope)}: {first.outcome_said[:1].lower()}{first.outcome_said[1:]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _fact(one: Compared, every: dict[str, str]) -> dict[str, Any]:
    """One fact: its values, the parts that are no conflict, and who relies on whom, in words and drawn."""
    groups = [(value.value, value.reports) for value in one.values]
    leaning = [each for _, reports in groups for each in reports if each.relies_on]
    leaning += [each for each in one.parts if each.relies_on]
    return {
        "fact": one,
        "graph": graph(groups, every),
        "leaning": [(each, every.get(each.relies_on or "", each.relies_on)) for each in leaning],
    }


def _elsewhere(found: ConflictPage) -> bool:
    """Whether the preferred value is none of those reported."""
    given = {value.value for one in found.facts for value in one.values}
    return found.preferred is not None and found.preferred not in given
