"""Errands: owed with their act, carried once, told on the matter's record; what is unclear waits for a person."""

import errno
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from proviso.acts import errands
from proviso.acts.perform import sitting
from proviso.domain.errands import Held, Kind, State
from proviso.domain.facts.letters import ServiceAttempted
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.mail import Handed, Message
from proviso.domain.refusals import Refusal
from proviso.outside import folders
from proviso.records import errand_rows, models, streams
from tests.acts.errands_village import (
    Server,
    change,
    die,
    errand,
    handed_over,
    now_held,
    send,
    worker,
)
from tests.acts.village import MATTER, deed, last, told, village

pytestmark = pytest.mark.django_db
BROKEN = errno.ENOSPC


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    village()


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
