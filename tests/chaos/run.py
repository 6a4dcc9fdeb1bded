"""`make chaos`: kills by the thousand on SQLite and PostgreSQL, two arms that must fail, one without kills; writes bench/CHAOS.md."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.chaos.table import page
from tests.postgres import PrivateServer

ROOT = Path(__file__).parents[2]
AS_BUILT = "as built"
SETTLE_FIRST = "settled before it is handed over"
ANY_NAME = "handed over under any name"
LEAST_IN_A_PHASE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """One arm: how many kills, on which database, by which door. `must` is what its check has to say."""

    name: str
    database: str
    kills: int
    workers: int = 1
    arm: str = AS_BUILT
    jobs: bool = False
    must: str = "well"


def arms(kills: int) -> list[list[Arm]]:
    """Two rows of arms, which run beside each other: SQLite, and PostgreSQL."""
    half, tenth = kills // 2, kills // 10
    control = max(24, min(600, kills // 12))
    return [
        [
            Arm(name="SQLite, two workers", database="sqlite", kills=half, workers=2),
            Arm(name="SQLite, nobody killed", database="sqlite", kills=0),
            Arm(
                name="control: settled first",
                database="sqlite",
                kills=control,
                arm=SETTLE_FIRST,
                must="lost",
            ),
            Arm(
                name="control: any name",
                database="sqlite",
                kills=control,
                arm=ANY_NAME,
                must="doubled",
            ),
        ],
        [
            Arm(
                name="PostgreSQL, four workers",
                database="postgresql",
                kills=kills - half - tenth,
                workers=4,
            ),
            Arm(
                name="PostgreSQL, Procrastinate, four workers",
                database="postgresql",
                kills=tenth,
                workers=4,
                jobs=True,
            ),
            Arm(name="PostgreSQL, nobody killed", database="postgresql", kills=0),
        ],
    ]


def row(planned: list[Arm], *, patience: float) -> list[tuple[Arm, dict[str, Any]]]:
    """Run the arms of one database, one after another; each has an installation of its own."""
    return [(arm, one(arm, patience=patience)) for arm in planned]


def one(arm: Arm, *, patience: float) -> dict[str, Any]:
    """Run one arm in a process of its own."""
    memory = Path("/dev/shm")  # noqa: S108 - kills are tested here and not the loss of power
    folder = Path(tempfile.mkdtemp(prefix="chaos-", dir=memory if memory.is_dir() else None))
    server = PrivateServer() if arm.database == "postgresql" else None
    command = [sys.executable, "-m", "tests.chaos.one", "--home", str(folder / "home")]
    command += ["--arm", arm.arm, "--kills", str(arm.kills), "--workers", str(arm.workers)]
    command += ["--jobs"] if arm.jobs else []
    command += ["--url", server.url] if server else []
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=patience
        )
        if done.returncode:
            raise RuntimeError(f"{arm.name} did not end as it should:\n{done.stderr[-3000:]}")
        found: dict[str, Any] = json.loads(done.stdout)
        return found
    finally:
        if server:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def wrong(found: list[tuple[Arm, dict[str, Any]]], *, least: int) -> list[str]:
    """What these results fall short of; nothing where they hold."""
    said = []
    built = [result for arm, result in found if arm.arm == AS_BUILT and arm.kills]
    for arm, result in found:
        if arm.must == "well" and not result["well"]:
            said.append(f"{arm.name}: not well, {result}")
        if arm.must != "well" and not result[arm.must]:
            said.append(f"{arm.name}: must fail by having {arm.must} some, and did not")
        if result["killed"] < arm.kills:
            said.append(f"{arm.name}: {result['killed']} kills of {arm.kills} were confirmed")
        if not arm.kills and result["carried_without_killing"] < result["errands"]:
            said.append(f"{arm.name}: the good path did not run")
    for phase in built[0]["by_phase"]:
        kills = sum(result["by_phase"].get(phase, 0) for result in built)
        if kills < least:
            said.append(f"{phase}: {kills} kills, and {least} are wanted")
    return said


def main(arguments: list[str]) -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--kills", type=int, default=10_200)
    asked.add_argument("--patience", type=float, default=2400)
    asked.add_argument("--write", type=Path, help="where to write the table")
    told = asked.parse_args(arguments)
    began = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        rows = list(pool.map(lambda arms: row(arms, patience=told.patience), arms(told.kills)))
    found = [each for results in rows for each in results]
    least = min(LEAST_IN_A_PHASE, told.kills // 8)
    said = wrong(found, least=least)
    text = page(
        [(arm.name, arm.must, result) for arm, result in found],
        on=datetime.now(UTC),
        seconds=time.monotonic() - began,
        cores=os.cpu_count() or 0,
    )
    if told.write and not said:
        told.write.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    for one_ in said:
        sys.stdout.write(f"FALLS SHORT  {one_}\n")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
