"""Where a matter stands: as of a day, as known on a day, for any history."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.course import CODE, CODES, NOTHING, NUMBER, STATES, next_state
from proviso.domain.entries import Entry
from proviso.domain.facts import FACTS, Fact, MatterRoomFact
from proviso.domain.facts.clocks import ClockMet, DueStated
from proviso.domain.facts.findings import (
    ConcernRaised,
    DeterminationMade,
    DeterminationProposed,
    DeterminationWithdrawn,
    ItemEvaluated,
    MatterCleared,
    NoticeGiven,
)
from proviso.domain.facts.letters import (
    LetterBounced,
    LetterDelivered,
    LetterMisaddressed,
    LetterReceived,
    LetterSent,
    NonReceiptReported,
)
from proviso.domain.facts.matters import (
    ContactNoted,
    MatterNoted,
    MatterOpened,
    MatterReleased,
    MatterReopened,
    MatterSettled,
)
from proviso.domain.facts.programmes import AwardAccepted
from proviso.domain.facts.remedies import (
    AppealDecided,
    AppealFiled,
    RemedyImposed,
    RemedyLifted,
    RepaymentRequired,
)
from proviso.domain.facts.responses import ResponseReceived
from proviso.domain.facts.subpoenas import (
    MotionToQuashFiled,
    SubpoenaIssued,
    SubpoenaReturned,
    SubpoenaServed,
    SubpoenaWithdrawn,
)
from proviso.domain.standing import FOLDS, Standing, State, after, age, code_of, stand, timeline
from proviso.domain.whole import TABLE
from tests.builders import JAN_24, a, entries, entry
from tests.domain.facts_at_random import DAYS, facts_of, histories

REQUEST = a(LetterSent, letter="L1", kind="document-request")
OPENED = a(MatterOpened)
IN_ROOM = get_args(MatterRoomFact)


def day(number: int) -> date:
    return JAN_24 + timedelta(days=number)


def course(*facts: Fact) -> State:
    """The state after these facts, one a day."""
    told = entries(*((fact, day(number)) for number, fact in enumerate(facts)))
    return stand(told, on=day(len(facts)), known=day(len(facts))).state


def test_a_matter_of_which_nothing_is_on_record_is_noticed_and_has_no_age() -> None:
    nothing = stand((), on=JAN_24, known=JAN_24)
    assert (nothing.state, nothing.since, nothing.ref, age(nothing, JAN_24)) == (
        State.NOTICED,
        None,
        None,
        None,
    )


def test_an_opened_matter_is_noticed_since_that_day() -> None:
    standing = stand(entries((OPENED, JAN_24)), on=day(7), known=day(7))
    assert (standing.state, standing.since, standing.ref) == (
        State.NOTICED,
        JAN_24,
        "matter:J13-FY2016#1",
    )
    assert age(standing, day(7)) == 7


def test_a_state_keeps_the_day_on_which_it_began() -> None:
    told = entries(
        (OPENED, day(0)), (REQUEST, day(1)), (a(ContactNoted), day(2)), (REQUEST, day(3))
    )
    standing = stand(told, on=day(9), known=day(9))
    assert (standing.state, standing.since) == (State.REQUESTED, day(1))
    assert [step.state for step in standing.steps] == [State.NOTICED, State.REQUESTED]


def test_an_entry_of_another_room_is_no_step_of_a_matter() -> None:
    told = entry(a(AwardAccepted), stream="award:X")
    assert after(Standing(), told) == Standing()


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ((OPENED, a(ConcernRaised)), State.CONCERN),
        ((OPENED, a(LetterSent, kind="assessment")), State.CONCERN),
        ((a(LetterSent, kind="concern"), a(LetterReceived)), State.CONCERN),
        ((a(LetterSent, kind="concern"), a(LetterBounced)), State.UNDELIVERED),
        ((REQUEST,), State.REQUESTED),
        ((REQUEST, a(LetterDelivered)), State.SERVED),
        ((REQUEST, a(LetterDelivered), a(LetterBounced)), State.SERVED),
        ((REQUEST, a(LetterDelivered), a(LetterMisaddressed)), State.UNDELIVERED),
        ((REQUEST, a(NonReceiptReported)), State.UNDELIVERED),
        ((REQUEST, a(LetterBounced), a(LetterDelivered)), State.SERVED),
        ((REQUEST, a(ResponseReceived), a(LetterDelivered)), State.ANSWERED),
        ((REQUEST, a(ResponseReceived), a(ItemEvaluated)), State.EVALUATED),
        ((REQUEST, a(ItemEvaluated), a(ResponseReceived)), State.ANSWERED),
        ((REQUEST, a(ItemEvaluated), a(LetterSent, kind="deficiency")), State.DEFICIENCY),
        ((a(LetterSent, kind="deficiency"), a(LetterReceived)), State.SERVED),
        ((REQUEST, a(LetterSent, kind="reminder")), State.REQUESTED),
        ((REQUEST, a(MatterNoted)), State.REQUESTED),
        ((a(SubpoenaIssued),), State.SUBPOENA),
        ((a(SubpoenaIssued), a(SubpoenaServed)), State.SUBPOENA_SERVED),
        ((a(SubpoenaIssued), a(SubpoenaServed), a(ResponseReceived)), State.SUBPOENA_SERVED),
        ((a(SubpoenaIssued), a(SubpoenaReturned)), State.SUBPOENA_RETURNED),
        ((a(SubpoenaIssued), a(SubpoenaReturned), a(ItemEvaluated)), State.EVALUATED),
        ((a(SubpoenaIssued), a(MotionToQuashFiled)), State.ENFORCEMENT),
        ((a(SubpoenaIssued), a(SubpoenaWithdrawn)), State.SERVED),
        ((a(DeterminationProposed),), State.DETERMINATION_PROPOSED),
        ((a(DeterminationProposed), a(NoticeGiven)), State.NOTICE_GIVEN),
        ((a(DeterminationMade), a(NoticeGiven)), State.DETERMINED),
        ((a(DeterminationMade), a(DeterminationWithdrawn)), State.EVALUATED),
        ((a(DeterminationMade), a(RemedyImposed)), State.REMEDY),
        ((a(DeterminationMade), a(RepaymentRequired)), State.REMEDY),
        ((a(RemedyImposed), a(RemedyLifted)), State.LIFTED),
        ((a(RemedyImposed), a(AppealFiled)), State.APPEAL),
        ((a(RemedyImposed), a(AppealFiled), a(AppealDecided, outcome="affirmed")), State.FINAL),
        ((a(RemedyImposed), a(AppealFiled), a(AppealDecided, outcome="reversed")), State.LIFTED),
        ((a(RemedyImposed), a(AppealFiled), a(AppealDecided, outcome="remanded")), State.EVALUATED),
        ((a(RemedyImposed), a(AppealFiled), a(AppealDecided, outcome="settled")), State.SETTLED),
        ((a(RemedyImposed), a(AppealFiled), a(AppealDecided, outcome="odd")), State.APPEAL),
        ((REQUEST, a(MatterSettled), a(MatterCleared)), State.CLEARED),
        ((REQUEST, a(MatterReleased), a(ResponseReceived)), State.RELEASED),
        ((REQUEST, a(MatterCleared), a(MatterReopened)), State.NOTICED),
        ((REQUEST, a(MatterReopened)), State.REQUESTED),
        ((REQUEST, a(MatterCleared), REQUEST), State.REQUESTED),
    ],
    ids=lambda told: told.value if isinstance(told, State) else None,
)
def test_the_course_of_a_matter(facts: tuple[Fact, ...], state: State) -> None:
    assert course(*facts) == state


def test_a_reopening_withdraws_the_clearance() -> None:
    told = entries((a(MatterCleared), day(0)), (a(MatterReopened), day(5)))
    assert stand(told, on=day(4), known=day(9)).findings.clearance is not None
    assert stand(told, on=day(5), known=day(9)).findings.clearance is None


def test_every_fact_of_a_matters_room_has_its_slice() -> None:
    assert set(FOLDS) == set(IN_ROOM)


def test_what_was_learned_later_was_not_known_before() -> None:
    late = (
        entry(REQUEST, on=day(0), number=1),
        entry(a(LetterDelivered, letter="L1"), on=day(2), learned=day(30), number=2),
    )
    assert stand(late, on=day(3), known=day(3)).state is State.REQUESTED
    assert stand(late, on=day(3), known=day(30)).state is State.SERVED
    assert stand(late, on=day(1), known=day(30)).state is State.REQUESTED


def test_a_due_date_stated_is_on_the_clocks() -> None:
    told = entries((a(DueStated, clock="K1", due=day(30)), day(0)))
    assert stand(told, on=day(1), known=day(1)).clocks.named["K1"].due == day(30)


def test_a_clock_met_before_it_is_known_to_run_changes_nothing() -> None:
    told = entries((a(ClockMet, clock="K1"), day(0)))
    assert not stand(told, on=day(1), known=day(1)).clocks.named


def test_a_timeline_is_in_the_order_of_the_world_and_ends_with_what_has_no_day() -> None:
    first, second, third = (
        entry(OPENED, on=None, learned=day(9), number=1),
        entry(OPENED, on=day(5), number=2),
        entry(OPENED, on=day(1), number=3),
    )
    assert timeline((first, second, third)) == (third, second, first)


@given(histories(*FACTS))
def test_any_history_in_any_order_can_be_folded(told: tuple[Entry, ...]) -> None:
    standing = Standing()
    for one in told:
        standing = after(standing, one)
    assert standing.state in State


@given(histories(*IN_ROOM), DAYS, DAYS)
def test_a_standing_never_uses_what_came_or_was_learned_later(
    told: tuple[Entry, ...], on: date, known: date
) -> None:
    early = [one for one in told if one.on and one.on <= on and one.learned <= known]
    assert stand(told, on=on, known=known) == stand(early, on=on, known=known)


@given(st.permutations(range(8)), st.lists(facts_of(*IN_ROOM), min_size=8, max_size=8))
def test_the_order_of_reading_makes_no_difference(order: list[int], facts: list[Fact]) -> None:
    told = entries(*((fact, day(number // 2)) for number, fact in enumerate(facts)))
    shuffled = [told[place] for place in order]
    assert stand(shuffled, on=day(9), known=day(9)) == stand(told, on=day(9), known=day(9))


@given(histories(*IN_ROOM))
def test_the_table_moves_a_matter_as_its_standing_does(told: tuple[Entry, ...]) -> None:
    standing, row = Standing(), 0
    for one in told:
        standing = after(standing, one)
        row = int(TABLE[row, code_of(one.fact)])
        assert STATES[row] is standing.state


def test_the_table_holds_every_state_and_code_and_cannot_be_written() -> None:
    assert TABLE.shape == (len(State), len(CODES))
    assert set(CODE) == set(CODES)
    assert not TABLE.flags.writeable
    assert all(TABLE[NUMBER[state], NOTHING] == NUMBER[state] for state in State)


@pytest.mark.parametrize("state", State)
def test_a_release_ends_every_state(state: State) -> None:
    assert next_state(state, CODE["matter-released"]) is State.RELEASED


def test_every_state_can_be_reached_and_every_code_moves_something() -> None:
    reached = {int(to) for to in TABLE.flat}
    assert reached == set(range(len(State)))
    still = [
        name
        for code, name in enumerate(CODES)
        if code != NOTHING and all(next_state(state, code) is state for state in State)
    ]
    assert not still
