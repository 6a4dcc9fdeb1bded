"""Who may use a signed-in page: the first line of every view that is not public. What roles allow is in domain/roles.

    @signed_in()                             anyone signed in; `request.actor`, `request.door`
    @signed_in(Right.PREPARE)                     who holds that right at some body
    @signed_in(Right.ANSWER, matter="name")       who holds it in the matter that the address names; `request.seen`
    @signed_in(Right.DO, matter="name", methods=ACTING, binds=True)     and has just signed in again

Who is not signed in is sent to sign in. Who is, and may not, gets the page of what is not there. Who bears a letter and
confirmed it (see web/bearing) has no account and is let in where a right is asked for that bearing a letter gives.
What a view that asks for a right shows or gives is noted in the log of reads, before it leaves.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    get_reauthentication_flows,
)
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from proviso.domain.roles import ALLOWS, Actor, Right
from proviso.outside.clock import today
from proviso.people.bearers import Bearer
from proviso.people.roles import actor_of
from proviso.queries.door import Door, Seen
from proviso.web.access import READING, Asked, shown_to
from proviso.web.asof import AsOf, read_as_of
from proviso.web.bearing import bearer_of
from proviso.web.page import bad_question
from proviso.web.problems import BadQuestion
from proviso.web.reads import Gives, noted

ACTING = ("GET", "HEAD", "POST")
View = Callable[..., HttpResponseBase]


class AtDesk(Asked):
    """A request of someone who is signed in: what a view gets.

    `bearer` is set instead of an account where someone bears a letter; `gives` may be set by a view that sends a file
    piece by piece.
    """

    actor: Actor
    door: Door
    seen: Seen
    bearer: Bearer | None
    gives: Gives


def signed_in(
    right: Right | None = None,
    *,
    matter: str | None = None,
    methods: tuple[str, ...] = READING,
    binds: bool | Callable[..., bool] = False,
) -> Callable[[View], View]:
    """Let a view be used by who is signed in, and holds `right`: somewhere, or in the matter the argument `matter` names.

    `binds` asks for a new proof of who is there, not older than five minutes, before the view runs; where that
    depends on what is to be done, it is a function of the address's arguments.
    """

    def first_line(view: View) -> View:
        @wraps(view)
        def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if not _known(request, right):
                return redirect_to_login(request.get_full_path())
            request.door = Door(request.actor, on=today())  # type: ignore[attr-defined]
            return shown_to(request.door.sight, lambda: through(request, *args, **kwargs))  # type: ignore[attr-defined]

        def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            _let_in(request, right, kwargs.get(matter) if matter else None)
            binding = binds(**kwargs) if callable(binds) else binds
            if binding and (elsewhere := _proven(request)):
                return elsewhere
            answer = _answer(view, request, *args, **kwargs)
            answer.headers["Cache-Control"] = "private, no-store"
            if right is not None:
                noted(request, answer)
            return answer

        seen.permission = right.value if right else "signed-in"  # type: ignore[attr-defined]
        seen.methods = methods  # type: ignore[attr-defined]
        seen.binds = bool(binds)  # type: ignore[attr-defined]
        return seen

    return first_line


def _known(request: Any, right: Right | None) -> bool:
    """Whether it is known who asks: an account; or who bears a letter, where a right is asked for."""
    request.bearer = None
    if request.user.is_authenticated:
        request.actor = actor_of(request.user)
        return True
    request.bearer = bearer_of(request) if right is not None else None
    if request.bearer is None:
        return False
    request.actor = request.bearer.actor
    return True


def _let_in(request: Any, right: Right | None, matter: str | None) -> None:
    """Set what the view gets; what the person may not see is not there."""
    if right is None:
        return
    if matter is not None:
        request.seen = request.door.matter(matter, right)
        if request.seen is None:
            raise Http404
    elif not any(right in ALLOWS[one.role] for one in request.actor.on(request.door.on)):
        raise Http404


def _proven(request: Any) -> HttpResponseBase | None:
    """Ask again who is there. Whoever has nothing to prove it with here is led to add a passkey first.

    Who bears a letter has no account to prove, so nothing that binds is there.
    """
    if request.bearer is not None:
        raise Http404
    if not get_reauthentication_flows(request.user):
        return HttpResponseRedirect(reverse("mfa_index"))
    if not did_recently_reauthenticate(request):
        raise ReauthenticationRequired
    return None


def _answer(view: View, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Read the day that is asked about, then let the view answer."""
    found = read_as_of(request.GET.dict(), today=today())
    if not isinstance(found, AsOf):
        return bad_question(request, found)
    request.asof = found
    try:
        return view(request, *args, **kwargs)
    except BadQuestion as problem:
        return bad_question(request, problem.problems)
