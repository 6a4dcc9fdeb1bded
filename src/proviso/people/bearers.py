"""Who bears a letter: confirmations begun, tried and ended, and whom a session of one lets act. When a code holds is the domain's.

What is kept is a keyed hash of the code that was sent, and of the place where a letter's code was typed. A code that is no
letter's is kept like one that is, with nothing sent, so that neither the answer nor its time tells them apart.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from proviso.domain.confirming import (
    HOLDS,
    SENT_AN_HOUR,
    Confirming,
    ends_at,
    why_not_begin,
    why_not_try,
    wrong,
)
from proviso.domain.refusals import Refusal
from proviso.domain.roles import Actor, Held, Role
from proviso.people.models import Confirmation

DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Borne:
    """A letter whose code was typed: of which matter and government, and where its recipient is reached."""

    matter: str
    letter: str
    respondent: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A confirmation that waits for its code. `code` is told once, to be sent; empty where nothing is to be sent."""

    person: str
    code: str


def begin(borne: Borne | None, *, place: str, at: datetime) -> Begun | Refusal:
    """Begin a confirmation. A letter that had many within the hour gets no further message, and nobody is told."""
    here = _hashed("place", place)
    typed = Confirmation.objects.filter(place=here, made_at__gt=at - HOLDS).count()
    if refusal := why_not_begin(typed_here=typed):
        return refusal
    code = get_random_string(DIGITS, "0123456789")
    told = borne if borne and not _often(borne, at) else None
    row = Confirmation(place=here, made_at=at)
    row.code = _hashed(row.person, code)
    if told:
        row.matter, row.letter = told.matter, told.letter
        row.respondent, row.sent_to = told.respondent, told.address
    row.save()
    return Begun(person=row.person, code=code if told else "")


def _often(borne: Borne, at: datetime) -> bool:
    """Whether this letter had its share of second codes within the hour."""
    since = at - timedelta(hours=1)
    rows = Confirmation.objects.filter(matter=borne.matter, letter=borne.letter)
    return rows.filter(made_at__gt=since).count() >= SENT_AN_HOUR


def confirm(person: str, code: str, *, at: datetime) -> Confirmation | Refusal:
    """Try a code. The right one is used up by it; each try counts, also where two come at once."""
    with transaction.atomic():
        row = Confirmation.objects.select_for_update().filter(person=person).first()
        if row is None:
            return wrong(Confirming(made_at=at))
        if refusal := why_not_try(_state(row), now=at):
            return refusal
        row.tries += 1
        right = constant_time_compare(row.code, _hashed(row.person, code.strip()))
        if right and row.letter:
            row.confirmed_at = at
        row.save(update_fields=["tries", "confirmed_at"])
        return row if row.confirmed_at else wrong(_state(row))


def end(person: str, *, at: datetime) -> None:
    """End the session that a confirmation began."""
    Confirmation.objects.filter(person=person, ended_at=None).update(ended_at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Someone who confirmed the code of a letter: who acts, for which letter of which matter, until when."""

    actor: Actor
    matter: str
    letter: str
    until: datetime


def bearer(person: str, *, at: datetime) -> Bearer | None:
    """Who acts in the session of this confirmation; None where it has not begun, or is over."""
    row = Confirmation.objects.filter(person=person).first()
    until = ends_at(_state(row)) if row else None
    if row is None or until is None or at >= until:
        return None
    return Bearer(actor=_actor(row, at), matter=row.matter, letter=row.letter, until=until)


def _actor(row: Confirmation, at: datetime) -> Actor:
    held = Held(
        role=Role.BEARER,
        body=row.respondent,
        first=at.date(),
        last=at.date(),
        matter=row.matter,
        letter=row.letter,
    )
    return Actor(id=row.person, name=f"Bearer of letter {row.letter}", held=(held,))


def names(people: set[str]) -> dict[str, str]:
    """Whose letter these bearers confirmed, and at which address, in words."""
    rows = Confirmation.objects.filter(person__in=people).exclude(letter="")
    return {
        one.person: f"Bearer of letter {one.letter}, confirmed at {one.sent_to}" for one in rows
    }


def _state(row: Confirmation) -> Confirming:
    return Confirming(
        made_at=row.made_at,
        tries=row.tries,
        confirmed_at=row.confirmed_at,
        ended_at=row.ended_at,
    )


def _hashed(label: str, text: str) -> str:
    return salted_hmac(f"proviso.people.bearers.{label}", text, algorithm="sha256").hexdigest()
