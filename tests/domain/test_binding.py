"""One approval is for one doing of an act that binds."""

from datetime import date

import pytest

from proviso.domain.binding import act_of, proposal_for
from proviso.domain.facts import Fact
from proviso.domain.facts.findings import (
    DeterminationMade,
    DeterminationProposed,
    DeterminationWithdrawn,
)
from proviso.domain.facts.letters import LetterViewed
from proviso.domain.facts.matters import ApprovalGiven
from proviso.domain.facts.remedies import (
    RemedyImposed,
    RemedyProposed,
    RepaymentRequired,
    SumDisallowed,
)
from proviso.domain.facts.subpoenas import SubpoenaIssued
from proviso.domain.standing import stand
from tests.builders import a, entry

DAY = date(2018, 3, 1)


@pytest.mark.parametrize(
    ("fact", "act"),
    [
        (a(DeterminationMade), "determine"),
        (a(SubpoenaIssued), "issue-subpoena"),
        (a(RepaymentRequired), "require-repayment"),
        (a(RemedyImposed, kind="withhold-cash"), "withhold-cash"),
        (a(RemedyImposed, kind="debar"), "designate-ineligible"),
        (a(RemedyImposed, kind="other"), None),
        (a(LetterViewed), None),
    ],
)
def test_a_binding_fact_is_the_doing_of_its_act(fact: Fact, act: str | None) -> None:
    assert act_of(fact) == act


def approvals(*facts: Fact) -> list[tuple[str, bool]]:
    told = [entry(fact, on=DAY, number=at) for at, fact in enumerate(facts, 1)]
    standing = stand(told, on=DAY, known=date(2026, 1, 1))
    return [(one.act, one.used) for one in standing.matter.approvals]


def test_an_approval_is_used_by_the_doing_it_was_for() -> None:
    assert approvals(a(ApprovalGiven, act="determine"), a(DeterminationMade)) == [
        ("determine", True)
    ]


def test_an_approval_of_another_act_is_left_as_it_is() -> None:
    assert approvals(a(ApprovalGiven, act="determine"), a(SubpoenaIssued)) == [("determine", False)]


def test_an_approval_given_after_a_doing_is_for_the_next() -> None:
    told = (a(ApprovalGiven, act="determine"), a(DeterminationMade))
    assert approvals(*told, a(ApprovalGiven, act="determine")) == [
        ("determine", True),
        ("determine", False),
    ]


@pytest.mark.parametrize(
    ("fact", "act"),
    [
        (a(DeterminationProposed), "determine"),
        (a(DeterminationWithdrawn), "determine"),
        (a(SumDisallowed), "require-repayment"),
        (a(RemedyProposed, kind="withhold-cash"), "withhold-cash"),
        (a(RemedyProposed, kind="other"), None),
        (a(DeterminationMade), None),
    ],
)
def test_a_proposal_is_about_the_act_that_would_be_done(fact: Fact, act: str | None) -> None:
    assert proposal_for(fact) == act


@pytest.mark.parametrize(
    ("act", "fact"),
    [
        ("determine", a(DeterminationProposed)),
        ("require-repayment", a(SumDisallowed)),
        ("suspend-award", a(RemedyProposed, kind="suspend")),
    ],
)
def test_what_is_proposed_anew_is_approved_anew(act: str, fact: Fact) -> None:
    given = a(ApprovalGiven, act=act)
    assert approvals(fact, given) == [(act, False)]
    assert approvals(fact, given, fact) == [(act, True)]
    assert approvals(fact, given, fact, given) == [(act, True), (act, False)]
