"""Giving roles, ending them, and who someone is: account -> Actor. What a role allows is in domain/roles."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from proviso.domain.refusals import Refusal
from proviso.domain.roles import GIVEN, SIDES, Actor, Held, Role, Side
from proviso.people.models import Membership, User

RULE = "The record's own rule: a role is held by one person, at one body, from a day"


def account(named: str) -> User | None:
    """The account of that e-mail address, in any letter case, or with that id (`person-…`)."""
    said = named.strip()
    return User.objects.filter(Q(email=said.lower()) | Q(person=said)).first()


def actor_of(user: User) -> Actor:
    """Who acts when this account does, with every role it ever held. One query."""
    return Actor(id=user.person, name=user.name, held=tuple(held_by(user)))


def held_by(user: User) -> Iterable[Held]:
    """The roles of an account, whether they count today or not."""
    rows = Membership.objects.filter(user=user).order_by("body", "role", "first")
    return tuple(
        Held(role=Role(one.role), body=one.body, first=one.first, last=one.last) for one in rows
    )


def give(
    user: User, role: Role, body: str, *, first: date, last: date | None, by: str
) -> Membership | Refusal:
    """Give a role at a body. Given again from the same day, its last day is set anew."""
    refusal = why_not_give(role, body, first=first, last=last)
    if refusal:
        return refusal
    found, _ = Membership.objects.update_or_create(
        user=user,
        role=role.value,
        body=body,
        first=first,
        defaults={"last": last, "given_by": by, "ended_by": ""},
    )
    return found


def why_not_give(role: Role, body: str, *, first: date, last: date | None) -> Refusal | None:
    """Refuse a role without its body, one with a body it has no use for, one that ends before it begins, and one that nobody gives."""
    if role not in GIVEN:
        return _refused(
            "not-given", f"The role {role} is given by nobody.", "Have the letter's code typed."
        )
    if SIDES[role] is Side.NONE and body:
        return _refused(
            "body", f"The role {role} is for the installation, not for {body!r}.", "Name no body."
        )
    if SIDES[role] is not Side.NONE and not body.strip():
        cure = "Name the agency or the government at which it is held."
        return _refused("no-body", f"The role {role} is held at a body, and none is named.", cure)
    if last is not None and last < first:
        return _refused(
            "last", f"The last day, {last}, is before the first, {first}.", "Turn them."
        )
    return None


def _refused(code: str, reason: str, cure: str) -> Refusal:
    return Refusal(code=f"role.{code}", reason=reason, cure=cure, authority=RULE)


def end(user: User, *, role: Role | None, body: str | None, on: date, by: str) -> int:
    """End roles that still count, so that `on` is the first day without them. Returns how many.

    One that would have begun on that day or later is taken back.
    """
    rows = Membership.objects.filter(user=user)
    rows = rows if role is None else rows.filter(role=role.value)
    rows = rows if body is None else rows.filter(body=body)
    ended = 0
    with transaction.atomic():
        for one in rows.select_for_update():
            if one.last is not None and one.last < on:
                continue
            ended += 1
            if one.first >= on:
                one.delete()
                continue
            one.last, one.ended_by = on - timedelta(days=1), by
            one.save()
    return ended
