"""A release that is killed outright, again and again, and run again: each letter goes once."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

CHILD = """
import os, sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.acts.rounds_village import MATTERS, file, ready, ready_to_go, released
from tests.acts.rounds_village import letters_filed, letters_sent, owed
from tests.acts.village import matter
from proviso.letters.rounds import Choice
NAMES = (*MATTERS, *(f"W{at}" for at in range(9)))
told = file(recipients=Choice(matters=NAMES))
if sys.argv[1] == "set up":
    ready(*NAMES[1:])
    ready_to_go(told)
elif sys.argv[1] == "release":
    came = released(told, batch=2, progress=lambda *step: print(*step, flush=True))
    print("done", came.sent, came.before, [one.refusal.code for one in came.problems])
else:
    counts = [(len(letters_sent(one)), len(letters_filed(one))) for one in NAMES]
    assert counts == [(1, 1)] * len(NAMES), counts
    keys = [one.key for one in owed()]
    assert len(keys) == len(set(keys)) == len(NAMES), keys
"""


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """An installation of its own, on SQLite."""
    environ = {key: value for key, value in os.environ.items() if key != "PROVISO_DATABASE_URL"}
    return {
        **environ,
        "PROVISO_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "proviso.config.settings",
    }


def child(step: str, place: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, step],
        env=place,
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def through(step: str, place: dict[str, str]) -> str:
    """Run to the end; what it said last."""
    process = child(step, place)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    return (said.strip().splitlines() or [""])[-1]


def killed(place: dict[str, str], *, at: str) -> None:
    """Kill it with SIGKILL a moment after it said this; it may have ended by itself by then."""
    process = child("release", place)
    assert process.stdout
    for line in process.stdout:
        if line.startswith(at):
            break
    time.sleep(0.004)
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGKILL)
    process.stdout.close()
    process.wait()


def test_a_release_that_is_killed_and_run_again_sends_each_letter_once(
    place: dict[str, str],
) -> None:
    through("set up", place)
    for at in ("print 5", "print 12", "send 2", "send 2", "send 4"):
        killed(place, at=at)
    last = through("release", place)
    assert last.startswith("done")
    through("look", place)
