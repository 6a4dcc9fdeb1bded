"""Specification of the calendars: every day is compared with the statute's text."""

from datetime import date, timedelta

import pytest

from proviso.domain.calendar import FIRST, LAST, Calendar, Why
from proviso.domain.refusals import Refusal
from proviso.domain.rules import Rule, in_force
from proviso.outside.counting import load_closures, load_rules
from proviso.outside.holidays import (
    STATES,
    calendar_for,
    federal_calendar,
    federal_holidays,
    state_calendar,
)
from tests.by_the_text import days_off, public_holidays


def rule(code: str) -> Rule:
    found = in_force(load_rules(), code=code, on=date(2018, 1, 24))
    assert isinstance(found, Rule)
    return found


def test_every_day_from_1970_to_2100_is_open_or_closed_as_the_statute_says() -> None:
    calendar, by_the_text = federal_calendar(), days_off()
    days = (FIRST + n * timedelta(days=1) for n in range((LAST - FIRST).days + 1))
    differ = [
        day
        for day in days
        if (calendar.why_closed(day) is not None) != (day.weekday() >= 5 or day in by_the_text)
    ]
    assert differ == []


def test_every_holiday_has_the_name_that_the_statute_gives_it() -> None:
    assert dict(federal_holidays()) == days_off()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("1970-02-23", "Washington's Birthday (observed)"),
        ("1971-10-25", "Veterans Day"),
        ("1977-10-24", "Veterans Day"),
        ("1978-11-10", "Veterans Day (observed)"),
        ("1986-01-20", "Martin Luther King Jr. Day"),
        ("2010-12-31", "New Year's Day (observed)"),
        ("2018-02-19", "Washington's Birthday"),
        ("2021-06-18", "Juneteenth National Independence Day (observed)"),
        ("2100-12-31", "New Year's Day (observed)"),
    ],
)
def test_the_odd_days_are_there(day: str, name: str) -> None:
    assert federal_holidays()[date.fromisoformat(day)] == name


@pytest.mark.parametrize("day", ["1970-10-12", "1985-01-21", "2020-06-19", "2017-01-20"])
def test_days_that_were_no_holiday_then_are_open(day: str) -> None:
    """Columbus Day 1970, the third Monday of January 1985, 19 June 2020, and Inauguration Day."""
    assert federal_calendar().why_closed(date.fromisoformat(day)) is None


def test_a_year_has_nine_ten_or_eleven_holidays() -> None:
    assert [len(public_holidays(year)) for year in (1970, 1971, 1986, 2021)] == [8, 9, 10, 11]


def test_a_closure_by_executive_order_is_no_holiday_until_a_rule_counts_it() -> None:
    calendar, day = federal_calendar(), date(2018, 12, 24)
    assert calendar.why_closed(day) is None
    closed = calendar.why_closed(day, closures=True)
    assert closed is not None
    assert closed.why is Why.CLOSURE
    assert "Executive Order 13854" in closed.says


def test_no_closure_falls_on_a_day_that_is_closed_anyway() -> None:
    calendar = federal_calendar()
    assert [day for day in load_closures() if calendar.why_closed(day)] == []


def test_a_state_adds_only_the_days_that_it_alone_keeps() -> None:
    illinois = federal_calendar("IL")
    lincoln = date(2018, 2, 12)
    assert illinois.why_closed(lincoln) is None
    closed = illinois.why_closed(lincoln, state=True)
    assert closed is not None
    assert closed.why is Why.STATE_HOLIDAY
    assert closed.name == "Lincoln's Birthday, a holiday in IL"
    assert not set(illinois.state_holidays) & set(illinois.holidays)


def test_a_state_clock_has_the_holidays_of_the_state_alone() -> None:
    vermont = state_calendar("VT")
    assert vermont.why_closed(date(2018, 3, 6)) is not None, "Town Meeting Day"
    assert vermont.why_closed(date(2018, 10, 8)) is None, "Vermont keeps another day"


def test_the_rule_says_which_calendar_is_looked_at() -> None:
    assert calendar_for(rule("frcp-6a")) is federal_calendar("")
    assert calendar_for(rule("frcp-6a"), state="il") is federal_calendar("IL")
    assert calendar_for(rule("business-days"), state="IL") is state_calendar("IL")


def test_an_unknown_state_is_refused_with_the_list_of_known_ones() -> None:
    refused = calendar_for(rule("frcp-6a"), state="ZZ")
    assert isinstance(refused, Refusal)
    assert refused.code == "date.unknown-state"
    assert "WY" in refused.cure


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_holidays_of_its_own(state: str) -> None:
    found = calendar_for(rule("business-days"), state=state)
    assert isinstance(found, Calendar)
    assert found.why_closed(date(2018, 7, 4)) is not None
