"""All matters of a government's people in one place, across reviews and clients. One matter is in matters."""

from django.http import HttpResponse

from proviso.domain.roles import Right
from proviso.queries.desks.respond import rows
from proviso.web.links import is_built
from proviso.web.page import page
from proviso.web.respond.seeing import own_matters
from proviso.web.signed_in import AtDesk, signed_in


@signed_in(Right.SEE)
def respond(request: AtDesk) -> HttpResponse:
    """What is asked of each government that the person answers for, by when, and who acts next."""
    record = request.door.record()
    own = set(request.door.matters().filter(own_matters(request)).values_list("matter", flat=True))
    matters = [one for one in record.matters if one.matter in own]
    found = rows(record, matters, on=request.asof.on, known=request.asof.known)
    yours = sum(one.next.who == "you" for one in found)
    clients = len({one.line.government.ocd_id for one in found})
    return page(
        request,
        "respond/home",
        title=_title(len(found), yours),
        rows=found,
        clients=clients,
        people=is_built("respond_people") and request.door.matters(Right.DELEGATE).exists(),
    )


def _title(many: int, yours: int) -> str:
    if not many:
        return "No matter is open to you"
    if not yours:
        return "Nothing waits for you today"
    return "One matter waits for you" if yours == 1 else f"{yours} matters wait for you"
