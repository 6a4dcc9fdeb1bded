"""Specification of the questions that the date calculator understands."""

from datetime import date

import pytest

from proviso.domain.periods import Period, parse_date, parse_phrase
from proviso.domain.refusals import Refusal

DAY = date(2018, 1, 24)


@pytest.mark.parametrize(
    ("phrase", "number", "unit", "direction"),
    [
        ("30 days after 2018-01-24", 30, "days", "after"),
        ("30 calendar days after 2018-01-24", 30, "calendar-days", "after"),
        ("1 business day from 2018-01-24", 1, "business-days", "after"),
        ("21 working days following 2018-01-24", 21, "business-days", "after"),
        ("  Thirty   DAYS before 24 January 2018 ", 30, "days", "before"),
        ("forty-five days after Jan 24, 2018", 45, "days", "after"),
        ("a week after 2018-01-24", 1, "weeks", "after"),
        ("two calendar weeks after 2018-01-24", 2, "weeks", "after"),
        ("6 months after January 24 2018", 6, "months", "after"),
        ("3 years before 24 Jan. 2018", 3, "years", "before"),
        ("after 2018-01-24", None, "days", "after"),
        ("before 2018-01-24", None, "days", "before"),
        ("on 2018-01-24", 0, "stated", "after"),
    ],
)
def test_a_question_is_read(phrase: str, number: int | None, unit: str, direction: str) -> None:
    assert parse_phrase(phrase) == Period(
        number=number,
        unit=unit,  # type: ignore[arg-type]
        direction=direction,  # type: ignore[arg-type]
        trigger=DAY,
    )


@pytest.mark.parametrize(
    ("phrase", "code", "said"),
    [
        ("", "date.not-understood", "No question was asked"),
        ("soon", "date.not-understood", "is not a period and a date"),
        ("many days after 2018-01-24", "date.not-understood", "“many” is not a number of days"),
        ("2 business months after 2018-01-24", "date.not-understood", "Only days can be business"),
        ("30 days after 1/2/2018", "date.not-understood", "read in only one way"),
        ("after 24 Ja 2018", "date.not-understood", "read in only one way"),
        ("30 days after 24 Juvember 2018", "date.not-understood", "not the name of a month"),
        ("30 days after 24 xyz 2018", "date.not-understood", "not the name of a month"),
        ("30 days after 2018-02-30", "date.impossible", "There is no such day"),
        ("on 2018-13-01", "date.impossible", "There is no such day"),
    ],
)
def test_a_question_that_cannot_be_read_is_refused_with_what_is_expected(
    phrase: str, code: str, said: str
) -> None:
    refused = parse_phrase(phrase)
    assert isinstance(refused, Refusal)
    assert refused.code == code
    assert said in refused.reason
    assert refused.cure


def test_september_may_be_shortened_to_sept() -> None:
    assert parse_date("4 Sept 2018") == date(2018, 9, 4)


def test_a_month_that_could_be_two_is_not_guessed() -> None:
    assert isinstance(parse_date("4 jun 2018"), date)
    assert isinstance(parse_date("4 jux 2018"), Refusal)
