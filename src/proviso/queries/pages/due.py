"""Every date of the public reviews on a day, with the state of its clock, a page at a time. One matter's dates are in dates."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from proviso.queries.due import Due, dues_of
from proviso.queries.pages.dates import Dated, dated, rule
from proviso.queries.pages.reading import Reading, reading

AT_ONCE = 100
ORDER = ("overdue", "running", "not started", "tolled", "met", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class AllDue:
    """One page of the dates: those that passed first, then those that run, each by day.

    `counts` says how many of all are in each state, `every` how many there are, `total` how many fit.
    """

    on: date
    known: date
    rows: tuple[Dated, ...]
    counts: tuple[tuple[str, int], ...]
    running: int
    every: int
    total: int
    page: int
    pages: int


def all_due(
    *, on: date, known: date, state: str = "", against: str = "", page: int = 1, size: int = AT_ONCE
) -> AllDue:
    """The dates of every matter in this state or against this side, but those of training reviews."""
    record = reading()
    every = record.list(("due", on, known), lambda: _all(record, on, known))
    fitting = [
        due for due in every if state in ("", due.state) and against in ("", due.clock.runs_against)
    ]
    pages = max(1, -(-len(fitting) // size))
    page = min(max(page, 1), pages)
    counts = Counter(due.state for due in every)
    return AllDue(
        on=on,
        known=known,
        rows=tuple(
            dated(record, record.by_id[due.matter], due, on)
            for due in fitting[(page - 1) * size : page * size]
        ),
        counts=tuple((one, counts[one]) for one in ORDER),
        running=counts["running"] + counts["overdue"],
        every=len(every),
        total=len(fitting),
        page=page,
        pages=pages,
    )


def _all(record: Reading, on: date, known: date) -> tuple[Due, ...]:
    """Every date in order. How each came about is told of those that are shown."""
    matters = [one for one in record.matters if one.review not in record.training]
    record.read([f"matter:{one.matter}" for one in matters])
    found: list[Due] = []
    for one in matters:
        stands = record.standing(one.matter, on=on, known=known)
        if stands.clocks.named:
            found += dues_of(one.matter, stands, rule(record, one.review, on, known), on=on)
    order = {state: at for at, state in enumerate(ORDER)}
    return tuple(sorted(found, key=lambda due: (order[due.state], due.clock.due, due.id)))
