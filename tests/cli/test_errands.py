"""`proviso errands` and `proviso work`: what is owed is shown, settled, tried again, compared; silence is told."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import proviso.cli.errands
import proviso.cli.work
from proviso.cli.app import app
from proviso.cli.doctor import Unwell, _errands
from proviso.domain.errands import Kind, State
from proviso.outside.clock import now
from proviso.records import errand_rows, models
from tests.acts.errands_village import errand, send
from tests.acts.village import last, village

pytestmark = pytest.mark.django_db
MINUTE = 60_000_000
LONG_AGO = timedelta(days=30)
COMMANDS = (proviso.cli.errands, proviso.cli.work)


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    monkeypatch.setenv("PROVISO_BY", "Pat Person")
    monkeypatch.setattr("proviso.queries.ledger.why_no_ledger", lambda: None)
    village()


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["errands", *words])


def unclear() -> int:
    (held,) = send(errand(kind=Kind.MAIL))
    models.Errand.objects.update(state=State.AMBIGUOUS, why="The line was cut.")
    return held.number


def test_what_is_owed_is_shown() -> None:
    assert "none" in run().stdout
    send(errand(), errand(kind=Kind.MAIL))
    shown = run()
    assert shown.exit_code == 0
    assert "2 owed" in shown.stdout
    assert "clerk@elder.example" in shown.stdout
    told = json.loads(run("--state", "owed", "--json").stdout)
    assert told["counts"]["owed"] == 2
    assert [one["way"] for one in told["errands"]] == ["print", "mail"]
    assert json.loads(run("--state", "done", "--json").stdout)["errands"] == []
    assert run("--state", "lost").exit_code == 2


def test_a_person_settles_what_is_unclear() -> None:
    number = str(unclear())
    assert run("settle", number, "--as", "perhaps", "--why", "x").exit_code == 2
    refused = run("settle", number, "--as", "sent", "--why", " ")
    assert refused.exit_code == 3
    assert "errand.no-why" in refused.stderr
    done = run("settle", number, "--as", "sent", "--why", "It is in their log.")
    assert done.exit_code == 0
    assert (last().by, last().note) == ("Pat Person", "It is in their log.")
    assert run("settle", number, "--as", "sent", "--why", "Again.").exit_code == 3


def test_what_was_not_sent_is_tried_again() -> None:
    number = str(unclear())
    assert run("settle", number, "--as", "not-sent", "--why", "Not in their log.").exit_code == 0
    assert run("retry", number, "--by", "Ann").exit_code == 0
    (held,) = errand_rows.every()
    assert (held.state, held.why) == (State.OWED, "To be tried again, said Ann.")
    assert run("retry", "99").exit_code == 3


def test_what_does_not_fit_is_listed_with_what_to_do() -> None:
    assert run("reconcile").exit_code == 0
    unclear()
    found = run("reconcile")
    assert found.exit_code == 3
    assert "errands settle" in found.stdout
    told = json.loads(run("reconcile", "--json").stdout)
    assert [one["code"] for one in told] == ["errand.ambiguous"]
    assert "reconcile" in [one.name for one in errand_rows.runs()]


def test_a_notice_is_owed_once_a_day() -> None:
    for _ in range(2):
        assert run("heartbeat", "--to", "a@b.example", "--from", "c@d.example").exit_code == 0
    assert len(list(errand_rows.every())) == 1
    assert run("heartbeat", "--to", "nobody", "--from", "c@d.example").exit_code == 3


def test_a_missed_run_is_told() -> None:
    models.Run.objects.create(
        name="work", every=timedelta(minutes=1), began=now() - LONG_AGO, ended=now() - LONG_AGO
    )
    shown = run()
    assert shown.exit_code == 3
    assert "missed work" in shown.stdout
    with pytest.raises(Unwell, match="a run was missed: work"):
        _errands()
    assert [one["missed"] for one in json.loads(run("--json").stdout)["runs"]] == [True]


def test_errands_that_no_worker_has_ever_looked_at_are_told() -> None:
    assert _errands() == "none wait for a person"
    send(errand())
    models.Errand.objects.update(owed_at=now() - LONG_AGO)
    with pytest.raises(Unwell, match="no worker has run"):
        _errands()
    models.Run.objects.create(name="work", every=LONG_AGO, began=now(), ended=now())
    models.Errand.objects.update(state=State.FAILED)
    assert _errands().startswith("1 waits for a person")


def test_without_an_installation_there_is_nothing_to_look_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("proviso.queries.ledger.why_no_ledger", lambda: "there is no database")
    found = run()
    assert found.exit_code == 2
    assert "proviso demo" in found.stderr


def at_work(home: Path, *words: str) -> "subprocess.Popen[str]":
    environ: dict[str, Any] = {**os.environ, "PROVISO_HOME": str(home), "PROVISO_SMTP_URL": ""}
    environ.pop("PROVISO_DATABASE_URL", None)
    return subprocess.Popen(
        [sys.executable, "-m", "proviso.cli.main", *words],
        env=environ,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.slow
def test_a_worker_runs_until_it_is_told_to_end(tmp_path: Path) -> None:
    home = tmp_path / "own"
    once = at_work(home, "work", "--once", "--every", "15")
    assert once.communicate(timeout=120)[0] == "0 errands taken up.\n"
    assert once.returncode == 0
    several = at_work(home, "work", "--processes", "2")
    assert "PostgreSQL" in several.communicate(timeout=60)[1]
    assert several.returncode == 2
    going = at_work(home, "work")
    until = time.monotonic() + 60
    while every(home) != MINUTE and time.monotonic() < until:
        time.sleep(0.1)
    going.send_signal(signal.SIGTERM)
    assert going.communicate(timeout=60)[1] == ""
    assert going.returncode == 0


def every(home: Path) -> int:
    """How often the worker that ran last means to run, in microseconds."""
    with closing(sqlite3.connect(home / "proviso.sqlite3")) as opened:
        return int(opened.execute("SELECT every FROM records_run").fetchone()[0])
