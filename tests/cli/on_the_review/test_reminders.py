"""`proviso letters remind`: what is owed and held back, a round for people to approve, once each; nothing goes by itself."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from typer.testing import Result

from proviso.records import models
from tests.acts.village import done, told
from tests.cli.on_the_review.asking import run

pytestmark = pytest.mark.django_db
ON = ("--on", "2025-05-01")
DESK = """review = "sa-2025"
kind = "reminder"
round = "each has its own"
on = 2025-01-01
letterhead = "zz-mv-grants"
signer = { name = "Ruth Ashgrove", lines = ["Office of Grants"] }
authority = "2 CFR 200.332(e)"
channel = "print"
mark = "Training. Nothing here exists."
answer_to = "the Office of Grants, 1 Capitol Green, Marrow Landing"
questions = "the audit desk, audit@mv.example"
"""


@pytest.fixture(scope="module", autouse=True)
def training(village: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The training review beside the reference review, for this module."""
    from proviso.acts.bring_in import bring_in
    from proviso.outside.clock import now

    with django_db_blocker.unblock(), transaction.atomic():
        with as_file(files("proviso") / "examples" / "single_audit") as folder:
            came = bring_in(folder, at=now(), by="the village")
        assert came.problems == ()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("proviso.cli.rounds._sign", lambda: None)
    (tmp_path / "desk.toml").write_text(DESK)
    return tmp_path / "desk.toml"


def remind(*words: str, exits: int) -> Any:
    found = run("letters", "remind", *words, "--json")
    assert found.exit_code == exits, found.output
    return json.loads(found.stdout)


def test_what_is_owed_and_what_the_gate_holds_back_is_listed() -> None:
    found = remind(*ON, exits=3)["owed"]
    names = [one["matter"] for one in found if one["ready"]]
    assert names == [f"T{one:02}-FY2024" for one in (1, 2, 4, 9, 10, 11)]
    assert {one["reminder"]["since"] for one in found} == {"2025-04-30"}
    later = remind("--on", "2025-05-09", exits=3)["owed"]
    (asked,) = [one for one in later if one["matter"] == "T04-FY2024"]
    assert not asked["ready"]
    assert asked["held"][0].startswith("extension.unanswered: ")
    assert "T04-FY2024 is held back: extension.unanswered" in _flat(
        run("letters", "remind", "--on", "2025-05-09")
    )
    missed = remind("--on", "2025-07-30", exits=0)["owed"]
    assert {one["owed"] for one in missed} == {False}
    assert "too late" in run("letters", "remind", "--on", "2025-07-30").stdout


def _flat(found: Result) -> str:
    """What was printed, without the table's own line ends."""
    return " ".join(found.stdout.split())


def test_the_reference_review_has_no_reminders() -> None:
    found = run("letters", "remind", "--review", "jag-1373", "--on", "2018-02-24")
    assert (found.exit_code, found.stdout.strip()) == (0, "No reminder is owed.")


def test_a_round_is_prepared_once_and_waits_for_people(desk: Path) -> None:
    words = ("--prepare", str(desk), "--by", "Ines Calloway")
    made = remind(*ON, *words, exits=0)
    own = desk.with_name("reminders-2025-05-01.toml")
    assert made["file"] == str(own)
    assert len(made["prepared"]) == 6
    assert models.Errand.objects.count() == 0, "nothing goes out by itself"
    again = remind(*ON, *words, exits=0)
    assert again["prepared"] == []
    assert {one["waits"] for one in again["owed"]} == {"reminders-2025-05-01"}
    assert [one.name for one in desk.parent.glob("*.toml")].count("desk.toml") == 1
    waiting = json.loads(run("tasks", "--kind", "round-approval", "--json", *ON).stdout)
    assert [one["about"] for one in waiting] == ["reminders-2025-05-01"]
    same = run("round", "approve", str(own), "--by", "Ines Calloway", *ON)
    assert same.exit_code == 3, "who prepared does not approve"
    assert json.loads(run("tasks", "--kind", "reminder", "--json", *ON).stdout) == []
    assert models.Run.objects.get(name="reminders").says == "6 owed, 0 prepared."


def test_who_has_no_letter_is_left_out_and_told(desk: Path) -> None:
    on = date(2025, 4, 20)
    envelope = {"on": on, "learned": on, "at": datetime(2026, 1, 5, 12, tzinfo=UTC)}
    named = {"contact": "loft", "office": "Loft", "channel": "pigeon"}
    done("note-contact", "matter:T02-FY2024", **named, envelope=told(**envelope))
    done("verify-contact", "matter:T02-FY2024", contact="loft", envelope=told(**envelope))
    desk.write_text(DESK.replace('channel = "print"\n', 'sender = "grants@mv.example"\n'))
    words = (*ON, "--prepare", str(desk), "--by", "Ines Calloway")
    made = remind(*words, exits=3)
    assert "T02-FY2024" not in made["prepared"]
    assert len(made["prepared"]) == 5
    assert [one["matter"] for one in made["problems"]] == ["T02-FY2024"]
    shown = run("letters", "remind", *words)
    assert shown.exit_code == 3
    assert "T02-FY2024: T02-FY2024 is to be written to by 'pigeon'" in shown.stderr
    assert "No round was prepared." in shown.stderr
    left = json.loads(run("tasks", "--kind", "reminder", "--json", *ON).stdout)
    assert [one["matter"] for one in left] == ["T02-FY2024"]


def test_a_desks_file_that_is_none_prepares_nothing(desk: Path) -> None:
    before = models.Entry.objects.count()
    for text, says in (
        ("kind = 1", "review: found nothing"),
        (DESK.replace('"reminder"', '"concern"'), "kind: found 'concern'"),
        (f"due = 2025-05-07\n{DESK}", "a reminder sets no new day"),
        ("=", "cannot be read"),
    ):
        desk.write_text(text)
        found = run("letters", "remind", *ON, "--prepare", str(desk), "--by", "Ines")
        assert found.exit_code == 2, found.output
        assert says in found.stderr
    desk.write_text(DESK)
    other = run("letters", "remind", "--review", "jag-1373", "--prepare", str(desk))
    assert "is for the review sa-2025" in other.stderr
    desk.write_text(DESK.replace('answer_to = "the', 'answer_too = "the'))
    assert run("letters", "remind", *ON, "--prepare", str(desk)).exit_code in {2, 3}
    assert models.Entry.objects.count() == before
