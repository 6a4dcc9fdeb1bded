"""Errands and the world: refusals, waiting, full disks, what the record will not take, and a person's word."""

import errno
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from proviso.acts import errands
from proviso.acts.perform import sitting
from proviso.domain.errands import BACKOFF, Errand, Held, Kind, State, payload
from proviso.domain.facts.letters import LetterBounced
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.mail import Ambiguous, Handed, Later, Message, Refused
from proviso.domain.refusals import Refusal
from proviso.outside import folders
from proviso.records import errand_rows, streams
from tests.acts.errands_village import (
    Server,
    change,
    due,
    errand,
    handed_over,
    now_held,
    said,
    send,
    worker,
)
from tests.acts.village import last, village

pytestmark = pytest.mark.django_db
BROKEN = errno.ENOSPC


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    village()


# --- what the world says ---------------------------------------------------------------------


def test_a_refused_letter_has_come_back() -> None:
    (held,) = send(errand(kind=Kind.MAIL))
    assert errands.carry(held.number, worker(send=said(Refused).send)) is State.FAILED
    assert last().fact == LetterBounced(letter="L1", why="So it said.")


def test_a_connection_lost_after_the_final_dot_waits_for_a_person() -> None:
    (held,) = send(errand(kind=Kind.MAIL))
    before = streams.count()
    assert errands.carry(held.number, worker(send=said(Ambiguous).send)) is State.AMBIGUOUS
    assert streams.count() == before
    assert now_held(held.number).why == "So it said."


def test_what_has_to_wait_is_tried_less_and_less_often_and_then_given_up() -> None:
    (held,) = send(errand(kind=Kind.MAIL))
    busy = worker(send=said(Later).send)
    for wait in BACKOFF:
        assert errands.carry(held.number, busy) is State.LATER
        later = now_held(held.number)
        assert later.due_at > later.owed_at + wait
        assert errands.carry(held.number, busy) is None
        due(held.number)
    assert errands.carry(held.number, busy) is State.FAILED
    assert isinstance(last().fact, MatterNoted)
    assert "Tried 9 times" in now_held(held.number).why
    assert errands.retry(held.number, by="Pat") is State.OWED
    assert errands.carry(held.number, worker()) is State.DONE


def test_an_errand_overtaken_while_it_had_to_wait_is_left_alone() -> None:
    (held,) = send(errand(kind=Kind.MAIL))

    def overtaken(step: str, _: Held) -> None:
        if step == "handed":
            change(held.number, claimed_by="another")

    assert errands.carry(held.number, worker(send=said(Later).send, at=overtaken)) is None
    assert now_held(held.number).state is State.CLAIMED


@pytest.mark.parametrize("call", ["open", "fsync", "link"])
def test_a_full_disk_loses_and_doubles_nothing(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (held,) = send(errand())
    before = streams.count()
    with monkeypatch.context() as patched:

        def full_disk(*_: Any) -> None:
            raise OSError(BROKEN, os.strerror(BROKEN))

        patched.setattr(f"proviso.outside.folders.os.{call}", full_disk)
        assert errands.carry(held.number, worker()) is State.LATER
    assert "No space left" in now_held(held.number).why
    assert streams.count() == before
    assert handed_over() == []
    assert not list(folders.outbox("print").iterdir())


def test_after_a_full_disk_it_is_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    (held,) = send(errand())
    with monkeypatch.context() as patched:

        def full_disk(*_: Any) -> None:
            raise OSError(BROKEN, os.strerror(BROKEN))

        patched.setattr(os, "link", full_disk)
        assert errands.carry(held.number, worker()) is State.LATER
    due(held.number)
    assert errands.carry(held.number, worker()) is State.DONE
    assert len(handed_over()) == 1


def test_a_file_that_is_not_kept_any_more_is_waited_for() -> None:
    (held,) = send(errand())
    kept = folders.home() / "kept"
    (path,) = (one for one in kept.rglob("*") if one.is_file())
    path.write_bytes(b"Another letter.")
    assert errands.carry(held.number, worker()) is State.LATER
    assert "is not what its name says" in now_held(held.number).why


@pytest.mark.parametrize("told_", [payload(), payload(file="x", suffix="/../x")])
def test_an_errand_that_makes_no_sense_is_given_up_and_told(told_: bytes) -> None:
    (held,) = send(errand())
    change(held.number, payload=told_)
    assert errands.carry(held.number, worker()) is State.FAILED
    assert "which file" in now_held(held.number).why
    assert isinstance(last().fact, MatterNoted)


# --- what the record refuses -----------------------------------------------------------------


def unsent(kind: Kind) -> Held:
    """An errand for a letter that the record does not know."""
    with sitting() as one:
        one.owe(errand("L9", kind))
    (held,) = errand_rows.every()
    return held


def test_a_file_for_a_letter_that_was_not_sent_is_not_handed_over() -> None:
    held = unsent(Kind.PRINT)
    assert errands.carry(held.number, worker()) is State.FAILED
    assert "letter.unknown" in now_held(held.number).why
    assert handed_over() == []


@pytest.mark.parametrize("server", [Server(), said(Refused)])
def test_mail_for_a_letter_that_was_not_sent_is_shown_to_a_person(server: Server) -> None:
    held = unsent(Kind.MAIL)
    assert errands.carry(held.number, worker(send=server.send)) is State.AMBIGUOUS
    assert "letter.unknown" in now_held(held.number).why
    refused = errands.settle(held.number, sent=True, why="Seen.", by="Pat")
    assert isinstance(refused, Refusal)
    assert refused.code == "letter.unknown"


def test_a_late_word_that_the_record_refuses_changes_nothing() -> None:
    held = unsent(Kind.MAIL)

    class Slow(Server):
        def send(self, message: Message, reached: Any) -> Handed:
            answer = super().send(message, reached)
            change(held.number, state=State.AMBIGUOUS, why="silent")
            return answer

    assert errands.carry(held.number, worker(send=Slow().send)) is None
    assert now_held(held.number).why == "silent"


def test_what_the_record_tells_already_is_not_handed_over_again() -> None:
    (held,) = send(errand())
    errands.carry(held.number, worker())
    (name,) = handed_over()
    (folders.outbox("print") / name).unlink()
    change(held.number, state=State.OWED, claimed_by=None)
    assert errands.carry(held.number, worker()) is State.DONE
    assert handed_over() == []


# --- a person --------------------------------------------------------------------------------


def test_a_person_decides_only_what_waits_for_one() -> None:
    (held,) = send(errand())
    refused = errands.settle(held.number, sent=True, why="Seen.", by="Pat")
    assert isinstance(refused, Refusal)
    assert refused.code == "errand.not-asked"
    again = errands.retry(held.number, by="Pat")
    assert isinstance(again, Refusal)
    assert again.code == "errand.not-owed"
    for unknown in (errands.retry(99, by="Pat"), errands.settle(99, sent=True, why="x", by="P")):
        assert isinstance(unknown, Refusal)
        assert unknown.code == "errand.unknown"


def test_silence_of_a_work_is_noticed() -> None:
    with errands.run("work", every=timedelta(minutes=1)) as says:
        says("3 taken up.")
    (run,) = errand_rows.runs()
    assert run.ended is not None
    assert (run.name, run.says) == ("work", "3 taken up.")


def test_an_errand_is_what_was_owed() -> None:
    owed: list[Errand] = [errand(kind=kind) for kind in (Kind.PRINT, Kind.MAIL, Kind.PERSONAL)]
    assert [held.errand for held in send(*owed)] == owed
