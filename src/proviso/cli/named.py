"""Reviews and governments that an option names: found, or told that there is none. Reading the names is queries/naming's."""

from proviso.cli.asking import bad
from proviso.queries import naming
from proviso.queries.record import Record


def review_named(record: Record, name: str | None) -> str | None:
    """The review that is meant, if one is named; exit 2 where there is none of that id."""
    found = None if name is None else naming.review(record, name)
    if name is not None and found is None:
        bad(f"{name!r} is not a review on record.", record.reviews)
    return found


def government_named(name: str | None) -> str | None:
    """The government that is meant, if one is named; exit 2 where the register has none of that id."""
    found = None if name is None else naming.government(name)
    if name is not None and found is None:
        bad(f"{name!r} is not an OCD id of the register, nor an id given to a government.")
    return found
