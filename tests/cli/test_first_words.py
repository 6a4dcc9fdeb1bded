"""What is said before a command begins: an option given twice, an address or a folder that cannot be used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def proviso(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, as a user runs it."""
    return subprocess.run(
        [sys.executable, "-m", "proviso.cli.main", *words],
        capture_output=True, text=True, check=False, env={**os.environ, **environ},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("ledger verify --key a --key b", "--key was given 2 times: a, b. Give it once."),
        ("errands --state owed --state=done", "--state was given 2 times: owed, done."),
        ("errands settle 1 --as sent --as not-sent --why x", "--as was given 2 times:"),
        ("round prepare r.toml --by a --by b", "--by was given 2 times: a, b."),
        ("letters status --review a --review b", "--review was given 2 times: a, b."),
        ("mailbox poll --url a --url b", "--url was given 2 times: a, b."),
        ("contacts import c.csv --by a --by b", "--by was given 2 times: a, b."),
        ("letters templates list --review a --review b", "--review was given 2 times: a, b."),
    ],
)
def test_an_option_is_given_once_in_groups_too(tmp_path: Path, words: str, told: str) -> None:
    found = proviso(*words.split(), PROVISO_HOME=str(tmp_path), COLUMNS="160")
    assert (found.returncode, found.stdout) == (2, "")
    assert told in found.stderr


def test_an_option_of_a_command_is_not_taken_for_one_of_its_group(tmp_path: Path) -> None:
    found = proviso("errands", "--json", "reconcile", "--json", PROVISO_HOME=str(tmp_path))
    assert "times" not in found.stderr
    assert found.stderr.startswith("This cannot be answered as asked. There is nothing to look at")


@pytest.mark.parametrize("url", ["mysql://ann:secret@h/n", "postgresql://h:port/n", "grants"])
def test_an_address_of_no_database_is_told_in_one_line(tmp_path: Path, url: str) -> None:
    home = str(tmp_path)
    found = proviso("standing", PROVISO_HOME=home, PROVISO_DATABASE_URL=url)
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith("PROVISO_DATABASE_URL names no PostgreSQL database")
    assert found.stderr.count("\n") == 1
    assert "secret" not in found.stderr


@pytest.mark.parametrize("command", ["demo --no-serve", "serve", "import ."])
def test_a_home_that_cannot_be_made_is_told(tmp_path: Path, command: str) -> None:
    (tmp_path / "a-file").touch()
    home = tmp_path / "a-file" / "home"
    found = proviso(
        *command.split(), PROVISO_HOME=str(home), PROVISO_DATABASE_URL="", COLUMNS="400"
    )
    assert found.returncode == 2
    assert "where no folder can be made: Not a directory" in found.stderr
    assert "Traceback" not in found.stderr
