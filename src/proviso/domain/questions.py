"""A question to the gate and its answer: shapes only. How an answer is found is in gate and grounds."""

from dataclasses import dataclass
from datetime import date

GROUPS = ("orders", "procedure", "fairness", "identity")
ANY = "*"
# The days that can be asked about: what lies beyond is a slip of the hand.
EARLIEST, LATEST = date(1776, 7, 4), date(2100, 12, 31)
Holds = bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """May `act` be done to `respondent` (an OCD id) on `on`, as known on `known`?

    `condition` is the stated ground of the act. None in programme, year or
    condition means that the question does not say. `actor` is the path of the
    office that would act (us/doj/ojp); None means any office that may be bound.
    """

    act: str
    respondent: str
    programme: str | None
    year: int | None
    condition: str | None
    actor: str | None
    on: date
    known: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One reason: holds (True), fails (False) or is not known (None), with its evidence and cure."""

    code: str
    group: str
    holds: Holds
    says: str
    authority: str
    order: str | None = None
    evidence: tuple[str, ...] = ()
    cure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Permitted only where every ground holds; an unknown that matters refuses."""

    question: Question
    grounds: tuple[Ground, ...]

    @property
    def permitted(self) -> bool:
        return all(ground.holds is True for ground in self.grounds)

    @property
    def against(self) -> tuple[Ground, ...]:
        """The grounds that fail or are not known."""
        return tuple(ground for ground in self.grounds if ground.holds is not True)


def day_said(day: date | None) -> str:
    """15 September 2017; "a day not found" for None."""
    if day is None:
        return "a day not found"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


MONTHS = (
    "January February March April May June July August September October November December"
).split()
