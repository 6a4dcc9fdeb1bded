"""Every date of the public reviews on a day, with the state of its clock. One matter's dates are in dates."""

from dataclasses import dataclass
from datetime import date

from proviso.queries.pages.dates import Dated, dates
from proviso.queries.pages.reading import Reading, reading

ORDER = ("overdue", "running", "not started", "tolled", "met", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class AllDue:
    """The dates: those that passed first, then those that run, each by day. `counts` says how many are in each state."""

    on: date
    known: date
    rows: tuple[Dated, ...]
    counts: tuple[tuple[str, int], ...]
    running: int


def all_due(*, on: date, known: date) -> AllDue:
    """The dates of every matter, but those of training reviews."""
    record = reading()
    return record.page(("due", on, known), lambda: _all(record, on, known))


def _all(record: Reading, on: date, known: date) -> AllDue:
    matters = [one for one in record.matters if one.review not in record.training]
    record.read([f"matter:{one.matter}" for one in matters])
    found = [each for one in matters for each in dates(record, one, on=on, known=known)]
    found.sort(key=lambda one: (ORDER.index(one.state), one.due.value or date.max, one.id))
    counts = tuple((state, sum(one.state == state for one in found)) for state in ORDER)
    return AllDue(
        on=on,
        known=known,
        rows=tuple(found),
        counts=counts,
        running=sum(one.state in {"running", "overdue"} for one in found),
    )
