"""Specific conditions, remedies, repayments and appeals."""

from datetime import date
from functools import reduce

import pytest

from proviso.domain import appeals, remedies
from proviso.domain.facts.remedies import (
    AppealDecided,
    AppealFiled,
    CureFoundImpossible,
    RemedyFact,
    RemedyImposed,
    RemedyLifted,
    RemedyProposed,
    RepaymentRequired,
    SpecificConditionsImposed,
    SpecificConditionsLifted,
    SumDisallowed,
)
from proviso.domain.remedies import Course, Remedies, course
from tests.builders import JAN_24, a, code

CONDITIONS = a(SpecificConditionsImposed, conditions="X1")
TERMS = {"remedy": "R1", "kind": "withhold-cash", "award": "W", "cents": 100}
PROPOSED = a(RemedyProposed, **TERMS)
IMPOSED = a(RemedyImposed, imposed_by="Avery Bell", approved_by="Kit Moor", **TERMS)
LIFTED = a(RemedyLifted, remedy="R1")
REPAY = a(RepaymentRequired, repayment="Y1", required_by="Avery Bell", approved_by="Kit Moor")
FILED = a(AppealFiled, appeal="E1")
DECIDED = a(AppealDecided, appeal="E1", outcome="affirmed")


def told(*facts: RemedyFact) -> Remedies:
    return reduce(
        lambda state, fact: remedies.after(state, fact, on=JAN_24, ref="m#5"), facts, Remedies()
    )


@pytest.mark.parametrize("field", ["nature", "reason", "action", "reconsideration"])
def test_specific_conditions_state_what_the_rule_asks(field: str) -> None:
    fact = a(SpecificConditionsImposed, **{field: " "})
    refused = remedies.why_not_impose_specific_conditions(Remedies(), fact)
    assert code(refused) == f"specific-conditions.no-{field}"


def test_specific_conditions_are_imposed_and_lifted_once() -> None:
    lift = a(SpecificConditionsLifted, conditions="X1")
    assert code(remedies.why_not_impose_specific_conditions(Remedies(), CONDITIONS)) is None
    assert code(remedies.why_not_lift_specific_conditions(told(CONDITIONS), lift)) is None
    lifted = told(CONDITIONS, lift)
    assert lifted.conditions["X1"].lifted
    refused = remedies.why_not_lift_specific_conditions(lifted, lift)
    assert code(refused) == "specific-conditions.unknown"
    assert told(lift) == Remedies()


def test_that_a_cure_is_impossible_is_found_with_reasons_by_someone() -> None:
    assert code(remedies.why_not_find_cure_impossible(a(CureFoundImpossible))) is None
    assert (
        code(remedies.why_not_find_cure_impossible(a(CureFoundImpossible, why=""))) == "cure.no-why"
    )
    assert told(a(CureFoundImpossible)).cure_impossible == "m#5"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"cents": None, "since": JAN_24, "until": date(2018, 2, 1)}, None),
        ({"since": JAN_24, "until": JAN_24}, "remedy.period"),
        ({"kind": "shame"}, "remedy.kind"),
        ({"award": ""}, "remedy.no-award"),
        ({"cents": 0}, "remedy.sum"),
        ({"remedy": "R1"}, "remedy.exists"),
    ],
)
def test_what_remedy_may_be_proposed(changes: dict[str, object], expected: str | None) -> None:
    fact = a(RemedyProposed, **TERMS | {"remedy": "R2"} | changes)
    assert code(remedies.why_not_propose_remedy(told(IMPOSED), fact)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"remedy": "R2", "cents": 999}, None),
        ({"cents": 999}, "remedy.not-as-proposed"),
        ({"kind": "suspend"}, "remedy.not-as-proposed"),
        ({"award": "V"}, "remedy.not-as-proposed"),
        ({"kind": "shame"}, "remedy.kind"),
        ({"award": ""}, "remedy.no-award"),
        ({"cents": -1}, "remedy.sum"),
        ({"imposed_by": "Kit Moor"}, "remedy.one-person"),
        ({"approved_by": "AVERY BELL"}, "remedy.one-person"),
    ],
)
def test_what_remedy_may_be_imposed(changes: dict[str, object], expected: str | None) -> None:
    people = {"imposed_by": "Avery Bell", "approved_by": "Kit Moor"}
    fact = a(RemedyImposed, **TERMS | people | changes)
    assert code(remedies.why_not_impose_remedy(told(PROPOSED), fact)) == expected


