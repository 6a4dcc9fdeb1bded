"""The release of a round: as approved, all or none, once each, however often it is stopped."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from proviso.acts.envelopes import message_of
from proviso.acts.errands import carry_next
from proviso.acts.perform import sitting
from proviso.domain.errands import Kind, State
from proviso.domain.rounds import Stage
from proviso.letters import pdf, ua
from proviso.letters.content import Enclosure
from proviso.letters.rounds import Override
from proviso.outside import folders
from proviso.outside.clock import today
from proviso.queries.record import Record
from proviso.records import errand_rows
from tests.acts.errands_village import errand, worker
from tests.acts.rounds_village import (
    BO,
    DUE,
    MATTERS,
    VALUES,
    codes,
    file,
    letters_filed,
    letters_sent,
    owed,
    ready,
    ready_to_go,
    released,
)
from tests.acts.village import AT, done, told

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


def test_an_approver_cannot_come_back_to_finish_a_release() -> None:
    ready()
    ready_to_go(file())
    with pytest.raises(KeyboardInterrupt):
        released(file(), batch=1, progress=stop_at("send", 1))
    assert codes(released(file(), by=BO)) == ["approval.same-person"]


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


def test_what_changes_while_the_letters_are_printed_does_not_go() -> None:
    ready()
    ready_to_go(file())

    def meddle(step: str, number: int, _: int) -> None:
        if (step, number) == ("print", 3):
            done("supersede-contact", "matter:V1", contact="clerk", successor=None)
            done("note-contact", "matter:V2", contact="mayor", office="Mayor", name="May")
            done("verify-contact", "matter:V2", contact="mayor")
            done("supersede-contact", "matter:V2", contact="clerk", successor="mayor")

    outcome = released(file(), progress=meddle)
    assert outcome.sent == 1
    assert codes(outcome) == ["letter.no-addressee", "round.changed"]
    assert [one.letter for one in owed()] == ["L-V3-2018-01-24"]


def test_two_releases_at_once_send_each_letter_once() -> None:
    ready()
    ready_to_go(file())

    def another(step: str, number: int, _: int) -> None:
        if (step, number) == ("print", 3):
            assert released(file(), by="Di Deputy").sent == 3

    assert codes(released(file(), progress=another)) == ["round.released"]
    assert len(owed()) == 3


def test_two_that_go_on_at_once_send_each_letter_once() -> None:
    ready()
    ready_to_go(file())
    with pytest.raises(KeyboardInterrupt):
        released(file(), batch=1, progress=stop_at("send", 1))

    def another(step: str, number: int, _: int) -> None:
        if (step, number) == ("print", 2):
            assert released(file(), by="Di Deputy").sent == 2

    outcome = released(file(), progress=another)
    assert (outcome.sent, outcome.before) == (0, 3)
    assert [len(letters_sent(name)) for name in MATTERS] == [1, 1, 1]
    assert len(owed()) == 3


@pytest.mark.parametrize("batch", [1, 100])
@pytest.mark.parametrize("taken", ["the errand", "the entry"])
def test_a_letter_that_cannot_be_owed_is_not_sent_and_the_others_are(
    taken: str, batch: int
) -> None:
    ready()
    ready_to_go(file())
    key = "R1/Q1/L-V2-2018-01-24"
    if taken == "the errand":
        with sitting() as one:
            assert one.owe(errand(letter=None, kind=Kind.POST, key=key)) is None
    else:
        done("note-matter", "matter:V2", envelope=told(key=f"{key}/file"), text="A remark.")
    outcome = released(file(), batch=batch)
    assert outcome.sent == 2
    assert [one.matter for one in outcome.problems] == ["V2"]
    assert codes(outcome)[0].endswith("key-used")
    assert [len(letters_sent(name)) for name in MATTERS] == [1, 0, 1]


def test_without_the_list_that_was_approved_nothing_goes() -> None:
    ready()
    ready_to_go(file())
    digest = sending().digest
    (folders.home() / "kept" / digest[:2] / digest).unlink()
    assert codes(released(file())) == ["round.changed"] * 3
    assert not owed()


def enclosing(**changed: Any) -> Any:
    path = folders.home() / "form.pdf"
    path.write_bytes(b"a form")
    return file(
        enclosures=(str(path),),
        enclosed=(Enclosure(name="form.pdf", sha256=sha256(b"a form").hexdigest()),),
        **changed,
    )


def test_an_enclosure_is_printed_beside_its_letter() -> None:
    ready()
    told_of = enclosing()
    ready_to_go(told_of)
    assert released(told_of).sent == 3
    assert [one.letter is None for one in owed()] == [False, True] * 3
    assert {one.told["file"] for one in map(errand_of, owed()) if one.letter is None} == {
        sha256(b"a form").hexdigest()
    }


def test_an_enclosure_that_is_exchanged_after_it_was_read_stops_the_release() -> None:
    ready()
    told_of = enclosing()
    ready_to_go(told_of)
    (folders.home() / "form.pdf").write_bytes(b"another form")
    assert codes(released(told_of)) == ["round.changed"]
    assert not owed()


@pytest.mark.parametrize("way", ["personal", "publication"])
def test_who_carries_a_letter_by_hand_takes_its_enclosures_along(way: str) -> None:
    ready()
    told_of = enclosing(channel=way)
    ready_to_go(told_of)
    released(told_of)
    assert [one.kind for one in owed()] == [way] * 3
    assert [one["name"] for one in errand_of(owed()[0]).told["enclosures"]] == ["form.pdf"]


def test_an_enclosure_goes_with_the_mail_and_a_bad_name_stops_it() -> None:
    ready()
    addresses = {name: Override(matter=name, address="a@b.example") for name in MATTERS}
    told_of = enclosing(channel="mail", sender="grants@agency.example", overrides=addresses)
    ready_to_go(told_of)
    assert released(told_of).sent == 3
    assert [one["name"] for one in errand_of(owed()[0]).told["attachments"]][1:] == ["form.pdf"]
    long = replace(told_of.enclosed[0], name=f"{'x' * 120}.pdf")
    other = replace(told_of, round="Q2", letter="M-{matter}", enclosed=(long,))
    ready_to_go(other)
    assert set(codes(released(other))) == {"mail.too-long"}


def test_a_subject_too_long_for_mail_is_refused_before_anything_goes() -> None:
    ready()
    addresses = {name: Override(matter=name, address="a@b.example") for name in MATTERS}
    values = {**VALUES, "award": "x" * 280}
    told_of = file(
        channel="mail",
        sender="g@a.example",
        reply_to="r@a.example",
        overrides=addresses,
        values=values,
    )
    ready_to_go(told_of)
    outcome = released(told_of)
    assert set(codes(outcome)) == {"mail.too-long"}
    assert not owed()


def test_a_letter_that_breaks_the_rules_of_accessible_pdf_does_not_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ready()
    ready_to_go(file())
    fault = ua.Fault(rule="titled", where="file", says="It has no title.", authority="7.1")
    monkeypatch.setattr(ua, "faults", lambda _: (fault,))
    assert codes(released(file())) == ["letter.not-accessible"] * 3
    assert not owed()


def test_a_letter_that_is_late_by_now_is_not_sent() -> None:
    ready()
    ready_to_go(file())
    assert codes(released(file(), on=date(2018, 2, 24))) == ["letter.due-past"] * 3


def errand_of(row: Any) -> Any:
    return errand_rows.held(row).errand
