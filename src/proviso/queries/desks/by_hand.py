"""One errand, one message that came by mail: what a person who settles it needs to know. Only of the reader's own reviews."""

from proviso.domain.arrivals import Arrival
from proviso.domain.errands import Held
from proviso.queries.record import Record
from proviso.records import arrivals, errand_rows


def errand_at(record: Record, number: int) -> Held | None:
    """The errand of that number; None where there is none, or none to see."""
    row = record.errands.filter(number=number).first()
    return errand_rows.held(row) if row else None


def mail_at(record: Record, named: str) -> Arrival | None:
    """The message of that name, in full; None where there is none, or none to see."""
    return arrivals.named(named, rows=record.arrivals) if len(named) == 64 else None
