"""`proviso round` and `proviso letters`: a round from its file to its status, and what each step says when it cannot."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from typer.testing import CliRunner, Result

import proviso.cli.letters
import proviso.cli.rounds
from proviso.acts import checkpoints
from proviso.cli.app import app
from tests.acts.rounds_village import letters_sent, owed, ready
from tests.acts.village import done

pytestmark = pytest.mark.django_db
COMMANDS = (proviso.cli.letters, proviso.cli.rounds)
FILE = """
review = "R1"
round = "Q1"
kind = "document-request"
on = 2018-01-24
due = 2018-02-23
letterhead = "zz-mv-grants"
signer = { name = "Ruth Ashgrove", lines = ["Office of Grants"] }
authority = "2 CFR 200.336"
items = ["policies"]
channel = "print"
answer_to = "1 Capitol Green, Marrow Landing"
questions = "the grants desk"
[recipients]
matters = ["V1", "V2", "V3"]
"""
DAY = ("--on", "2018-01-24")


@pytest.fixture(autouse=True)
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The round's file, in an installation with a village."""
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("PROVISO_BY", raising=False)
    ready()
    path = tmp_path / "round.toml"
    path.write_text(FILE)
    yield path


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def step(name: str, path: Path, by: str, *more: object) -> Result:
    return run("round", name, path, "--by", by, *DAY, *more)


def go(path: Path) -> None:
    for name, by in (("prepare", "Ada"), ("approve", "Bo")):
        came = step(name, path, by)
        assert came.exit_code == 0, came.output


def test_a_round_goes_from_its_file_to_its_status(told: Path) -> None:
    prepared = step("prepare", told, "Ada")
    assert "Round prepared: 3 letters, digest " in prepared.stdout
    approved = json.loads(step("approve", told, "Bo", "--json").stdout)
    assert (approved["recorded"], approved["letters"]) == (True, 3)
    released = step("release", told, "Ada")
    assert "3 letters were recorded and handed to the workers." in released.stdout
    assert len(owed()) == 3
    status = run("round", "status", told)
    assert "prepared by Ada, approved by Bo, released by Ada" in status.stdout
    assert "3 recipients: 3 sent" in status.stdout
    by_name = json.loads(run("round", "status", "Q1", "--json").stdout)
    assert by_name["counts"] == {"sent": 3}
    assert [one["errand"] for one in by_name["recipients"]] == ["owed"] * 3
    again = step("release", told, "Ada")
    assert again.exit_code == 3
    assert "was released by Ada" in again.stderr


def test_who_prepared_is_told_that_another_has_to_approve(told: Path) -> None:
    step("prepare", told, "Ada")
    came = step("approve", told, "ada")
    assert came.exit_code == 3
    assert "two different people must" in came.stderr
    assert "Nothing was recorded and nothing was sent." in came.stderr


def test_a_letter_that_is_held_back_is_named_and_goes_later(told: Path) -> None:
    go(told)
    done("question-identity", "matter:V2", candidates=("a", "b"), why="two bodies")
    came = step("release", told, "Ada")
    assert came.exit_code == 3
    assert "V2: " in came.stderr
    assert "2 letters were recorded and handed to the workers. 1 did not go." in " ".join(
        came.stdout.split()
    ).replace("  ", " ")
    status = json.loads(run("round", "status", told, "--json").stdout)
    assert status["counts"] == {"sent": 2, "waiting": 1}
    done("confirm-identity", "matter:V2", ids=("one", "two"))
    again = step("release", told, "Ada")
    assert again.exit_code == 0
    assert "1 letter was recorded" in again.stdout
    assert "2 had gone before." in again.stdout
    assert len(letters_sent("V2")) == 1


