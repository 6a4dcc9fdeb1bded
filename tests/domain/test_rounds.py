"""A round on its way out: what moves it, who may not, and that its digest stands for every letter."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain import letters, rounds
from proviso.domain.facts.letters import LetterFiled, LetterSent
from proviso.domain.facts.rounds import RoundApproved, RoundFact, RoundPrepared, RoundReleased
from proviso.domain.rounds import Pair, Sendings, Stage
from tests.builders import a

DIGEST = "ab" * 32
PREPARED = RoundPrepared(
    round="R4",
    letter_kind="document-request",
    matters=("M1", "M2"),
    digest=DIGEST,
    prepared_by="Ada",
)
APPROVED = RoundApproved(round="R4", digest=DIGEST, letters=2, approved_by="Bo")
RELEASED = RoundReleased(round="R4", digest=DIGEST, letters=2, released_by="Cy")


def after(*facts: RoundFact) -> Sendings:
    state = Sendings()
    for number, fact in enumerate(facts, start=1):
        state = rounds.after(state, fact, on=None, ref=f"review:R#{number}")
    return state


def stage(*facts: RoundFact) -> Stage:
    return after(*facts).named["R4"].stage


def code(refusal: Any) -> str | None:
    return refusal.code if refusal else None


def test_a_round_is_prepared_then_approved_then_released() -> None:
    assert stage(PREPARED) is Stage.PREPARED
    assert stage(PREPARED, APPROVED) is Stage.APPROVED
    held = after(PREPARED, APPROVED, RELEASED).named["R4"]
    assert (held.stage, held.approved_by, held.released_by) == (Stage.RELEASED, "Bo", "Cy")


def test_what_comes_out_of_order_changes_nothing() -> None:
    assert after(APPROVED) == Sendings()
    assert stage(PREPARED, RELEASED) is Stage.PREPARED
    assert stage(PREPARED, replace(APPROVED, digest="cd" * 32)) is Stage.PREPARED
    assert stage(PREPARED, APPROVED, RELEASED, PREPARED) is Stage.RELEASED


def test_preparing_again_takes_an_approval_away() -> None:
    assert stage(PREPARED, APPROVED, PREPARED) is Stage.PREPARED


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, None),
        ({"digest": "short"}, "round.digest"),
        ({"digest": "zz" * 32}, "round.digest"),
        ({"matters": ()}, "round.empty"),
        ({"matters": ("M1", "M2", "M1")}, "round.doubled"),
        ({"prepared_by": " "}, "round.no-preparer"),
        ({"letter_kind": "reminder"}, "round.kind"),
    ],
)
def test_preparing(changed: dict[str, Any], expected: str | None) -> None:
    fact = replace(PREPARED, **changed)
    found = rounds.why_not_prepare_round(Sendings(), fact, opened_as="document-request")
    assert code(found) == expected


def test_a_round_is_opened_before_and_not_released_before() -> None:
    assert code(rounds.why_not_prepare_round(Sendings(), PREPARED, opened_as=None)) == (
        "round.unknown"
    )
    gone = after(PREPARED, APPROVED, RELEASED)
    found = rounds.why_not_prepare_round(gone, PREPARED, opened_as="document-request")
    assert code(found) == "round.released"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, None),
        ({"approved_by": "ADA "}, "approval.same-person"),
        ({"approved_by": ""}, "round.no-approver"),
        ({"digest": "cd" * 32}, "round.changed"),
        ({"letters": 3}, "round.changed"),
        ({"round": "R5"}, "round.unprepared"),
    ],
)
def test_approving(changed: dict[str, Any], expected: str | None) -> None:
    found = rounds.why_not_approve_round(after(PREPARED), replace(APPROVED, **changed))
    assert code(found) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, None),
        ({"released_by": "Ada"}, None),
        ({"released_by": "bo"}, "approval.same-person"),
        ({"released_by": ""}, "round.no-releaser"),
        ({"digest": "cd" * 32}, "round.changed"),
        ({"letters": 1}, "round.changed"),
        ({"round": "R5"}, "round.unprepared"),
    ],
)
def test_releasing(changed: dict[str, Any], expected: str | None) -> None:
    found = rounds.why_not_release_round(after(PREPARED, APPROVED), replace(RELEASED, **changed))
    assert code(found) == expected


def test_releasing_needs_an_approval_and_happens_once() -> None:
    assert code(rounds.why_not_release_round(after(PREPARED), RELEASED)) == "round.unapproved"
    gone = after(PREPARED, APPROVED, RELEASED)
    assert code(rounds.why_not_release_round(gone, RELEASED)) == "round.released"
    assert code(rounds.why_not_approve_round(gone, APPROVED)) == "round.released"


def test_a_person_s_word_is_recorded_by_that_person() -> None:
    assert rounds.why_not_own_word("Ada  Author", "ada author") is None
    assert code(rounds.why_not_own_word("Ada", "Bo")) == "approval.not-own-word"


PAIRS = st.lists(
    st.builds(Pair, st.text("ab-", min_size=1, max_size=3), st.sampled_from(("1", "2"))),
    unique_by=lambda one: one.letter,
    min_size=1,
    max_size=6,
)


@given(PAIRS, st.randoms())
def test_the_digest_is_the_same_in_any_order_and_is_that_of_the_list(pairs: Any, by: Any) -> None:
    mixed = list(pairs)
    by.shuffle(mixed)
    assert rounds.digest_of(pairs) == rounds.digest_of(mixed)
    assert rounds.digest_of(pairs) == sha256(rounds.manifest(mixed)).hexdigest()


@given(PAIRS)
def test_no_letter_changes_without_the_digest(pairs: Any) -> None:
    first, *others = pairs
    assert rounds.digest_of([Pair(first.letter, "3"), *others]) != rounds.digest_of(pairs)
    assert rounds.digest_of([Pair(f"{first.letter}x", first.content), *others]) != (
        rounds.digest_of(pairs)
    )
    assert rounds.digest_of(others) != rounds.digest_of(pairs)


def filed(**changed: Any) -> LetterFiled:
    hashes = dict.fromkeys(("sha256", "html_sha256", "text_sha256"), DIGEST)
    return a(LetterFiled, **{"letter": "L1", "channel": "print", "to": "Cleo", **hashes, **changed})


def test_the_bytes_of_a_letter_are_filed_once_by_their_hashes() -> None:
    state = letters.after(letters.Letters(), a(LetterSent, letter="L1"), on=None, ref="m#1")
    assert letters.why_not_file_letter(state, filed()) is None
    assert code(letters.why_not_file_letter(state, filed(letter="L2"))) == "letter.unknown"
    assert code(letters.why_not_file_letter(state, filed(sha256="x"))) == "letter.hash"
    assert code(letters.why_not_file_letter(state, filed(channel=" "))) == "letter.no-channel"
    held = letters.after(state, filed(), on=None, ref="m#2")
    assert held.sent["L1"].filed == filed()
    assert held.sent["L1"].service is letters.Service.SENT
    assert code(letters.why_not_file_letter(held, filed())) == "letter.filed"
