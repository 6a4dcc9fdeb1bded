"""`proviso letters templates`: words listed, shown, drafted by one person, approved by another."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import proviso.cli.letters
from proviso.cli.app import app
from tests.acts.rounds_village import ready
from tests.letters.own_village import CLAUSE, WORDS, changed

pytestmark = pytest.mark.django_db
COMMANDS = (proviso.cli.letters,)


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    ready()


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["letters", "templates", *(str(word) for word in words)])


def of(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ours.txt"
    path.write_text(text)
    return path


def test_words_go_from_a_file_to_an_approval(tmp_path: Path) -> None:
    path = of(tmp_path, changed(run("show", "closing").stdout, "version: 1", "version: 2"))
    assert "Nothing was recorded" in run("draft", path, "--check").stdout
    drafted = run("draft", path, "--by", "Ada")
    assert drafted.exit_code == 0, drafted.output
    assert "drafted by Ada" in drafted.stdout
    assert "not yet (written by Ada)" in run("list", "--own").stdout
    alone = run("approve", "closing", "2", "--by", "ada")
    assert alone.exit_code == 3
    assert "two different people" in alone.stderr
    told = json.loads(run("approve", "closing", "2", "--by", "Bo", "--json").stdout)
    assert told["key"] == ["closing", "2", "closing"]
    assert "by Bo on" in run("list", "--own", "--review", "R1").stdout
    assert run("show", "closing", "2").stdout.strip() == path.read_text().strip()


def test_a_file_that_cannot_be_used_is_refused_with_its_line(tmp_path: Path) -> None:
    wrong = of(tmp_path, changed(WORDS, "{award}", "{prize}"))
    for more in ([], ["--check"]):
        told = run("draft", wrong, *more)
        assert told.exit_code == 3
        assert "ours.txt, line 7: {prize} names no field" in told.stderr
    assert run("draft", tmp_path / "none.txt").exit_code == 2


def test_what_is_not_there_or_not_clear_is_a_bad_question(tmp_path: Path) -> None:
    assert run("list", "--review", "R9").exit_code == 2
    assert run("show", "ode").exit_code == 2
    assert run("approve", "ode", "1").exit_code == 2
    several = run("approve", "document_request", "1")
    assert several.exit_code == 2
    assert "--kind" in several.stderr
    named = run("approve", "document_request", "1", "--kind", "validation-request", "--by", "Bo")
    assert named.exit_code == 0, named.output
    assert run("draft", of(tmp_path, CLAUSE)).exit_code == 0
    told = json.loads(run("list", "--json").stdout)
    assert {"site_visit", "closing"} <= {one["template"] for one in told}
    assert "packaged" in run("list").stdout
