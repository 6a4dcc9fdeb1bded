"""What follows from an act by itself: due dates stated, answers that meet clocks, the agency's own clock to answer."""

from datetime import UTC, date, datetime

import pytest

from proviso.acts.act import Receipt
from proviso.acts.clocks import counted
from proviso.acts.perform import sitting
from proviso.domain.clocks import Clock, Stage
from proviso.domain.facts.clocks import ClockStarted, DueStated
from proviso.domain.refusals import Refusal
from tests.acts.village import JAN_24, MATTER, done, last, refused, request, told, village

pytestmark = pytest.mark.django_db
FEB_23 = date(2018, 2, 23)
MARCH = date(2018, 3, 9)
ASKED = told(on=date(2018, 2, 1))


@pytest.fixture(autouse=True)
def _requested() -> None:
    village()
    outcome = request("L1", due=FEB_23)
    assert isinstance(outcome, Receipt)
    assert len(outcome.numbers) == 2


def clock(name: str = "L1-due") -> Clock:
    with sitting() as one:
        return one.rooms.matter(MATTER).clocks.named[name]


def started(**changed: object) -> dict[str, object]:
    """A period of thirty days after the letter, as the rule counts it."""
    told_of_it = {"clock": "C1", "kind": "objection", "trigger": JAN_24, "period": 30}
    rule = {"unit": "calendar-days", "rule": "calendar-days", "runs_against": "agency"}
    return {**told_of_it, **rule, "due": FEB_23, **changed}


def test_a_due_date_in_a_letter_is_stated_on_the_clock() -> None:
    stated = last().fact
    assert isinstance(stated, DueStated)
    assert (stated.clock, stated.kind, stated.letter) == ("L1-due", "request-due", "L1")
    assert (stated.runs_against, stated.due) == ("respondent", FEB_23)
    assert stated.said
    assert last().key.endswith("+1")


def test_a_letter_whose_clock_has_been_met_is_refused_whole() -> None:
    done("state-due", MATTER, clock="L2-due", kind="request-due", due=FEB_23)
    done("meet-clock", MATTER, clock="L2-due", met=JAN_24)
    history = told(brought_in=True)
    assert refused("send-letter", MATTER, envelope=history, letter="L2", kind="inquiry", due=FEB_23)
    assert "L2" not in {getattr(last().fact, "letter", None)}


def test_an_answer_meets_the_clock_of_the_letter_it_answers() -> None:
    arrived = told(on=date(2018, 2, 20))
    done("receive-response", MATTER, envelope=arrived, response="A1", letter="L1", kind="full")
    assert (clock().stage, clock().met) == (Stage.MET, date(2018, 2, 20))
    again = done(
        "receive-response", MATTER, envelope=told(), response="A2", letter="L1", kind="full"
    )
    assert len(again.numbers) == 1


@pytest.mark.parametrize("how", ["no letter", "no day"])
def test_an_answer_of_an_unknown_letter_or_day_meets_no_clock(how: str) -> None:
    envelope = told(on=None) if how == "no day" else told()
    letter = None if how == "no letter" else "L1"
    done("receive-response", MATTER, envelope=envelope, response="A1", letter=letter, kind="full")
    assert clock().stage is Stage.RUNNING


def test_asking_for_more_time_starts_the_agencys_own_clock() -> None:
    asked = done("ask-extension", MATTER, envelope=ASKED, clock="L1-due", until=MARCH)
    assert len(asked.numbers) == 2
    answer = last().fact
    assert isinstance(answer, ClockStarted)
    assert (answer.kind, answer.runs_against) == ("extension-answer", "agency")
    assert answer.due == date(2018, 2, 15)
    assert answer.said


def test_granting_more_time_moves_the_date_and_meets_the_agencys_clock() -> None:
    done("ask-extension", MATTER, envelope=ASKED, clock="L1-due", until=MARCH)
    done("grant-extension", MATTER, envelope=told(on=FEB_23), clock="L1-due", until=MARCH)
    assert clock().due == MARCH
    assert clock("L1-due/extension-answer-1").met == FEB_23


def test_denying_more_time_meets_the_agencys_clock() -> None:
    done("ask-extension", MATTER, envelope=ASKED, clock="L1-due", until=MARCH)
    done("deny-extension", MATTER, envelope=told(on=FEB_23), clock="L1-due", reason="late")
    assert clock().due == FEB_23
    assert clock("L1-due/extension-answer-1").met == FEB_23
    assert refused("deny-extension", MATTER, clock="L1-due") == "clock.nothing-asked"


def test_where_the_day_is_not_known_nothing_follows() -> None:
    unknown = told(on=None)
    assert len(done("ask-extension", MATTER, envelope=unknown, clock="L1-due").numbers) == 1
    granted = done("grant-extension", MATTER, envelope=told(on=None), clock="L1-due", until=MARCH)
    assert len(granted.numbers) == 1
    done("ask-extension", MATTER, envelope=told(), clock="L1-due")
    denied = done("deny-extension", MATTER, envelope=told(on=None), clock="L1-due")
    assert len(denied.numbers) == 1


def test_a_day_that_no_calendar_reaches_is_refused() -> None:
    far = told(on=date(2100, 12, 30), at=datetime(2101, 1, 1, tzinfo=UTC))
    assert refused("ask-extension", MATTER, envelope=far, clock="L1-due").startswith("date.")


def test_where_the_procedure_has_no_period_no_clock_starts() -> None:
    early = told(on=date(2016, 1, 1))
    assert len(done("ask-extension", MATTER, envelope=early, clock="L1-due").numbers) == 1


def test_a_counted_date_must_be_what_the_count_gives() -> None:
    assert refused("start-clock", MATTER, **started(due=MARCH)) == "clock.not-as-counted"
    assert refused("start-clock", MATTER, **started(kind="tea")) == "clock.kind"
    assert refused("start-clock", MATTER, **started(rule="no-such")) == "rule.unknown"
    assert refused("start-clock", MATTER, **started(unit="moons")) == "clock.unit"
    done("start-clock", MATTER, **started())
    done("start-clock", MATTER, envelope=told(brought_in=True), **started(clock="C2", due=MARCH))


def test_a_date_that_changed_says_what_it_was() -> None:
    done("start-clock", MATTER, **started())
    wrong = {"clock": "C1", "was": MARCH, "due": FEB_23}
    assert refused("recompute-due", MATTER, **wrong) == "clock.not-as-counted"
    assert refused("recompute-due", MATTER, **{**wrong, "clock": "C9"}) == "clock.unknown"
    done("recompute-due", MATTER, clock="C1", was=FEB_23, due=MARCH)
    assert clock("C1").due == MARCH


def test_a_clock_that_stood_still_runs_again_to_the_date_that_follows() -> None:
    done("toll-clock", MATTER, clock="L1-due", since=date(2018, 2, 1))
    ended = {"clock": "L1-due", "ended": date(2018, 2, 8)}
    assert refused("end-tolling", MATTER, **ended, due=MARCH) == "clock.not-as-counted"
    assert refused("end-tolling", MATTER, clock="L1-due", ended=JAN_24) == "clock.ended-before"
    done("end-tolling", MATTER, **ended, due=date(2018, 3, 2))
    assert clock().due == date(2018, 3, 2)


def test_counting_uses_the_rule_of_the_day_and_adds_days_for_mail() -> None:
    plain = counted(JAN_24, 10, "calendar-days", "frcp-6a", mail=False)
    mailed = counted(JAN_24, 10, "calendar-days", "frcp-6a", mail=True)
    assert not isinstance(plain, Refusal)
    assert not isinstance(mailed, Refusal)
    assert plain.due < mailed.due
