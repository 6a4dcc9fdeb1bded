"""An answer on the agency's desk: each item in the government's words, its files, who certified it. Preparing one is the respondent's desk's."""

from urllib.parse import quote

from django.http import Http404, HttpResponse

from proviso.domain.roles import SIDES, Right, Side, rights_of, roles_at
from proviso.outside import folders
from proviso.queries.desks.answered import Answered, answered
from proviso.web.page import page
from proviso.web.reads import Gives
from proviso.web.signed_in import AtDesk, signed_in

APART = "default-src 'none'; sandbox; frame-ancestors 'none'"


@signed_in(Right.SEE, matter="name")
def desk_answer(request: AtDesk, name: str, response: str) -> HttpResponse:
    """One response, as its receipt tells it to the government."""
    told = _told(request, response)
    return page(
        request,
        "desk/answer",
        title=f"{told.answered} of {len(told.items)} items answered",
        trail=[("Work", "desk"), (name, "desk_matter", name)],
        told=told,
        name=name,
    )


@signed_in(Right.SEE, matter="name")
def desk_answer_file(request: AtDesk, name: str, response: str, sha256: str) -> HttpResponse:
    """A file that came with it, to be kept and not to be shown: it is a stranger's."""
    told = _told(request, response)
    called = next((one.told.name for one in told.files if one.told.sha256 == sha256), None)
    if called is None:
        raise Http404
    try:
        content = folders.kept(sha256)
    except folders.NotKept as trouble:
        raise Http404 from trouble
    request.gives = Gives(name=called, sha256=sha256)
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(called)}"
    answer.headers["Content-Security-Policy"] = APART
    return answer


def _told(request: AtDesk, response: str) -> Answered:
    """The response, for who holds a role at the agency; others have their own desk."""
    one, days = request.seen.matter, request.asof
    counting = roles_at(
        request.actor.held,
        agency=request.seen.agency,
        respondent=one.respondent,
        on=request.door.on,
        matter=one.matter,
    )
    if not rights_of(each for each in counting if SIDES[each.role] is Side.AGENCY):
        raise Http404
    found = answered(request.door.record(), one, response, on=days.on, known=days.known)
    if found is None:
        raise Http404
    return found
