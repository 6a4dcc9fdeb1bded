"""What is due on a day: every clock that runs or was met, in every matter."""

from dataclasses import dataclass
from datetime import date

from proviso.domain.clocks import Clock
from proviso.queries.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One clock of one matter. `id` is MATTER/CLOCK."""

    id: str
    matter: str
    clock: Clock
    overdue: int


def dues(record: Record, *, on: date, known: date, review: str | None = None) -> list[Due]:
    """The clocks on record, by date."""
    chosen = [one for one in record.matters if review in (None, one.review)]
    record.read([f"matter:{one.matter}" for one in chosen])
    found = [
        Due(
            id=f"{one.matter}/{clock.clock}",
            matter=one.matter,
            clock=clock,
            overdue=clock.days_overdue(on),
        )
        for one in chosen
        for clock in record.standing(one.matter, on=on, known=known).clocks.named.values()
    ]
    return sorted(found, key=lambda one: (one.clock.due, one.id))
