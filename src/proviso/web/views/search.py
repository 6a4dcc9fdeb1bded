"""Search over everything that is public: grouped by kind, with what to do where nothing fits or too much does."""

from django.http import HttpResponse

from proviso.queries.pages.plain import counted
from proviso.queries.pages.search import MOST, SearchPage
from proviso.queries.pages.search import search as asked_search
from proviso.web.access import Asked, public
from proviso.web.page import page

SHOWN = 200


@public
def search(request: Asked) -> HttpResponse:
    """What fits the words asked for, by kind."""
    typed = request.GET.get("q", "")
    found = asked_search(typed, on=request.asof.on, known=request.asof.known)
    asked = " ".join(typed.split())[:SHOWN]
    return page(
        request,
        "search",
        title=_title(asked, found),
        found=found,
        asked=asked,
        groups=[(one, one.total - len(one.results)) for one in found.groups],
        alike=_alike(found),
        most=MOST,
    )


def _title(asked: str, found: SearchPage) -> str:
    if not asked:
        return "Search the record"
    if not found.total:
        return f"Nothing on record fits “{asked}”"
    fits = "thing fits" if found.total == 1 else "things fit"
    return f"{found.total:,} {fits} “{asked}”"


def _alike(found: SearchPage) -> str:
    """A sentence where more than one government fits, for names are not unique."""
    bodies = next((one.total for one in found.groups if one.kind == "governments"), 0)
    if bodies < 2:
        return ""
    return (
        f"{counted(bodies, 'government')} fit. Names are not unique: each is told apart by its kind and its state. "
        "Add the state to narrow them."
    )
