"""A round of letters: two people, the same words from first to last, and what cannot be sent is not prepared."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from proviso.acts.rounds import desk_of
from proviso.domain.refusals import Refusal
from proviso.domain.rounds import Stage
from proviso.letters.rounds import Choice, Override
from proviso.queries.record import Record
from proviso.records import streams
from tests.acts.rounds_village import (
    ADA,
    BO,
    DUE,
    MATTERS,
    approved,
    codes,
    file,
    going,
    owed,
    prepared,
    ready,
    ready_to_go,
    released,
)
from tests.acts.village import AT, done, matter, refused, told, village

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))


def sending(name: str = "Q1") -> Any:
    return Record().review("R1", known=AT.date()).sendings.named.get(name)


@pytest.mark.parametrize("step", ["approve", "release"])
def test_one_person_does_not_do_both_parts(step: str) -> None:
    ready()
    prepared(file())
    if step == "approve":
        assert codes(approved(file(), by=ADA.upper())) == ["approval.same-person"]
        assert sending().stage is Stage.PREPARED
        return
    approved(file())
    assert codes(released(file(), by=f" {BO} ")) == ["approval.same-person"]
    assert not owed()


def test_who_prepared_may_release_what_another_approved() -> None:
    ready()
    ready_to_go(file())
    assert released(file(), by=ADA).sent == 3


def test_nobody_records_what_another_did() -> None:
    ready()
    digest = prepared(file()).digest
    told_of_it = {"round": "Q1", "digest": digest, "letters": 3, "approved_by": BO}
    code = refused("approve-round", "review:R1", envelope=told(by=ADA), **told_of_it)
    assert code == "approval.not-own-word"


def test_a_round_is_released_only_when_it_was_prepared_and_approved() -> None:
    ready()
    assert codes(released(file())) == ["round.unprepared"]
    assert codes(approved(file())) == ["round.unprepared"]
    prepared(file())
    assert codes(released(file())) == ["round.unapproved"]
    assert not owed()


def test_preparing_again_takes_the_approval_away() -> None:
    ready()
    ready_to_go(file())
    assert prepared(file()).recorded  # the same letters: nothing changes
    assert sending().stage is Stage.APPROVED
    changed = file(clauses=("public_record",))
    assert prepared(changed).recorded
    assert codes(released(changed)) == ["round.unapproved"]


WRONG = {
    "a clause with a missing field": (
        {"clauses": ("order_in_effect",)},
        "letter.clause-field-missing",
    ),
    "an unknown clause": ({"clauses": ("no_such",)}, "letter.unknown"),
    "a day in the past": ({"due": date(2018, 1, 23)}, "letter.due-past"),
    "a closed day": ({"due": date(2018, 2, 19)}, "letter.due-closed"),
    "an item not defined": ({"items": ("nothing",)}, "item.unknown"),
    "mail without an address": (
        {"channel": "mail", "sender": "g@a.example"},
        "mail.not-an-address",
    ),
    "mail without a sender": (
        {
            "channel": "mail",
            "overrides": {name: Override(matter=name, address="a@b.example") for name in MATTERS},
        },
        "round.no-sender",
    ),
    "a header in a name": (
        {"overrides": {"V2": Override(matter="V2", name="Cleo\r\nBcc: all@example.org")}},
        "letter.value-wrong",
    ),
    "a long name": (
        {"overrides": {"V2": Override(matter="V2", name="x" * 10_000)}},
        "letter.value-wrong",
    ),
}


@pytest.mark.parametrize(("change", "code"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_sent_is_not_prepared(change: dict[str, Any], code: str) -> None:
    ready()
    before = streams.count()
    outcome = prepared(file(**change))
    assert not outcome.recorded
    assert all(one.startswith(code) for one in codes(outcome)), outcome.problems
    assert streams.count() == before


def test_words_that_nobody_approved_are_not_sent() -> None:
    village()
    for name in MATTERS[1:]:
        matter(name)
    assert prepared(file()).recorded
    assert codes(approved(file())) == ["letter.words-unapproved"] * 3


def test_a_round_names_nobody_twice_and_somebody() -> None:
    ready()
    twice = file(recipients=Choice(matters=("V1", "V1")))
    assert codes(prepared(twice)) == ["round.doubled"]
    assert codes(prepared(file(recipients=Choice()))) == ["round.empty"]
    assert codes(prepared(file(kind="reminder", recipients=Choice(matters=("V1",))))) == [
        "letter.content-missing"
    ]


def test_approving_tells_which_letters_have_changed_since_they_were_prepared() -> None:
    ready()
    prepared(file())
    changed = file(overrides={"V2": Override(matter="V2", lines=("2 Mill Lane",))})
    outcome = approved(changed)
    assert [(one.matter, one.refusal.code) for one in outcome.problems] == [
        ("L-V2-2018-01-24", "round.changed")
    ]


def test_a_released_round_is_not_prepared_again() -> None:
    ready()
    ready_to_go(file())
    released(file())
    assert codes(prepared(file(clauses=("public_record",)))) == ["round.released"]


def test_a_round_of_another_kind_than_it_was_opened_with_is_refused() -> None:
    ready()
    done("open-round", "review:R1", round="Q1", letter_kind="reminder", due=DUE)
    assert codes(prepared(file())) == ["round.kind"]


def test_letters_have_names_of_their_own() -> None:
    ready()
    same = file(letter="L-{respondent}")
    assert "round.one-name" in codes(prepared(same))


def test_letters_with_a_mark_go_in_training_only() -> None:
    ready()
    marked = file(mark="Re-created. Nobody sent this paper.")
    ready_to_go(marked)  # the village's review is for training
    assert released(marked).sent == 3
    real = replace(Record().review("R1", known=AT.date()), opened=None)
    long = "Re-created from public sources, in words of our own, for reading only. " * 2
    found = desk_of(file(mark=long), real, going(ADA), sending=False)
    assert isinstance(found, Refusal)
    assert found.code == "letter.marked"
    assert "words of our …'" in found.reason  # cut between words, and said to be cut


def test_a_letter_whose_name_another_round_took_is_not_prepared() -> None:
    ready()
    ready_to_go(file())
    assert released(file()).sent == 3
    second = prepared(file(round="Q2"))
    assert codes(second) == ["letter.exists"] * 3
    assert not second.recorded
    assert prepared(file(round="Q2", letter="L-{matter}-{round}")).recorded
