"""How everything here is measured: in turn, several times, in one process; the median counts. And a row of the table.

Machines differ and are noisy, so a figure is compared with a peer's from the same run and no
test depends on a time.
"""

import resource
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

Work = Callable[[], object]
Row = dict[str, Any]


class Taken(float):
    """Seconds by the clock on the wall; `cpu` is what the processor spent on it, whoever else was busy."""

    cpu: float

    @classmethod
    def of(cls, wall: float, cpu: float) -> "Taken":
        found = cls(wall)
        found.cpu = cpu
        return found


def once(work: Callable[[], Any]) -> tuple[Taken, Any]:
    """Seconds, and what came of it: for what takes long, or cannot be done twice."""
    start, spent = perf_counter(), process_time()
    found = work()
    return Taken.of(perf_counter() - start, process_time() - spent), found


def in_turn(works: Mapping[str, Work], *, repeats: int = 7, warm: bool = True) -> dict[str, Taken]:
    """The median seconds of each piece of work; they take turns, so that a busy moment hits all alike."""
    times: dict[str, list[Taken]] = {name: [] for name in works}
    for turn in range(repeats + warm):
        for name, work in works.items():
            taken, _ = once(work)
            if turn or not warm:
                times[name].append(taken)
    return {name: middle(taken) for name, taken in times.items()}


def peak_megabytes() -> float:
    """The most memory this process has held. Not `ru_maxrss`, in which a child begins with its parent's peak."""
    try:
        told = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:  # not Linux
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    peak = next(line for line in told.splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / 1024


def middle(times: Sequence[Taken]) -> Taken:
    return Taken.of(median(times), median(one.cpu for one in times))


def row(
    work: str,
    *,
    size: int,
    seconds: Taken,
    items: float,
    unit: str,
    against: str = "",
    peer_seconds: float | None = None,
    peer_items: float | None = None,
    at_least: float | None = None,
    at_most: tuple[float, str] | None = None,
) -> Row:
    """A line of the table: our rate, the peer's, their ratio, and whether the target is met.

    `at_least` is a ratio to the peer; `at_most` is seconds, with how the target is said: it is met
    by the clock on the wall, and `met_alone` says whether it is by the processor's time alone. A
    row with neither is there to be seen, and has no target.
    """
    ours = items / seconds
    peer = (peer_items or items) / peer_seconds if peer_seconds else None
    ratio = ours / peer if peer else None
    met, alone, target = None, None, ""
    if at_least is not None and ratio is not None:
        met, target = ratio >= at_least, f">= {at_least:.2g} x"
    elif at_most is not None:
        met, alone, target = seconds <= at_most[0], seconds.cpu <= at_most[0], at_most[1]
    return {
        "work": work,
        "size": size,
        "seconds": seconds,
        "cpu": seconds.cpu,
        "ours": ours,
        "unit": unit,
        "against": against,
        "peer": peer,
        "ratio": ratio,
        "target": target,
        "met": met,
        "met_alone": alone,
    }
