"""Clocks that stop, start again, or are counted again. The clocks themselves are in clocks, counting is in counting.

When a clock starts again, a counted date is counted again without the days on which it
stood still; a stated or granted date moves by as many days as it stood still before it.
When a rule or a calendar changes, counted dates are counted again and each change is
recorded with its reason; stated and granted dates stand.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from proviso.domain.calendar import Calendar, in_words
from proviso.domain.clocks import Clock, Clocks, Stage, no, why_not
from proviso.domain.counting import Counted, count
from proviso.domain.facts.clocks import ClockFact, ClockTolled, DueRecomputed, TollingEnded
from proviso.domain.periods import UNITS
from proviso.domain.refusals import Refusal
from proviso.domain.rules import Rule, in_force
from proviso.domain.walking import shifted


def why_not_toll(clocks: Clocks, *, clock: str, since: date) -> Refusal | None:
    """Say why a clock cannot be stopped on that day, or None if it can."""
    if refusal := why_not(clocks, clock=clock, fact=ClockTolled):
        return refusal
    due = clocks.named[clock].due
    if since <= due:
        return None
    return no(
        "passed",
        f"The date passed on {in_words(due)}, before the clock would stop on {in_words(since)}.",
        "A date that has passed is not stopped; grant an extension if that is meant.",
    )


def toll(
    clocks: Clocks, *, clock: str, since: date, reason: str, authority: str
) -> tuple[ClockFact, ...] | Refusal:
    """Stop a clock from `since` on."""
    if refusal := why_not_toll(clocks, clock=clock, since=since):
        return refusal
    return (ClockTolled(clock=clock, since=since, reason=reason, authority=authority),)


def why_not_end_tolling(clocks: Clocks, *, clock: str, ended: date) -> Refusal | None:
    """Say why a clock cannot start again on that day, or None if it can."""
    if refusal := why_not(clocks, clock=clock, fact=TollingEnded):
        return refusal
    since = clocks.named[clock].tolled[-1].since
    if ended >= since:
        return None
    return no(
        "ended-before",
        f"The clock stopped on {in_words(since)} and cannot start again on {in_words(ended)}.",
        "Check both dates.",
    )


def end_tolling(
    clocks: Clocks, *, clock: str, ended: date, rules: Sequence[Rule], calendar: Calendar
) -> tuple[ClockFact, ...] | Refusal:
    """Start a stopped clock again; `ended` is the first day that counts."""
    if refusal := why_not_end_tolling(clocks, clock=clock, ended=ended):
        return refusal
    found = clocks.named[clock]
    span = replace(found.tolled[-1], until=ended)
    running = replace(found, tolled=(*found.tolled[:-1], span))
    if not _is_counted(found):
        return (TollingEnded(clock=clock, ended=ended, due=shifted(found.due, span)),)
    counted = _count_again(running, rules, calendar)
    if isinstance(counted, Refusal):
        return counted
    return (TollingEnded(clock=clock, ended=ended, due=counted.due),)


def recompute(
    clocks: Clocks, *, rules: Sequence[Rule], calendar: Calendar
) -> tuple[DueRecomputed, ...] | Refusal:
    """Count again every running clock that was counted with a calendar of this name; say what changed."""
    changed: list[DueRecomputed] = []
    for clock in clocks.named.values():
        if clock.stage is not Stage.RUNNING or not _is_counted(clock):
            continue
        if clock.calendar.partition("; ")[0] != calendar.name:
            continue
        counted = _count_again(clock, rules, calendar)
        if isinstance(counted, Refusal):
            return counted
        if counted.due != clock.due:
            changed.append(_recomputed(clock, counted))
    return tuple(changed)


def _is_counted(clock: Clock) -> bool:
    granted = any(request.granted for request in clock.extensions)
    return bool(clock.rule) and clock.unit != "stated" and not granted


def _count_again(clock: Clock, rules: Sequence[Rule], calendar: Calendar) -> Counted | Refusal:
    trigger = cast("date", clock.trigger)
    rule = in_force(rules, code=clock.rule, on=trigger)
    if isinstance(rule, Refusal):
        return rule
    unit = next(one for one in UNITS if one == clock.unit)
    return count(trigger, clock.period, unit, rule, calendar, mail=clock.mail, tolled=clock.tolled)


def _recomputed(clock: Clock, counted: Counted) -> DueRecomputed:
    why = (
        f"Counted again: {in_words(clock.due)} becomes {in_words(counted.due)}. "
        f"Before, with {clock.version} and {clock.calendar}; now with {counted.version} and "
        f"{counted.calendar}."
    )
    return DueRecomputed(clock=clock.clock, was=clock.due, due=counted.due, why=why)
