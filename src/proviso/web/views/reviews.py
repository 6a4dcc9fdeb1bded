"""The list of reviews, and the page of one. Its roster is in roster.py, its feeds and files in review_files.py."""

from django.http import Http404, HttpResponse

from proviso.queries.may import NotAsked
from proviso.queries.pages.home import home
from proviso.queries.pages.review import review as asked_review
from proviso.web.access import Asked, public
from proviso.web.page import page
from proviso.web.review_page import finding, list_finding, shown


@public
def reviews(request: Asked) -> HttpResponse:
    """The reviews on record on the day shown; training reviews are not among them."""
    asof = request.asof
    told = home(on=asof.on, known=asof.known).reviews
    begun = [one for one in told if (one.opened.value or asof.on) <= asof.on]
    return page(request, "reviews", title="Reviews", finding=list_finding(begun), reviews=begun)


@public
def review(request: Asked, name: str) -> HttpResponse:
    """One review: how far it has come, of whom, under which condition, and what courts have barred."""
    asof = request.asof
    found = asked_review(name, on=asof.on, known=asof.known)
    if isinstance(found, NotAsked):
        raise Http404
    return page(
        request,
        "review",
        title=found.head.title,
        trail=[("Reviews", "reviews")],
        training=found.head.training,
        finding=finding(found.standings, now=asof.is_now),
        **shown(request, found),
    )


review.section = "reviews"  # type: ignore[attr-defined]
