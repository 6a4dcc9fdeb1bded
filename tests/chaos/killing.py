"""Killing workers at named steps, many a second: fork, carry, confirm, die. What was lost or doubled is in looking."""

import asyncio
import gc
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NoReturn

from proviso.acts.errands import PHASES, Worker, sweep
from proviso.domain.errands import Held
from proviso.outside import folders
from tests.chaos.arms import Carry

LEASE = timedelta(milliseconds=250)
PATIENCE = 20.0
NOTHING_TO_DO = 7
FEW = 8
CONFIRMED = "%s %s %d %d\n"


@dataclass(slots=True, kw_only=True)
class Killed:
    """What the killed workers confirmed before they died, and how the others ended."""

    by_phase: Counter[str] = field(default_factory=Counter)
    by_kind: Counter[str] = field(default_factory=Counter)
    otherwise: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def total(self) -> int:
        return sum(self.by_phase.values())


def plan(kills: int) -> Iterator[str]:
    """Which step each worker is killed at: each step as often as the others."""
    for number in range(kills):
        yield PHASES[number % len(PHASES)]


def kill(carry: Carry, kills: int, *, workers: int, jobs: bool = False) -> Killed:
    """Kill so many workers, several at a time; each carries until it comes to its step."""
    from django.db import connection

    connection.close()
    gc.collect()
    gc.freeze()
    last_words = folders.home() / "last-words"
    writing = os.open(last_words, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    killed, started = Killed(), time.monotonic()
    running: dict[int, str] = {}
    for phase in plan(kills):
        if len(running) >= workers:
            _wait(killed, running)
        child = os.fork()
        if child == 0:
            _work(carry, phase, writing, jobs=jobs)
        running[child] = phase
        if killed.otherwise.total() > workers + FEW:  # nothing is left to be killed at
            break
    while running:
        _wait(killed, running)
    os.close(writing)
    _count(killed, last_words.read_text(encoding="ascii"))
    killed.seconds = time.monotonic() - started
    return killed


def _wait(killed: Killed, running: dict[int, str]) -> None:
    child, status = os.wait()
    phase = running.pop(child, None)
    if phase is None:
        return
    if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
        killed.otherwise[f"ended with {os.waitstatus_to_exitcode(status)} before {phase}"] += 1


def _count(killed: Killed, told: str) -> None:
    """Each line is one worker's last word."""
    for line in told.splitlines():
        phase, kind, _, _ = line.split()
        killed.by_phase[phase] += 1
        killed.by_kind[f"{kind} {phase}"] += 1


def _work(carry: Carry, phase: str, confirm: int, *, jobs: bool) -> NoReturn:
    """In the child: carry until the step comes, confirm it, and die there."""
    code = 1
    try:
        worker = _doomed(phase, confirm)
        code = _by_jobs(worker) if jobs else _by_claims(carry, worker)
    finally:
        os._exit(code)


def _doomed(phase: str, confirm: int) -> Worker:
    from proviso.workers.carrying import send

    def at(step: str, held: Held) -> None:
        if step == phase:
            said = CONFIRMED % (step, held.errand.kind, held.number, os.getpid())
            os.write(confirm, said.encode())
            os.kill(os.getpid(), signal.SIGKILL)

    return Worker(name=f"doomed-{os.getpid()}", send=send, lease=LEASE, at=at)


def _by_claims(carry: Carry, worker: Worker) -> int:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if carry(worker) is None:
            time.sleep(0.02)
    return NOTHING_TO_DO


def _by_jobs(worker: Worker) -> int:
    from proviso.workers.jobs import serve

    async def serve_a_while() -> None:
        await asyncio.wait_for(
            serve(worker, lambda said: None, beat=0.5, stalled=1.5), timeout=PATIENCE
        )

    asyncio.run(serve_a_while())
    return NOTHING_TO_DO


def drain(carry: Carry, worker: Worker) -> int:
    """Carry on without killing until nothing is left that a worker may take up; how many were taken up."""
    taken, quiet = 0, 0
    while quiet < 3:
        sweep()
        quiet += 1
        while carry(worker) is not None:
            taken, quiet = taken + 1, 0
        time.sleep(LEASE.total_seconds() * 1.2)
    return taken
