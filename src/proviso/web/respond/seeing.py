"""What a government's people may see and do in a matter: the way into every page of the respondent desk. What it shows is in queries/desks."""

from django.db.models import Q
from django.http import Http404

from proviso.domain.roles import SIDES, Right, Side, bodies_seen, matters_seen, rights_of, roles_at
from proviso.queries.desks.respond import Asked, asked
from proviso.queries.may import NotAsked
from proviso.queries.pages.matter import MatterPage, page_of
from proviso.records.answer_drafts import Draft, draft_of
from proviso.web.page import Trail
from proviso.web.signed_in import AtDesk

DESK = ("Your matters", "respond")


def own_rights(request: AtDesk) -> frozenset[Right]:
    """What the person's roles at the government itself allow in this matter. Without any, the matter is not there."""
    one = request.seen.matter
    counting = roles_at(
        request.actor.held,
        agency=request.seen.agency,
        respondent=one.respondent,
        on=request.door.on,
        matter=one.matter,
    )
    rights = rights_of(each for each in counting if SIDES[each.role] is Side.RESPONDENT)
    if not rights:
        raise Http404
    return rights


def own_matters(request: AtDesk) -> Q:
    """The matters that the person sees through a role at a government, and not at an agency."""
    held, on = request.actor.held, request.door.on
    its_own = Q(respondent__in=bodies_seen(held, Side.RESPONDENT, Right.SEE, on=on))
    for name, body in matters_seen(held, Side.RESPONDENT, Right.SEE, on=on):
        its_own |= Q(matter=name, respondent=body)
    return its_own


def matter_page(request: AtDesk) -> MatterPage:
    """The matter's own page, as everyone may read it, asked with what this person may read."""
    found = page_of(request.door.record(), request.seen.matter, request.asof.on, request.asof.known)
    if isinstance(found, NotAsked):
        raise Http404
    return found


def letters_asking(request: AtDesk, page: MatterPage) -> tuple[Asked, ...]:
    """The letters that ask for items; who bears a letter sees that one only."""
    found = asked(
        request.door.record(),
        request.seen.matter,
        page,
        on=request.asof.on,
        known=request.asof.known,
    )
    only = request.seen.letter
    return tuple(one for one in found if only in (None, one.letter.letter))


def letter_asking(request: AtDesk, letter: str) -> Asked:
    """The letter of that id, which asks for items and can be answered."""
    for one in letters_asking(request, matter_page(request)):
        if one.letter.letter == letter and one.open:
            return one
    raise Http404


def stream(request: AtDesk) -> str:
    """The matter's own stream."""
    return f"matter:{request.seen.matter.matter}"


def draft(request: AtDesk, letter: str) -> Draft:
    """What the government's people are preparing in answer to a letter."""
    return draft_of(stream(request), letter)


def trail(name: str, *more: tuple[str, ...]) -> Trail:
    """The pages above one of a matter."""
    return [DESK, (name, "respond_matter", name), *more]
