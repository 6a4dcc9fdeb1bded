"""Whoever is signed in: which roles they hold where and until when, and how they sign in. Giving roles is another page's."""

from django.conf import settings
from django.http import HttpResponse

from proviso.domain.roles import SAYS
from proviso.web.accounts import keys_of
from proviso.web.page import page
from proviso.web.signed_in import AtDesk, signed_in


@signed_in()
def desk_account(request: AtDesk) -> HttpResponse:
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
        "desk/account",
        title="Your account",
        person=request.actor,
        account=request.user,
        roles=rows,
        matters=request.door.matters().count(),
        keys=keys_of(request.user),
        oidc=bool(settings.OIDC.apps),
    )
