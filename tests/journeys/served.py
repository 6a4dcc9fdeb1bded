"""One seeded installation, and `proviso serve` over it in a process of its own. No test is here."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROVISO = (sys.executable, "-m", "proviso.cli.main")


def environ(home: Path) -> dict[str, str]:
    """The environment of a process that uses this installation, on SQLite."""
    kept = {name: value for name, value in os.environ.items() if name != "PROVISO_DATABASE_URL"}
    return {**kept, "PROVISO_HOME": str(home), "PYTHONUNBUFFERED": "1"}


def seeded(home: Path) -> None:
    """Make the installation with both reviews, if it is not there yet."""
    if (home / "seeded").exists():
        return
    done = subprocess.run(
        [*PROVISO, "demo", "--no-serve"],
        check=True,
        env=environ(home),
        capture_output=True,
        text=True,
    )
    (home / "seeded").write_text(done.stdout, encoding="utf-8")


def password(home: Path, email: str) -> str:
    """The password of a demonstration's sign-in, as the demonstration printed it."""
    said = (home / "seeded").read_text(encoding="utf-8")
    found = re.search(rf"{re.escape(email)}\s+(\S+)", said)
    assert found, said
    return found[1]


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """Serve the installation on a free port; gives the address without its last slash."""
    process = subprocess.Popen(
        [*PROVISO, "serve", "--port", "0"],
        env=environ(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    try:
        said = ""
        for line in process.stdout:
            said += line
            found = re.search(r"http://127\.0\.0\.1:\d+", said.replace("\n", ""))
            if found:
                break
        else:
            raise AssertionError(f"the server did not start:\n{said}")
        yield found[0]
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()
