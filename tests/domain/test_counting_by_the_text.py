"""The counts agree with a second implementation, written from the rules' texts, on days of their own choosing."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from proviso.domain.counting import Counted, count
from proviso.domain.daytable import count_many
from proviso.domain.periods import Direction, Unit
from proviso.domain.rules import Rule, in_force
from proviso.outside.counting import load_rules
from tests.by_the_text import (
    appellate_rule_26,
    civil_rule_6,
    is_closed,
    nth_open,
    plain_days,
    six_months,
)
from tests.domain.dates import FEDERAL, SMALL, a_rule, on, the_rule

NUMBERS = st.integers(min_value=0, max_value=130)
SIGN: dict[Direction, int] = {"after": 1, "before": -1}
DIRECTIONS = st.sampled_from(["after", "before"])


def days(since: date) -> st.SearchStrategy[date]:
    return st.dates(min_value=since, max_value=date(2099, 12, 31))


def due(
    trigger: date,
    number: int | None,
    code: str,
    *,
    unit: Unit = "days",
    direction: Direction = "after",
    mail: bool = False,
) -> date:
    rule = in_force(load_rules(), code=code, on=trigger)
    assert isinstance(rule, Rule)
    found = count(trigger, number, unit, rule, FEDERAL, direction=direction, mail=mail)
    assert isinstance(found, Counted), found
    assert found.business_days == open_days(trigger, found.due)
    return found.due


def open_days(one: date, other: date) -> int:
    low, high = (one, other) if one <= other else (other, one)
    after = 1 if other >= one else 0
    ordinals = range(low.toordinal() + after, high.toordinal() + after)
    return sum(not is_closed(date.fromordinal(n)) for n in ordinals)


@given(days(date(1985, 8, 1)), NUMBERS, st.booleans())
@example(date(2009, 11, 30), 10, True)
@example(date(2009, 12, 1), 10, True)
@example(date(2005, 11, 30), 10, True)
@example(date(1996, 8, 11), 0, True)
@example(date(2018, 12, 14), 10, False)
def test_the_civil_rule_counts_as_its_text_says(trigger: date, number: int, mail: bool) -> None:  # noqa: FBT001
    expected = civil_rule_6(trigger, number, mail=mail)
    assert due(trigger, number, "frcp-6a", mail=mail) == expected


@given(days(date(2002, 12, 1)), NUMBERS, st.booleans())
def test_the_appellate_rule_counts_as_its_text_says(
    trigger: date,
    number: int,
    mail: bool,  # noqa: FBT001
) -> None:
    expected = appellate_rule_26(trigger, number, mail=mail)
    assert due(trigger, number, "frap-26a", mail=mail) == expected


@given(days(date(1986, 1, 1)), NUMBERS)
def test_a_period_counted_back_ends_on_an_open_day_before(trigger: date, number: int) -> None:
    assert due(trigger, number, "frcp-6a", direction="before") == civil_rule_6(
        trigger, number, sign=-1
    )


@given(days(date(1971, 1, 1)), NUMBERS, DIRECTIONS)
def test_business_days_are_the_open_days(trigger: date, number: int, direction: Direction) -> None:
    expected = nth_open(trigger, SIGN[direction], number)
    assert due(trigger, number, "business-days", direction=direction) == expected


@given(days(date(1971, 1, 1)), NUMBERS, DIRECTIONS)
def test_plain_days_stay_where_they_fall(trigger: date, number: int, direction: Direction) -> None:
    expected = plain_days(trigger, number, sign=SIGN[direction])
    assert due(trigger, number, "calendar-days", direction=direction) == expected


@given(days(date(2014, 12, 26)))
@example(date(2017, 8, 31))
@example(date(2015, 8, 31))
def test_six_months_end_on_the_same_day_or_the_months_last(trigger: date) -> None:
    assert due(trigger, None, "uniform-guidance-months") == six_months(trigger)


HOW: dict[str, Any] = {
    "after": {"direction": "after"},
    "before": {"direction": "before"},
    "after, by mail": {"direction": "after", "mail": True},
}
RULES = [rule for rule in load_rules() if rule.unit in ("calendar-days", "business-days")]
ODD_RULES = [
    a_rule(counts_trigger=True),
    a_rule(counts_trigger=True, unit="business-days"),
    a_rule(closures="count", mail_days=5, mail_when="with-period"),
    a_rule(roll="back", roll_before="forward", short_below=8),
    a_rule(roll="none", roll_before="none"),
]


@given(
    rule=st.sampled_from(RULES + ODD_RULES),
    number=st.integers(min_value=0, max_value=400),
    triggers=st.lists(days(date(1986, 1, 1)), min_size=1, max_size=8),
    direction=DIRECTIONS,
    unit=st.sampled_from(["days", "weeks"]),
    mail=st.booleans(),
)
def test_many_dates_at_once_are_the_dates_one_by_one(
    *,
    rule: Rule,
    number: int,
    triggers: list[date],
    direction: Direction,
    unit: Unit,
    mail: bool,
) -> None:
    unit = "days" if rule.unit == "business-days" else unit
    length = number if rule.period is None else rule.period
    unit = unit if rule.period is None else "days"
    last = rule.until or date(2090, 1, 1)
    triggers = [day for day in triggers if rule.since <= day < min(last, date(2090, 1, 1))]
    mail = mail and direction == "after"
    many = count_many(
        np.array(triggers, dtype="datetime64[D]"),
        length,
        rule,
        FEDERAL,
        unit=unit,
        direction=direction,
        mail=mail,
    )
    single = [
        count(day, length, unit, rule, FEDERAL, direction=direction, mail=mail) for day in triggers
    ]
    assert [one.due for one in single if isinstance(one, Counted)] == many.tolist()


@pytest.mark.parametrize("rule", RULES + ODD_RULES, ids=lambda rule: rule.version)
@pytest.mark.parametrize("number", [0, 1, 10, 90])
@pytest.mark.parametrize("direction", ["after", "before", "after, by mail"])
def test_a_year_of_dates_at_once_are_the_dates_one_by_one(
    rule: Rule, number: int, direction: str
) -> None:
    first = max(rule.since, date(1986, 1, 1))
    triggers = [first + timedelta(days=n) for n in range(100, 466, 5)]
    how = HOW[direction]
    length = rule.period or number
    at_once = count_many(np.array(triggers, dtype="datetime64[D]"), length, rule, FEDERAL, **how)
    single = [count(day, length, "days", rule, FEDERAL, **how) for day in triggers]
    assert [one.due for one in single if isinstance(one, Counted)] == at_once.tolist()


def test_no_dates_at_once_are_no_dates() -> None:
    nothing = np.array([], dtype="datetime64[D]")
    assert count_many(nothing, 30, a_rule(), SMALL).tolist() == []


def many(first: str, number: int, rule: Rule, **more: object) -> list[date]:
    triggers = np.array([first], dtype="datetime64[D]")
    found: list[date] = count_many(triggers, number, rule, SMALL, **more).tolist()  # type: ignore[arg-type]
    return found


def test_a_table_has_the_states_days_and_the_closures_where_the_rule_looks_at_them() -> None:
    assert many("2018-01-09", 3, a_rule()) == [on("2018-01-12")]
    assert many("2018-01-09", 3, a_rule(state_holidays="always")) == [on("2018-01-15")]
    assert many("2018-01-12", 4, a_rule(closures="count")) == [on("2018-01-17")]


@pytest.mark.parametrize(
    ("first", "number", "rule", "more"),
    [
        ("2017-12-31", 3, a_rule(), {}),
        ("2018-02-01", 3, a_rule(), {}),
        ("2018-01-30", 3, a_rule(), {}),
        ("2018-01-03", 3, a_rule(), {"direction": "before"}),
        ("2018-01-03", 99, a_rule(), {}),
        ("2018-01-03", 3, a_rule(since=on("2018-01-04")), {}),
        ("2018-01-03", 3, a_rule(until=on("2018-01-03")), {}),
        ("2018-01-03", -1, a_rule(), {}),
        ("2018-01-03", 3, a_rule(), {"direction": "before", "mail": True}),
        ("2018-01-03", 3, a_rule(), {"unit": "months"}),
        ("2018-01-03", 3, a_rule(unit="business-days"), {"unit": "weeks"}),
        ("2018-01-03", 3, the_rule("stated"), {}),
    ],
)
def test_many_dates_at_once_raise_where_one_would_be_refused(
    first: str, number: int, rule: Rule, more: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match=r"count_many|outside"):
        many(first, number, rule, **more)