def test_a_head_that_cannot_be_signed_is_told_and_the_letters_stand(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(told)

    def full(*_: Any, **__: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(checkpoints, "sign", full)
    came = step("release", told, "Ada")
    assert came.exit_code == 0
    assert "could not be signed: database or disk is full" in came.stderr
    assert len(owed()) == 3


WRONG = {
    "no such file": ("", "cannot be read"),
    "no TOML": ("review =", "it is not TOML"),
    "an unknown key": (FILE.replace("due =", "dew ="), "dew: found a key that is not known"),
    "a due date in quotes": (
        FILE.replace("due = 2018-02-23", 'due = "soon"'),
        "expected a day such as",
    ),
    "an unknown recipient": (FILE.replace('"V3"', '"V9"'), "'V9' is no matter of the review R1"),
    "a recipient twice": (FILE.replace('"V3"', '"V2"'), "V2 is there more than once"),
    "an unknown channel": (FILE.replace('"print"', '"pigeon"'), "channel: found 'pigeon'"),
    "an enclosure that is not there": (
        FILE.replace("items =", 'enclosures = ["no.pdf"]\nitems ='),
        "no.pdf cannot be read",
    ),
    "nobody": (FILE.replace('matters = ["V1", "V2", "V3"]', 'state = "ZZ"'), "Nobody fits"),
}


@pytest.mark.parametrize(("text", "says"), WRONG.values(), ids=WRONG.keys())
def test_a_file_that_cannot_be_read_says_where(told: Path, text: str, says: str) -> None:
    told.write_text(text) if text else told.unlink()
    came = step("prepare", told, "Ada")
    assert came.exit_code == 2
    assert says in came.stderr


REFUSED = {
    "a past day": ("due = 2018-02-23", "due = 2018-01-23", "Nobody could act in time"),
    "a closed day": ("due = 2018-02-23", "due = 2018-02-19", "Set an open day; the next is"),
    "a missing field": ("items =", 'clauses = ["order_in_effect"]\nitems =', "order_in_effect"),
    "an unknown clause": ("items =", 'clauses = ["no_such"]\nitems =', "no clause called"),
}


@pytest.mark.parametrize(("old", "new", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_letters_that_cannot_be_made_are_refused_each_by_name(
    told: Path, old: str, new: str, says: str
) -> None:
    told.write_text(FILE.replace(old, new))
    came = step("prepare", told, "Ada")
    assert came.exit_code == 3
    for name in ("V1: ", "V2: ", "V3: "):
        assert name in came.stderr
    assert says in came.stderr
    look = run("round", "preview", told)
    assert look.exit_code == 3
    assert "3 that cannot be made" in look.stdout


def test_a_preview_shows_what_differs_and_what_to_look_at(told: Path, tmp_path: Path) -> None:
    table = tmp_path / "who.csv"
    table.write_text("matter,name,office,clauses\nV1,,,\nV2,Dara Day,Mayor,public_record\nV3,,,\n")
    shown = run("round", "preview", told, "--recipients", table)
    assert shown.exit_code == 0, shown.output
    assert "+ Dara Day" in shown.stdout
    assert "look: The round writes to Mayor" in shown.stdout
    found = json.loads(run("round", "preview", told, "--recipients", table, "--json").stdout)
    by_matter = {one["matter"]: one for one in found}
    assert by_matter["V2"]["clauses"] == ["public_record"]
    assert "Dara Day" in by_matter["V2"]["says"]
    assert by_matter["V1"]["says"] == []
    assert "contact.other" in [one["code"] for one in by_matter["V2"]["cautions"]]


def test_a_round_goes_to_those_of_an_earlier_one(told: Path) -> None:
    go(told)
    step("release", told, "Ada")
    later = FILE.replace('"Q1"', '"Q2"').replace('matters = ["V1", "V2", "V3"]', 'like = "Q1"')
    told.write_text(later.replace("on = 2018-01-24", 'letter = "M-{matter}"\non = 2018-02-01'))
    shown = json.loads(run("round", "preview", told, "--json").stdout)
    assert [one["matter"] for one in shown] == ["V1", "V2", "V3"]
    assert any("Nothing shows that" in one["says"] for one in shown[0]["cautions"])
    standing = run("round", "preview", told, "--standing", "closed")
    assert standing.exit_code == 2


def test_a_round_that_is_not_there_is_a_bad_question(told: Path) -> None:
    assert run("round", "status", "Q9").exit_code == 2
    assert run("round", "status", "Q9", "--review", "R1").exit_code == 2
    assert run("round", "status", told).exit_code == 2


# --- letters ---------------------------------------------------------------------------------


def test_one_letter_is_shown_as_text_as_a_page_and_as_a_file(told: Path, tmp_path: Path) -> None:
    text = run("letters", "preview", "V1", "--round", told)
    assert "Document request" in text.stdout
    page = run("letters", "preview", "V1", "--round", told, "--html")
    assert '<article class="letter">' in page.stdout
    out = tmp_path / "one.pdf"
    assert run("letters", "preview", "V1", "--round", told, "--out", out).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert run("letters", "preview", "V9", "--round", told).exit_code == 3


def test_letters_are_written_to_a_folder_and_nothing_is_recorded(
    told: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    came = run("letters", "render", "--round", told, "--out", out, "--html", "--text")
    assert came.exit_code == 0, came.output
    assert "3 of 3 letters" in came.stdout
    assert len(list(out.iterdir())) == 9
    rows = json.loads(run("letters", "render", "--round", told, "--out", out, "--json").stdout)
    assert [row["wrong"] for row in rows] == [None] * 3
    assert letters_sent("V1") == []
    (tmp_path / "file").write_text("")
    assert run("letters", "render", "--round", told, "--out", tmp_path / "file").exit_code == 2
    told.write_text(FILE.replace("due = 2018-02-23", "due = 2018-02-19"))
    assert run("letters", "render", "--round", told, "--out", out).exit_code == 3


def test_one_letter_is_sent_as_a_round_of_one(told: Path) -> None:
    assert run("letters", "send", "V1", "--round", told, *DAY).exit_code == 2
    told.write_text(FILE.replace('["V1", "V2", "V3"]', '["V1"]'))
    go(told)
    came = run("letters", "send", "V1", "--round", told, "--by", "Ada", *DAY)
    assert came.exit_code == 0, came.output
    assert len(letters_sent("V1")) == 1
    assert "1 sent" in run("letters", "status").stdout
    assert "1 sent" in run("letters", "status", "--round", "Q1").stdout
    assert run("letters", "status", "--round", "Q9").exit_code == 2