def test_a_remedy_is_proposed_imposed_and_lifted() -> None:
    for facts, stands in (
        ((), None),
        ((PROPOSED, PROPOSED), Course.PROPOSED),
        ((IMPOSED,), Course.IMPOSED),
        ((PROPOSED, IMPOSED, PROPOSED), Course.IMPOSED),
        ((PROPOSED, IMPOSED, LIFTED, IMPOSED), Course.LIFTED),
        ((LIFTED,), None),
    ):
        history: tuple[RemedyFact, ...] = facts
        assert course(told(*history), "R1") == stands


def test_only_a_remedy_in_force_is_lifted() -> None:
    assert code(remedies.why_not_lift_remedy(told(IMPOSED), LIFTED)) is None
    assert code(remedies.why_not_lift_remedy(told(IMPOSED, LIFTED), LIFTED)) == "remedy.unknown"


def test_sums_are_above_nought_and_add_up() -> None:
    disallowed = a(SumDisallowed, cents=5)
    assert code(remedies.why_not_disallow_sum(disallowed)) is None
    assert code(remedies.why_not_disallow_sum(a(SumDisallowed, cents=0))) == "disallowance.sum"
    assert [one.cents for one in told(disallowed, disallowed).disallowed] == [5, 5]


def test_repayment_is_required_by_two_people_once() -> None:
    assert code(remedies.why_not_require_repayment(Remedies(), REPAY)) is None
    held = told(REPAY)
    assert code(remedies.why_not_require_repayment(held, REPAY)) == "repayment.exists"
    alone = a(RepaymentRequired, required_by="Kit Moor", approved_by="Kit Moor")
    assert code(remedies.why_not_require_repayment(held, alone)) == "repayment.one-person"


DISALLOWED = a(SumDisallowed, award="W", cents=500)
FIRST = a(RepaymentRequired, repayment="Y0", award="W", cents=300)


@pytest.mark.parametrize(
    ("facts", "award", "cents", "expected"),
    [
        ((DISALLOWED,), "W", 500, None),
        ((DISALLOWED,), "W", 501, "repayment.not-disallowed"),
        ((DISALLOWED,), "V", 1, "repayment.not-disallowed"),
        ((DISALLOWED, DISALLOWED), "W", 1000, None),
        ((DISALLOWED, FIRST), "W", 200, None),
        ((DISALLOWED, FIRST), "W", 201, "repayment.not-disallowed"),
        ((FIRST,), "W", 201, None),
    ],
)
def test_no_more_is_asked_back_than_was_disallowed(
    facts: tuple[RemedyFact, ...], award: str, cents: int, expected: str | None
) -> None:
    people = {"required_by": "Avery Bell", "approved_by": "Kit Moor"}
    fact = a(RepaymentRequired, repayment="Y1", award=award, cents=cents, **people)
    assert code(remedies.why_not_require_repayment(told(*facts), fact)) == expected


def test_an_appeal_is_filed_and_decided_once() -> None:
    held, decided = told(FILED), told(FILED, DECIDED)
    assert code(appeals.why_not_file_appeal(held.appeals, FILED)) == "appeal.exists"
    assert code(appeals.why_not_file_appeal({}, FILED)) is None
    assert code(appeals.why_not_decide_appeal(held.appeals, DECIDED)) is None
    assert code(appeals.why_not_decide_appeal(decided.appeals, DECIDED)) == "appeal.decided"
    assert code(appeals.why_not_decide_appeal({}, DECIDED)) == "appeal.unknown"
    odd = a(AppealDecided, appeal="E1", outcome="odd")
    assert code(appeals.why_not_decide_appeal(held.appeals, odd)) == "appeal.outcome"
    assert decided.appeals["E1"].outcome == "affirmed"
    assert told(DECIDED) == Remedies()
