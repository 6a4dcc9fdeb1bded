"""The sweep gives everyone the gate's answer, and both give that of the domain's own words."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.classes import classify
from proviso.domain.cover import Body
from proviso.domain.docket import Docket
from proviso.domain.grounds.orders import order_grounds
from proviso.domain.sweep import Asked, Engine, Reason, smallest
from tests.domain.dockets_at_random import (
    DAYS,
    ELIGIBLE,
    FIRST,
    QUESTIONS,
    ROSTERS,
    Told,
    docket_told,
    dockets,
)
from tests.domain.orders_by_the_text import against

ASKED = st.lists(QUESTIONS, min_size=1, max_size=4)


def gate_says(docket: Docket, body: Body, asked: Asked, day: date) -> Reason:
    """The gate's order grounds as the names of the effects."""
    question = asked.about(body.ocd_id, on=day, known=day)
    name = {node.at: node.id for node in docket.nodes}
    grounds = order_grounds(docket, body, ELIGIBLE, question)
    return Reason(
        tuple(name[one.evidence[0]] for one in grounds if one.holds is False),
        tuple(name[one.evidence[0]] for one in grounds if one.holds is None),
    )


@given(dockets(), ROSTERS, ASKED, DAYS)
def test_the_sweep_answers_everyone_as_the_gate_does(
    facts: tuple[Told, ...], roster: tuple[Body, ...], asked: list[Asked], day: date
) -> None:
    docket = docket_told(facts)
    swept = Engine(docket, asked, classify(roster, docket, ELIGIBLE)).sweep(day)
    for at, body in enumerate(roster):
        for column, question in enumerate(asked):
            assert swept.reason(at, column) == gate_says(docket, body, question, day)


@given(dockets(), ROSTERS, ASKED, DAYS)
def test_the_sweep_answers_everyone_as_the_words_of_the_domain_do(
    facts: tuple[Told, ...], roster: tuple[Body, ...], asked: list[Asked], day: date
) -> None:
    docket = docket_told(facts)
    swept = Engine(docket, asked, classify(roster, docket, ELIGIBLE)).sweep(day)
    for at, body in enumerate(roster):
        for column, one in enumerate(asked):
            question = one.about(body.ocd_id, on=day, known=day)
            reason = swept.reason(at, column)
            assert (reason.bars, reason.may_bar) == against(facts, body, ELIGIBLE, question)


@given(dockets(), ROSTERS, ASKED, DAYS, st.integers(0, 9))
def test_an_order_that_is_added_changes_the_answers_as_if_it_had_always_been_there(
    facts: tuple[Told, ...], roster: tuple[Body, ...], asked: list[Asked], day: date, first: int
) -> None:
    docket = docket_told(facts)
    before = Docket(docket.cases, docket.orders, docket.nodes[:first])
    engine = Engine(before, asked, classify(roster, before, ELIGIBLE))
    engine.sweep(day)
    swept = engine.with_added(docket.nodes[first:]).sweep(day)
    whole = Engine(docket, asked, classify(roster, docket, ELIGIBLE)).sweep(day)
    for at in range(len(roster)):
        for column in range(len(asked)):
            assert swept.reason(at, column) == whole.reason(at, column)


@given(dockets(), ROSTERS, ASKED, st.lists(DAYS, max_size=5))
def test_a_day_answered_from_the_table_of_another_is_answered_right(
    facts: tuple[Told, ...], roster: tuple[Body, ...], asked: list[Asked], days: list[date]
) -> None:
    docket = docket_told(facts)
    engine = Engine(docket, asked, classify(roster, docket, ELIGIBLE))
    for day in days:
        kept, afresh = engine.table(day), engine.decide(day)
        assert np.array_equal(kept[0], afresh[0])
        assert kept[1] == afresh[1]


def test_an_empty_roster_is_swept_to_nothing() -> None:
    docket = docket_told(())
    swept = Engine(docket, (), classify((), docket, ELIGIBLE)).sweep(FIRST)
    assert swept.codes.shape == (0, 0)
    assert swept.reasons == (Reason((), ()),)


def test_the_answers_can_be_written_where_they_are_wanted() -> None:
    docket = docket_told(())
    roster = (Body("ocd-division/country:us/state:xa", None, "state"),)
    asked = (Asked("deny", None, None, None, None),)
    out = np.full((1, 1), 9, dtype=np.uint16)
    swept = Engine(docket, asked, classify(roster, docket, ELIGIBLE)).sweep(FIRST, out)
    assert swept.codes is out
    assert swept.reason(0, 0).permitted


def test_a_reason_permits_only_where_nothing_bars_and_nothing_may() -> None:
    assert Reason((), ()).permitted
    assert not Reason(("E1",), ()).permitted
    assert not Reason((), ("E1",)).permitted


def test_there_is_a_number_for_every_reason() -> None:
    assert smallest(65_536) is np.uint16
    assert smallest(65_537) is np.uint32
