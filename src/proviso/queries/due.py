"""What is due on a day: every clock of every matter, and whether it runs. Counting is in the domain."""

from dataclasses import dataclass
from datetime import date

from proviso.domain import service
from proviso.domain.clocks import Clock, Stage
from proviso.domain.standing import Standing
from proviso.queries.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One clock of one matter, as of a day. `id` is MATTER/CLOCK.

    `state` is met, tolled, closed (the matter is), not started (service is not proven),
    overdue or running; `overdue` in days, of a clock that runs.
    """

    id: str
    matter: str
    clock: Clock
    state: str
    overdue: int

    @property
    def runs(self) -> bool:
        return self.state in {"running", "overdue"}


def dues(
    record: Record,
    *,
    on: date,
    known: date,
    review: str | None = None,
    respondent: str | None = None,
) -> list[Due]:
    """The clocks on record, by date; of one review or respondent if named."""
    chosen = [
        one
        for one in record.matters
        if review in (None, one.review) and respondent in (None, one.respondent)
    ]
    record.read([f"matter:{one.matter}" for one in chosen])
    found = []
    for one in chosen:
        stands = record.standing(one.matter, on=on, known=known)
        found += dues_of(one.matter, stands, rule_of(record, one.review, on=on, known=known), on=on)
    return sorted(found, key=lambda one: (one.clock.due, one.id))


def meant(found: list[Due], name: str) -> list[Due]:
    """The dates that a name may mean: MATTER/CLOCK, or the clock's own id alone, in any letter case."""
    wanted = name.strip().casefold()
    whole = [one for one in found if one.id.casefold() == wanted]
    return whole or [one for one in found if one.clock.clock.casefold() == wanted]


def rule_of(record: Record, review: str, *, on: date, known: date) -> str:
    """From which proof of service the review's procedure counts."""
    procedure = record.procedure(record.review(review, known=known), on)
    return procedure.clock_starts_on if procedure else service.USUAL


def dues_of(matter: str, stands: Standing, rule: str, *, on: date) -> list[Due]:
    """The clocks of one matter, in the order in which they began."""
    found = []
    for clock in stands.clocks.named.values():
        state = _state(stands, clock, rule, on)
        days = clock.days_overdue(on) if state == "overdue" else 0
        name = f"{matter}/{clock.clock}"
        found.append(Due(id=name, matter=matter, clock=clock, state=state, overdue=days))
    return found


def _state(stands: Standing, clock: Clock, rule: str, on: date) -> str:
    if clock.stage is not Stage.RUNNING:
        return str(clock.stage)
    closed = stands.matter.ended is not None or stands.findings.clearance is not None
    if closed and clock.runs_against == "respondent":
        return "closed"
    if not service.started(stands.letters, clock, rule):
        return "not started"
    return "overdue" if clock.overdue_on(on) else "running"
