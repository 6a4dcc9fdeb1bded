"""`proviso mailbox` and `proviso tasks`: what came is taken, what waits is listed with what to do, and gone once it is done."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import proviso.cli.mailbox
import proviso.cli.tasks
from proviso.acts.act import Receipt
from proviso.cli.app import app
from proviso.domain.errands import Kind, State
from proviso.outside.clock import now
from proviso.records import models
from tests.acts.arrivals_village import maildir, mailed, reply, report
from tests.acts.errands_village import errand, send
from tests.acts.rounds_village import approved, file, prepared
from tests.acts.rounds_village import ready as ready_for_rounds
from tests.acts.village import MATTER, done, request, told, village

pytestmark = pytest.mark.django_db
COMMANDS = (proviso.cli.mailbox, proviso.cli.tasks)


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    monkeypatch.setenv("PROVISO_BY", "Pat Person")
    monkeypatch.delenv("PROVISO_MAILBOX_URL", raising=False)
    monkeypatch.setattr("proviso.queries.ledger.why_no_ledger", lambda: None)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, [*words])


def tasks(*words: str) -> list[dict[str, Any]]:
    found = run("tasks", "--json", *words)
    assert found.exit_code in {0, 3}, found.output
    listed: list[dict[str, Any]] = json.loads(found.stdout)
    assert found.exit_code == (3 if listed else 0)
    return listed


def test_a_bounce_becomes_a_task_with_history_and_what_to_do(tmp_path: Path) -> None:
    village()
    box = maildir(tmp_path, report(mailed()), report("<theirs@elsewhere.example>"))
    polled = run("mailbox", "poll", "--url", f"maildir://{box}")
    assert polled.exit_code == 0, polled.output
    assert "Taken: 2 bounce." in polled.stdout
    assert (
        "Taken: nothing new. Already known: 0."
        in run("mailbox", "poll", "--url", f"maildir://{box}").stdout
    )
    returned, mail = tasks("--on", str(now().date()))
    assert (returned["kind"], returned["about"]) == ("letter-returned", "L1")
    assert returned["history"][0].startswith("clerk: Cleo, County Clerk, by channel")
    assert "letters: L1 bounced" in returned["history"][0]
    assert any("supersede-contact --matter V1 --contact clerk" in one for one in returned["do"])
    assert mail["kind"] == "mail"
    done("note-contact", MATTER, contact="new", office="Treasurer", channel="e-mail")
    done("supersede-contact", MATTER, contact="clerk", successor="new", why="left")
    (again,) = tasks("--kind", "letter-returned")
    assert "A successor is on record" in again["says"]
    assert len(again["do"]) == 1
    shown = run("tasks")
    assert shown.exit_code == 3
    assert "Letters that came back" in shown.stdout
    assert "2 tasks wait." in shown.stdout
    done("send-letter", MATTER, letter="L3", kind="closing", envelope=told(on=date(2018, 1, 25)))
    assert tasks("--kind", "letter-returned") == []


def test_what_waits_is_shown_and_settled(tmp_path: Path) -> None:
    village()
    box = maildir(tmp_path, reply(mailed(), says="<b>Hello</b> [red]there"))
    got = json.loads(run("mailbox", "poll", "--url", f"maildir://{box}", "--json").stdout)
    (taken,) = got["taken"]
    assert (taken["kind"], taken["waiting"], got["again"]) == ("reply", True, 0)
    name = taken["sha256"][:12]
    listed = run("mailbox", "list")
    assert listed.exit_code == 3
    assert name in listed.stdout
    shown = run("mailbox", "show", name)
    assert "says: Re: A request: <b>Hello</b> [red]there" in shown.stdout
    assert json.loads(run("mailbox", "show", name, "--json").stdout)["bytes"] > 100
    assert run("mailbox", "show", "zzz").exit_code == 2
    refused = run("mailbox", "settle", name, "--why", " ")
    assert refused.exit_code == 3
    assert "mail.no-why" in refused.stderr
    assert run("mailbox", "settle", name, "--why", "Answered by telephone.").exit_code == 0
    assert run("mailbox", "list").exit_code == 0
    told_of = json.loads(run("mailbox", "list", "--all", "--json").stdout)
    assert [one["settled"] for one in told_of] == ["Answered by telephone."]
    (tmp_path / "kept" / taken["sha256"][:2] / taken["sha256"]).unlink()
    assert run("mailbox", "show", name).exit_code == 2


def test_a_mailbox_that_is_none_or_away_is_told_and_noted_as_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    village()
    assert "No mailbox is set" in run("mailbox", "poll").stderr
    assert run("mailbox", "poll", "--url", "pop3://x").exit_code == 2
    monkeypatch.setenv("PROVISO_MAILBOX_URL", f"maildir://{tmp_path}/none")
    away = run("mailbox", "poll", "--every", "5")
    assert away.exit_code == 3
    assert "is not a maildir" in away.stderr
    models.Run.objects.update(began=now() - timedelta(hours=2))
    (missed,) = tasks()
    assert (missed["kind"], missed["about"]) == ("run-missed", "mailbox")
    assert "never ended" in missed["says"]


def test_tasks_come_in_the_order_of_urgency(tmp_path: Path) -> None:
    ready_for_rounds("V2", "V3")
    prepared(file())
    assert isinstance(request("L9"), Receipt)
    done("start-clock", MATTER, **CLOCK)
    done("state-due", MATTER, clock="answer", kind="request-due", runs_against="respondent")
    done("ask-extension", MATTER, clock="answer", until=date(2018, 3, 1), reason="snow")
    (unclear,) = send(errand("L5", Kind.MAIL), letter="L5")
    models.Errand.objects.update(state=State.AMBIGUOUS)
    (failed,) = send(errand("L6"), letter="L6")
    models.Errand.objects.filter(number=failed.number).update(state=State.FAILED)
    send(errand("L7", Kind.POST), letter="L7")
    kinds = [one["kind"] for one in tasks("--on", "2018-06-01")]
    assert kinds == [
        "send-unclear",
        "agency-overdue",
        "agency-overdue",
        "extension-unanswered",
        "send-failed",
        "round-approval",
        "send-by-hand",
    ]
    assert [one["about"] for one in tasks("--kind", "send-unclear")] == [f"errand {unclear.number}"]
    (by_hand,) = tasks("--kind", "send-by-hand")
    assert by_hand["says"].endswith("A person sees to it, by post.")
    approved(file())
    assert [one["about"] for one in tasks("--review", "R1", "--kind", "round-release")] == ["Q1"]
    assert run("tasks", "--kind", "nothing").exit_code == 2
    assert run("tasks", "--review", "none").exit_code == 2


CLOCK = {
    "clock": "decision",
    "kind": "management-decision",
    "trigger": date(2018, 1, 24),
    "period": 30,
    "unit": "calendar-days",
    "rule": "calendar-days",
    "runs_against": "agency",
    "due": date(2018, 2, 23),
}
