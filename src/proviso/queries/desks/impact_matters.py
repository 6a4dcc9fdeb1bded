"""The matters and governments that an entry on the docket may touch, in columns: who they are, and what can be asked about each.

Theory. What orders say of a matter depends on its government's class (domain/classes) and on what is asked in it:
office, programme, year, conditions. So the matters are sorted once for each state of the ledger, and an impact is
worked out for the sorts and classes that there are, never matter by matter.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from proviso.domain.classes import Classes, classify
from proviso.domain.sweep import Asked
from proviso.queries.pages.barring import bars
from proviso.queries.pages.reading import Reading, invented, reading
from proviso.records import models, register

CONDITIONS = re.compile(rb'"conditions":(\[[^\]]*\])')
OVER = ("matter-settled", "matter-released", "matter-cleared")
AGAIN = "matter-reopened"
HIGHEST = "\U0010ffff"
NOT_HERE = -1


class Sort(NamedTuple):
    """What can be asked in a matter: by which office, under which award year, on account of which conditions."""

    actor: str
    programme: str
    year: int
    conditions: tuple[str, ...]

    def fits(self, asked: Asked) -> bool:
        """Whether a question is one of this sort's."""
        same = (asked.actor, asked.programme, asked.year) == (self.actor, self.programme, self.year)
        return same and asked.condition in self.conditions


@dataclass(frozen=True, kw_only=True)
class Matters:
    """Open matters of some reviews. `place` is the body's place among the classes, `sort` its place in `sorts`."""

    names: tuple[str, ...]
    respondents: tuple[str, ...]
    place: NDArray[np.intp]
    sort: NDArray[np.intp]
    sorts: tuple[Sort, ...]
    asked: tuple[Asked, ...]
    classes: Classes
    closed: int


def matters(reviews: Sequence[str], *, known: date) -> Matters:
    """The matters of these reviews that are not over, kept for the state of the ledger."""
    record = reading()
    return record.once(
        ("impact matters", tuple(reviews), known), lambda: _matters(record, reviews, known)
    )


def _matters(record: Reading, reviews: Sequence[str], known: date) -> Matters:
    engine = bars(record, known)
    begun = {name: record.review(name, known=known).opened for name in reviews}
    actors = {name: opened.actor for name, opened in begun.items() if opened}
    over, conditions = _over(actors), _conditions()
    every = [one for name in actors for one in record.of_review.get(name, ())]
    told = [one for one in every if one.matter not in over]
    numbers: dict[Sort, int] = {}
    sort = [
        numbers.setdefault(
            Sort(actors[one.review], one.programme, one.year, conditions.get(one.matter, ())),
            len(numbers),
        )
        for one in told
    ]
    place = [engine.place.get(one.respondent, NOT_HERE) for one in told]
    return Matters(
        names=tuple(one.matter for one in told),
        respondents=tuple(one.respondent for one in told),
        place=np.array(place, dtype=np.intp),
        sort=np.array(sort, dtype=np.intp),
        sorts=tuple(numbers),
        asked=_questions(record, numbers),
        classes=engine.classes,
        closed=len(every) - len(told),
    )


def _questions(record: Reading, sorts: Iterable[Sort]) -> tuple[Asked, ...]:
    """Every act that orders can be asked about, on account of every condition of every sort; each once."""
    acts = record.book.askable()
    return tuple(
        dict.fromkeys(
            Asked(act, condition, one.programme, one.year, one.actor)
            for one in sorts
            for condition in one.conditions
            for act in acts
        )
    )


def _over(reviews: Iterable[str]) -> frozenset[str]:
    """The matters that were settled, released or cleared, and not reopened since."""
    rows = (
        models.Recorded.objects.filter(review__in=list(reviews), fact__in=(*OVER, AGAIN))
        .order_by("stream", "number")
        .values_list("stream", "fact")
    )
    last = dict(rows)
    return frozenset(name.partition(":")[2] for name, fact in last.items() if fact != AGAIN)


def _conditions() -> dict[str, tuple[str, ...]]:
    """The conditions that each matter was opened about, found in its first entry without reading all of it.

    Canonical JSON puts a backslash before a quotation mark inside text, so the pattern is the key and nothing else.
    """
    rows = models.Entry.objects.filter(
        stream__gte="matter:", stream__lt=f"matter:{HIGHEST}", number=1
    )
    found = {}
    for stream, body in rows.values_list("stream", "body").iterator(chunk_size=5000):
        told = CONDITIONS.search(bytes(body))
        found[stream.partition(":")[2]] = _listed(told[1]) if told else ()
    return found


@lru_cache(maxsize=1000)
def _listed(told: bytes) -> tuple[str, ...]:
    return tuple(json.loads(told))


# --- the register ----------------------------------------------------------------------------


def register_classes(*, training: bool, known: date) -> Classes:
    """The governments of the register sorted into classes, invented ones or real ones; kept for the state of the ledger."""
    record = reading()
    return record.once(
        ("impact register", training, known), lambda: _register(record, training, known)
    )


def _register(record: Reading, training: bool, known: date) -> Classes:  # noqa: FBT001
    around = record.around(known)
    told = [one for one in register.bodies() if invented(one.ocd_id) == training]
    return classify(
        [around.body(one.ocd_id, one.type) for one in told], around.docket, around.eligible
    )
