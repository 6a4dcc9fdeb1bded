"""Counting: from a day and a period to a due date, with every step said. No holiday tables, no rule texts.

What a count promises: the same inputs give the same date and the same sentences;
each day that was skipped, added or moved past is named with its reason; a date
that cannot be counted is a refusal. A date that a letter states is not counted but
stored as stated, and extensions and tolling act on it just the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from proviso.domain.calendar import Calendar, in_words
from proviso.domain.periods import Direction, Unit
from proviso.domain.refusals import Refusal
from proviso.domain.rules import Rule
from proviso.domain.stages import (
    Asked,
    Extension,
    between,
    closing,
    if_closures_count,
    quantity,
    run,
    state_note,
)
from proviso.domain.walking import Days, Step, Tolled

__all__ = ["Counted", "Extension", "Step", "Tolled", "count", "explain", "settle"]

# A hundred years: beyond that, the number is a slip of the finger.
LONGEST: dict[Unit, int] = {
    "calendar-days": 36_600,
    "business-days": 26_000,
    "weeks": 5_200,
    "months": 1_200,
    "years": 100,
    "stated": 0,
}
RULEBOOK = "The rulebook, counting.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A due date and how it came about.

    `number` and `unit` are what was counted (`stated`: nothing was). `business_days`
    are the open days after the trigger up to the due date; counting back, from the
    due date up to the day before the trigger. `if_closures_count` is the date that
    would follow if days closed by executive order were holidays, where that differs.
    """

    due: date
    trigger: date
    number: int
    unit: Unit
    direction: Direction
    mail: bool
    rule: str
    version: str
    title: str
    authority: str
    calendar: str
    business_days: int
    ends: str
    if_closures_count: date | None
    steps: tuple[Step, ...]

    @property
    def flags(self) -> tuple[str, ...]:
        """What a person should look at before relying on the date."""
        return tuple(step.says for step in self.steps if step.kind == "flag")


def _refuse(code: str, reason: str, cure: str, authority: str = RULEBOOK) -> Refusal:
    return Refusal(code=f"date.{code}", reason=reason, cure=cure, authority=authority)


def settle(number: int | None, unit: Unit, rule: Rule) -> tuple[int, Unit] | Refusal:
    """Settle what is counted: plain days mean the rule's own unit, no number the rule's own period."""
    wanted = unit
    if unit == "days":
        wanted = "business-days" if rule.unit == "business-days" else "calendar-days"
    if number is None:
        if rule.period is None:
            return _refuse(
                "no-period",
                f"{rule.code} has no period of its own.",
                "Say how long, as in: 30 days after 2018-01-24.",
                rule.authority,
            )
        return rule.period, rule.unit
    if rule.period is not None and (number, wanted) != (rule.period, rule.unit):
        own = quantity(rule.period, rule.unit)
        return _refuse(
            "wrong-period",
            f"{rule.code} is a period of {own}, and {quantity(number, unit)} were asked for.",
            f"Leave the period out, ask for {own}, or use another rule.",
            rule.authority,
        )
    return number, wanted


def _why_not_unit(number: int, unit: Unit, rule: Rule) -> Refusal | None:
    if (unit == "stated") != (rule.unit == "stated"):
        return _refuse(
            "stated",
            "A date that a letter states is kept as stated; it is not counted.",
            "Ask for `on` a date with the rule `stated`, or for a period with another rule.",
            rule.authority,
        )
    if rule.unit == "business-days" and unit != "business-days":
        return _refuse(
            "unit",
            f"{rule.code} counts business days and cannot count {unit.replace('-', ' ')}.",
            "Ask for days or business days, or use another rule.",
            rule.authority,
        )
    if not 0 <= number <= LONGEST[unit]:
        return _refuse(
            "number",
            f"{quantity(number, unit)} cannot be counted.",
            f"Give a whole number from 0 to {LONGEST[unit]}.",
        )
    return None


def _why_not_back(asked: Asked) -> Refusal | None:
    if asked.direction == "after" or not (asked.mail or asked.days.tolled or asked.extensions):
        return None
    return _refuse(
        "back",
        "Mail days, tolling and extensions have no place in a period counted back from a date.",
        "Leave them out, or move the date from which the period is counted.",
        asked.rule.authority,
    )


def _why_not(asked: Asked) -> Refusal | None:
    if refusal := _why_not_unit(asked.number, asked.unit, asked.rule):
        return refusal
    if not asked.rule.in_force(asked.trigger):
        return _refuse(
            "rule-not-in-force",
            f"The version {asked.rule.version} was not in force on {in_words(asked.trigger)}.",
            "Use the version of the rule that was.",
            asked.rule.authority,
        )
    if not asked.days.calendar.covers(asked.trigger):
        return _beyond(asked.trigger, asked.days.calendar)
    if any(one.until is None for one in asked.days.tolled):
        return _refuse(
            "tolled",
            "The clock stands still and nothing says when it starts again: there is no due date.",
            "Count again on the day on which the tolling ends.",
        )
    return _why_not_back(asked)


