"""Errands: owed with their act, carried once, told on the matter's record; what is unclear waits for a person."""

import errno
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from proviso.acts import errands
from proviso.acts.perform import sitting
from proviso.domain.errands import BACKOFF, Errand, Held, Kind, State, payload
from proviso.domain.facts.letters import LetterBounced, ServiceAttempted
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.mail import Ambiguous, Handed, Later, Message, Refused, Stage
from proviso.domain.refusals import Refusal
from proviso.outside import folders
from proviso.records import errand_rows, models, streams
from tests.acts.errands_village import Server, errand, send, worker
from tests.acts.village import MATTER, deed, last, told, village

pytestmark = pytest.mark.django_db
BROKEN = errno.ENOSPC


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    village()


def now_held(number: int) -> Held:
    found = errand_rows.get(number)
    assert found is not None
    return found


def change(number: int, **fields: Any) -> None:
    """What time or another worker would have done to the row."""
    models.Errand.objects.filter(number=number).update(**fields)


def due(number: int) -> None:
    change(number, due_at=now_held(number).owed_at)


def handed_over() -> list[str]:
    return list(folders.handed_over("print"))


def dies(at: str) -> errands.Worker:
    """A worker that comes to its end at this step."""

    class Died(BaseException):
        pass

    def step(phase: str, _: Held) -> None:
        if phase == at:
            raise Died

    return worker("dying", at=step, lease=timedelta(0))


def die(number: int, at: str, server: Server | None = None) -> None:
    doomed = dies(at)
    if server:
        doomed = replace(doomed, send=server.send)
    with pytest.raises(BaseException) as died:
        errands.carry(number, doomed)
    assert type(died.value).__name__ == "Died"


def said(kind: type[Handed]) -> Any:
    """A mail server that says this of every message."""
    more: dict[str, Any] = {"why": "So it said."}
    if kind in {Refused, Later}:
        more["stage"] = Stage.RECIPIENT

    def answer(message: Message) -> Any:
        return kind(message=message.id, recipient=str(message.to), reply="550 no", **more)

    return Server(answer)


# --- owing -----------------------------------------------------------------------------------


def test_a_letter_owes_its_errand_in_the_same_transaction() -> None:
    (held,) = send(errand())
    assert (held.state, held.errand) == (State.OWED, errand())
    with pytest.raises(ZeroDivisionError), sitting() as one:
        one.do(deed("note-matter", MATTER, text="x"), told())
        one.owe(errand(key="other"))
        raise ZeroDivisionError
    assert [one.errand.key for one in errand_rows.every()] == [held.errand.key]


def test_an_act_that_is_done_twice_owes_once() -> None:
    send(errand())
    for _ in range(2):
        with sitting() as one:
            assert one.owe(errand(), errand()) is None
            assert one.owe(errand()) is None
    assert len(list(errand_rows.every())) == 1


def test_what_cannot_be_carried_is_not_owed_and_neither_is_what_comes_with_it() -> None:
    send(errand())
    with sitting() as one:
        refused = one.owe(errand(key="fine"), replace(errand(), to="elsewhere"))
        assert isinstance(refused, Refusal)
        assert refused.code == "errand.key-used"
        assert isinstance(one.owe(replace(errand(), key="")), Refusal)
    assert len(list(errand_rows.every())) == 1


# --- carrying --------------------------------------------------------------------------------


def test_a_file_is_handed_over_and_the_record_tells_it() -> None:
    (held,) = send(errand())
    steps: list[str] = []
    assert errands.carry(held.number, worker(at=lambda step, _: steps.append(step))) is State.DONE
    assert tuple(steps) == errands.PHASES
    assert last().fact == ServiceAttempted(letter="L1", method="post", address="1 Square, Elder")
    assert (last().key, last().note) == (f"errand/{held.errand.key}", now_held(held.number).proof)
    (name,) = handed_over()
    assert (folders.outbox("print") / name).read_bytes() == b"The letter L1."
    assert not list(folders.outbox("print").glob(".draft*"))


def test_mail_is_handed_over_once_and_the_record_tells_it() -> None:
    server = Server()
    (held,) = send(errand(kind=Kind.MAIL))
    found = errands.carry_next(worker(send=server.send))
    assert found is not None
    assert found[1] is State.DONE
    assert len(server.taken) == 1
    assert last().fact == ServiceAttempted(
        letter="L1", method="e-mail", address="clerk@elder.example"
    )
    assert server.taken[0] in (last().note or "")
    assert errands.carry(held.number, worker()) is None
    assert errands.carry_next(worker()) is None


def test_what_is_carried_by_hand_no_worker_takes_up() -> None:
    (held,) = send(errand(kind=Kind.POST))
    assert errands.carry_next(worker()) is None
    found = errands.settle(held.number, sent=True, why="Posted; tracking 42.", by="Pat")
    assert found is State.DONE
    assert (last().by, last().note) == ("Pat", "Posted; tracking 42.")


