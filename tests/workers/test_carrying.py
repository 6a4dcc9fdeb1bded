"""Workers: they carry what is due, note that they ran, wait for a database that is away, and end after the present errand."""

import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError

from proviso.acts.perform import sitting
from proviso.domain.errands import Held, Kind, State
from proviso.domain.mail import Later
from proviso.records import errand_rows
from proviso.workers import carrying
from proviso.workers.carrying import Stopping, catch_up, loop, new_worker, once, send
from tests.acts.errands_village import errand, message, worker

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    monkeypatch.delenv("PROVISO_SMTP_URL", raising=False)


@pytest.fixture
def stopping() -> Any:
    """Signals taken, and given back afterwards."""
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)}
    told = Stopping()
    told.listen()
    yield told
    for one, kept in before.items():
        signal.signal(one, kept)


def owe(many: int, kind: Kind = Kind.PRINT) -> None:
    with sitting() as one:
        one.owe(*(errand(None, kind, key=f"k{number}") for number in range(many)))


def states() -> list[State]:
    return [held.state for held in errand_rows.every()]


def test_one_run_carries_all_that_is_due_and_is_noted(stopping: Stopping) -> None:
    owe(3)
    assert once(new_worker(), stopping, every=MINUTE) == 3
    assert states() == [State.DONE] * 3
    (run,) = errand_rows.runs()
    assert (run.name, run.every, run.says) == ("work", MINUTE, "3 errands taken up.")


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_told_to_end_finishes_the_present_errand(
    told: signal.Signals, stopping: Stopping
) -> None:
    owe(3)

    def at(step: str, _: Held) -> None:
        if step == "ready":
            signal.raise_signal(told)

    assert catch_up(worker(at=at), stopping) == 1
    assert states() == [State.DONE, State.OWED, State.OWED]
    assert stopping.wait(0)


def test_no_two_workers_have_one_name() -> None:
    assert new_worker().name != new_worker().name


def test_without_a_mail_server_mail_waits_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    owe(1, Kind.MAIL)
    once(new_worker(), Stopping(), every=MINUTE)
    (held,) = errand_rows.every()
    assert held.state is State.LATER
    assert "PROVISO_SMTP_URL" in held.why
    monkeypatch.setenv("PROVISO_SMTP_URL", "http://wrong")
    found = send(message("L1", "k"), lambda stage: None)
    assert isinstance(found, Later)
    assert found.settings
    monkeypatch.setenv("PROVISO_SMTP_URL", "smtp://127.0.0.1:1?starttls=never&timeout=1")
    assert isinstance(send(message("L1", "k"), lambda stage: None), Later)


def test_a_database_that_is_away_is_waited_for(
    stopping: Stopping, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    said: list[str] = []

    def run(*_: Any, **__: Any) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise DatabaseError("disk full")
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(carrying, "once", run)
    monkeypatch.setattr(carrying, "LOOK_AGAIN", 0.01)
    monkeypatch.setattr(carrying, "close_old_connections", lambda: None)
    loop(worker(), stopping, said.append)
    assert len(calls) == 2
    assert len(said) == 1
    assert "disk full" in said[0]
