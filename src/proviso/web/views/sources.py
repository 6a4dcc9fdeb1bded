"""Sources: the list, and one source with what it reports, carries and what rests on it. Never its whole text: short passages and a link."""

from django.http import Http404, HttpResponse

from proviso.queries.may import NotAsked
from proviso.queries.pages import sources as of_sources
from proviso.queries.pages.plain import counted
from proviso.queries.pages.reading import training
from proviso.web.access import Asked, public
from proviso.web.page import page
from proviso.web.paging import page_asked

AT_ONCE = 50


@public
def sources(request: Asked) -> HttpResponse:
    """The sources published by the day shown, the newest first, fifty at a time."""
    asof = request.asof
    found = of_sources.sources(
        on=asof.on, known=asof.known, page=page_asked(request.GET), size=AT_ONCE
    )
    title = f"{counted(found.total, 'source')} that the record rests on"
    return page(
        request,
        "sources",
        title=title if found.total else "No source on record for this day",
        found=found,
        first=(found.page - 1) * AT_ONCE + 1,
        last=(found.page - 1) * AT_ONCE + len(found.rows),
    )


@public
def source(request: Asked, name: str) -> HttpResponse:
    """One source: what it is, what it gives, what rests on it."""
    found = of_sources.source(name, on=request.asof.on, known=request.asof.known)
    if isinstance(found, NotAsked):
        raise Http404
    line = found.line
    rests = f"{counted(found.cited, 'entry', 'entries')} on record rest on it"
    if found.cited == 1:
        rests = "1 entry on record rests on it"
    return page(
        request,
        "source",
        title=f"{line.title}: {rests if found.cited else 'nothing on record rests on it'}",
        trail=[("Sources", "sources")],
        found=found,
        training=training(f"source:{name}"),
        link=line.address if line.address.startswith(("https://", "http://")) else "",
        more=found.cited - len(found.cited_by),
        titles=of_sources.titles(found.known),
    )


for _view in (sources, source):
    _view.section = "sources"  # type: ignore[attr-defined]
