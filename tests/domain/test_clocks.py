"""Specification of a matter's clocks: started, stated, met, overdue."""

from datetime import date

import pytest

from proviso.domain.clocks import (
    Clocks,
    Stage,
    after,
    meet,
    overdue,
    start_clock,
    state_due,
    unanswered_extensions,
)
from proviso.domain.extensions import ask_extension
from proviso.domain.facts.clocks import ClockFact, ClockMet, ClockStarted, DueStated
from proviso.domain.refusals import Refusal
from tests.domain.dates import counted, on

LETTER_DAY = on("2018-01-24")
THIRTY_DAYS = counted("30 days after 2018-01-24", "frcp-6a")


def fold(*decided: tuple[ClockFact, ...] | Refusal, day: date | None = LETTER_DAY) -> Clocks:
    return further(Clocks(), *decided, day=day)


def further(
    clocks: Clocks, *decided: tuple[ClockFact, ...] | Refusal, day: date | None = LETTER_DAY
) -> Clocks:
    for facts in decided:
        assert not isinstance(facts, Refusal), facts
        for fact in facts:
            clocks = after(clocks, fact, on=day)
    return clocks


def requested() -> Clocks:
    """A matter asked on 24 January 2018 for documents, in thirty days."""
    return fold(
        start_clock(
            Clocks(), clock="request-due", kind="request-due", counted=THIRTY_DAYS, letter="L1"
        )
    )


def refused(decided: tuple[ClockFact, ...] | Refusal) -> Refusal:
    assert isinstance(decided, Refusal), decided
    return decided


def test_a_started_clock_keeps_what_its_date_was_counted_with() -> None:
    clock = requested().named["request-due"]
    assert (clock.due, clock.due_first, clock.trigger) == (
        on("2018-02-23"),
        on("2018-02-23"),
        LETTER_DAY,
    )
    assert (clock.period, clock.unit, clock.rule) == (30, "calendar-days", "frcp-6a")
    assert clock.version == "frcp-6a@2016-12-01"
    assert clock.said[0].startswith("Friday 23 February 2018: 30 calendar days after")
    assert clock.letter == "L1"
    assert clock.runs_against == "respondent"


def test_a_stated_date_is_kept_as_stated() -> None:
    clocks = fold(
        state_due(Clocks(), clock="request-due", kind="request-due", due=on("2018-05-12"))
    )
    clock = clocks.named["request-due"]
    assert clock.due == on("2018-05-12")
    assert clock.said == ("Saturday 12 May 2018 is stated, and is kept as stated.",)
    assert clock.trigger is None
    assert clock.rule == ""


def test_a_later_letter_may_state_another_date() -> None:
    clocks = requested()
    stated = state_due(
        clocks,
        clock="request-due",
        kind="request-due",
        due=on("2018-03-09"),
        letter="L2",
        said=("The second letter names 9 March 2018.",),
    )
    clock = further(clocks, stated).named["request-due"]
    assert clock.due == on("2018-03-09")
    assert clock.due_first == on("2018-02-23")
    assert clock.letter == "L2"
    assert clock.rule == ""


def test_a_clock_is_overdue_on_the_day_after_its_date() -> None:
    clocks = requested()
    assert overdue(clocks, on("2018-02-23")) == ()
    assert [one.clock for one in overdue(clocks, on("2018-02-24"), "respondent")] == ["request-due"]
    assert overdue(clocks, on("2018-02-24"), "agency") == ()
    clock = clocks.named["request-due"]
    assert clock.days_overdue(on("2018-02-23")) == 0
    assert clock.days_overdue(on("2018-03-05")) == 10


def test_overdue_clocks_are_told_oldest_first() -> None:
    clocks = requested()
    earlier = state_due(clocks, clock="cure-1", kind="cure", due=on("2018-02-01"))
    late = overdue(further(clocks, earlier), on("2018-04-01"))
    assert [one.clock for one in late] == ["cure-1", "request-due"]


def test_a_clock_met_in_time_is_never_overdue() -> None:
    clocks = requested()
    clocks = further(clocks, meet(clocks, clock="request-due", met=on("2018-02-23")))
    clock = clocks.named["request-due"]
    assert clock.stage is Stage.MET
    assert not clock.late
    assert overdue(clocks, on("2018-04-01")) == ()


