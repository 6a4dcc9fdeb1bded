"""Every day on which an answer changes, for whom, because of what. Over classes, then told in bodies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from proviso.domain.docket import Node
from proviso.domain.sweep import Asked, Engine, Reason

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """On `day` the answer to `question` changed for `bodies` (how many) from `before` to `after`.

    `classes` are the classes of the roster that it changed for; `because` the nodes
    whose intervals begin or end on that day and touch the question.
    """

    day: date
    question: Asked
    before: Reason
    after: Reason
    classes: tuple[int, ...]
    bodies: int
    because: tuple[str, ...]


def changes(engine: Engine, *, since: date | None, until: date | None) -> Iterator[Change]:
    """The changes in [since, until], in order of day; None is unbounded."""
    sizes = np.array(engine.classes.sizes, dtype=np.intp)
    moved = moves(engine.docket.nodes)
    for day in engine.days:
        if (since is None or day >= since) and (until is None or day <= until):
            because = tuple(moved.get(day, ()))
            for at, old, new, classes in _on(engine, day):
                yield Change(
                    day=day,
                    question=engine.questions[at],
                    before=old,
                    after=new,
                    classes=tuple(classes),
                    bodies=int(sizes[classes].sum()),
                    because=because,
                )


def _on(engine: Engine, day: date) -> Iterator[tuple[int, Reason, Reason, list[int]]]:
    """What differs from the day before: the question's place, its answers, the classes."""
    before, reasons_before = engine.table(day - ONE)
    after, reasons_after = engine.table(day)
    numbers: dict[Reason, int] = {}
    same = [
        np.array([numbers.setdefault(one, len(numbers)) for one in reasons], dtype=np.intp)
        for reasons in (reasons_before, reasons_after)
    ]
    differs = same[0][before] != same[1][after]
    for column in np.flatnonzero(differs.any(axis=0)).tolist():
        pairs: dict[tuple[int, int], list[int]] = {}
        for place in np.flatnonzero(differs[:, column]).tolist():
            pair = (int(before[place, column]), int(after[place, column]))
            pairs.setdefault(pair, []).append(place)
        for (old, new), places in pairs.items():
            yield column, reasons_before[old], reasons_after[new], places


def moves(nodes: tuple[Node, ...]) -> dict[date, list[str]]:
    """For each day, the effects and changes whose interval begins or ends then."""
    found: dict[date, list[str]] = {}
    for node in nodes:
        for day in {node.since, node.since_sure, node.until} - {None}:
            found.setdefault(day, []).append(node.id)  # type: ignore[arg-type]
    return found
