"""Errands: what may be owed, claimed, settled and decided; when to try again; what is told of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from proviso.domain import errands
from proviso.domain.errands import (
    BACKOFF,
    FOUND_BY,
    LEASE,
    METHODS,
    OPEN,
    SETTLED,
    TRANSITIONS,
    Errand,
    Held,
    Kind,
    Move,
    State,
)
from proviso.domain.facts.letters import LetterBounced, ServiceAttempted
from proviso.domain.facts.matters import MatterNoted
from tests.builders import code

NOW = datetime(2018, 1, 24, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LETTER = Errand(key="V1/L1/mail", kind=Kind.MAIL, stream="matter:V1", letter="L1", to="a@b.example")


def held(**changed: object) -> Held:
    fields: dict[str, object] = {
        "number": 7,
        "errand": LETTER,
        "state": State.OWED,
        "owed_at": NOW,
        "due_at": NOW,
    }
    return Held(**{**fields, **changed})  # type: ignore[arg-type]


def claimed(**changed: object) -> Held:
    told = {"state": State.CLAIMED, "claimed_by": "w1", "claimed_until": NOW + LEASE, "attempts": 1}
    return held(**{**told, **changed})


def test_every_kind_has_a_way_of_being_found_and_a_method() -> None:
    assert FOUND_BY.keys() == METHODS.keys() == set(Kind)


def test_what_is_done_stays_done() -> None:
    assert not [move for state, move in TRANSITIONS if state is State.DONE]
    assert set(State) == SETTLED | OPEN
    assert not SETTLED & OPEN


def test_nothing_that_may_have_gone_out_is_claimed_or_tried_again_by_a_machine() -> None:
    for move in (Move.CLAIM, Move.PUT_OFF, Move.RETRY):
        assert (State.AMBIGUOUS, move) not in TRANSITIONS


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, None),
        ({"key": " "}, "errand.no-key"),
        ({"key": "a\nb"}, "errand.key"),
        ({"key": "k" * 151}, "errand.key"),
        ({"to": ""}, "errand.no-to"),
        ({"to": "a\r\nBcc: b"}, "errand.to"),
        ({"to": "a" * 321}, "errand.to"),
        ({"kind": "pigeon"}, "errand.kind"),
        ({"payload": b"{"}, "errand.payload"),
        ({"payload": b"[]"}, "errand.payload"),
        ({"payload": b'{"a": 1}'}, "errand.payload"),
        ({"payload": b'{"a":"\\ud800"}'}, "errand.payload"),
        ({"payload": errands.payload(b=1, a="ü")}, None),
    ],
)
def test_what_can_be_owed(changed: dict[str, object], refused: str | None) -> None:
    assert code(errands.why_not_owe(replace(LETTER, **changed))) == refused  # type: ignore[arg-type]


def test_the_payload_is_read_as_it_was_told() -> None:
    assert replace(LETTER, payload=errands.payload(b=1, a="ü")).told == {"a": "ü", "b": 1}


def test_the_same_errand_is_owed_once_and_another_needs_a_key_of_its_own() -> None:
    assert errands.why_not_again(LETTER, None) is None
    assert errands.why_not_again(LETTER, LETTER) is None
    assert code(errands.why_not_again(replace(LETTER, to="c@d"), LETTER)) == "errand.key-used"


@pytest.mark.parametrize(
    ("one", "refused"),
    [
        (held(), None),
        (held(state=State.LATER), None),
        (held(state=State.LATER, due_at=NOW + SECOND), "errand.not-due"),
        (held(errand=replace(LETTER, kind=Kind.POST)), "errand.by-hand"),
        (held(state=State.DONE), "errand.not-done"),
        (held(state=State.AMBIGUOUS), "errand.not-ambiguous"),
        (claimed(), "errand.claimed"),
        (claimed(claimed_until=NOW), None),
        (claimed(claimed_until=None), None),
        (claimed(claimed_until=NOW, begun=True), "errand.begun"),
    ],
)
def test_what_can_be_claimed(one: Held, refused: str | None) -> None:
    assert code(errands.why_not_claim(one, now=NOW)) == refused


def test_only_who_claimed_it_says_what_became_of_it() -> None:
    assert errands.why_not_settle(claimed(), Move.HAND_OVER, by="w1") is None
    late = claimed(state=State.AMBIGUOUS)
    assert errands.why_not_settle(late, Move.HAND_OVER, by="w1") is None
    assert code(errands.why_not_settle(claimed(), Move.HAND_OVER, by="w2")) == "errand.not-yours"
    done = claimed(state=State.DONE)
    assert code(errands.why_not_settle(done, Move.HAND_OVER, by="w1")) == "errand.not-done"


@pytest.mark.parametrize(
    ("one", "why", "by", "refused"),
    [
        (held(state=State.AMBIGUOUS), "It is in their log.", "Pat", None),
        (held(state=State.AMBIGUOUS), " ", "Pat", "errand.no-why"),
        (held(state=State.AMBIGUOUS), "Seen.", "", "errand.no-by"),
        (held(), "Seen.", "Pat", "errand.not-asked"),
        (held(errand=replace(LETTER, kind=Kind.POST)), "Posted, tracking 1.", "Pat", None),
        (
            held(errand=replace(LETTER, kind=Kind.POST), state=State.DONE),
            "Posted.",
            "Pat",
            "errand.not-done",
        ),
    ],
)
def test_what_a_person_may_decide(one: Held, why: str, by: str, refused: str | None) -> None:
    for move in (Move.SAY_SENT, Move.SAY_NOT_SENT):
        assert code(errands.why_not_decide(one, move, why=why, by=by)) == refused


@pytest.mark.parametrize("state", State)
def test_what_can_be_tried_again(state: State) -> None:
    refused = errands.why_not_retry(held(state=state))
    assert (refused is None) == (state in {State.FAILED, State.LATER})


def test_tries_come_less_and_less_often_and_end_until_a_person_says_otherwise() -> None:
    last = len(BACKOFF) + 1
    waits = [errands.put_off(attempt, now=NOW) for attempt in range(1, last)]
    assert waits == [NOW + wait for wait in BACKOFF]
    assert waits == sorted(waits, key=lambda one: one or NOW)
    assert errands.put_off(last, now=NOW) is None
    assert errands.put_off(last + 1, now=NOW) == NOW + BACKOFF[0]


def test_what_is_told_of_a_letter() -> None:
    sent = ServiceAttempted(letter="L1", method="e-mail", address="a@b.example")
    for move in (Move.HAND_OVER, Move.SAY_SENT):
        assert errands.result(LETTER, move, why="") == ("attempt-service", sent)
    bounced = LetterBounced(letter="L1", why="No such person.")
    assert errands.result(LETTER, Move.REFUSE, why="No such person.") == ("record-bounce", bounced)
    told = errands.result(LETTER, Move.SAY_NOT_SENT, why="Not in their log.")
    assert told is not None
    assert told[0] == "note-matter"
    assert isinstance(told[1], MatterNoted)
    assert "Not in their log." in told[1].text
    assert errands.result(replace(LETTER, letter=None), Move.HAND_OVER, why="") is None


def test_that_it_went_out_is_told_under_one_key_whoever_says_so() -> None:
    assert errands.entry_key(held(), Move.HAND_OVER) == errands.entry_key(held(), Move.SAY_SENT)
    keys = {
        errands.entry_key(held(attempts=attempt), move)
        for attempt, move in product((1, 2), (Move.REFUSE, Move.GIVE_UP, Move.SAY_NOT_SENT))
    }
    assert len(keys) == 6


def test_a_name_tells_the_content_and_the_errand() -> None:
    name = errands.content_name("k1", b"letter")
    assert name != errands.content_name("k2", b"letter")
    assert name.split("-")[0] == errands.content_name("k2", b"letter").split("-")[0]
    assert errands.content_name("k1", b"other").split("-")[1] == name.split("-")[1]
