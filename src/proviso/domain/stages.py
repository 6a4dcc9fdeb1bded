"""The stages of a count: the period, the mail days, the last day's roll, and what to say of them. Refusals are in counting."""

from dataclasses import dataclass, replace
from datetime import date

from proviso.domain.calendar import in_words
from proviso.domain.periods import Direction, Unit
from proviso.domain.rules import Rule
from proviso.domain.walking import (
    Days,
    Step,
    add_months,
    is_holiday,
    listed,
    month_end_step,
    passed,
    rolled_step,
    skipped_steps,
    tolled_steps,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A later date that was granted; it takes the place of the date before it, as it stands."""

    until: date
    why: str
    authority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question whose unit and length are settled."""

    trigger: date
    number: int
    unit: Unit
    direction: Direction
    mail: bool
    rule: Rule
    days: Days
    extensions: tuple[Extension, ...]
    place: str

    @property
    def counts_open_days(self) -> bool:
        """Whether closed days in between are left out of the count."""
        return self.unit == "business-days" or (
            self.unit == "calendar-days" and self.number < self.rule.short_below
        )

    @property
    def base(self) -> date:
        """Day 0."""
        return self.trigger - self.days.step if self.rule.counts_trigger else self.trigger


def quantity(number: int, unit: Unit) -> str:
    """1 day, 21 business days, 6 months."""
    one = unit.replace("-", " ").removesuffix("s")
    return f"{number} {one}{'' if number == 1 else 's'}"


def _trigger_step(asked: Asked) -> Step:
    day = in_words(asked.trigger)
    if asked.rule.counts_trigger:
        says = f"The period starts with {day}, which is counted as day 1."
    else:
        says = f"The period runs from {day}; that day itself is not counted."
    return Step(kind="trigger", first=asked.trigger, last=asked.trigger, says=says)


def _open_days(asked: Asked) -> tuple[date, tuple[Step, ...]]:
    last = asked.days.walk(asked.base, asked.number, open_only=True)
    short = ""
    if asked.unit != "business-days":
        short = (
            f" In periods of fewer than {asked.rule.short_below} days, closed days are left out."
        )
    are = "is" if asked.number == 1 else "are"
    says = (
        f"{quantity(asked.number, 'business-days')} {are} counted, up to {in_words(last)}.{short}"
    )
    counted = Step(kind="counted", first=asked.base, last=last, says=says)
    return last, (counted, *skipped_steps(passed(asked.days, asked.base, last)))


def _every_day(asked: Asked) -> tuple[date, tuple[Step, ...]]:
    number = asked.number * (7 if asked.unit == "weeks" else 1)
    last = asked.days.walk(asked.base, number, open_only=False)
    says = f"Every day is counted; day {number} is {in_words(last)}."
    return last, (Step(kind="counted", first=asked.base, last=last, says=says),)


def _same_day(asked: Asked) -> tuple[date, tuple[Step, ...]]:
    steps: tuple[Step, ...]
    months = asked.number * (12 if asked.unit == "years" else 1)
    back = asked.direction == "before"
    last, at_end = add_months(asked.base, -months if back else months)
    way = "earlier" if back else "later"
    says = f"{quantity(asked.number, asked.unit)} {way} is {in_words(last)}."
    steps = (Step(kind="counted", first=asked.base, last=last, says=says),)
    if at_end:
        steps += (month_end_step(asked.base, last),)
    still = asked.days.still_days(asked.base, last)
    return asked.days.walk(last, still, open_only=False), steps


def _stated(asked: Asked) -> tuple[date, tuple[Step, ...]]:
    says = f"{in_words(asked.trigger)} is stated, and is kept as stated."
    step = Step(kind="stated", first=asked.trigger, last=asked.trigger, says=says)
    still = asked.days.still_days(None, asked.trigger)
    return asked.days.walk(asked.trigger, still, open_only=False), (step,)


def _period(asked: Asked) -> tuple[date, tuple[Step, ...]]:
    match asked.unit:
        case "stated":
            last, steps = _stated(asked)
            return last, steps + tolled_steps(asked.days, None, last)
        case "months" | "years":
            last, steps = _same_day(asked)
        case _ if asked.counts_open_days:
            last, steps = _open_days(asked)
        case _:
            last, steps = _every_day(asked)
    return last, (_trigger_step(asked), *steps, *tolled_steps(asked.days, asked.base, last))


def _roll(asked: Asked, last: date) -> tuple[date, tuple[Step, ...]]:
    how = asked.rule.rolls(asked.direction)
    to = asked.days.roll(last, how)
    if to != last:
        return to, (rolled_step(asked.days, last, to),)
    closed = asked.days.closed(last)
    if closed is None:
        return last, ()
    says = f"{closed.says} is a closed day, and this rule does not move the date."
    return last, (Step(kind="flag", first=last, last=last, says=says),)


def _mail(asked: Asked, last: date) -> tuple[date, tuple[Step, ...]]:
    rule = asked.rule
    if not rule.mail_days:
        says = "Service by mail adds no days under this rule."
        return last, (Step(kind="flag", first=last, last=last, says=says),)
    steps: tuple[Step, ...] = ()
    if rule.mail_when == "after-expiry":
        last, steps = _roll(asked, last)
    to = asked.days.walk(last, rule.mail_days, open_only=False)
    says = (
        f"Service by mail adds {quantity(rule.mail_days, 'days')} after {in_words(last)}, "
        f"which gives {in_words(to)} ({rule.mail_authority})."
    )
    return to, (*steps, Step(kind="mail", first=last, last=to, says=says))


def run(asked: Asked) -> tuple[date, tuple[Step, ...]]:
    """The period, then mail days, then the roll: the date before any extension, and the steps to it."""
    last, steps = _period(asked)
    if asked.mail:
        last, added = _mail(asked, last)
        steps += added
    last, rolled = _roll(asked, last)
    return last, steps + rolled


def between(asked: Asked, due: date, number: int) -> tuple[Step, ...]:
    """Say how many business days there were, and which holidays, where every day was counted."""
    if asked.counts_open_days or asked.unit == "stated":
        return ()
    holidays = [one.says for one in passed(asked.days, asked.trigger, due) if is_holiday(one)]
    without = f", leaving out {listed(holidays)}" if holidays else ""
    were = "is 1 business day" if number == 1 else f"are {number} business days"
    says = f"In all there {were} in that time{without}."
    first, last = sorted((asked.trigger, due))
    return (Step(kind="between", first=first, last=last, says=says),)


def if_closures_count(asked: Asked, due: date) -> tuple[date | None, tuple[Step, ...]]:
    """The date that would follow if days closed by executive order were holidays, where it differs."""
    if asked.days.closures or asked.rule.closures == "count":
        return None, ()
    low, high = sorted((asked.trigger, due))
    met = [one for day, one in sorted(asked.days.calendar.closures.items()) if low <= day <= high]
    other, _ = run(replace(asked, days=replace(asked.days, closures=True))) if met else (due, ())
    if other == due or asked.extensions:
        return None, ()
    closed = listed([f"{in_words(one.day)} ({one.authority})" for one in met])
    says = (
        f"Executive departments were closed by order of the President on {closed}. This count "
        f"does not treat that as a holiday; if it is one, the date is {in_words(other)}."
    )
    return other, (Step(kind="flag", first=met[0].day, last=met[-1].day, says=says),)


def closing(asked: Asked, due: date) -> tuple[str, Step]:
    """When the last day ends, and the sentence that says so; a flag where the rule is silent."""
    where = asked.place or "the respondent's place"
    if asked.rule.ends:
        ends = f"{asked.rule.ends} ({asked.place})" if asked.place else asked.rule.ends
        return ends, Step(kind="ends", first=due, last=due, says=f"The day ends: {ends}.")
    ends = f"end of the day at {where}" if not asked.place else f"end of the day, {where}"
    says = f"The rule names no hour and no time zone; taken as the {ends}."
    return ends, Step(kind="flag", first=due, last=due, says=says)


def state_note(asked: Asked, due: date) -> tuple[Step, ...]:
    """Say that a state's own holidays were given and play no part."""
    calendar = asked.days.calendar
    if asked.days.state or not calendar.state_holidays:
        return ()
    says = f"The holidays that only {calendar.state} keeps play no part in this count."
    return (Step(kind="flag", first=due, last=due, says=says),)
