"""Responses, productions, withholdings and policies as received."""

from datetime import date
from functools import reduce

import pytest

from proviso.domain import responses
from proviso.domain.facts.letters import LetterSent
from proviso.domain.facts.responses import (
    PolicyNoted,
    ProductionReceived,
    ResponseFact,
    ResponseReceived,
    WithholdingChallenged,
    WithholdingClaimed,
    WithholdingRuled,
)
from proviso.domain.letters import Letters
from proviso.domain.letters import after as letters_after
from proviso.domain.responses import Responses, Withheld
from tests.builders import JAN_24, a, code

ANSWER = a(ResponseReceived, response="A1", kind="full")
VOLUME = a(ProductionReceived, production="P1", response="A1", volume=1)
CLAIM = a(WithholdingClaimed, withholding="W1", response="A1")
CHALLENGE, RULING = (
    a(WithholdingChallenged, withholding="W1"),
    a(WithholdingRuled, withholding="W1"),
)
SENT = letters_after(Letters(), a(LetterSent, letter="L1"), on=JAN_24, ref="m#1")


def told(*facts: ResponseFact) -> Responses:
    return reduce(
        lambda state, fact: responses.after(state, fact, on=JAN_24, ref="m#2"), facts, Responses()
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"response": "A2"}, None),
        ({"response": "A2", "letter": "L1"}, None),
        ({"response": "A2", "letter": "L9"}, "letter.unknown"),
        ({"response": "A2", "kind": "shrug"}, "response.kind"),
        ({"response": "A1"}, "response.exists"),
    ],
)
def test_what_response_may_be_received(changes: dict[str, object], expected: str | None) -> None:
    fact = a(ResponseReceived, **{"kind": "partial"} | changes)
    assert code(responses.why_not_receive_response(told(ANSWER), fact, letters=SENT)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"volume": 2, "documents": 0, "sha256": "0" * 64}, None),
        ({"production": "P1"}, "production.exists"),
        ({"response": "A9"}, "response.unknown"),
        ({"volume": 0}, "production.number"),
        ({"documents": -1}, "production.number"),
        ({"sha256": "XYZ"}, "production.sha256"),
        ({"supersedes": "P9"}, "production.unknown"),
        ({"supersedes": "P1"}, None),
        ({"volume": 1}, "production.volume-taken"),
    ],
)
def test_what_production_may_be_received(changes: dict[str, object], expected: str | None) -> None:
    fact = a(ProductionReceived, **{"production": "P2", "response": "A1"} | changes)
    assert code(responses.why_not_receive_production(told(ANSWER, VOLUME), fact)) == expected


def test_a_superseded_volume_stays_and_is_superseded_once() -> None:
    later = a(ProductionReceived, production="P2", response="A1", supersedes="P1")
    state = told(ANSWER, VOLUME, later)
    assert state.productions["P1"].superseded_by == "P2"
    third = a(ProductionReceived, production="P3", response="A1", supersedes="P1")
    assert code(responses.why_not_receive_production(state, third)) == "production.superseded"
    onward = a(ProductionReceived, production="P3", response="A1", supersedes="P2")
    assert code(responses.why_not_receive_production(state, onward)) is None


def test_a_volume_that_supersedes_one_not_held_is_kept_as_told() -> None:
    lone = a(ProductionReceived, production="P2", supersedes="P1")
    assert set(told(lone).productions) == {"P2"}


def test_a_withholding_is_claimed_challenged_and_ruled_on() -> None:
    upheld = a(WithholdingRuled, withholding="W1", upheld=True)
    for facts, stands in (
        ((CLAIM,), Withheld.CLAIMED),
        ((CLAIM, CHALLENGE), Withheld.CHALLENGED),
        ((CLAIM, CHALLENGE, RULING), Withheld.OVERRULED),
        ((CLAIM, upheld, CHALLENGE), Withheld.UPHELD),
        ((CHALLENGE,), Withheld.CHALLENGED),
    ):
        assert told(*facts).withholdings["W1"] is stands


def test_a_claim_has_a_basis_and_is_ruled_on_once() -> None:
    state = told(ANSWER, CLAIM)
    blank = a(WithholdingClaimed, withholding="W2", response="A1", basis="")
    assert code(responses.why_not_claim_withholding(state, CLAIM)) == "withholding.exists"
    assert code(responses.why_not_claim_withholding(state, blank)) == "withholding.no-basis"
    assert code(responses.why_not_claim_withholding(Responses(), CLAIM)) == "response.unknown"
    assert code(responses.why_not_challenge_withholding(state, CHALLENGE)) is None
    assert code(responses.why_not_challenge_withholding(told(), CHALLENGE)) == "withholding.unknown"
    assert code(responses.why_not_rule_withholding(state, RULING)) is None
    ruled = told(ANSWER, CLAIM, RULING)
    assert code(responses.why_not_rule_withholding(ruled, RULING)) == "withholding.ruled"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"until": date(2018, 1, 25)}, None),
        ({"until": JAN_24}, "policy.interval"),
        ({"provision": ""}, "policy.no-provision"),
        ({"policy": "old"}, "policy.exists"),
    ],
)
def test_what_policy_may_be_noted(changes: dict[str, object], expected: str | None) -> None:
    state = told(a(PolicyNoted, policy="old"))
    fact = a(PolicyNoted, **changes)
    assert code(responses.why_not_note_policy(state, fact, on=JAN_24)) == expected


def test_a_policy_of_unknown_beginning_may_have_an_end() -> None:
    fact = a(PolicyNoted, until=JAN_24)
    assert code(responses.why_not_note_policy(Responses(), fact, on=None)) is None
