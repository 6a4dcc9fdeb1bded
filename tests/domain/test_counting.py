"""Specification of due dates: worked examples from the reference review and from the rules' texts."""

from datetime import date
from typing import Any

import pytest

from proviso.domain.counting import Extension, Tolled, count, explain
from proviso.domain.refusals import Refusal
from tests.domain.dates import SMALL, a_rule, counted, on, refused


@pytest.mark.parametrize(
    ("phrase", "rule", "due"),
    [
        # The two document requests: 30 days from 24 January, and from 12 April, 2018.
        ("30 days after 2018-01-24", "frcp-6a", "2018-02-23"),
        ("21 days after 2018-01-24", "business-days", "2018-02-23"),
        ("30 days after 2018-04-12", "frcp-6a", "2018-05-14"),
        ("30 days after 2018-04-12", "calendar-days", "2018-05-12"),
        # From 1 December 2009 every day counts, and short periods are no exception.
        ("10 days after 2009-12-01", "frcp-6a", "2009-12-11"),
        ("10 days after 2009-11-30", "frcp-6a", "2009-12-14"),
        ("11 days after 2009-11-30", "frcp-6a", "2009-12-11"),
        ("10 days after 2009-06-26", "frap-26a", "2009-07-13"),
        # Past a weekend and Labor Day; and back, to the Friday before.
        ("10 days after 2018-08-22", "frcp-6a", "2018-09-04"),
        ("10 days before 2018-09-11", "frcp-6a", "2018-08-31"),
        ("0 days after 2018-02-17", "business-days", "2018-02-20"),
        ("0 days before 2018-02-19", "business-days", "2018-02-16"),
        ("5 days before 2018-02-23", "business-days", "2018-02-15"),
        ("2 weeks after 2018-02-05", "frcp-6a", "2018-02-20"),
        ("2 calendar weeks before 2018-03-05", "frcp-6a", "2018-02-16"),
        # Months and years end on the same day, or on the month's last.
        ("after 2017-08-31", "uniform-guidance-months", "2018-02-28"),
        ("6 months after 2015-08-31", "uniform-guidance-months", "2016-02-29"),
        ("3 years after 2016-02-29", "calendar-days", "2019-02-28"),
        ("1 year before 2017-02-28", "calendar-days", "2016-02-28"),
        ("1 month before 2018-03-31", "calendar-days", "2018-02-28"),
        # Periods that the law fixes.
        ("after 2018-03-01", "part18-30", "2018-04-02"),
        ("60 days after 2018-03-01", "petition-60", "2018-04-30"),
        ("after 2018-03-01", "collection-90", "2018-05-30"),
        ("on 2018-05-12", "stated", "2018-05-12"),
    ],
)
def test_a_date_is_counted(phrase: str, rule: str, due: str) -> None:
    assert counted(phrase, rule).due == on(due)


def test_thirty_days_from_the_january_letter_hold_twenty_one_business_days() -> None:
    found = counted("30 days after 2018-01-24", "frcp-6a")
    assert found.business_days == 21
    assert explain(found) == (
        (
            "Friday 23 February 2018: 30 calendar days after Wednesday 24 January 2018, under Federal "
            "Rule of Civil Procedure 6(a) (FRCP 6(a), as amended on 1 December 2009; FRCP 6(d), as "
            "amended on 1 December 2016)."
        ),
        "The period runs from Wednesday 24 January 2018; that day itself is not counted.",
        "Every day is counted; day 30 is Friday 23 February 2018.",
        (
            "In all there are 21 business days in that time, leaving out Monday 19 February 2018 "
            "(Washington's Birthday)."
        ),
        (
            "The day ends: electronic filing at midnight in the court's time zone; other filing when "
            "the clerk's office closes (FRCP 6(a)(4))."
        ),
        f"Counted with {found.calendar}.",
    )


def test_a_last_day_that_is_closed_is_moved_with_its_reason() -> None:
    said = explain(counted("30 days after 2018-04-12", "frcp-6a"))
    assert said[3] == (
        "The last day would be Saturday 12 May 2018; it moves on to Monday 14 May 2018, past "
        "Saturday 12 May 2018 and Sunday 13 May 2018."
    )


def test_each_holiday_that_is_not_counted_is_named() -> None:
    found = counted("21 business days after 2018-01-24", "business-days")
    assert [(step.kind, step.says) for step in found.steps[1:4]] == [
        ("counted", "21 business days are counted, up to Friday 23 February 2018."),
        ("weekends", "Not counted: 8 Saturdays or Sundays."),
        ("skipped", "Not counted: Monday 19 February 2018 (Washington's Birthday)."),
    ]


def test_one_weekend_day_is_said_in_the_singular() -> None:
    rule = a_rule(unit="business-days", counts_trigger=True)
    found = counted("1 day after 2018-02-04", rule)
    assert found.due == on("2018-02-05")
    assert "Not counted: 1 Saturday or Sunday." in explain(found)
    assert "1 business day is counted" in " ".join(explain(found))


