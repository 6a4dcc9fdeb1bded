"""The dates a letter sets: open days to come, the same on paper and on record."""

from dataclasses import replace
from datetime import date

import pytest

from proviso.domain.calendar import Calendar
from proviso.letters.compose import compose
from proviso.letters.content import Content
from proviso.letters.due import why_not_agreeing, why_not_dates, why_not_due
from proviso.letters.library import load
from proviso.outside.holidays import federal_calendar
from tests.letters.village import DUE, SENT, request, with_values


def content() -> Content:
    made = compose(request(), load())
    assert isinstance(made, Content)
    return made


def test_the_day_of_the_january_letter_is_an_open_day() -> None:
    assert why_not_dates(content(), calendar=federal_calendar()) is None


@pytest.mark.parametrize(
    ("due", "says", "next_"),
    [
        (date(2018, 2, 19), "Washington's Birthday", "Tuesday, February 20, 2018"),
        (date(2018, 2, 24), "Saturday", "Monday, February 26, 2018"),
        (date(2018, 2, 17), "Saturday", "Tuesday, February 20, 2018"),
        (date(2018, 12, 5), "closed by", "Thursday, December 6, 2018"),
    ],
)
def test_a_closed_day_is_refused_with_the_next_open_one(due: date, says: str, next_: str) -> None:
    refused = why_not_due(due, on=SENT, calendar=federal_calendar())
    assert refused is not None
    assert refused.code == "letter.due-closed"
    assert says in refused.reason
    assert next_ in refused.cure


@pytest.mark.parametrize("due", [SENT, date(2018, 1, 23), date(2017, 2, 23)])
def test_a_day_that_is_not_to_come_is_refused(due: date) -> None:
    refused = why_not_due(due, on=SENT, calendar=federal_calendar())
    assert refused is not None
    assert refused.code == "letter.due-past"


def test_a_day_beyond_the_calendar_is_refused() -> None:
    short = replace(Calendar.without_holidays(), last=date(2018, 1, 31))
    refused = why_not_due(DUE, on=SENT, calendar=short)
    assert refused is not None
    assert refused.code == "letter.due-unknown"


def test_every_day_to_act_by_is_looked_at() -> None:
    made = compose(with_values(request(), due=date(2018, 2, 19)), load())
    assert isinstance(made, Content)
    refused = why_not_dates(made, calendar=federal_calendar())
    assert refused is not None
    assert "due is Monday, February 19, 2018" in refused.reason


def test_the_letter_and_the_record_give_the_same_day() -> None:
    assert why_not_agreeing(content(), {"due": DUE}) is None


@pytest.mark.parametrize("recorded", [{"due": date(2018, 2, 26)}, {"due": None}, {}])
def test_a_day_that_differs_from_the_record_is_refused(recorded: dict[str, date | None]) -> None:
    refused = why_not_agreeing(content(), recorded)
    assert refused is not None
    assert refused.code == "letter.date-differs"
    assert "Friday, February 23, 2018" in refused.reason


def test_a_day_on_record_that_the_letter_lacks_is_refused() -> None:
    refused = why_not_agreeing(content(), {"due": DUE, "appeal_by": DUE})
    assert refused is not None
    assert "appeal_by as no day" in refused.reason


def test_a_day_that_is_set_and_never_printed_is_refused() -> None:
    silent = replace(content(), blocks=(), points=())
    refused = why_not_agreeing(silent, {"due": DUE})
    assert refused is not None
    assert "never print due" in refused.reason
