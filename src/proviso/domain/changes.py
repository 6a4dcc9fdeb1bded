"""Every day on which an answer changes, for whom, because of what. Over classes, then told in bodies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from proviso.domain.docket import Node
from proviso.domain.sweep import Asked, Engine, Reason


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
    sizes = np.bincount(engine.classes.of, minlength=len(engine.classes.crowd.bodies))
    for day in engine.days:
        if (since is None or day >= since) and (until is None or day <= until):
            yield from _on(engine, day, sizes)


def _on(engine: Engine, day: date, sizes: NDArray[np.intp]) -> Iterator[Change]:
    before, reasons_before = engine.table(day - timedelta(days=1))
    after, reasons_after = engine.table(day)
    because = moved_on(engine.docket.nodes, day)
    for column, question in enumerate(engine.questions):
        pairs: dict[tuple[Reason, Reason], list[int]] = {}
        for place in range(len(sizes)):
            old = reasons_before[before[place, column]]
            new = reasons_after[after[place, column]]
            if old != new:
                pairs.setdefault((old, new), []).append(place)
        for (old, new), places in pairs.items():
            yield Change(
                day=day,
                question=question,
                before=old,
                after=new,
                classes=tuple(places),
                bodies=int(sizes[places].sum()),
                because=because,
            )


def moved_on(nodes: tuple[Node, ...], day: date) -> tuple[str, ...]:
    """The effects and changes whose interval begins or ends on `day`."""
    return tuple(node.id for node in nodes if day in (node.since, node.since_sure, node.until))
