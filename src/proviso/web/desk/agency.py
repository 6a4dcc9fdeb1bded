"""What a person may do in a review of an agency's own: the way into every page of a review's desk. What it shows is in queries/desks."""

from django.http import Http404

from proviso.domain.reviews import Review
from proviso.domain.roles import ALLOWS, SIDES, Right, Side, rights_of
from proviso.web.signed_in import AtDesk


def rights_in(request: AtDesk, review: str) -> frozenset[Right]:
    """What the person's roles at the agency that runs this review allow; empty where none is held there."""
    agency = request.door.agencies.get(review, "")
    held = request.actor.on(request.door.on)
    return rights_of(
        one for one in held if SIDES[one.role] is Side.AGENCY and one.whole and one.body == agency
    )


def own_review(request: AtDesk, name: str, right: Right = Right.SEE) -> Review:
    """A review of an agency at which the person has that right; another is not there."""
    if name not in request.door.reviews(right):
        raise Http404
    return request.door.record().review(name, known=request.door.on)


def own_agencies(request: AtDesk, right: Right) -> tuple[str, ...]:
    """The agencies at which the person has a right."""
    return tuple(
        dict.fromkeys(
            one.body
            for one in request.actor.on(request.door.on)
            if SIDES[one.role] is Side.AGENCY and one.whole and right in ALLOWS[one.role]
        )
    )