def _beyond(day: date, calendar: Calendar) -> Refusal:
    return _refuse(
        "beyond-calendar",
        f"{in_words(day)} is outside the calendar ({calendar.name}).",
        f"Use dates from {calendar.first.isoformat()} to {calendar.last.isoformat()}.",
        "5 U.S.C. 6103, as far as it is tabled",
    )


def _extend(asked: Asked, due: date) -> tuple[date, tuple[Step, ...]] | Refusal:
    steps: list[Step] = []
    for one in asked.extensions:
        if one.until <= due:
            return _refuse(
                "extension-not-later",
                f"An extension to {in_words(one.until)} is not later than {in_words(due)}.",
                "Check the date that was granted; a date is not shortened by an extension.",
                one.authority or RULEBOOK,
            )
        authority = f" ({one.authority})" if one.authority else ""
        says = f"Extended from {in_words(due)} to {in_words(one.until)}: {one.why}{authority}."
        steps.append(Step(kind="extended", first=due, last=one.until, says=says))
        due = one.until
    return due, tuple(steps)


def _due(asked: Asked) -> tuple[date, date, tuple[Step, ...]] | Refusal:
    """The date as counted, the date with extensions, and the steps to both."""
    counted, steps = run(asked)
    if not asked.days.calendar.covers(counted):
        return _beyond(counted, asked.days.calendar)
    extended = _extend(asked, counted)
    if isinstance(extended, Refusal):
        return extended
    due, later = extended
    if not asked.days.calendar.covers(due):
        return _beyond(due, asked.days.calendar)
    return counted, due, steps + later


def _answer(asked: Asked) -> Counted | Refusal:
    found = _due(asked)
    if isinstance(found, Refusal):
        return found
    counted, due, steps = found
    other, flagged = if_closures_count(asked, counted)
    number = asked.days.open_between(asked.trigger, due)
    ends, last = closing(asked, due)
    steps += (*between(asked, due, number), last, *state_note(asked, due), *flagged)
    steps += tuple(
        Step(kind="note", first=due, last=due, says=note)
        for note in asked.rule.says(asked.direction)
    )
    return Counted(
        due=due,
        trigger=asked.trigger,
        number=asked.number,
        unit=asked.unit,
        direction=asked.direction,
        mail=asked.mail,
        rule=asked.rule.code,
        version=asked.rule.version,
        title=asked.rule.title,
        authority=asked.rule.authority,
        calendar=asked.days.calendar.source,
        business_days=number,
        ends=ends,
        if_closures_count=other,
        steps=steps,
    )


def _days(rule: Rule, calendar: Calendar, direction: Direction, tolled: Sequence[Tolled]) -> Days:
    return Days(
        calendar=calendar,
        closures=rule.closures == "count",
        state=rule.sees_state_holidays(direction),
        direction=direction,
        tolled=tuple(sorted(tolled, key=lambda one: one.since)),
    )


def count(
    trigger: date,
    number: int | None,
    unit: Unit,
    rule: Rule,
    calendar: Calendar,
    *,
    direction: Direction = "after",
    mail: bool = False,
    extensions: Sequence[Extension] = (),
    tolled: Sequence[Tolled] = (),
    place: str = "",
) -> Counted | Refusal:
    """Count `number` units from `trigger` under `rule`, and say how.

    `number` None takes the rule's own period. `mail` says that service was by a
    method for which the rule adds days. `place` is the time zone or place in which
    the last day ends. `extensions` are applied in their order; each must be later
    than the date it replaces. Days in `tolled` spans are not counted.
    """
    settled = settle(number, unit, rule)
    if isinstance(settled, Refusal):
        return settled
    days = _days(rule, calendar, direction, tolled)
    asked = Asked(
        trigger=trigger,
        number=settled[0],
        unit=settled[1],
        direction=direction,
        mail=mail,
        rule=rule,
        days=days,
        extensions=tuple(extensions),
        place=place,
    )
    return _why_not(asked) or _answer(asked)


def explain(counted: Counted) -> tuple[str, ...]:
    """The date and every step to it, in plain sentences."""
    if counted.unit == "stated":
        asked = "as stated"
    else:
        asked = f"{quantity(counted.number, counted.unit)} {counted.direction} {in_words(counted.trigger)}"
    head = f"{in_words(counted.due)}: {asked}, under {counted.title} ({counted.authority})."
    return (head, *(step.says for step in counted.steps), f"Counted with {counted.calendar}.")