def test_a_month_without_such_a_day_ends_on_its_last_and_says_so() -> None:
    said = explain(counted("after 2017-08-31", "uniform-guidance-months"))
    assert "February 2018 has no day 31, so its last day is taken." in said


def test_a_rule_may_count_the_day_that_starts_the_period() -> None:
    found = counted("5 days after 2018-01-02", a_rule(counts_trigger=True), calendar=SMALL)
    assert found.due == on("2018-01-08"), "the fifth day is Saturday the 6th"
    assert found.steps[0].says == (
        "The period starts with Tuesday 2 January 2018, which is counted as day 1."
    )


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("14 days after 2018-04-12", "2018-04-30"),  # Thursday 26 April, plus 3 is a Sunday
        ("30 days after 2018-04-12", "2018-05-17"),  # the Saturday rolls first, then 3 days
        ("10 days after 2005-11-01", "2005-11-21"),  # the text before December 2005
        ("30 days after 2005-06-03", "2005-07-06"),  # Sunday 3 July plus 3, no roll in between
    ],
)
def test_service_by_mail_adds_three_days(phrase: str, due: str) -> None:
    found = counted(phrase, "frcp-6a", mail=True)
    assert found.due == on(due)
    assert any(step.kind == "mail" for step in found.steps)


def test_a_rule_without_mail_days_adds_none_and_says_so() -> None:
    found = counted("30 days after 2018-01-24", "calendar-days", mail=True)
    assert found.due == on("2018-02-23")
    assert "Service by mail adds no days under this rule." in found.flags


def test_a_closed_day_that_stays_is_flagged() -> None:
    found = counted("30 days after 2018-04-12", "calendar-days")
    assert "Saturday 12 May 2018 is a closed day, and this rule does not move the date." in (
        found.flags
    )


def test_a_date_that_a_letter_states_is_kept_even_on_a_saturday() -> None:
    found = counted("on 2018-05-12", "stated")
    assert found.due == found.trigger == on("2018-05-12")
    assert explain(found)[0].startswith("Saturday 12 May 2018: as stated")


def test_a_closure_by_executive_order_is_pointed_out_with_the_other_date() -> None:
    found = counted("10 days after 2018-12-14", "frcp-6a")
    assert found.due == on("2018-12-24")
    assert found.if_closures_count == on("2018-12-26")
    assert "Executive Order 13854" in found.flags[0]


def test_a_closure_that_changes_nothing_is_not_pointed_out() -> None:
    found = counted("30 days after 2018-11-20", "frcp-6a")
    assert found.if_closures_count is None
    assert found.flags == ()


def test_a_rule_may_treat_closures_as_holidays() -> None:
    found = counted("3 days after 2018-01-12", a_rule(closures="count"), calendar=SMALL)
    assert found.due == on("2018-01-15")
    found = counted("4 days after 2018-01-12", a_rule(closures="count"), calendar=SMALL)
    assert found.due == on("2018-01-17")
    assert found.if_closures_count is None


def test_state_holidays_move_a_date_counted_forward_and_not_one_counted_back() -> None:
    rule = a_rule(state_holidays="after-only")
    forward = counted("3 days after 2018-01-09", rule, calendar=SMALL)
    assert forward.due == on("2018-01-15")
    back = counted("3 days before 2018-01-15", rule, calendar=SMALL)
    assert back.due == on("2018-01-12")
    assert "The holidays that only XX keeps play no part in this count." in back.flags


def test_what_a_rule_leaves_open_about_counting_back_is_said_only_then() -> None:
    back = counted("10 days before 2009-11-30", "frcp-6a")
    assert back.due == on("2009-11-13")
    assert "did not say how to count back" in " ".join(explain(back))
    assert "did not say" not in " ".join(explain(counted("10 days after 2009-11-30", "frcp-6a")))


@pytest.mark.parametrize(
    ("place", "ends"),
    [
        ("", "end of the day at the respondent's place"),
        ("America/Chicago", "end of the day, America/Chicago"),
    ],
)
def test_the_hour_and_zone_that_a_rule_does_not_give_are_flagged(place: str, ends: str) -> None:
    found = counted("30 days after 2018-01-24", "calendar-days", place=place)
    assert found.ends == ends
    assert any("names no hour and no time zone" in flag for flag in found.flags)


def test_the_hour_that_a_rule_gives_is_said_with_the_zone() -> None:
    found = counted("30 days after 2018-01-24", "frcp-6a", place="America/Chicago")
    assert found.ends.endswith("(FRCP 6(a)(4)) (America/Chicago)")
    assert found.flags == ()


def test_an_extension_takes_the_place_of_the_date_as_it_stands() -> None:
    more = [
        Extension(
            until=on("2018-03-10"), why="asked by counsel", authority="letter of 20 February"
        ),
        Extension(until=on("2018-03-20"), why="asked again"),
    ]
    found = counted("30 days after 2018-01-24", "frcp-6a", extensions=more)
    assert found.due == on("2018-03-20")
    assert [step.says for step in found.steps if step.kind == "extended"] == [
        (
            "Extended from Friday 23 February 2018 to Saturday 10 March 2018: asked by counsel "
            "(letter of 20 February)."
        ),
        "Extended from Saturday 10 March 2018 to Tuesday 20 March 2018: asked again.",
    ]


