"""One database, one arm after another: set up, kill, drain, decide, look; the result as JSON. `run` starts this and writes the table."""

import argparse
import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django


def main(arguments: list[str]) -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--home", type=Path, required=True)
    asked.add_argument("--url")
    asked.add_argument("--arm", default="as built")
    asked.add_argument("--kills", type=int, required=True)
    asked.add_argument("--workers", type=int, default=1)
    asked.add_argument("--jobs", action="store_true")
    told = asked.parse_args(arguments)
    settle_in(told.home, told.url)
    sys.stdout.write(json.dumps(run(told)))
    return 0


def settle_in(folder: Path, url: str | None) -> None:
    """Make this folder and database the installation of this process."""
    os.environ["PROVISO_HOME"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "proviso.config.settings"
    os.environ.pop("PROVISO_DATABASE_URL", None)
    if url:
        os.environ["PROVISO_DATABASE_URL"] = url
    folder.mkdir(parents=True, exist_ok=True)
    django.setup()


def run(told: argparse.Namespace) -> dict[str, Any]:
    """Kill, drain, decide, look."""
    from proviso.acts.errands import Worker
    from proviso.outside import rulebook
    from proviso.workers.carrying import send
    from tests.chaos import looking
    from tests.chaos.arms import ARMS
    from tests.chaos.installation import owe, set_up
    from tests.chaos.killing import LEASE, drain, kill
    from tests.chaos.mail_sink import Sink

    carry = ARMS[told.arm]
    sink = Sink(told.home)
    os.environ["PROVISO_SMTP_URL"] = sink.url
    try:
        set_up()
        rulebook.load()
        only_files = told.arm != "as built"
        # A control that settles first is done with an errand at each kill; as built, one outlives several.
        each = 1 if only_files else 3
        owed = owe(told.kills // each + 60, round_="R", only_files=only_files)
        killed = kill(carry, told.kills, workers=told.workers, jobs=told.jobs)
        began = time.monotonic()
        worker = Worker(name="drain", send=send, lease=LEASE)
        carried, decided = drain(carry, worker), 0
        while asked := looking.decide(sink.taken()):
            decided += asked
            carried += drain(carry, worker)
        found = looking.look(owed, sink.taken(), decided)
    finally:
        sink.stop()
    return {
        "arm": told.arm,
        "killed": killed.total,
        "by_phase": dict(killed.by_phase),
        "by_kind": dict(killed.by_kind),
        "otherwise": dict(killed.otherwise),
        "seconds": round(killed.seconds, 1),
        "draining": round(time.monotonic() - began, 1),
        "carried_without_killing": carried,
        "well": found.well,
        **asdict(found),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
