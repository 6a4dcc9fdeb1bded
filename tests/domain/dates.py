"""Questions and calendars that the tests of dates share."""

from datetime import date
from typing import Any

from proviso.domain.calendar import Calendar, Closure
from proviso.domain.counting import Counted, count
from proviso.domain.periods import Period, parse_phrase
from proviso.domain.refusals import Refusal
from proviso.domain.rules import Rule, in_force
from proviso.outside.counting import load_rules
from proviso.outside.holidays import calendar_for, federal_calendar

FEDERAL = federal_calendar()
# Three weeks in a place that keeps one holiday, one state day and had one closure:
# Wednesday 10, Friday 12 and Tuesday 16 January 2018.
SMALL = Calendar(
    name="a small calendar",
    version="1",
    holidays={date(2018, 1, 10): "Founders Day"},
    closures={
        date(2018, 1, 16): Closure(
            day=date(2018, 1, 16), name="In memory of the founder", authority="Order 1"
        )
    },
    state_holidays={date(2018, 1, 12): "Harvest Day"},
    state="XX",
    first=date(2018, 1, 1),
    last=date(2018, 1, 31),
)


def on(text: str) -> date:
    return date.fromisoformat(text)


def the_rule(code: str, on: date = date(2018, 1, 24)) -> Rule:
    found = in_force(load_rules(), code=code, on=on)
    assert isinstance(found, Rule)
    return found


def a_rule(**fields: Any) -> Rule:
    return Rule(
        **{
            "code": "made-up",
            "title": "a made-up rule",
            "authority": "nobody",
            "since": date(1970, 1, 1),
            **fields,
        }
    )


def ask(phrase: str, rule: str | Rule, **more: Any) -> Counted | Refusal:
    period = parse_phrase(phrase)
    assert isinstance(period, Period)
    used = the_rule(rule, period.trigger) if isinstance(rule, str) else rule
    calendar = more.pop("calendar", None) or calendar_for(used)
    assert isinstance(calendar, Calendar)
    return count(
        period.trigger,
        period.number,
        period.unit,
        used,
        calendar,
        direction=period.direction,
        **more,
    )


def counted(phrase: str, rule: str | Rule, **more: Any) -> Counted:
    found = ask(phrase, rule, **more)
    assert isinstance(found, Counted), found
    return found


def refused(phrase: str, rule: str | Rule, **more: Any) -> Refusal:
    found = ask(phrase, rule, **more)
    assert isinstance(found, Refusal), found
    return found
