"""Specification of open and closed days."""

from datetime import date

from proviso.domain.calendar import Calendar, Why, in_words
from tests.domain.dates import SMALL, on


def test_a_day_is_said_in_words() -> None:
    assert in_words(on("2018-02-23")) == "Friday 23 February 2018"


def test_a_weekday_without_a_reason_is_open() -> None:
    assert SMALL.why_closed(on("2018-01-09")) is None


def test_a_weekend_needs_no_other_reason() -> None:
    closed = SMALL.why_closed(on("2018-01-13"))
    assert closed is not None
    assert closed.why is Why.WEEKEND
    assert closed.says == "Saturday 13 January 2018"


def test_a_holiday_is_named() -> None:
    closed = SMALL.why_closed(on("2018-01-10"))
    assert closed is not None
    assert closed.says == "Wednesday 10 January 2018 (Founders Day)"


def test_a_state_holiday_closes_only_for_those_who_look_at_the_state() -> None:
    assert SMALL.why_closed(on("2018-01-12")) is None
    closed = SMALL.why_closed(on("2018-01-12"), state=True)
    assert closed is not None
    assert closed.says == "Friday 12 January 2018 (Harvest Day, a holiday in XX)"


def test_a_closure_closes_only_for_those_who_count_it() -> None:
    assert SMALL.why_closed(on("2018-01-16"), state=True) is None
    closed = SMALL.why_closed(on("2018-01-16"), closures=True)
    assert closed is not None
    assert closed.says == "Tuesday 16 January 2018 (In memory of the founder, closed by Order 1)"


def test_a_calendar_knows_its_limits() -> None:
    assert SMALL.covers(on("2018-01-31"))
    assert not SMALL.covers(on("2018-02-01"))


def test_a_calendar_without_holidays_keeps_the_weekends() -> None:
    plain = Calendar.without_holidays()
    assert plain.why_closed(date(2018, 12, 25)) is None
    assert plain.why_closed(date(2018, 12, 23)) is not None
