"""How late something is, as far as the record can say. A date in a letter that was not served starts no clock against anyone.

Theory. A stated date stays as the letter prints it. Whether it has been missed is
another question: it runs against the respondent only once service is proven (the
procedure's rule for the start of a period). A letter that bounced, was refused,
was misaddressed, or that the respondent says it does not have, has started nothing;
one without any proof of delivery leaves the question open.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from proviso.domain.clocks import Clock, Stage
from proviso.domain.letters import Letter, Letters, Service, proven

FAILED = frozenset({Service.BOUNCED, Service.REFUSED, Service.MISADDRESSED})


class Late(StrEnum):
    """What can be said of a clock on a day."""

    RUNNING = "running"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met late"
    TOLLED = "tolled"
    NOT_STARTED = "not started"
    UNPROVEN = "service not proven"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """`days` past the date: 0 where it is not late, None where the record cannot say."""

    late: Late
    days: int | None


def lateness(clock: Clock, letters: Letters, on: date) -> Lateness:
    """How late the clock is on that day."""
    if clock.met is not None:
        days = max(0, (clock.met - clock.due).days)
        return Lateness(late=Late.MET_LATE if days else Late.MET, days=days)
    if clock.stage is Stage.TOLLED:
        return Lateness(late=Late.TOLLED, days=0)
    letter = letters.sent.get(clock.letter) if clock.letter else None
    if letter is not None and clock.runs_against == "respondent" and not proven(letter):
        return _unserved(letter, clock, on)
    days = clock.days_overdue(on)
    return Lateness(late=Late.OVERDUE if days else Late.RUNNING, days=days)


def _unserved(letter: Letter, clock: Clock, on: date) -> Lateness:
    if letter.service in FAILED or letter.non_receipt:
        return Lateness(late=Late.NOT_STARTED, days=0)
    if on <= clock.due:
        return Lateness(late=Late.RUNNING, days=0)
    return Lateness(late=Late.UNPROVEN, days=None)
