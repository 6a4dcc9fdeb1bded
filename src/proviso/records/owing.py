"""Queuing errands, in the transaction of the act that owes them. Only acts.perform does; settling is errands.py."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from proviso.domain.errands import Errand, State
from proviso.records import errand_rows, jobs, models


def owed(keys: Iterable[str]) -> dict[str, Errand]:
    """The errands that are owed under these keys already."""
    rows = models.Errand.objects.filter(key__in=list(keys))
    return {row.key: errand_rows.held(row).errand for row in rows}


def queue(errands: Sequence[Errand], *, at: datetime) -> None:
    """Insert these errands, and on PostgreSQL a job for each that a worker carries."""
    made = models.Errand.objects.bulk_create(
        [
            models.Errand(
                key=one.key,
                kind=one.kind.value,
                stream=one.stream,
                letter=one.letter,
                to=one.to,
                payload=one.payload,
                state=State.OWED.value,
                owed_at=at,
                due_at=at,
            )
            for one in errands
        ],
        batch_size=500,
    )
    jobs.defer([row.number for row, one in zip(made, errands, strict=True) if one.carried])
