"""A release while it runs in this server: started, watched, stopped. What a release does is acts/releases; it goes on where it stopped, here or anywhere.

A few letters are printed and recorded before the page answers. More are released on a thread of their own, with a
connection of its own; the page shows how far it has come. Where the server ends meanwhile nothing is lost and nothing
goes twice: whoever may release it starts it again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

from django.db import connections

from proviso.acts import releases
from proviso.acts.rounds import Done, Drafts, Going
from proviso.letters.rounds import RoundFile
from proviso.records import rows
from proviso.records.rows import Sight

AT_ONCE = 10
STEPS = {"print": "Printing and checking every letter", "send": "Recording letters and handing them over"}  # fmt: skip


class Stopped(Exception):
    """Somebody stopped the release. What had been recorded stands."""


@dataclass(slots=True, kw_only=True)
class Running:
    """One release on its way: its step, how far it is, what came of it."""

    step: str = "print"
    done: int = 0
    total: int = 0
    outcome: Done | None = None
    stopped: bool = False
    failed: str = ""
    stop: Event = field(default_factory=Event)

    @property
    def says(self) -> str:
        """What is being done."""
        return STEPS[self.step]

    @property
    def over(self) -> bool:
        """Whether it has ended, one way or another."""
        return self.outcome is not None or self.stopped or bool(self.failed)

    def progress(self, step: str, done: int, total: int) -> None:
        """How far it has come; ends it where somebody said so. Letters are recorded some at a time, each time whole."""
        self.step, self.done, self.total = step, done, total
        if self.stop.is_set():
            raise Stopped


_RUNNING: dict[tuple[str, str], Running] = {}
_LOCK = Lock()


def running(review: str, name: str) -> Running | None:
    """The release of a round that runs in this server, or that ended last."""
    return _RUNNING.get((review, name))


def start(
    file: RoundFile, drafts: Drafts, going: Going, *, left: int, sight: Sight, override: bool
) -> Running:
    """Release a round, or go on with it. One that runs already is not started twice."""
    named = (file.review, file.round)
    with _LOCK:
        held = _RUNNING.get(named)
        if held is not None and not held.over:
            return held
        one = _RUNNING[named] = Running(total=left)

    def work() -> Done:
        return releases.release(
            file, drafts, going, override=override, progress=one.progress, batch=AT_ONCE
        )

    if left <= AT_ONCE:
        _run(one, work)
    else:
        Thread(target=_apart, args=(one, work, sight), name="release", daemon=True).start()
    return one


def _run(one: Running, work: Callable[[], Done]) -> None:
    try:
        one.outcome = work()
    except Stopped:
        one.stopped = True


def _apart(one: Running, work: Callable[[], Done], sight: Sight) -> None:
    """Release on a thread: what goes wrong there is told on the page, for nobody else would hear of it."""
    try:
        with rows.seen(sight):
            _run(one, work)
    except Exception as trouble:
        one.failed = f"{type(trouble).__name__}: {trouble}"[:300]
        raise
    finally:
        connections.close_all()
