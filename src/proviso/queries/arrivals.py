"""What came to the mailbox, and what of it waits for a person. Of the record that asks. Changes nothing."""

from proviso.domain.arrivals import Arrival
from proviso.outside import folders
from proviso.queries.record import Record
from proviso.records import arrivals


def came(record: Record, *, every: bool = False) -> tuple[Arrival, ...]:
    """Messages that wait for a person, the oldest first; every message that was taken, if asked."""
    return tuple(arrivals.every(waiting=not every, rows=record.arrivals))


def message(record: Record, named: str) -> tuple[Arrival, bytes] | None:
    """The message whose name begins so, with its bytes; None where none or several do. Raises NotKept."""
    found = arrivals.named(named, rows=record.arrivals)
    return (found, folders.kept(found.sha256)) if found else None