STAY = Tolled(since=on("2018-02-01"), until=on("2018-02-11"), why="a stay", authority="O99")


@pytest.mark.parametrize(
    ("phrase", "rule", "due"),
    [
        ("30 days after 2018-01-24", "frcp-6a", "2018-03-05"),
        ("21 days after 2018-01-24", "business-days", "2018-03-06"),
        ("1 month after 2018-01-24", "calendar-days", "2018-03-06"),
        ("on 2018-02-05", "stated", "2018-02-15"),
        ("5 days after 2018-01-24", "frcp-6a", "2018-01-29"),
        ("5 days after 2018-02-12", "frcp-6a", "2018-02-20"),
        ("on 2018-01-31", "stated", "2018-01-31"),
    ],
)
def test_days_on_which_the_clock_stood_still_are_not_counted(
    phrase: str, rule: str, due: str
) -> None:
    found = counted(phrase, rule, tolled=[STAY])
    assert found.due == on(due)


def test_tolling_is_explained() -> None:
    one_day = Tolled(since=on("2018-02-20"), until=on("2018-02-21"), why="a storm")
    found = counted("30 days after 2018-01-24", "frcp-6a", tolled=[one_day, STAY])
    assert [step.says for step in found.steps if step.kind == "tolled"] == [
        (
            "The clock stood still for 10 days, from Thursday 1 February 2018 to Saturday 10 February "
            "2018: a stay (O99)."
        ),
        (
            "The clock stood still for 1 day, from Tuesday 20 February 2018 to Tuesday 20 February "
            "2018: a storm."
        ),
    ]


def test_a_last_day_does_not_roll_onto_a_day_on_which_the_clock_stood_still() -> None:
    monday = Tolled(since=on("2018-05-14"), until=on("2018-05-15"), why="a storm")
    found = counted("30 days after 2018-04-12", "frcp-6a", tolled=[monday])
    assert found.due == on("2018-05-15")
    assert "Monday 14 May 2018 (the clock stood still)" in " ".join(explain(found))


@pytest.mark.parametrize(
    ("phrase", "rule", "more", "code"),
    [
        ("after 2018-01-24", "frcp-6a", {}, "date.no-period"),
        ("31 days after 2018-01-24", "part18-30", {}, "date.wrong-period"),
        ("6 days after 2018-01-24", "uniform-guidance-months", {}, "date.wrong-period"),
        ("on 2018-01-24", "frcp-6a", {}, "date.stated"),
        ("30 days after 2018-01-24", "stated", {}, "date.stated"),
        ("30 calendar days after 2018-01-24", "business-days", {}, "date.unit"),
        ("2 weeks after 2018-01-24", "business-days", {}, "date.unit"),
        ("36601 days after 2018-01-24", "calendar-days", {}, "date.number"),
        ("101 years after 2018-01-24", "calendar-days", {}, "date.number"),
        ("90 years after 2018-01-24", "calendar-days", {}, "date.beyond-calendar"),
        ("90 years before 2018-01-24", "calendar-days", {}, "date.beyond-calendar"),
        ("30 days after 2101-01-01", "calendar-days", {}, "date.beyond-calendar"),
        ("30 days after 2018-01-15", a_rule(), {"calendar": SMALL}, "date.beyond-calendar"),
        (
            "3 days after 2018-01-15",
            a_rule(),
            {"calendar": SMALL, "extensions": [Extension(until=on("2018-02-20"), why="asked")]},
            "date.beyond-calendar",
        ),
        ("3 days after 2018-01-15", a_rule(since=on("2019-01-01")), {}, "date.rule-not-in-force"),
        (
            "30 days after 2018-01-24",
            "frcp-6a",
            {"tolled": [Tolled(since=on("2018-02-01"), until=None, why="a stay")]},
            "date.tolled",
        ),
        ("30 days before 2018-01-24", "frcp-6a", {"mail": True}, "date.back"),
        ("30 days before 2018-01-24", "frcp-6a", {"tolled": [STAY]}, "date.back"),
        (
            "30 days after 2018-01-24",
            "frcp-6a",
            {"extensions": [Extension(until=on("2018-02-23"), why="asked")]},
            "date.extension-not-later",
        ),
    ],
)
def test_a_question_without_an_answer_is_refused(
    phrase: str, rule: Any, more: dict[str, Any], code: str
) -> None:
    found = refused(phrase, rule, **more)
    assert found.code == code
    assert found.reason
    assert found.cure
    assert found.authority


def test_a_negative_number_is_refused() -> None:
    found = count(date(2018, 1, 24), -1, "days", a_rule(), SMALL)
    assert isinstance(found, Refusal)
    assert found.code == "date.number"
