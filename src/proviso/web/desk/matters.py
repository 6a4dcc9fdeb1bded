"""One matter on the agency's desk: every act there is, as a way in or with why it is refused. Doing them is in acts."""

from django.http import Http404, HttpResponse

from proviso.acts.table import ALL
from proviso.domain.permissions import may_do
from proviso.domain.roles import Right
from proviso.web.desk.acts import OF_THE_AGENCY
from proviso.web.page import page
from proviso.web.signed_in import AtDesk, signed_in


@signed_in(Right.SEE, matter="name")
def desk_matter(request: AtDesk, name: str) -> HttpResponse:
    """The matter with the acts that the person may do."""
    rights = request.seen.rights & (OF_THE_AGENCY | {Right.SEE_AUDIT})
    if not rights:
        raise Http404
    acts = [one for one in ALL.values() if one.room == "matter" and may_do(one.name, rights)]
    return page(
        request,
        "desk/matter",
        title=name,
        trail=[("Your desk", "desk")],
        name=name,
        acts=[one for one in acts if not one.opens],
    )
