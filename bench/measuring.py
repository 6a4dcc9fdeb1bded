"""How everything here is measured: in turn, several times, in one process; the median counts. And a row of the table.

Machines differ and are noisy, so a figure is compared with a peer's from the same run and no
test depends on a time.
"""

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter
from typing import Any

Work = Callable[[], object]
Row = dict[str, Any]


def in_turn(works: Mapping[str, Work], *, repeats: int = 7, warm: bool = True) -> dict[str, float]:
    """The median seconds of each piece of work; they take turns, so that a busy moment hits all alike."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(repeats + warm):
        for name, work in works.items():
            start = perf_counter()
            work()
            if turn or not warm:
                times[name].append(perf_counter() - start)
    return {name: median(taken) for name, taken in times.items()}


def once(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what came of it: for what takes long, or cannot be done twice."""
    start = perf_counter()
    found = work()
    return perf_counter() - start, found


def row(
    work: str,
    *,
    size: int,
    seconds: float,
    items: float,
    unit: str,
    against: str = "",
    peer_seconds: float | None = None,
    peer_items: float | None = None,
    at_least: float | None = None,
    at_most: tuple[float, str] | None = None,
) -> Row:
    """A line of the table: our rate, the peer's, their ratio, and whether the target is met.

    `at_least` is a ratio to the peer; `at_most` is seconds, with how the target is said. A row
    with neither is there to be seen, and has no target.
    """
    ours = items / seconds
    peer = (peer_items or items) / peer_seconds if peer_seconds else None
    ratio = ours / peer if peer else None
    met, target = None, ""
    if at_least is not None and ratio is not None:
        met, target = ratio >= at_least, f">= {at_least:g} x"
    elif at_most is not None:
        met, target = seconds <= at_most[0], at_most[1]
    return {
        "work": work,
        "size": size,
        "seconds": seconds,
        "ours": ours,
        "unit": unit,
        "against": against,
        "peer": peer,
        "ratio": ratio,
        "target": target,
        "met": met,
    }
