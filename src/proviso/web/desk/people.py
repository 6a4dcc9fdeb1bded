"""Users and roles, for whoever keeps the accounts: who there is, making an account, giving a role, ending it, closing an account.

Who keeps accounts sees no matter. Every change is told in the log of changes; nothing here is an entry of the ledger.
"""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from proviso.domain.refusals import Refusal
from proviso.domain.roles import GIVEN, Right
from proviso.outside.clock import now
from proviso.people import keeping
from proviso.people.keeping import Did
from proviso.people.models import Membership, User
from proviso.people.roles import account
from proviso.queries.accounts import Account, changes_of, people, person
from proviso.web import account_links
from proviso.web.page import page
from proviso.web.paging import page_asked
from proviso.web.people_forms import asks, day, meanings, needed, of_refusal, role_asked
from proviso.web.problems import Problem
from proviso.web.signed_in import ACTING, AtDesk, signed_in

TRAIL = [("Your desk", "desk"), ("Users and roles", "desk_people")]
OF_A_PERSON = ("name", "email", "office")
OF_A_ROLE = ("role", "body", "first", "last")
UNUSABLE = 422
ONLY_BY_MAIL = Refusal(
    code="account.link-by-mail",
    reason="This account has been opened before, so a link to set its password goes to its own address and to nobody else.",
    cure="Send it there. If that address is out of use, whoever runs this installation can help.",
    authority="The record's own rule: one account, one person",
)


@signed_in(Right.KEEP_ACCOUNTS)
def everyone(request: AtDesk) -> HttpResponse:
    """Every account, with the roles that count today."""
    asked = request.GET.get("q", "")[:200].strip()
    found = people(on=request.door.on, asked=asked, page=page_asked(request.GET.dict()))
    return page(
        request,
        "desk/people",
        title="Users and roles",
        trail=TRAIL[:1],
        found=found,
        asked=asked,
    )


@signed_in(Right.KEEP_ACCOUNTS)
def one(request: AtDesk, name: str) -> HttpResponse:
    """One account: its roles, what may be done about it, and every change."""
    found = _known(request, name)
    return page(
        request,
        "desk/person",
        title=found.name,
        trail=TRAIL,
        one=found,
        own=found.person == request.actor.id,
        changes=changes_of(found.person),
    )


@signed_in(Right.KEEP_ACCOUNTS, methods=ACTING, binds=True)
def new(request: AtDesk) -> HttpResponse:
    """Make an account."""
    typed = request.POST.dict()
    problems = [one for name in ("name", "email") if (one := needed(typed, name))]
    if request.method == "POST" and not problems:
        made = keeping.make(
            typed["email"],
            typed["name"][:200],
            office=typed.get("office", "")[:200],
            by=request.actor.id,
            at=now(),
        )
        if isinstance(made, User):
            messages.success(
                request, f"The account of {made.name} is made. Nobody can open it yet."
            )
            return redirect("desk_person_link", name=made.person)
        problems = [of_refusal(made, typed, otherwise="email")]
    return _form(
        request,
        OF_A_PERSON,
        problems if request.method == "POST" else [],
        title="Make an account",
        lede="It holds no role until one is given. The person then gets a link to set a password.",
        button="Make the account",
        back="/desk/people/",
    )


@signed_in(Right.KEEP_ACCOUNTS, methods=ACTING, binds=True)
def give(request: AtDesk, name: str) -> HttpResponse:
    """Give a role, from a day through a day."""
    found = _known(request, name)
    if request.method != "POST":
        return _role_form(request, found, {"first": f"{request.door.on}"}, ())
    typed = request.POST.dict()
    asked = role_asked(typed, roles=GIVEN, on=request.door.on)
    if isinstance(asked, tuple):
        return _role_form(request, found, typed, asked)
    given = keeping.give(
        _user(name),
        asked.role,
        asked.body,
        first=asked.first,
        last=asked.last,
        by=request.actor.id,
        at=now(),
    )
    if isinstance(given, Refusal):
        return _role_form(request, found, typed, (of_refusal(given, typed, otherwise="role"),))
    messages.success(request, f"{found.name} is {given}.")
    return redirect("desk_person", name=name)


def _role_form(
    request: AtDesk, found: Account, typed: dict[str, str], problems: tuple[Problem, ...]
) -> HttpResponse:
    return page(
        request,
        "desk/person_form",
        title=f"Give {found.name} a role",
        trail=[*TRAIL, (found.name, "desk_person", found.person)],
        status=UNUSABLE if problems else 200,
        asks=asks(OF_A_ROLE, typed, problems=problems, roles=GIVEN),
        meanings=meanings(GIVEN),
        problems=problems,
        button="Give the role",
        lede="It counts from its first day through its last. Given again from the same first day, its last day is set anew.",
        back=f"/desk/people/{found.person}/",
    )


