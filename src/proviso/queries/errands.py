"""What is owed to the outside, how far it has come, what does not fit, and which work was missed. Changes nothing.

What takes a record tells of that record's errands. The rest looks over the whole installation, for who runs it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from proviso.domain.errands import FOUND_BY, FoundBy, Held, State
from proviso.domain.reconciling import Difference, differences
from proviso.domain.runs import Run, missed
from proviso.outside import folders
from proviso.queries.record import Record
from proviso.records import errand_rows, streams

SOON = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """The errands asked about, how many there are in each state, and the last runs of what should run."""

    errands: tuple[Held, ...]
    counts: dict[State, int]
    runs: tuple[Run, ...]
    missed: tuple[Run, ...]


def owed(record: Record, states: Iterable[State] | None, *, now: datetime) -> Owed:
    """Errands in these states."""
    runs = record.runs
    return Owed(
        errands=tuple(errand_rows.every(states, rows=record.errands)),
        counts=errand_rows.counts(record.errands),
        runs=runs,
        missed=missed_runs(runs, now=now),
    )


def missed_runs(runs: tuple[Run, ...] | None = None, *, now: datetime) -> tuple[Run, ...]:
    """Work that has not been done for longer than it may take."""
    known = errand_rows.runs() if runs is None else runs
    return tuple(one for one in known if missed(one, now=now))


def waiting_for_nobody(*, now: datetime) -> int:
    """How many errands have been owed for a while although no worker has ever run."""
    if errand_rows.runs():
        return 0
    owed_long = (one for one in errand_rows.every([State.OWED]) if now - one.owed_at > SOON)
    return sum(one.errand.carried for one in owed_long)


def for_a_person() -> int:
    """How many errands wait for a person to say what became of them, or to mend something."""
    waiting = errand_rows.every([State.AMBIGUOUS, State.FAILED, State.OWED])
    return sum(one.state is not State.OWED or not one.errand.carried for one in waiting)


def reconcile(*, now: datetime) -> tuple[Difference, ...]:
    """Where letters, errands, entries and the outbox do not fit together."""
    files = {
        name: kind.value
        for kind, found in FOUND_BY.items()
        if found is FoundBy.CONTENT
        for name in folders.handed_over(kind)
    }
    entries = streams.entries_under("matter:")
    return tuple(differences(entries, errand_rows.every(), files, now=now))
