"""Reminders: which respondent is to be reminded on a day of what it was asked for, and which reminder was missed. Not their words, not the gate.

Authority: the review's procedure, which says on which days before and after the due date; it
is no statute's. A reminder repeats the day that was set and asks for nothing new.

Theory. Each due date has its occasions. Of those that have come, only the latest is owed, and
for two weeks: one that was passed over is missed, is told as missed, and is not made up for. An occasion is used
by any reminder sent on it or later, so it is owed once. What is met, stands still, is closed or
has not started is not reminded of; a date that moved takes its occasions along.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from proviso.domain import letters, service
from proviso.domain.clocks import Clock, ClockKind, Stage
from proviso.domain.letters import Letter, LetterKind
from proviso.domain.standing import Standing

PATIENCE = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A reminder of a letter and its date. Owed `since` a day; None where it is too late. `missed` are the days passed over."""

    letter: str
    clock: str
    due: date
    since: date | None
    missed: tuple[date, ...] = ()


def occasions(clock: Clock, days: Iterable[int], *, after: date | None) -> tuple[date, ...]:
    """The days on which to remind of this date, later than the letter itself."""
    found = sorted(clock.due + timedelta(days=number) for number in days)
    return tuple(day for day in found if after is None or day > after)


def owed(standing: Standing, *, days: tuple[int, ...], rule: str, on: date) -> tuple[Reminder, ...]:
    """The reminders that are owed on that day; `rule` is the proof of service from which clocks run."""
    closed = standing.matter.ended is not None or standing.findings.clearance is not None
    asked = letters.latest_request(standing.letters)
    if closed or asked is None:
        return ()
    found = (
        _owed(clock, asked, standing, days=days, on=on)
        for clock in standing.clocks.of_kind(ClockKind.REQUEST_DUE)
        if clock.letter == asked.letter
        and clock.stage is Stage.RUNNING
        and clock.runs_against == "respondent"
        and service.started(standing.letters, clock, rule)
    )
    return tuple(one for one in found if one is not None)


def _owed(
    clock: Clock, asked: Letter, standing: Standing, *, days: tuple[int, ...], on: date
) -> Reminder | None:
    come = [day for day in occasions(clock, days, after=asked.on) if day <= on]
    sent = [
        one.on
        for one in standing.letters.sent.values()
        if one.kind == LetterKind.REMINDER and one.on is not None
    ]
    if not come or any(day >= come[-1] for day in sent):
        return None
    missed = tuple(
        day for day, following in pairwise(come) if not any(day <= one < following for one in sent)
    )
    late = on - come[-1] > PATIENCE
    return Reminder(
        letter=asked.letter,
        clock=clock.clock,
        due=clock.due,
        since=None if late else come[-1],
        missed=(*missed, come[-1]) if late else missed,
    )