@signed_in(Right.KEEP_ACCOUNTS, methods=ACTING, binds=True)
def end(request: AtDesk, name: str, number: int) -> HttpResponse:
    """End a role after a day, yesterday to end it now."""
    found = _known(request, name)
    held = Membership.objects.filter(user__person=name, pk=number).select_related("user").first()
    if held is None:
        raise Http404
    typed = request.POST.dict() or {"until": f"{request.door.on - timedelta(days=1)}"}
    until = day(typed, "until", otherwise=request.door.on - timedelta(days=1))
    problems: tuple[Problem, ...] = (until,) if isinstance(until, Problem) else ()
    if request.method == "POST" and until is not None and not isinstance(until, Problem):
        on = until + timedelta(days=1)
        refusal = keeping.end(held, on=on, by=request.actor.id, at=now())
        if refusal is None:
            messages.success(request, f"{found.name} is {held} no longer after {until}.")
            return redirect("desk_person", name=name)
        problems = (of_refusal(refusal, typed, otherwise="until"),)
    return page(
        request,
        "desk/person_form",
        title=f"End a role of {found.name}",
        trail=[*TRAIL, (found.name, "desk_person", name)],
        status=UNUSABLE if problems else 200,
        asks=asks(("until",), typed, problems=problems),
        problems=problems,
        button="End the role",
        lede=f"{held}, since {held.first}. Sessions that are open lose it with their next request. It stays on record.",
        back=f"/desk/people/{name}/",
    )


@signed_in(Right.KEEP_ACCOUNTS, methods=ACTING, binds=True)
def link(request: AtDesk, name: str) -> HttpResponse:
    """Send the person a link to set a password; show it once where no mail is sent, or nobody has opened the account yet."""
    found, user = _known(request, name), _user(name)
    may_show = not (account_links.can_send() and _opened(user))
    shown, refusal = "", None
    if request.method == "POST":
        refusal, shown = _linked(request, user, may_show=may_show)
        if refusal is None and not shown:
            messages.success(request, f"A link is on its way to {user.email}.")
            return redirect("desk_person", name=name)
    return page(
        request,
        "desk/person_link",
        title=f"A link for {found.name} to set a password",
        trail=[*TRAIL, (found.name, "desk_person", name)],
        status=UNUSABLE if refusal else 200,
        one=found,
        link=shown,
        refusal=refusal,
        may_show=may_show,
        hours=account_links.HOURS,
        can_send=account_links.can_send(),
        first=not _opened(user),
    )


def _linked(request: AtDesk, user: User, *, may_show: bool) -> tuple[Refusal | None, str]:
    """A link made and told: sent, or given back to be shown. Of an opened account it is sent to its address, or not made."""
    by_mail = request.POST.get("how") == "mail" and account_links.can_send()
    if not (by_mail or may_show):
        return ONLY_BY_MAIL, ""
    made = account_links.first_link(request, user)
    refusal = account_links.send_first(request, user, made) if by_mail else None
    if refusal is not None and not may_show:
        return refusal, ""
    sent = by_mail and refusal is None
    how = f"sent to {user.email}" if sent else "shown to be handed over"
    how += "; the account had been opened before" if _opened(user) else ""
    keeping.log(Did.LINKED, user, by=request.actor.id, at=now(), says=how)
    return None, "" if sent else made


def _opened(user: User) -> bool:
    """Whether the account has been opened: it has a password, or somebody has signed in with it."""
    return user.has_usable_password() or user.last_login is not None


@signed_in(Right.KEEP_ACCOUNTS, methods=ACTING, binds=True)
def close(request: AtDesk, name: str) -> HttpResponse:
    """Close an account, or open it again."""
    found, user = _known(request, name), _user(name)
    refusal = None
    if request.method == "POST":
        if found.open:
            refusal = keeping.close(user, by=request.actor.id, at=now())
        else:
            keeping.open_again(user, by=request.actor.id, at=now())
        if refusal is None:
            done = "closed" if found.open else "open again"
            messages.success(request, f"The account of {found.name} is {done}.")
            return redirect("desk_person", name=name)
    return page(
        request,
        "desk/person_close",
        title=f"{'Close' if found.open else 'Open'} the account of {found.name}",
        trail=[*TRAIL, (found.name, "desk_person", name)],
        status=UNUSABLE if refusal else 200,
        one=found,
        refusal=refusal,
    )


def _known(request: AtDesk, name: str) -> Account:
    found = person(name, on=request.door.on)
    if found is None:
        raise Http404
    return found


def _user(name: str) -> User:
    found = account(name)
    if found is None:
        raise Http404
    return found


def _form(
    request: AtDesk, names: tuple[str, ...], problems: list[Problem], **shown: str
) -> HttpResponse:
    return page(
        request,
        "desk/person_form",
        trail=TRAIL,
        status=UNUSABLE if problems else 200,
        asks=asks(names, request.POST.dict(), problems=problems),
        problems=problems,
        **shown,
    )
