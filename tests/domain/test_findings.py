"""Evaluations, concerns, notices, determinations, clearances: each apart from the others."""

from datetime import date
from functools import reduce

import pytest

from proviso.domain import evaluations, findings
from proviso.domain.evaluations import Level
from proviso.domain.facts.findings import (
    ConcernAnswered,
    ConcernRaised,
    DeterminationMade,
    DeterminationProposed,
    DeterminationWithdrawn,
    EvaluationConcurred,
    FindingFact,
    HearingHeld,
    HearingRequested,
    ItemEvaluated,
    MatterCleared,
    NoticeGiven,
    ObjectionFiled,
)
from proviso.domain.facts.letters import LetterSent
from proviso.domain.facts.responses import ResponseReceived
from proviso.domain.facts.reviews import ItemDefined
from proviso.domain.findings import Findings, Stage
from proviso.domain.letters import Letters
from proviso.domain.letters import after as letters_after
from proviso.domain.responses import Responses
from proviso.domain.responses import after as responses_after
from proviso.domain.reviews import Review
from tests.builders import JAN_24, WhyNot, a, code

REVIEW = Review(items={"orders": a(ItemDefined, item="orders")})
SENT = letters_after(Letters(), a(LetterSent, letter="L1"), on=JAN_24, ref="m#1")
ANSWERED = responses_after(Responses(), a(ResponseReceived, response="A1"), on=None, ref="m#2")
ABSENT = a(ItemEvaluated, item="orders", level="absent", evaluated_by="Avery Bell")
RAISED, NOTICE = a(ConcernRaised, concern="C1"), a(NoticeGiven, notice="N1")
PROPOSED = a(DeterminationProposed, determination="D1")
MADE = a(DeterminationMade, determination="D1", made_by="Avery Bell", approved_by="Kit Moor")
WITHDRAWN = a(DeterminationWithdrawn, determination="D1")


def told(*facts: FindingFact) -> Findings:
    return reduce(
        lambda state, fact: findings.after(state, fact, on=JAN_24, ref="m#3"), facts, Findings()
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"level": "absent"}, None),
        ({"level": "arrived", "missing": "the file is damaged"}, None),
        ({"level": "readable", "missing": "order 14", "cites": ("P1 p. 3",)}, None),
        ({"level": "sufficient", "cites": ("P1 p. 3",)}, None),
        ({"item": "maps"}, "item.unknown"),
        ({"level": "good"}, "evaluation.level"),
        ({"evaluated_by": ""}, "evaluation.no-evaluated-by"),
        ({"level": "sufficient", "cites": (" ",)}, "evaluation.uncited"),
        ({"level": "arrived"}, "evaluation.missing-unsaid"),
        ({"level": "readable", "cites": ("P1",), "missing": " "}, "evaluation.missing-unsaid"),
    ],
)
def test_what_evaluation_may_be_made(changes: dict[str, object], expected: str | None) -> None:
    fact = a(ItemEvaluated, **{"item": "orders", "level": "absent"} | changes)
    assert code(evaluations.why_not_evaluate_item(fact, review=REVIEW)) == expected


def test_another_person_concurs() -> None:
    items = told(ABSENT).items
    for person, expected in (("Kit Moor", None), ("avery bell", "evaluation.one-person")):
        fact = a(EvaluationConcurred, item="orders", concurred_by=person)
        assert code(evaluations.why_not_concur_evaluation(items, fact)) == expected
    unknown = evaluations.why_not_concur_evaluation({}, a(EvaluationConcurred))
    assert code(unknown) == "evaluation.unknown"


def test_a_new_evaluation_needs_a_concurrence_of_its_own() -> None:
    concurred = told(ABSENT, a(EvaluationConcurred, item="orders", concurred_by="Kit Moor"))
    assert concurred.items["orders"].concurred_by == "Kit Moor"
    again = findings.after(concurred, ABSENT, on=None, ref="m#9")
    assert again.items["orders"].concurred_by is None
    assert told(a(EvaluationConcurred)) == Findings()


def test_levels_have_an_order_and_an_unknown_word_stands_as_absent() -> None:
    order = [Level.ABSENT, Level.ARRIVED, Level.READABLE, Level.SUFFICIENT]
    assert sorted(Level, key=lambda level: evaluations.RANK[level]) == order
    assert told(a(ItemEvaluated, item="x", level="odd")).items["x"].level is Level.ABSENT


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"letter": "L1"}, None),
        ({"letter": None}, None),
        ({"letter": "L9"}, "letter.unknown"),
        ({"concern": "C1"}, "concern.exists"),
        ({"provision": ""}, "concern.no-provision"),
        ({"limb": ""}, "concern.no-limb"),
    ],
)
def test_what_concern_may_be_raised(changes: dict[str, object], expected: str | None) -> None:
    fact = a(ConcernRaised, **{"concern": "C2"} | changes)
    assert code(findings.why_not_raise_concern(told(RAISED), fact, letters=SENT)) == expected


