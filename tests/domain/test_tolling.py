"""Specification of clocks that stop, start again, and are counted again when a rule or a holiday changes."""

from dataclasses import replace

import pytest

from proviso.domain.calendar import Calendar
from proviso.domain.clocks import Clocks, Stage, meet, overdue, start_clock, state_due
from proviso.domain.extensions import grant_extension
from proviso.domain.facts.clocks import DueRecomputed, TollingEnded
from proviso.domain.refusals import Refusal
from proviso.domain.tolling import end_tolling, recompute, toll
from proviso.outside.counting import load_rules
from tests.domain.dates import FEDERAL, counted, on
from tests.domain.test_clocks import fold, further, refused, requested

RULES = load_rules()


def stopped(clocks: Clocks | None = None) -> Clocks:
    clocks = clocks or requested()
    return further(
        clocks,
        toll(clocks, clock="request-due", since=on("2018-02-01"), reason="a stay", authority="O99"),
    )


def again(clocks: Clocks, ended: str = "2018-02-11") -> Clocks:
    return further(
        clocks,
        end_tolling(clocks, clock="request-due", ended=on(ended), rules=RULES, calendar=FEDERAL),
    )


def stated() -> Clocks:
    return fold(state_due(Clocks(), clock="request-due", kind="request-due", due=on("2018-02-23")))


def test_a_stopped_clock_is_never_overdue() -> None:
    clocks = stopped()
    assert clocks.named["request-due"].stage is Stage.TOLLED
    assert overdue(clocks, on("2018-12-31")) == ()


def test_a_counted_clock_that_runs_again_is_counted_without_those_days() -> None:
    clock = again(stopped()).named["request-due"]
    assert clock.stage is Stage.RUNNING
    assert clock.due == on("2018-03-05")
    assert clock.tolled[0].until == on("2018-02-11")


def test_a_clock_may_stop_twice() -> None:
    clocks = again(stopped())
    clocks = further(
        clocks,
        toll(
            clocks, clock="request-due", since=on("2018-03-01"), reason="storm", authority="notice"
        ),
    )
    assert again(clocks, "2018-03-02").named["request-due"].due == on("2018-03-06")


def test_a_stated_date_moves_by_the_days_on_which_the_clock_stood_still() -> None:
    assert again(stopped(stated())).named["request-due"].due == on("2018-03-05")


def test_a_granted_date_moves_in_the_same_way() -> None:
    clocks = requested()
    clocks = further(
        clocks,
        grant_extension(clocks, clock="request-due", until=on("2018-03-23"), on=on("2018-01-30")),
    )
    assert again(stopped(clocks)).named["request-due"].due == on("2018-04-02")


def test_a_granted_date_before_the_stop_stays() -> None:
    clocks = stopped(stated())
    late = Clocks(named={"request-due": replace(clocks.named["request-due"], due=on("2018-01-31"))})
    assert again(late).named["request-due"].due == on("2018-01-31")


def test_what_was_due_may_be_done_while_the_clock_stands_still() -> None:
    clocks = stopped()
    clocks = further(clocks, meet(clocks, clock="request-due", met=on("2018-02-20")))
    assert clocks.named["request-due"].stage is Stage.MET


@pytest.mark.parametrize(
    ("clocks", "since", "code"),
    [
        (Clocks(), "2018-02-01", "clock.unknown"),
        (stopped(), "2018-02-02", "clock.tolled"),
        (requested(), "2018-02-24", "clock.passed"),
    ],
)
def test_a_clock_that_cannot_stop_is_refused(clocks: Clocks, since: str, code: str) -> None:
    found = toll(clocks, clock="request-due", since=on(since), reason="a stay", authority="O99")
    assert refused(found).code == code


@pytest.mark.parametrize(
    ("clocks", "ended", "code"),
    [
        (Clocks(), "2018-02-11", "clock.unknown"),
        (requested(), "2018-02-11", "clock.running"),
        (stopped(), "2018-01-31", "clock.ended-before"),
    ],
)
def test_a_clock_that_cannot_start_again_is_refused(clocks: Clocks, ended: str, code: str) -> None:
    found = end_tolling(clocks, clock="request-due", ended=on(ended), rules=RULES, calendar=FEDERAL)
    assert refused(found).code == code


def test_a_clock_whose_rule_is_gone_cannot_be_counted_again() -> None:
    found = end_tolling(
        stopped(), clock="request-due", ended=on("2018-02-11"), rules=(), calendar=FEDERAL
    )
    assert isinstance(found, Refusal)
    assert found.code == "rule.unknown"
    assert isinstance(recompute(requested(), rules=(), calendar=FEDERAL), Refusal)


def test_a_clock_may_start_again_on_the_day_on_which_it_stopped() -> None:
    found = end_tolling(
        stopped(), clock="request-due", ended=on("2018-02-01"), rules=RULES, calendar=FEDERAL
    )
    assert found == (
        TollingEnded(clock="request-due", ended=on("2018-02-01"), due=on("2018-02-23")),
    )


def mourning(day: str) -> Calendar:
    """The federal calendar of a later day, with one more holiday."""
    return replace(
        FEDERAL, version="later", holidays={**FEDERAL.holidays, on(day): "Day of mourning"}
    )


def test_nothing_is_recorded_when_nothing_changed() -> None:
    assert recompute(requested(), rules=RULES, calendar=FEDERAL) == ()
    assert recompute(requested(), rules=RULES, calendar=mourning("2018-02-22")) == ()


def test_a_new_holiday_on_the_last_day_moves_it_and_is_recorded() -> None:
    clocks = requested()
    changed = recompute(clocks, rules=RULES, calendar=mourning("2018-02-23"))
    assert isinstance(changed, tuple)
    (fact,) = changed
    assert isinstance(fact, DueRecomputed)
    assert (fact.was, fact.due) == (on("2018-02-23"), on("2018-02-26"))
    assert "becomes Monday 26 February 2018" in fact.why
    assert "federal holidays; later" in fact.why
    clock = further(clocks, changed).named["request-due"]
    assert clock.due == on("2018-02-26")
    assert clock.due_first == on("2018-02-23")
    assert clock.said[-1] == fact.why


def test_mail_days_are_counted_again_too() -> None:
    by_mail = counted("30 days after 2018-01-24", "frcp-6a", mail=True)
    clocks = fold(start_clock(Clocks(), clock="cure", kind="cure", counted=by_mail))
    changed = recompute(clocks, rules=RULES, calendar=mourning("2018-02-26"))
    assert isinstance(changed, tuple)
    assert [fact.due for fact in changed] == [on("2018-02-27")]


def test_stated_granted_stopped_and_met_dates_stand() -> None:
    granted = requested()
    granted = further(
        granted,
        grant_extension(granted, clock="request-due", until=on("2018-03-23"), on=on("2018-02-20")),
    )
    met = requested()
    met = further(met, meet(met, clock="request-due", met=on("2018-02-23")))
    for clocks in (stated(), granted, met, stopped()):
        assert recompute(clocks, rules=RULES, calendar=mourning("2018-02-23")) == ()


def test_a_date_counted_with_another_calendar_is_left_alone() -> None:
    other = replace(mourning("2018-02-23"), name="holidays of IL")
    assert recompute(requested(), rules=RULES, calendar=other) == ()
