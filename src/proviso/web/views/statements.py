"""Statements: who said what, as this record puts it, and how each outlet carries it. What they report as values is in conflicts."""

from django.http import Http404, HttpResponse

from proviso.queries.may import NotAsked
from proviso.queries.pages import statements as of_statements
from proviso.queries.pages.plain import counted
from proviso.queries.pages.reading import training
from proviso.queries.pages.sources import titles
from proviso.web.access import Asked, public
from proviso.web.page import page
from proviso.web.paging import page_asked

AT_ONCE = 50


@public
def statements(request: Asked) -> HttpResponse:
    """The statements made by the day shown, the newest first."""
    asof = request.asof
    found = of_statements.statements(
        on=asof.on, known=asof.known, page=page_asked(request.GET), size=AT_ONCE
    )
    many = counted(found.total, "statement")
    return page(
        request,
        "statements",
        title=f"{many} on record, each with who said it"
        if found.total
        else "No statement on record for this day",
        trail=[("Sources", "sources")],
        found=found,
        first=(found.page - 1) * AT_ONCE + 1,
        last=(found.page - 1) * AT_ONCE + len(found.rows),
        titles=titles(found.known),
    )


@public
def statement(request: Asked, name: str) -> HttpResponse:
    """One statement, and each outlet's carriage of it with the differences marked."""
    found = of_statements.statement(name, on=request.asof.on, known=request.asof.known)
    if isinstance(found, NotAsked):
        raise Http404
    line, many = found.line, len(found.carriages)
    carried = (
        f"{counted(many, 'source carries', 'sources carry')} it" if many else "no source carries it"
    )
    return page(
        request,
        "statement",
        title=f"{line.speaker} on {line.about}: {carried}",
        trail=[("Sources", "sources"), ("Statements", "statements")],
        found=found,
        training=training(f"source:{line.source}"),
        leaning=many - found.independent,
        titles=titles(found.known),
    )


for _view in (statements, statement):
    _view.section = "sources"  # type: ignore[attr-defined]
