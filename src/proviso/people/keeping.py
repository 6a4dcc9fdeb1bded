"""Keeping accounts: accounts and roles made, given, ended and closed, each told in the log of changes. Who may is in domain/keeping.

This is how pages and commands change them. `by` is the id of a person, or what a command calls itself.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import Q, QuerySet

from proviso.domain.addresses import address
from proviso.domain.keeping import (
    RULE,
    why_not_close,
    why_not_give_to,
    why_not_leave,
    why_not_until,
)
from proviso.domain.refusals import Refusal
from proviso.domain.roles import Role
from proviso.people import roles
from proviso.people.models import Change, Membership, User


class Did(StrEnum):
    """What was done about an account."""

    MADE = "account made"
    GAVE = "role given"
    ENDED = "role ended"
    TOOK_BACK = "role taken back"
    CLOSED = "account closed"
    OPENED = "account opened again"
    LINKED = "first link made"
    RESET = "reset link sent"


def make(
    email: str, name: str, *, by: str, at: datetime, office: str = "", password: str | None = None
) -> User | Refusal:
    """Make an account that nobody can open yet, unless a password is told."""
    found = address(email.strip())
    if isinstance(found, Refusal):
        return found
    if roles.account(email) is not None:
        return Refusal(
            code="account.exists",
            reason=f"There is an account with the address {email.strip()}.",
            cure="Find it in the list, and give it a role there.",
            authority="The record's own rule: one account, one person",
        )
    with transaction.atomic():
        user = User.objects.create_user(email.strip(), password, name=name.strip(), office=office)
        log(Did.MADE, user, by=by, at=at, says=name)
    return user


def give(
    user: User, role: Role, body: str, *, first: date, last: date | None, by: str, at: datetime
) -> Membership | Refusal:
    """Give a role, as one person to another."""
    refusal = why_not_give_to(user.person, by=by) or why_not_until(
        role, first=first, last=last, on=at.date()
    )
    return refusal or give_freely(user, role, body, first=first, last=last, by=by, at=at)


def give_freely(
    user: User, role: Role, body: str, *, first: date, last: date | None, by: str, at: datetime
) -> Membership | Refusal:
    """Give a role as who runs the installation does: also without a last day."""
    with transaction.atomic():
        found = roles.give(user, role, body, first=first, last=last, by=by)
        if isinstance(found, Membership):
            log(Did.GAVE, user, by=by, at=at, held=found)
    return found


def end(held: Membership, *, on: date, by: str, at: datetime) -> Refusal | None:
    """End one role, so that `on` is the first day without it. One that has not begun is taken back."""
    user, role = held.user, Role(held.role)
    with transaction.atomic():
        refusal = _why_not_end(held, until=on - timedelta(days=1), by=by, today=at.date())
        if refusal := refusal or why_not_leave(role, others=keepers_but(held, on=on)):
            return refusal
        if held.first >= on:
            log(Did.TOOK_BACK, user, by=by, at=at, held=held)
            held.delete()
            return None
        held.last, held.ended_by = on - timedelta(days=1), by
        held.save()
        log(Did.ENDED, user, by=by, at=at, held=held)
    return None


def _why_not_end(held: Membership, *, until: date, by: str, today: date) -> Refusal | None:
    """Refuse what would not shorten a role: to end is not to give. From oneself a role goes by today, or not at all."""
    if held.last is not None and held.last < today:
        return _refused(
            "over-already",
            f"It ended on {held.last}.",
            "Give the role anew if it is to count again.",
        )
    if held.last is not None and until >= held.last:
        return _refused(
            "not-shorter",
            f"It counts through {held.last} already, and {until} would not shorten that.",
            f"Give a day before {held.last}. Another person who may give the role can give it for longer.",
        )
    if until < today - timedelta(days=1):
        return _refused(
            "counted",
            f"{until} has passed, and what was done in the role after it stays done in it.",
            "Give yesterday, which ends it now, or a later day.",
        )
    if held.user.person == by and until > today:
        return _refused(
            "own-later",
            "Nobody sets a later last day of a role of their own.",
            "End it now or today, or ask another person who keeps the accounts.",
        )
    return None


def _refused(what: str, reason: str, cure: str) -> Refusal:
    return Refusal(code=f"role.{what}", reason=reason, cure=cure, authority=RULE)


def end_all(
    user: User, *, role: Role | None, body: str | None, on: date, by: str, at: datetime
) -> int:
    """End every role of a person that still counts, or those of one kind or body; how many. As who runs the installation does."""
    chosen = Membership.objects.filter(user=user).exclude(last__lt=on)
    chosen = chosen if role is None else chosen.filter(role=role.value)
    chosen = chosen if body is None else chosen.filter(body=body)
    with transaction.atomic():
        for held in chosen:
            did = Did.TOOK_BACK if held.first >= on else Did.ENDED
            log(did, user, by=by, at=at, held=held)
        return roles.end(user, role=role, body=body, on=on, by=by)


def close(user: User, *, by: str, at: datetime) -> Refusal | None:
    """Close an account: its sessions end with their next request. Its roles stay on record."""
    if refusal := why_not_close(user.person, by=by):
        return refusal
    with transaction.atomic():
        keeps = _keeping(at.date()).filter(user=user).first()
        if keeps and (refusal := why_not_leave(Role.ADMIN, others=_others(user, at.date()))):
            return refusal
        _set_open(user, is_open=False)
        log(Did.CLOSED, user, by=by, at=at)
    return None


def open_again(user: User, *, by: str, at: datetime) -> None:
    """Open a closed account again, with the roles that it still holds."""
    with transaction.atomic():
        _set_open(user, is_open=True)
        log(Did.OPENED, user, by=by, at=at)


def _set_open(user: User, *, is_open: bool) -> None:
    user.is_active = is_open
    user.save(update_fields=["is_active"])


def keepers_but(held: Membership, *, on: date) -> int:
    """How many people with an open account would still keep accounts on a day, without this role of theirs."""
    rows = _keeping(on).exclude(pk=held.pk)
    return rows.values("user").distinct().count()


def _others(user: User, on: date) -> int:
    return _keeping(on).exclude(user=user).values("user").distinct().count()


def _keeping(on: date) -> QuerySet[Membership]:
    counting = Q(last__isnull=True) | Q(last__gte=on)
    rows = Membership.objects.filter(role=Role.ADMIN.value, first__lte=on, user__is_active=True)
    return rows.filter(counting)


def log(
    did: Did, user: User, *, by: str, at: datetime, held: Membership | None = None, says: str = ""
) -> None:
    """Tell one change. Insert-only."""
    told = (
        {"role": held.role, "body": held.body, "first": held.first, "last": held.last}
        if held
        else {}
    )
    Change.objects.create(at=at, by=by, about=user.person, did=did.value, says=says[:500], **told)
