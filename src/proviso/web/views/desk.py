"""The desk's first page: who is signed in, and what they hold. The work itself is on pages of its own."""

from django.conf import settings
from django.http import HttpResponse

from proviso.domain.roles import SAYS
from proviso.web.accounts import keys_of
from proviso.web.page import page
from proviso.web.signed_in import AtDesk, signed_in


@signed_in()
def desk(request: AtDesk) -> HttpResponse:
    """Who you are, which roles you hold at which bodies until when, and how you sign in."""
    on = request.door.on
    rows = [
        {
            "role": one.role.value.replace("respondent-", "").replace("-", " "),
            "says": SAYS[one.role],
            "body": request.door.named(one.body),
            "last": one.last,
            "counts": one.counts_on(on),
            "first": one.first,
        }
        for one in request.actor.held
        if one.last is None or one.last >= on
    ]
    return page(
        request,
        "desk",
        title="Your desk",
        person=request.actor,
        account=request.user,
        roles=rows,
        matters=request.door.matters().count(),
        keys=keys_of(request.user),
        oidc=bool(settings.OIDC.apps),
    )
