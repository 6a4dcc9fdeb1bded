"""Programmes, conditions, awards and their money."""

from functools import reduce

import pytest

from proviso.domain import programmes
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.facts.programmes import (
    AwardAccepted,
    AwardFact,
    AwardMade,
    ConditionAttached,
    ConditionPublished,
    ConditionRemoved,
    MoneyNoted,
    ProgrammeNoted,
)
from proviso.domain.programmes import Award, Programmes, Stage, totals
from tests.builders import JAN_24, a, code, entries

MADE = a(AwardMade, award="W1", kind="direct", cents=7_051_100)
ATTACHED = a(ConditionAttached, award="W1", condition="section-1373")
REMOVED = a(ConditionRemoved, award="W1", condition="section-1373")
ACCEPTED = a(AwardAccepted, award="W1")


def told(*facts: AwardFact) -> Award:
    return reduce(
        lambda state, fact: programmes.after(state, fact, on=JAN_24, ref="award:W1#1"),
        facts,
        Award(),
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"cents": None}, None),
        ({"recipient": " "}, "award.no-recipient"),
        ({"programme": ""}, "award.no-programme"),
        ({"kind": "gift"}, "award.kind"),
        ({"cents": -1}, "award.negative"),
        ({"award": ""}, "award.unnamed"),
    ],
)
def test_what_award_may_be_made(changes: dict[str, object], expected: str | None) -> None:
    fact = a(AwardMade, **{"award": "W1", "kind": "disparate"} | changes)
    assert code(programmes.why_not_make_award(Award(), fact)) == expected


def test_an_award_is_made_once_and_accepted_once() -> None:
    assert code(programmes.why_not_make_award(told(MADE), MADE)) == "award.exists"
    assert code(programmes.why_not_accept_award(told(MADE), ACCEPTED)) is None
    assert code(programmes.why_not_accept_award(Award(), ACCEPTED)) == "award.unknown"
    assert code(programmes.why_not_accept_award(told(MADE, ACCEPTED), ACCEPTED)) == "award.accepted"


def test_acceptance_may_be_told_before_the_making() -> None:
    assert told(ACCEPTED, MADE).stage is told(MADE, ACCEPTED).stage is Stage.ACCEPTED
    assert told(ACCEPTED).accepted_on == JAN_24


def test_conditions_are_attached_once_and_removed_by_name() -> None:
    held = told(MADE, ATTACHED)
    assert code(programmes.why_not_attach_condition(told(MADE), ATTACHED)) is None
    assert code(programmes.why_not_attach_condition(held, ATTACHED)) == "condition.exists"
    assert code(programmes.why_not_attach_condition(Award(), ATTACHED)) == "award.unknown"
    assert code(programmes.why_not_remove_condition(held, REMOVED)) is None
    assert code(programmes.why_not_remove_condition(told(MADE), REMOVED)) == "condition.unknown"
    assert told(MADE, ATTACHED, REMOVED).conditions == {}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"kind": "lost"}, "money.kind"),
        ({"cents": -5}, "money.negative"),
        ({"award": "W2"}, "award.unknown"),
    ],
)
def test_what_money_may_be_noted(changes: dict[str, object], expected: str | None) -> None:
    fact = a(MoneyNoted, **{"award": "W1", "kind": "frozen"} | changes)
    assert code(programmes.why_not_note_money(told(MADE), fact)) == expected


def test_a_total_nobody_stated_is_not_known_and_never_nought() -> None:
    drawn = a(MoneyNoted, award="W1", kind="drawn", cents=50)
    sums = totals(told(MADE, drawn, drawn))
    assert (sums["drawn"], sums["withheld"], sums["awarded"]) == (100, None, 7_051_100)
    assert totals(Award())["awarded"] is None
    stated = a(MoneyNoted, award="W1", kind="awarded", cents=60)
    assert totals(told(MADE, stated))["awarded"] == 60


def test_a_programme_is_noted_once_and_its_conditions_once_a_year() -> None:
    noted = a(ProgrammeNoted, programme="16.738")
    condition = a(ConditionPublished, programme="16.738", condition="notice", year=2017)
    held = programmes.fold_programmes(
        entries((noted, JAN_24), (condition, JAN_24), (a(MatterNoted), JAN_24))
    )
    assert set(held.conditions) == {("16.738", "notice", 2017)}
    assert code(programmes.why_not_note_programme(Programmes(), noted)) is None
    assert code(programmes.why_not_note_programme(held, noted)) == "programme.exists"
    assert code(programmes.why_not_publish_condition(held, condition)) == "condition.exists"
    refused = programmes.why_not_publish_condition(Programmes(), condition)
    assert code(refused) == "programme.unknown"
    later = a(ConditionPublished, programme="16.738", condition="notice", year=2018)
    assert code(programmes.why_not_publish_condition(held, later)) is None


def test_an_award_is_folded_from_its_own_facts() -> None:
    held = programmes.fold(entries((MADE, JAN_24), (a(MatterNoted), JAN_24), (ACCEPTED, None)))
    assert (held.made, held.stage, held.accepted_on) == (MADE, Stage.ACCEPTED, None)
