"""Answers item by item, the files that came, the certificate, and replies to what is claimed."""

from datetime import date
from functools import reduce

import pytest

from proviso.domain import answers, findings, responses
from proviso.domain.answers import Answers
from proviso.domain.facts.answers import (
    AnswerFact,
    LetterAnswerCertified,
    LetterFileReceived,
    LetterItemAnswered,
    ReplyFiled,
)
from proviso.domain.facts.findings import ConcernRaised
from proviso.domain.facts.letters import LetterSent
from proviso.domain.facts.responses import ProductionReceived, ResponseFact, ResponseReceived
from proviso.domain.findings import Findings
from proviso.domain.letters import Letters
from proviso.domain.letters import after as letters_after
from proviso.domain.responses import Responses
from proviso.domain.standing import after as standing_after
from proviso.domain.standing import stand
from tests.builders import JAN_24, a, code, entry

SHA = "ab" * 32
SENT = letters_after(
    Letters(), a(LetterSent, letter="L1", items=("plan", "proof")), on=JAN_24, ref="m#1"
)
RECEIVED: tuple[ResponseFact, ...] = (
    a(ResponseReceived, response="A1", letter="L1", kind="full"),
    a(ResponseReceived, response="A2", letter=None, kind="full"),
    a(ProductionReceived, production="P1", response="A1", volume=1),
    a(ProductionReceived, production="P2", response="A2", volume=1),
)
HELD = reduce(
    lambda state, fact: responses.after(state, fact, on=JAN_24, ref="m#2"), RECEIVED, Responses()
)
ITEM = a(LetterItemAnswered, letter="L1", response="A1", item="plan", answer="given")
FILE = a(
    LetterFileReceived, letter="L1", response="A1", production="P1", item="plan", name="a.pdf", sha256=SHA
)  # fmt: skip
SIGNED = a(LetterAnswerCertified, letter="L1", response="A1")
REPLY = a(ReplyFiled, reply="R1", to="statement", about="ST-1")


def told(*facts: AnswerFact) -> Answers:
    return reduce(
        lambda state, fact: answers.after(state, fact, on=JAN_24, ref="m#3"), facts, Answers()
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"item": "proof"}, None),
        ({"item": "proof", "answer": "none-held"}, None),
        ({"item": "proof", "answer": "withheld", "basis": "Privilege of counsel"}, None),
        ({"item": "proof", "answer": "withheld"}, "item.no-basis"),
        ({"item": "proof", "answer": "withheld", "basis": "x", "says": " "}, "item.no-says"),
        ({"item": "proof", "answer": "objected", "says": ""}, "item.no-says"),
        ({"item": "proof", "answer": "already-given"}, "item.no-day"),
        ({"item": "proof", "answer": "already-given", "given_on": JAN_24}, None),
        ({"item": "proof", "answer": "shrug"}, "item.answer"),
        ({"item": "other"}, "item.unknown"),
        ({"item": "plan"}, "item.answered"),
        ({"response": "A9"}, "response.unknown"),
        ({"response": "A2"}, "response.other-letter"),
    ],
)
def test_which_items_may_be_answered(changes: dict[str, object], expected: str | None) -> None:
    fact = a(LetterItemAnswered, **{"letter": "L1", "response": "A1", "answer": "given"} | changes)
    refused = answers.why_not_answer_item(told(ITEM), fact, letters=SENT, responses=HELD)
    assert code(refused) == expected