def test_what_came_after_the_date_is_late() -> None:
    clocks = requested()
    clocks = further(clocks, meet(clocks, clock="request-due", met=on("2018-02-26")))
    assert clocks.named["request-due"].late
    assert not requested().named["request-due"].late


def test_a_clock_is_met_once() -> None:
    clocks = requested()
    clocks = further(clocks, meet(clocks, clock="request-due", met=on("2018-02-23")))
    assert refused(meet(clocks, clock="request-due", met=on("2018-02-24"))).code == "clock.met"


def test_an_unknown_clock_is_refused_with_the_clocks_there_are() -> None:
    assert refused(meet(Clocks(), clock="cure", met=LETTER_DAY)).reason.endswith("it has: none.")
    found = refused(meet(requested(), clock="cure", met=LETTER_DAY))
    assert found.code == "clock.unknown"
    assert "request-due" in found.reason


def test_a_clock_begins_once_under_its_name() -> None:
    again = start_clock(requested(), clock="request-due", kind="request-due", counted=THIRTY_DAYS)
    assert refused(again).code == "clock.exists"
    other = state_due(requested(), clock="request-due", kind="cure", due=on("2018-05-12"))
    assert refused(other).code == "clock.exists"


def test_an_unknown_kind_of_clock_is_refused() -> None:
    found = refused(start_clock(Clocks(), clock="tea", kind="tea", counted=THIRTY_DAYS))
    assert found.code == "clock.kind"
    assert "request-due" in found.cure


def test_no_date_is_stated_for_a_clock_that_is_met() -> None:
    clocks = requested()
    clocks = further(clocks, meet(clocks, clock="request-due", met=on("2018-02-23")))
    stated = state_due(clocks, clock="request-due", kind="request-due", due=on("2018-03-09"))
    assert refused(stated).code == "clock.met"


def test_clocks_are_found_by_kind_and_name() -> None:
    clocks = requested()
    assert [one.clock for one in clocks.of_kind("request-due")] == ["request-due"]
    assert clocks.of_kind("cure") == ()
    assert clocks.get("cure") is None


def test_a_request_for_more_time_counts_from_the_day_it_was_made() -> None:
    clocks = requested()
    asked = ask_extension(clocks, clock="request-due", until=None, reason="storm")
    clocks = further(clocks, asked, day=on("2018-02-10"))
    assert unanswered_extensions(clocks, on("2018-02-09")) == ()
    assert [one.reason for _, one in unanswered_extensions(clocks, on("2018-02-10"))] == ["storm"]
    assert len(unanswered_extensions(clocks)) == 1


def test_a_request_whose_day_is_not_known_waits_from_the_start() -> None:
    clocks = requested()
    asked = ask_extension(clocks, clock="request-due", until=None, reason="storm")
    clocks = further(clocks, asked, day=None)
    assert len(unanswered_extensions(clocks, on("2018-01-25"))) == 1


@pytest.mark.parametrize(
    "fact",
    [
        ClockMet(clock="cure", met=LETTER_DAY),
        ClockStarted(
            clock="request-due",
            kind="request-due",
            letter=None,
            trigger=LETTER_DAY,
            period=30,
            unit="calendar-days",
            mail=False,
            rule="frcp-6a",
            version="frcp-6a@2016-12-01",
            calendar="federal holidays",
            runs_against="respondent",
            due=on("2018-02-23"),
            said=(),
        ),
    ],
)
def test_a_fact_that_no_decision_could_have_made_is_a_fault(fact: ClockFact) -> None:
    with pytest.raises(LookupError, match=fact.clock):
        after(requested(), fact, on=LETTER_DAY)


def test_a_date_may_be_stated_before_any_letter_is_known() -> None:
    fact = DueStated(
        clock="award",
        kind="award-acceptance",
        letter=None,
        runs_against="respondent",
        due=on("2018-10-05"),
        said=("Extended for everyone to 5 October 2018.",),
    )
    clocks = after(Clocks(), fact, on=None)
    assert clocks.named["award"].due == on("2018-10-05")
