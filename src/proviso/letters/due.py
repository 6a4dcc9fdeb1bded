"""The dates a letter sets: on an open day, not in the past, and the same in the letter as in the record. Counts no period."""

from collections.abc import Mapping
from datetime import date, timedelta

from proviso.domain.calendar import Calendar
from proviso.domain.refusals import Refusal
from proviso.letters.content import Content, spoken
from proviso.letters.values import day_said

ONE_DAY = timedelta(days=1)
RULE = "Federal Rule of Civil Procedure 6(a)(1)(C), as a pattern: a period does not end on a closed day"
ONE_DATE = "The record's own rule: the date in the letter is the date in the calendar"


def why_not_dates(content: Content, *, calendar: Calendar) -> Refusal | None:
    """The first date the letter sets that nobody should be held to."""
    for name, day in content.stated.items():
        if wrong := why_not_due(day, on=content.day, calendar=calendar, name=name):
            return wrong
    return None


def why_not_due(due: date, *, on: date, calendar: Calendar, name: str = "due") -> Refusal | None:
    """Why a letter dated `on` cannot set this day; closed days of the state count where the calendar has them."""
    if due <= on:
        return Refusal(
            code="letter.due-past",
            reason=f"The letter is dated {day_said(on)}, and {name} is {day_said(due)}. Nobody could act in time.",
            cure="Set a later day.",
            authority="The award's monitoring condition and the review's procedure: reasonable deadlines",
        )
    if not calendar.covers(due):
        return Refusal(
            code="letter.due-unknown",
            reason=f"{name} is {day_said(due)}; the calendar knows the days from {calendar.first} to {calendar.last}.",
            cure="Set a day that the calendar covers.",
            authority=RULE,
        )
    closed = calendar.why_closed(due, closures=True, state=True)
    if closed is None:
        return None
    return Refusal(
        code="letter.due-closed",
        reason=f"{name} is {day_said(due)}, a closed day: {closed.name}.",
        cure=f"Set an open day; the next is {day_said(_next_open(due, calendar))}.",
        authority=RULE,
    )


def _next_open(day: date, calendar: Calendar) -> date:
    while calendar.why_closed(day, closures=True, state=True):
        day += ONE_DAY
    return day


def why_not_agreeing(content: Content, recorded: Mapping[str, date | None]) -> Refusal | None:
    """Where the letter and the record differ about a day to act by, either way round."""
    said = " ".join(spoken(content))
    for name in sorted({*content.stated, *recorded}):
        stated, held = content.stated.get(name), recorded.get(name)
        if stated != held:
            reason = f"The letter gives {name} as {_said(stated)}, the record as {_said(held)}."
        elif stated is not None and day_said(stated) not in said:
            reason = f"The letter's words never print {name}, {_said(stated)}."
        else:
            continue
        return Refusal(
            code="letter.date-differs",
            reason=reason,
            cure="Correct the one that is wrong, and make the letter again.",
            authority=ONE_DATE,
        )
    return None


def _said(day: date | None) -> str:
    return day_said(day) if day else "no day"
