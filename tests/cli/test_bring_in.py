"""`proviso import`: exit codes, what is printed, JSON; and setting an installation up by the way."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import proviso.cli.bring_in  # noqa: F401 - brings its command in
from proviso.cli import installation
from proviso.cli.app import app
from proviso.records import streams
from tests.acts.test_bring_in import folder
from tests.acts.village import done

pytestmark = pytest.mark.django_db
ROWS = 14


@pytest.fixture(autouse=True)
def _some_register(monkeypatch: pytest.MonkeyPatch) -> None:
    """A register with one association, so that no edition is loaded."""
    done("note-association", "register", association="LEAGUE", name="The League")
    monkeypatch.delenv("PROVISO_BY", raising=False)


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["import", *map(str, words)])


def answer(*words: object) -> Any:
    return json.loads(run(*words, "--json").stdout)


def test_a_folder_is_brought_in_and_the_head_is_told(tmp_path: Path) -> None:
    result = run(folder(tmp_path))
    assert result.exit_code == 0
    assert "send-letter" in result.stdout
    assert f"{ROWS} rows brought in as {ROWS + 1} entries." in result.stdout
    assert "The ledger's head is now " in result.stdout
    again = run(folder(tmp_path))
    assert again.exit_code == 0
    assert f"0 rows brought in as 0 entries. {ROWS} rows were there already." in again.stdout


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    result = run(folder(tmp_path), "--dry-run")
    assert result.exit_code == 0
    assert f"{ROWS} rows could be brought in. Nothing was written." in result.stdout
    assert streams.count() == 1
    run(folder(tmp_path))
    assert f"{ROWS} are there already" in run(folder(tmp_path), "--dry-run").stdout


def test_problems_are_listed_with_file_and_line_and_nothing_is_written(tmp_path: Path) -> None:
    result = run(folder(tmp_path, define_item="item,asks\npolicies,=1\n", close_review=""))
    assert result.exit_code == 2
    assert "define-item.csv:2: asks: found '=1'; expected text" in result.stderr
    assert "2 problems. Nothing was written." in result.stderr
    one = run(tmp_path / "nowhere", "--dry-run")
    assert one.exit_code == 2
    assert "1 problem. Nothing was written." in one.stderr
    assert streams.count() == 1


def test_the_answer_can_be_json(tmp_path: Path) -> None:
    told = answer(folder(tmp_path), "--dry-run")
    assert (told["dry_run"], told["problems"], told["head"]) == (True, [], None)
    assert told["counts"]["note-government"] == 2
    wrong = run(folder(tmp_path, define_item="item,asks\npolicies,=1\n"), "--json")
    assert wrong.exit_code == 2
    (problem, *_) = json.loads(wrong.stdout)["problems"]
    assert (problem["file"], problem["line"], problem["field"]) == ("define-item.csv", 2, "asks")


def test_who_records_it_may_be_told(tmp_path: Path) -> None:
    home = folder(tmp_path, review='review = "R1"\nlearned = 2018-05-05\n')
    run(home, "--by", "Clara Clerk")
    assert {one.by for one in streams.entries("matter:M1")} == {"Clara Clerk"}


def test_an_installation_that_is_there_is_left_as_it_is() -> None:
    assert not installation.ensure()


def test_an_installation_without_a_register_gets_the_packaged_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr("proviso.cli.installation.streams.head", lambda _: None)
    monkeypatch.setattr(installation, "load_register", lambda **told: loaded.append(told["by"]))
    assert installation.ensure()
    assert loaded == ["proviso"]


def test_a_dry_run_where_there_is_no_installation_leaves_none(tmp_path: Path) -> None:
    (tmp_path / "review").mkdir()
    home = tmp_path / "home"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "proviso.cli.main",
            "import",
            str(folder(tmp_path / "review")),
            "--dry-run",
        ],
        env={**os.environ, "PROVISO_HOME": str(home), "PROVISO_DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Nothing was written" in done.stdout
    assert not home.exists()
