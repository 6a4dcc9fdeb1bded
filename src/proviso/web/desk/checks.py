"""Identity and contact checks of a review on the agency's desk. What is wrong with whom is queries/desks/checks."""

from django.http import HttpResponse

from proviso.domain.permissions import may_do
from proviso.domain.roles import Right
from proviso.queries.desks.checks import checks
from proviso.web.desk.agency import own_review, rights_in
from proviso.web.page import page
from proviso.web.paging import page_asked
from proviso.web.signed_in import AtDesk, signed_in


@signed_in(Right.SEE)
def desk_review_checks(request: AtDesk, name: str) -> HttpResponse:
    """Whom the governments of a review are taken for, and whether letters can reach them."""
    held = own_review(request, name)
    asked = request.GET.dict()
    found = checks(request.door.record(), name, on=request.door.on, page=page_asked(asked))
    every = asked.get("show") == "all"
    ill = [one for one in found.rows if one.ill]
    title = held.opened.title if held.opened else name
    return page(
        request,
        "desk/review_checks",
        title="Identity and contacts",
        trail=[("Your desk", "desk"), ("Reviews", "desk_reviews"), (title, "desk_review", name)],
        name=name,
        review_title=title,
        found=found,
        rows=found.rows if every else ill,
        ill=len(ill),
        every=every,
        procedure=request.door.record().procedure(held, request.door.on),
        may_confirm=may_do("confirm-identity", rights_in(request, name)),
    )


desk_review_checks.section = "desk"  # type: ignore[attr-defined]
