"""A round of letters: two people, the same words from first to last, all or none, once each, however often it is stopped."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from proviso.acts.envelopes import message_of
from proviso.acts.errands import carry_next
from proviso.domain.errands import State
from proviso.domain.rounds import Stage
from proviso.letters import pdf, ua
from proviso.letters.content import Enclosure
from proviso.letters.rounds import Choice, Override
from proviso.outside import folders
from proviso.outside.clock import today
from proviso.queries.record import Record
from proviso.records import errand_rows, streams
from tests.acts.errands_village import worker
from tests.acts.rounds_village import (
    ADA,
    BO,
    DUE,
    MATTERS,
    approved,
    codes,
    file,
    letters_filed,
    letters_sent,
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


def test_a_round_goes_out_once_with_its_bytes_and_its_errands() -> None:
    ready()
    ready_to_go(file())
    outcome = released(file())
    assert (outcome.sent, outcome.before, outcome.problems) == (3, 0, ())
    assert sending().stage is Stage.RELEASED
    for name in MATTERS:
        assert [one.due for one in letters_sent(name)] == [DUE]
        (filed,) = letters_filed(name)
        assert ua.faults(folders.kept(filed.sha256)) == ()
        assert filed.letter.encode() in folders.kept(filed.text_sha256)
    assert [one.letter for one in owed()] == [
        one.letter for n in MATTERS for one in letters_sent(n)
    ]
    assert codes(released(file())) == ["round.released"]
    assert len(owed()) == 3


def test_what_was_owed_is_carried_to_the_printer_and_told_as_an_attempt() -> None:
    ready()
    ready_to_go(file())
    released(file())
    carried = [carry_next(worker()) for _ in MATTERS]
    assert [state for _, state in (one for one in carried if one)] == [State.DONE] * 3
    assert len(list(folders.outbox("print").glob("*.pdf"))) == 3
    standing = Record().standing("V1", on=today(), known=today())
    assert next(iter(standing.letters.sent.values())).service == "attempted"


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


def test_an_approver_cannot_come_back_to_finish_a_release() -> None:
    ready()
    ready_to_go(file())
    with pytest.raises(KeyboardInterrupt):
        released(file(), batch=1, progress=stop_at("send", 1))
    assert codes(released(file(), by=BO)) == ["approval.same-person"]


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


CHANGES = {
    "a word": {"authority": "2 CFR 200.337"},
    "a clause": {"clauses": ("public_record",)},
    "the day": {"due": date(2018, 2, 26)},
    "an address": {"overrides": {"V2": Override(matter="V2", lines=("2 Mill Lane",))}},
    "an enclosure": {"enclosed": (Enclosure(name="a.pdf", sha256="0" * 64),)},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_changed_after_approval_does_not_go(change: dict[str, Any]) -> None:
    ready()
    ready_to_go(file())
    changed = replace(file(), **change)
    if "enclosed" in change:
        path = folders.home() / "a.pdf"
        path.write_bytes(b"another")
        changed = replace(changed, enclosures=(str(path),))
    outcome = released(changed)
    assert set(codes(outcome)) <= {"round.changed", "letter.date-differs"}
    assert outcome.problems
    assert not owed()
    assert sending().stage is Stage.APPROVED


def test_a_contact_that_changed_after_approval_stops_the_round() -> None:
    ready()
    ready_to_go(file())
    done("supersede-contact", "matter:V2", contact="clerk", successor=None)
    done("note-contact", "matter:V2", contact="mayor", office="Mayor", name="May")
    assert codes(released(file())) == ["round.changed"]
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
    "mail without an address": ({"channel": "mail"}, "mail.not-an-address"),
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


def test_a_layout_that_does_not_compile_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    ready()
    ready_to_go(file())
    broken = pdf.layout() + b"\n#let x = (\n"
    monkeypatch.setattr(pdf.Press, "__post_init__", broken_press(broken))
    outcome = released(file())
    assert codes(outcome) == ["letter.layout-wrong"] * 3
    assert "line" in outcome.problems[0].refusal.reason
    assert sending().stage is Stage.APPROVED
    assert not owed()


def broken_press(layout: bytes) -> Any:
    made = pdf.Press.__post_init__

    def post_init(press: pdf.Press) -> None:
        press.layout = layout
        made(press)

    return post_init


def test_words_that_nobody_approved_are_not_sent() -> None:
    village()
    for name in MATTERS[1:]:
        matter(name)
    assert prepared(file()).recorded
    assert codes(approved(file())) == ["letter.words-unapproved"] * 3


def test_a_letter_that_the_gate_refuses_is_listed_and_the_others_go() -> None:
    ready()
    done("question-identity", "matter:V2", candidates=("a", "b"), why="two bodies")
    ready_to_go(file())
    outcome = released(file())
    assert outcome.sent == 2
    assert [(one.matter, one.refusal.code) for one in outcome.problems] == [
        ("V2", "identity.ambiguous")
    ]
    assert not letters_sent("V2")
    done("confirm-identity", "matter:V2", ids=("one", "two"))
    again = released(file())
    assert (again.sent, again.before, again.problems) == (1, 2, ())


def test_an_override_counts_only_when_it_is_said() -> None:
    ready()
    done(
        "override-fairness",
        "matter:V2",
        ground="service.unproven",
        act="send-request",
        name="Director",
        why="it burns",
        published="the page",
    )
    ready_to_go(file())
    assert codes(released(file())) == ["round.override-unsaid"]
    assert released(file(), override=True).sent == 1


def stop_at(step: str, number: int) -> Any:
    def progress(now: str, done_: int, _: int) -> None:
        if (now, done_) == (step, number):
            raise KeyboardInterrupt

    return progress


@pytest.mark.parametrize(("step", "number"), [(s, n) for s in ("print", "send") for n in (1, 2, 3)])
def test_a_release_that_is_stopped_goes_on_where_it_stopped(step: str, number: int) -> None:
    ready()
    ready_to_go(file())
    with pytest.raises(KeyboardInterrupt):
        released(file(), batch=1, progress=stop_at(step, number))
    went = number if step == "send" else 0
    assert len(owed()) == went
    outcome = released(file(), on=date(2018, 1, 25))
    if went == 3:
        assert codes(outcome) == ["round.released"]
    else:
        assert (outcome.sent, outcome.before) == (3 - went, went)
    assert [len(letters_sent(name)) for name in MATTERS] == [1, 1, 1]
    assert [len(letters_filed(name)) for name in MATTERS] == [1, 1, 1]
    assert len({one.key for one in owed()}) == len(owed()) == 3


def test_the_answer_that_comes_in_between_does_not_hold_the_rest_up() -> None:
    ready()
    ready_to_go(file())
    with pytest.raises(KeyboardInterrupt):
        released(file(), batch=1, progress=stop_at("send", 1))
    letter = letters_sent("V1")[0].letter
    done("receive-response", "matter:V1", letter=letter, kind="full", response="A1")
    outcome = released(file())
    assert (outcome.sent, outcome.before, outcome.problems) == (2, 1, ())


def test_letters_are_not_released_before_their_day() -> None:
    ready()
    ready_to_go(file())
    assert codes(released(file(), on=date(2018, 1, 23))) == ["round.not-yet"]


def test_a_round_of_mail_owes_messages_with_the_letter_attached() -> None:
    ready()
    mail = file(
        channel="e-mail",
        sender="grants@agency.example",
        overrides={
            name: Override(matter=name, address=f"clerk@{name}.example") for name in MATTERS
        },
    )
    ready_to_go(mail)
    assert released(mail).sent == 3
    message = message_of(errand_rows.held(owed()[0]).errand)
    (filed,) = letters_filed("V1")
    assert [one.sha256 for one in message.attachments] == [filed.sha256]
    assert str(message.to) == "clerk@v1.example"


def test_a_round_names_nobody_twice_and_somebody() -> None:
    ready()
    twice = file(recipients=Choice(matters=("V1", "V1")))
    assert codes(prepared(twice)) == ["round.doubled"]
    assert codes(prepared(file(recipients=Choice()))) == ["round.empty"]
    assert codes(prepared(file(kind="reminder", recipients=Choice(matters=("V1",))))) == [
        "letter.content-missing"
    ]
