"""Finding a government among all of the register, and the page of one across reviews. Matters have their own pages."""

from django.http import Http404, HttpResponse

from proviso.queries.may import NotAsked
from proviso.queries.pages.governments import GovernmentPage, county_names, government_page
from proviso.queries.pages.governments import governments as asked_governments
from proviso.queries.pages.plain import counted
from proviso.queries.pages.reading import invented
from proviso.queries.pages.sources import titles
from proviso.web.access import Asked, public
from proviso.web.page import page
from proviso.web.problems import BadQuestion, Problem

LONGEST = 200


@public
def governments(request: Asked) -> HttpResponse:
    """Governments found by name, state or id."""
    query = request.GET.get("q", "").strip()
    if len(query) > LONGEST:
        raise BadQuestion(
            Problem(
                field="q",
                label="Name or id",
                typed=query,
                reason=f"It is longer than {LONGEST} characters.",
                cure="Give the beginning of the name.",
            )
        )
    found = asked_governments(query) if query else None
    rows = found.rows if found else ()
    return page(
        request,
        "governments",
        title="Governments",
        part="found",
        query=query,
        found=found,
        counties=county_names([one.government for one in rows]),
        finding=_found(query, len(rows), more=bool(found and found.more)),
    )


@public
def government(request: Asked, name: str) -> HttpResponse:
    """One government across reviews, with or without a matter: what is asked of it, which orders reach it."""
    asof = request.asof
    found = government_page(name, on=asof.on, known=asof.known)
    if isinstance(found, NotAsked):
        raise Http404
    alike = [one for one in found.same_name if not invented(one.ocd_id)]
    return page(
        request,
        "government",
        title=found.government.name,
        trail=[("Governments", "governments")],
        page=found,
        finding=_finding(found),
        same_name=alike,
        titles=titles(found.known),
        counties=county_names([found.government, *alike]),
        training=invented(found.government.ocd_id),
    )


government.section = "governments"  # type: ignore[attr-defined]


def _found(query: str, rows: int, *, more: bool) -> str:
    if not query:
        return "Find a government"
    if not rows:
        return f"No government on record is called “{query}”"
    if more:
        return f"More than {rows} governments fit “{query}”"
    return f"{counted(rows, 'government')} {'fits' if rows == 1 else 'fit'} “{query}”"


def _finding(found: GovernmentPage) -> str:
    """The page in one sentence, for its heading."""
    sure = sum(one.certain for one in found.reached)
    unsure = len(found.reached) - sure
    told = f"{found.government.name}: {counted(len(found.matters), 'matter') if found.matters else 'no matter'}"
    if sure:
        told += f", and {counted(sure, 'order')} {'bars' if sure == 1 else 'bar'} something for it"
    if sure and unsure:
        return f"{told}; whether {unsure} more {'does' if unsure == 1 else 'do'} is not settled"
    if unsure:
        orders = f"{counted(unsure, 'order')} {'bars' if unsure == 1 else 'bar'}"
        return f"{told}; whether {orders} something for it is not settled"
    return told if sure else f"{told}, and no order on record bars anything for it"
