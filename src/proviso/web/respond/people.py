"""Who answers for a government: its owner lets counsel, staff and readers of the same government in, until a day, and ends it.

An owner gives no role to themselves and makes no other owner; that is for whoever keeps the accounts.
"""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from proviso.domain.keeping import DELEGATED, why_not_delegate
from proviso.domain.refusals import Refusal
from proviso.domain.roles import Right, Role, Side, bodies_seen
from proviso.outside.clock import now
from proviso.people import keeping
from proviso.people.keeping import Did
from proviso.people.models import Change, Membership, User
from proviso.people.roles import account
from proviso.queries.accounts import at_body, came_by_letter, last_reads, titles
from proviso.queries.desks.offers import Offer
from proviso.web import account_links
from proviso.web.page import page
from proviso.web.people_forms import asks, day, meanings, needed, of_refusal, role_asked
from proviso.web.problems import Problem
from proviso.web.signed_in import ACTING, AtDesk, signed_in

TITLE = "Who answers for your government"
TRAIL = [(TITLE, "respond_people")]
UNUSABLE = 422


@signed_in(Right.DELEGATE)
def people(request: AtDesk) -> HttpResponse:
    """Who is in, since when, until when, and when each last read something of a matter."""
    bodies = _bodies(request)
    found = at_body(bodies, on=request.door.on)
    read = last_reads((one.person for one in found), bodies)
    return page(
        request,
        "respond/people",
        title=TITLE,
        rows=[{"one": one, "read": read.get(one.person)} for one in found],
        governments=[titles(bodies).get(body, body) for body in bodies],
        came=came_by_letter(bodies),
        delegated=[role.value for role in DELEGATED],
        own=request.actor.id,
        links=_not_opened(request),
    )


@signed_in(Right.DELEGATE, methods=ACTING, binds=True)
def let_in(request: AtDesk) -> HttpResponse:
    """Let someone in until a day; an account is made where there is none."""
    bodies = _bodies(request)
    typed = request.POST.dict()
    if len(bodies) == 1:
        typed["body"] = bodies[0]
    if request.method != "POST":
        return _form(request, bodies, typed, ())
    asked = role_asked(typed, roles=DELEGATED, on=request.door.on)
    problems = [one for name in ("name", "email") if (one := needed(typed, name))]
    problems += asked if isinstance(asked, tuple) else []
    if isinstance(asked, tuple) or problems:
        return _form(request, bodies, typed, tuple(problems))
    if asked.body not in bodies:
        raise Http404
    user = account(typed["email"]) or keeping.make(
        typed["email"], typed["name"][:200], by=request.actor.id, at=now()
    )
    given = _given(request, user, asked.role, asked.body, asked.last)
    if isinstance(given, Refusal):
        return _form(request, bodies, typed, (of_refusal(given, typed, otherwise="email"),))
    messages.success(request, f"{given.user.name} is let in through {given.last}.")
    if given.user.has_usable_password():
        return redirect("respond_people")
    return redirect("respond_person_link", name=given.user.person)


def _given(
    request: AtDesk, user: User | Refusal, role: Role, body: str, last: date | None
) -> Membership | Refusal:
    if isinstance(user, Refusal):
        return user
    return why_not_delegate(role) or keeping.give(
        user, role, body, first=request.door.on, last=last, by=request.actor.id, at=now()
    )


def _form(
    request: AtDesk, bodies: tuple[str, ...], typed: dict[str, str], problems: tuple[Problem, ...]
) -> HttpResponse:
    names = ["name", "email", "role", *(["body"] if len(bodies) > 1 else []), "last"]
    named = titles(bodies)
    return page(
        request,
        "desk/person_form",
        title="Let someone in",
        trail=TRAIL,
        status=UNUSABLE if problems else 200,
        asks=asks(
            names,
            typed,
            problems=problems,
            roles=DELEGATED,
            bodies=[Offer(id=body, says=named.get(body, body)) for body in bodies],
        ),
        problems=problems,
        meanings=meanings(DELEGATED),
        button="Let them in",
        lede="They see what your government sees, through the last day. You remain the one who certifies and signs.",
        back=reverse("respond_people"),
    )


@signed_in(Right.DELEGATE, methods=ACTING, binds=True)
def end(request: AtDesk, number: int) -> HttpResponse:
    """End what an owner gave, or what was given of the same kind at the same government."""
    held = (
        Membership.objects.filter(
            pk=number, body__in=_bodies(request), role__in=[role.value for role in DELEGATED]
        )
        .select_related("user")
        .first()
    )
    if held is None:
        raise Http404
    yesterday = request.door.on - timedelta(days=1)
    typed = request.POST.dict() or {"until": f"{yesterday}"}
    until = day(typed, "until", otherwise=yesterday)
    problems = (until,) if isinstance(until, Problem) else ()
    if request.method == "POST" and until is not None and not isinstance(until, Problem):
        on = until + timedelta(days=1)
        refusal = keeping.end(held, on=on, by=request.actor.id, at=now())
        if refusal is None:
            messages.success(request, f"{held.user.name} is out after {until}.")
            return redirect("respond_people")
        problems = (of_refusal(refusal, typed, otherwise="until"),)
    return page(
        request,
        "desk/person_form",
        title=f"End it for {held.user.name}",
        trail=TRAIL,
        status=UNUSABLE if problems else 200,
        asks=asks(("until",), typed, problems=problems),
        problems=problems,
        button="End it",
        lede="With the next request after that day they see nothing of your government that is not public.",
        back=reverse("respond_people"),
    )


@signed_in(Right.DELEGATE, methods=ACTING, binds=True)
def link(request: AtDesk, name: str) -> HttpResponse:
    """The link with which someone whom this owner let in opens the account for the first time."""
    if name not in _not_opened(request):
        raise Http404
    user = User.objects.get(person=name)
    shown = ""
    if request.method == "POST":
        made = account_links.first_link(request, user)
        mail = request.POST.get("how") == "mail" and account_links.can_send()
        if not mail or account_links.send_first(request, user, made) is not None:
            shown = made
        how = "shown to be handed over" if shown else f"sent to {user.email}"
        keeping.log(Did.LINKED, user, by=request.actor.id, at=now(), says=how)
        if not shown:
            messages.success(request, f"A link is on its way to {user.email}.")
            return redirect("respond_people")
    return page(
        request,
        "respond/person_link",
        title=f"A link for {user.name} to set a password",
        trail=TRAIL,
        one=user,
        link=shown,
        hours=account_links.HOURS,
        can_send=account_links.can_send(),
    )


def _bodies(request: AtDesk) -> tuple[str, ...]:
    """The governments for which this owner lets others in."""
    held = request.actor.held
    return tuple(sorted(bodies_seen(held, Side.RESPONDENT, Right.DELEGATE, on=request.door.on)))


def _not_opened(request: AtDesk) -> frozenset[str]:
    """Accounts that this owner made, that nobody has opened yet, and that hold no role from anyone else."""
    made = Change.objects.filter(by=request.actor.id, did=Did.MADE.value).values("about")
    others = Membership.objects.exclude(body__in=_bodies(request)).values("user")
    rows = User.objects.filter(person__in=made, last_login__isnull=True, is_active=True)
    return frozenset(
        one.person for one in rows.exclude(pk__in=others) if not one.has_usable_password()
    )