def test_a_letter_that_is_not_on_record_asks_for_nothing() -> None:
    refused = answers.why_not_answer_item(Answers(), ITEM, letters=Letters(), responses=HELD)
    assert code(refused) == "item.unknown"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": "b.pdf"}, None),
        ({}, "file.name-taken"),
        ({"name": " "}, "file.no-name"),
        ({"name": "b.pdf", "size": 0}, "file.impossible"),
        ({"name": "b.pdf", "sha256": "AB"}, "file.impossible"),
        ({"name": "b.pdf", "item": "proof"}, "item.unknown"),
        ({"name": "b.pdf", "production": "P2"}, "production.unknown"),
        ({"name": "b.pdf", "production": "P9"}, "production.unknown"),
        ({"name": "b.pdf", "response": "A9"}, "response.unknown"),
    ],
)
def test_which_files_may_be_received(changes: dict[str, object], expected: str | None) -> None:
    fields = {"letter": "L1", "response": "A1", "production": "P1", "item": "plan"}
    fact = a(LetterFileReceived, **{**fields, "name": "a.pdf", "sha256": SHA} | changes)
    refused = answers.why_not_receive_file(told(ITEM, FILE), fact, responses=HELD)
    assert code(refused) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"name": ""}, "certificate.no-name"),
        ({"office": ""}, "certificate.no-office"),
        ({"with_authority": ""}, "certificate.no-authority"),
        ({"words": ""}, "certificate.no-words"),
        ({"response": "A9"}, "response.unknown"),
    ],
)
def test_what_may_be_certified(changes: dict[str, object], expected: str | None) -> None:
    fact = a(LetterAnswerCertified, **{"letter": "L1", "response": "A1"} | changes)
    assert code(answers.why_not_certify_answer(told(ITEM), fact, responses=HELD)) == expected


def test_nothing_is_added_to_what_was_certified() -> None:
    state = told(ITEM, FILE, SIGNED)
    later = a(LetterItemAnswered, letter="L1", response="A1", item="proof", answer="given")
    file = a(LetterFileReceived, letter="L1", response="A1", item="plan", name="b.pdf", sha256=SHA)
    refused = (
        answers.why_not_answer_item(state, later, letters=SENT, responses=HELD),
        answers.why_not_receive_file(state, file, responses=HELD),
        answers.why_not_certify_answer(state, SIGNED, responses=HELD),
    )
    assert [code(one) for one in refused] == ["response.certified"] * 3


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"reply": "R1"}, "reply.exists"),
        ({"reply": ""}, "reply.unnamed"),
        ({"to": "weather"}, "reply.to"),
        ({"about": ""}, "reply.no-about"),
        ({"says": ""}, "reply.no-says"),
        ({"signed_by": " "}, "reply.no-signed_by"),
        ({"to": "concern", "about": "K1"}, None),
        ({"to": "concern", "about": "K9"}, "concern.unknown"),
        ({"to": "entry", "about": "matter:V1#4"}, None),
        ({"to": "entry", "about": "matter:V1"}, "reply.about"),
    ],
)
def test_what_may_be_replied_to(changes: dict[str, object], expected: str | None) -> None:
    raised = a(ConcernRaised, concern="K1")
    found = findings.after(Findings(), raised, on=JAN_24, ref="m#4")
    fact = a(ReplyFiled, **{"reply": "R2", "to": "statement", "about": "ST-1"} | changes)
    assert code(answers.why_not_file_reply(told(REPLY), fact, findings=found)) == expected


def test_answers_are_told_by_response_and_the_latest_counts() -> None:
    other = a(LetterItemAnswered, letter="L1", response="A2", item="plan", answer="none-held")
    state = told(ITEM, FILE, SIGNED, other, REPLY)
    assert [one.told for one in state.of("A1")] == [ITEM]
    assert [one.told for one in state.files_of("A1")] == [FILE]
    assert state.certified["A1"].told == SIGNED
    assert state.replies[0].told == REPLY
    last = state.last_of("L1", "plan")
    assert last is not None
    assert last.told == other
    assert state.last_of("L1", "proof") is None


def test_a_standing_holds_them_and_its_course_does_not_move() -> None:
    facts: tuple[AnswerFact, ...] = (ITEM, FILE, SIGNED, REPLY)
    entries = [entry(fact, number=at) for at, fact in enumerate(facts, 1)]
    standing = stand(entries, on=date(2018, 2, 1), known=date(2018, 2, 1))
    assert len(standing.answers.items) == len(standing.answers.files) == 1
    assert standing_after(standing, entry(REPLY, number=5)).state is standing.state
