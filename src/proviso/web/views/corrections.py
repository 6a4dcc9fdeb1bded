"""The log of corrections and removals. What counts as one is the query's."""

from django.http import HttpResponse

from proviso.queries.pages.corrections import corrections as asked_corrections
from proviso.queries.pages.plain import counted
from proviso.queries.pages.sources import titles
from proviso.web.access import Asked, public
from proviso.web.page import page


@public
def corrections(request: Asked) -> HttpResponse:
    """What was put right, when and why; and what was removed."""
    found = asked_corrections(on=request.asof.on, known=request.asof.known)
    many = len(found.corrections)
    put_right = counted(many, "correction") if many else "No corrections"
    removed = counted(len(found.removals), "removal") if found.removals else "nothing removed"
    return page(
        request,
        "corrections",
        title=f"{put_right}, {removed}",
        found=found,
        titles=titles(found.known),
    )