def test_a_notice_that_is_no_letter_leaves_the_record_as_it_is() -> None:
    with sitting() as one:
        one.owe(errand(None, key="notice"))
    before = streams.count()
    found = errands.carry_next(worker())
    assert found is not None
    assert found[1] is State.DONE
    assert streams.count() == before


# --- dying -----------------------------------------------------------------------------------


@pytest.mark.parametrize("step", errands.PHASES)
def test_a_file_is_handed_over_once_whatever_step_a_worker_dies_at(step: str) -> None:
    (held,) = send(errand())
    die(held.number, step)
    after = errands.carry(held.number, worker())
    assert after is (None if step == "recorded" else State.DONE)
    assert len(handed_over()) == 1
    keys = [one.key for one in streams.entries(MATTER)]
    assert keys.count(f"errand/{held.errand.key}") == 1


def test_a_file_that_was_taken_from_the_outbox_is_still_known() -> None:
    (held,) = send(errand())
    die(held.number, "handed")
    folder = folders.outbox("print")
    (folder / "taken").mkdir()
    (name,) = handed_over()
    (folder / name).rename(folder / "taken" / name)
    assert errands.carry(held.number, worker()) is State.DONE
    assert handed_over() == [name]


@pytest.mark.parametrize("step", ["ready", "handed", "recording"])
def test_mail_that_may_have_gone_out_waits_for_a_person(step: str) -> None:
    server = Server()
    (held,) = send(errand(kind=Kind.MAIL))
    die(held.number, step, server)
    assert errands.carry(held.number, worker(send=server.send)) is None
    assert errands.sweep() >= 1
    assert now_held(held.number).state is State.AMBIGUOUS
    sent = bool(server.taken)
    found = errands.settle(held.number, sent=sent, why="By their log.", by="Pat Person")
    assert found is (State.DONE if sent else State.FAILED)
    assert last().by == "Pat Person"
    assert isinstance(last().fact, ServiceAttempted if sent else MatterNoted)
    if not sent:
        assert errands.retry(held.number, by="Pat Person") is State.OWED
        assert errands.carry(held.number, worker(send=server.send)) is State.DONE
    assert len(server.taken) == 1


@pytest.mark.parametrize("step", ["claimed", "loaded"])
def test_mail_that_cannot_have_gone_out_is_simply_carried_again(step: str) -> None:
    server = Server()
    (held,) = send(errand(kind=Kind.MAIL))
    die(held.number, step, server)
    assert errands.carry(held.number, worker(send=server.send)) is State.DONE
    assert len(server.taken) == 1


def test_a_worker_that_was_only_slow_is_still_believed() -> None:
    (held,) = send(errand(kind=Kind.MAIL))

    class Slow(Server):
        def send(self, message: Message, reached: Any) -> Handed:
            answer = super().send(message, reached)
            change(held.number, claimed_until=held.owed_at)
            errands.sweep()
            assert now_held(held.number).state is State.AMBIGUOUS
            return answer

    assert errands.carry(held.number, worker(send=Slow().send)) is State.DONE


def test_a_worker_that_lost_its_claim_sends_nothing() -> None:
    (held,) = send(errand(kind=Kind.MAIL))
    server = Server()

    def overtaken(step: str, _: Held) -> None:
        if step == "loaded":
            change(held.number, claimed_by="another")

    assert errands.carry(held.number, worker(send=server.send, at=overtaken)) is None
    assert server.taken == []


@pytest.mark.parametrize("gone", [True, False])
def test_a_worker_that_lost_its_claim_hands_no_file_over(gone: Any) -> None:
    (held,) = send(errand())

    def overtaken(step: str, _: Held) -> None:
        if step == "ready" and gone:
            models.Errand.objects.filter(number=held.number).delete()
        elif step == "ready":
            change(held.number, claimed_by="another")

    assert errands.carry(held.number, worker(at=overtaken)) is None
    assert handed_over() == []
    assert not list(folders.outbox("print").iterdir())


def test_a_person_who_was_first_is_not_overruled_by_a_late_word() -> None:
    (held,) = send(errand(kind=Kind.MAIL))

    class Slower(Server):
        def send(self, message: Message, reached: Any) -> Handed:
            answer = super().send(message, reached)
            change(held.number, state=State.AMBIGUOUS)
            errands.settle(held.number, sent=True, why="They have it.", by="Pat")
            return answer

    assert errands.carry(held.number, worker(send=Slower().send)) is None
    keys = [one.key for one in streams.entries(MATTER)]
    assert keys.count(f"errand/{held.errand.key}") == 1


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
