"""Specification of requests for more time and the agency's answers."""

import pytest

from proviso.domain.clocks import Clocks, meet, overdue, unanswered_extensions
from proviso.domain.extensions import ask_extension, deny_extension, grant_extension
from proviso.domain.facts.clocks import ClockMet, ExtensionAsked
from tests.domain.dates import counted, on
from tests.domain.test_clocks import further, refused, requested

ASKED = on("2018-02-12")
ANSWER_BY = counted("10 days after 2018-02-12", "business-days")


def asked_for_more_time(*, answer: bool = True) -> Clocks:
    clocks = requested()
    return further(
        clocks,
        ask_extension(
            clocks,
            clock="request-due",
            until=on("2018-03-23"),
            reason="records are in storage",
            answer_by=ANSWER_BY if answer else None,
        ),
        day=ASKED,
    )


def test_asking_for_more_time_starts_the_agencys_own_clock() -> None:
    clocks = asked_for_more_time()
    answer = clocks.named["request-due/extension-answer-1"]
    assert answer.kind == "extension-answer"
    assert answer.runs_against == "agency"
    assert answer.due == on("2018-02-27")
    assert [one.clock for one in overdue(clocks, on("2018-03-01"), "agency")] == [answer.clock]


def test_without_a_period_to_answer_only_the_request_is_recorded() -> None:
    clocks = asked_for_more_time(answer=False)
    assert list(clocks.named) == ["request-due"]
    assert len(unanswered_extensions(clocks)) == 1


def test_a_granted_date_takes_the_place_of_the_due_date() -> None:
    clocks = asked_for_more_time()
    granted = grant_extension(
        clocks, clock="request-due", until=on("2018-03-09"), on=on("2018-02-20"), letter="L2"
    )
    clocks = further(clocks, granted, day=on("2018-02-20"))
    clock = clocks.named["request-due"]
    assert clock.due == on("2018-03-09")
    assert clock.due_first == on("2018-02-23")
    assert clock.extensions[0].granted == on("2018-03-09")
    assert clock.extensions[0].answered == on("2018-02-20")
    assert unanswered_extensions(clocks) == ()
    assert clocks.named["request-due/extension-answer-1"].met == on("2018-02-20")


def test_a_denial_leaves_the_date() -> None:
    clocks = asked_for_more_time()
    denied = deny_extension(clocks, clock="request-due", reason="too long", on=on("2018-02-20"))
    clocks = further(clocks, denied, day=on("2018-02-20"))
    clock = clocks.named["request-due"]
    assert clock.due == on("2018-02-23")
    assert clock.extensions[0].denied == "too long"
    assert unanswered_extensions(clocks) == ()


def test_an_answer_without_an_answer_clock_meets_nothing() -> None:
    clocks = asked_for_more_time(answer=False)
    denied = deny_extension(clocks, clock="request-due", reason="too long", on=on("2018-02-20"))
    assert isinstance(denied, tuple)
    assert not [fact for fact in denied if isinstance(fact, ClockMet)]


def test_requests_are_answered_oldest_first() -> None:
    clocks = asked_for_more_time()
    again = ask_extension(
        clocks,
        clock="request-due",
        until=None,
        reason="and staff are ill",
        answer_by=counted("10 days after 2018-02-14", "business-days"),
    )
    clocks = further(clocks, again, day=on("2018-02-14"))
    granted = grant_extension(
        clocks, clock="request-due", until=on("2018-03-09"), on=on("2018-02-20")
    )
    clocks = further(clocks, granted, day=on("2018-02-20"))
    assert [one.reason for _, one in unanswered_extensions(clocks)] == ["and staff are ill"]
    denied = deny_extension(clocks, clock="request-due", reason="enough", on=on("2018-02-21"))
    clocks = further(clocks, denied, day=on("2018-02-21"))
    assert clocks.named["request-due/extension-answer-2"].met == on("2018-02-21")


def test_the_agency_may_give_more_time_unasked() -> None:
    clocks = requested()
    granted = grant_extension(
        clocks, clock="request-due", until=on("2018-03-09"), on=on("2018-02-20")
    )
    clock = further(clocks, granted, day=on("2018-02-20")).named["request-due"]
    assert clock.due == on("2018-03-09")
    assert clock.extensions[0].asked is None
    assert not clock.extensions[0].unanswered


def test_more_time_asked_for_in_time_may_be_granted_after_a_late_answer() -> None:
    clocks = asked_for_more_time()
    clocks = further(clocks, meet(clocks, clock="request-due", met=on("2018-03-01")))
    assert clocks.named["request-due"].late
    granted = grant_extension(
        clocks, clock="request-due", until=on("2018-03-09"), on=on("2018-03-02")
    )
    clocks = further(clocks, granted, day=on("2018-03-02"))
    assert not clocks.named["request-due"].late


def test_once_the_clock_is_met_nothing_is_granted_unasked() -> None:
    clocks = requested()
    clocks = further(clocks, meet(clocks, clock="request-due", met=on("2018-03-01")))
    granted = grant_extension(
        clocks, clock="request-due", until=on("2018-03-09"), on=on("2018-03-02")
    )
    assert refused(granted).code == "clock.nothing-asked"
    asked = ask_extension(clocks, clock="request-due", until=None, reason="late")
    assert refused(asked).code == "clock.met"


@pytest.mark.parametrize("until", ["2018-02-23", "2018-02-01"])
def test_an_extension_moves_a_date_only_forward(until: str) -> None:
    clocks = requested()
    asked = ask_extension(clocks, clock="request-due", until=on(until), reason="storm")
    assert refused(asked).code == "clock.not-later"
    granted = grant_extension(clocks, clock="request-due", until=on(until), on=ASKED)
    assert refused(granted).code == "clock.not-later"


def test_nothing_is_denied_that_was_not_asked() -> None:
    denied = deny_extension(requested(), clock="request-due", reason="no", on=ASKED)
    assert refused(denied).code == "clock.nothing-asked"


def test_an_unknown_clock_is_not_extended() -> None:
    clocks = Clocks()
    asked = ask_extension(clocks, clock="cure", until=None, reason="storm")
    granted = grant_extension(clocks, clock="cure", until=ASKED, on=ASKED)
    denied = deny_extension(clocks, clock="cure", reason="no", on=ASKED)
    assert {refused(one).code for one in (asked, granted, denied)} == {"clock.unknown"}


def test_the_answer_clock_cannot_start_twice() -> None:
    clocks = asked_for_more_time()
    taken = further(
        requested(),
        (ExtensionAsked(clock="request-due", until=None, reason="storm"),),
    )
    both = Clocks(named={**clocks.named, "request-due": requested().named["request-due"]})
    again = ask_extension(
        both, clock="request-due", until=None, reason="again", answer_by=ANSWER_BY
    )
    assert refused(again).code == "clock.exists"
    assert len(taken.named["request-due"].extensions) == 1
