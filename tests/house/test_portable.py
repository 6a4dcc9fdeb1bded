"""The project runs anywhere: it names no machine, no private index, and nothing outside itself."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.layout import ROOT, kept, name

BINARY = frozenset({".png", ".jpg", ".ico", ".woff2", ".pdf", ".parquet", ".gz", ".zip"})
TEXTS = [path for path in kept() if path.suffix not in BINARY]
LOCKS = [path for path in kept() if path.name == "uv.lock"]
A_MACHINE = re.compile(rf"/{'work'}/|/{'root'}/|/{'home'}/\w|/{'Users'}/\w|/{'tmp'}/|/{'opt'}/pypi")
A_HOST = re.compile(r"https?://([^/\"\s]+)")
PUBLIC_INDEX = frozenset({"pypi.org", "files.pythonhosted.org"})
A_SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|SECRET_KEY\s*=\s*[\"']")


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_no_file_names_a_folder_of_some_machine(path: Path) -> None:
    assert not A_MACHINE.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_no_file_holds_a_secret(path: Path) -> None:
    assert not A_SECRET.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", LOCKS, ids=name)
def test_the_lock_names_the_public_index_only(path: Path) -> None:
    assert set(A_HOST.findall(path.read_text(encoding="utf-8"))) == PUBLIC_INDEX


def test_asking_for_help_leaves_nothing_behind(tmp_path: Path) -> None:
    home = tmp_path / "home"
    command = [sys.executable, "-m", "proviso.cli.main", "--help"]
    environ = {**os.environ, "PROVISO_HOME": str(home), "COLUMNS": "100"}
    environ.pop("PROVISO_DATABASE_URL", None)
    done = subprocess.run(
        command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "proviso [OPTIONS] COMMAND" in done.stdout
    assert not home.exists()


def test_make_alone_lists_every_target() -> None:
    done = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    listed = {line.split()[1] for line in done.stdout.splitlines() if line.startswith("  make ")}
    assert listed >= set("setup demo test check fix bench chaos screenshots docs".split())
