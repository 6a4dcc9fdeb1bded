"""Reading errands and runs. Queuing is owing.py, settling is errands.py."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Count, QuerySet

from proviso.domain.errands import Errand, Held, Kind, State
from proviso.domain.runs import Run
from proviso.records import models


def held(row: models.Errand) -> Held:
    """An errand's row as the domain knows it."""
    return Held(
        number=row.number,
        errand=Errand(
            key=row.key,
            kind=Kind(row.kind),
            stream=row.stream,
            letter=row.letter,
            to=row.to,
            payload=bytes(row.payload),
        ),
        state=State(row.state),
        attempts=row.attempts,
        owed_at=row.owed_at,
        due_at=row.due_at,
        claimed_by=row.claimed_by,
        claimed_until=row.claimed_until,
        begun=row.begun,
        settled_at=row.settled_at,
        proof=row.proof,
        why=row.why,
    )


def get(number: int) -> Held | None:
    """One errand."""
    row = models.Errand.objects.filter(number=number).first()
    return held(row) if row else None


def every(
    states: Iterable[State] | None = None, *, rows: QuerySet[models.Errand] | None = None
) -> Iterator[Held]:
    """All errands, or those in some states, or of those rows, as they were owed."""
    rows = (models.Errand.objects.all() if rows is None else rows).order_by("number")
    if states is not None:
        rows = rows.filter(state__in=[one.value for one in states])
    for row in rows.iterator(chunk_size=1000):
        yield held(row)


def of_letters(letters: Iterable[str]) -> dict[str, list[Held]]:
    """The errands by which these letters go, by letter, as they were owed."""
    found: dict[str, list[Held]] = {}
    wanted = sorted(letters)
    for start in range(0, len(wanted), 500):
        rows = models.Errand.objects.filter(letter__in=wanted[start : start + 500])
        for row in rows.order_by("number"):
            found.setdefault(str(row.letter), []).append(held(row))
    return found


def latest(prefix: str) -> Held | None:
    """The last errand whose key begins so."""
    row = models.Errand.objects.filter(key__startswith=prefix).order_by("-number").first()
    return held(row) if row else None


def counts(rows: QuerySet[models.Errand] | None = None) -> dict[State, int]:
    """How many errands, or of those rows, are in each state."""
    asked = models.Errand.objects.all() if rows is None else rows
    counted = asked.order_by().values_list("state").annotate(Count("number")).order_by()
    return dict.fromkeys(State, 0) | {State(state): many for state, many in counted}


def next_due() -> datetime | None:
    """When the next errand that a worker may take up is due."""
    rows = models.Errand.objects.filter(state__in=[State.OWED, State.LATER])
    return rows.order_by("due_at").values_list("due_at", flat=True).first()


def runs() -> tuple[Run, ...]:
    """The last run of each work."""
    return tuple(
        Run(name=row.name, every=row.every, began=row.began, ended=row.ended, says=row.says)
        for row in models.Run.objects.order_by("name")
    )