def test_a_concern_is_answered_on_the_record() -> None:
    held = told(RAISED)
    assert told(RAISED, a(ConcernAnswered, concern="C1")).concerns["C1"].answered
    assert told(a(ConcernAnswered, concern="C1")) == Findings()
    for changes, expected in (
        ({"concern": "C1"}, None),
        ({"concern": "C1", "response": "A1"}, None),
        ({"concern": "C1", "response": "A9"}, "response.unknown"),
        ({"concern": "C9"}, "concern.unknown"),
    ):
        fact = a(ConcernAnswered, **changes)
        assert code(findings.why_not_answer_concern(held, fact, responses=ANSWERED)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"heard_by": date(2018, 2, 23)}, None),
        ({"heard_by": JAN_24}, "notice.no-time"),
        ({"notice": "N1"}, "notice.exists"),
        ({"about": ""}, "notice.no-about"),
        ({"letter": "L9"}, "letter.unknown"),
    ],
)
def test_what_notice_may_be_given(changes: dict[str, object], expected: str | None) -> None:
    fact = a(NoticeGiven, **{"notice": "N2"} | changes)
    refused = findings.why_not_give_notice(told(NOTICE), fact, letters=SENT, on=JAN_24)
    assert code(refused) == expected


def test_a_notice_of_unknown_day_may_name_any_day_to_be_heard() -> None:
    fact = a(NoticeGiven, heard_by=JAN_24)
    assert code(findings.why_not_give_notice(Findings(), fact, letters=SENT, on=None)) is None


HEARING: tuple[tuple[WhyNot, FindingFact, str], ...] = (
    (findings.why_not_file_objection, a(ObjectionFiled, notice="N1"), "objected"),
    (findings.why_not_request_hearing, a(HearingRequested, notice="N1"), "hearing_requested"),
    (findings.why_not_hold_hearing, a(HearingHeld, notice="N1"), "hearing_held"),
)


@pytest.mark.parametrize(("why_not", "fact", "mark"), HEARING)
def test_a_respondent_is_heard_on_a_notice(why_not: WhyNot, fact: FindingFact, mark: str) -> None:
    assert code(why_not(told(NOTICE), fact)) is None
    assert code(why_not(Findings(), fact)) == "notice.unknown"
    assert getattr(told(NOTICE, fact).notices["N1"], mark)
    assert told(fact) == Findings()


def test_a_determination_is_made_by_one_person_and_approved_by_another() -> None:
    assert code(findings.why_not_determine(Findings(), MADE)) is None
    for changes, expected in (
        ({"approved_by": "Avery Bell"}, "determination.one-person"),
        ({"made_by": "Kit Moor"}, "determination.one-person"),
        ({"approved_by": ""}, "determination.no-person"),
        ({"outcome": ""}, "determination.no-outcome"),
        ({"determination": ""}, "determination.no-name"),
    ):
        people = {"made_by": "Avery Bell", "approved_by": "Kit Moor"}
        fact = a(DeterminationMade, **people | changes)
        assert code(findings.why_not_determine(Findings(), fact)) == expected


def test_what_is_made_is_what_stands_proposed() -> None:
    other = a(DeterminationProposed, determination="D2")
    made = a(DeterminationMade, determination="D2", made_by="Avery Bell", approved_by="Kit Moor")
    for facts, expected in (
        ((PROPOSED,), "determination.not-proposed"),
        ((PROPOSED, other), None),
        ((PROPOSED, WITHDRAWN), None),
        ((PROPOSED, MADE, WITHDRAWN), None),
        ((), None),
    ):
        history: tuple[FindingFact, ...] = facts
        assert code(findings.why_not_determine(told(*history), made)) == expected
    assert code(findings.why_not_determine(told(PROPOSED), MADE)) is None


def test_one_determination_stands_at_a_time() -> None:
    made, gone = told(PROPOSED, MADE), told(PROPOSED, MADE, WITHDRAWN)
    other = a(DeterminationProposed, determination="D2")
    assert code(findings.why_not_determine(made, MADE)) == "determination.exists"
    assert code(findings.why_not_propose_determination(made, other)) == "determination.exists"
    assert code(findings.why_not_propose_determination(made, PROPOSED)) == "determination.exists"
    assert code(findings.why_not_determine(gone, MADE)) is None
    assert code(findings.why_not_propose_determination(gone, other)) is None


def test_what_is_proposed_or_stands_can_be_withdrawn_once() -> None:
    assert code(findings.why_not_withdraw_determination(told(PROPOSED), WITHDRAWN)) is None
    assert code(findings.why_not_withdraw_determination(told(MADE), WITHDRAWN)) is None
    for state in (Findings(), told(MADE, WITHDRAWN), told(PROPOSED, WITHDRAWN)):
        refused = findings.why_not_withdraw_determination(state, WITHDRAWN)
        assert code(refused) == "determination.unknown"


def test_a_withdrawal_is_of_the_determination_it_names() -> None:
    gone = told(MADE, WITHDRAWN)
    assert (gone.stage, gone.determination and gone.determination.withdrawn) == (
        Stage.WITHDRAWN,
        True,
    )
    other = told(MADE, a(DeterminationWithdrawn, determination="D2"))
    assert other.determination is not None
    assert not other.determination.withdrawn
    assert told(WITHDRAWN).determination is None


def test_a_matter_is_cleared_once_until_it_is_reopened() -> None:
    cleared = a(MatterCleared, letter="L1")
    assert code(findings.why_not_clear_matter(Findings(), cleared, letters=SENT)) is None
    refused = findings.why_not_clear_matter(Findings(), cleared, letters=Letters())
    assert code(refused) == "letter.unknown"
    held = told(cleared)
    assert code(findings.why_not_clear_matter(held, cleared, letters=SENT)) == "clearance.exists"
