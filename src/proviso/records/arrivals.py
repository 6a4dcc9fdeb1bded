"""Messages that came, and which message that went out they name. What they mean is domain/arrivals."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

from django.db.models import Q, QuerySet

from proviso.domain.arrivals import Arrival
from proviso.domain.errands import Held, Kind, State
from proviso.records import errand_rows, models

FIELDS = (
    "sha256",
    "kind",
    "sender",
    "dated",
    "stream",
    "letter",
    "says",
    "waits",
    "settled",
    "settled_by",
)


def known(sha256: str) -> bool:
    """Whether this message has been taken."""
    return models.Arrival.objects.filter(sha256=sha256).exists()


def keep(one: Arrival, *, at: datetime) -> None:
    """Keep a message that came. Raises IntegrityError where it has been taken."""
    models.Arrival.objects.create(taken_at=at, **asdict(one))


def every(*, waiting: bool, rows: QuerySet[models.Arrival] | None = None) -> Iterator[Arrival]:
    """All messages, or of those rows, as they came; or those that wait for a person."""
    rows = (models.Arrival.objects.all() if rows is None else rows).order_by("taken_at", "sha256")
    if waiting:
        rows = rows.exclude(waits="").filter(settled="")
    for row in rows.values(*FIELDS).iterator():
        yield Arrival(**row)


def named(beginning: str, *, rows: QuerySet[models.Arrival] | None = None) -> Arrival | None:
    """The one message, or of those rows, whose name begins so; None where none or several do."""
    rows = (models.Arrival.objects.all() if rows is None else rows).filter(
        sha256__startswith=beginning
    )
    listed = rows.values(*FIELDS)[:2]
    found = [Arrival(**row) for row in listed]
    return found[0] if len(found) == 1 and beginning else None


def settle(sha256: str, *, why: str, by: str) -> bool:
    """Say that a person has dealt with it. False where another was first."""
    rows = models.Arrival.objects.filter(sha256=sha256, settled="")
    return bool(rows.update(settled=why, settled_by=by))


def handed_over_as(message: str) -> Held | None:
    """The errand that handed over the message of this id, in whichever case the id is written."""
    mail = models.Errand.objects.filter(kind=Kind.MAIL.value)
    row = mail.filter(proof__istartswith=f"{message} ").order_by("number").first()
    return errand_rows.held(row) if row else None


def without_proof() -> Iterator[Held]:
    """Mail whose errand does not tell the message's id: not settled, or settled by a person."""
    told = Q(state=State.DONE.value, proof__startswith="<")
    rows = models.Errand.objects.filter(kind=Kind.MAIL.value).exclude(told)
    for row in rows.order_by("number").iterator(chunk_size=200):
        yield errand_rows.held(row)
