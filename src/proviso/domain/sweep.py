"""The sweep: the orders' answer for a whole roster, all acts and conditions, at once. The same rules as grounds/orders.

Governments fall into few classes that every order treats alike: a state, a
subdivision of it, a body named by some order, a member of an association. The
force of each order is settled once for all classes together (bit sets over
classes, the same code as for one body), the questions are answered per class, and
the answers are gathered for the roster. A reason is a number that stands for the
exact set of effects that bar or may bar; `Sweep.reasons` tells them.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from proviso.domain.classes import Classes
from proviso.domain.cover import Crowd, Truth
from proviso.domain.docket import Docket, Force, Node, breakpoints
from proviso.domain.grounds.orders import applies, barring
from proviso.domain.questions import Question

PERMITTED = 0
Codes = NDArray[np.uint16 | np.uint32]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about every body: act, stated condition, programme, year, actor."""

    act: str
    condition: str | None
    programme: str | None
    year: int | None
    actor: str | None

    def about(self, ocd_id: str, *, on: date, known: date) -> Question:
        return Question(
            act=self.act,
            respondent=ocd_id,
            programme=self.programme,
            year=self.year,
            condition=self.condition,
            actor=self.actor,
            on=on,
            known=known,
        )


@dataclass(frozen=True, slots=True)
class Reason:
    """The effects that bar for sure and those that may bar; both empty where nothing does."""

    bars: tuple[str, ...]
    may_bar: tuple[str, ...]

    @property
    def permitted(self) -> bool:
        return not self.bars and not self.may_bar


@dataclass(frozen=True)
class Sweep:
    """`codes[body, question]` is a reason's number; 0 is permitted."""

    codes: Codes
    reasons: tuple[Reason, ...]

    def reason(self, body: int, question: int) -> Reason:
        return self.reasons[int(self.codes[body, question])]


Key = tuple[tuple[str, ...], tuple[str, ...]]
Reach = tuple[tuple[str, bool | None], ...]
Table = tuple[Codes, tuple[Reason, ...]]


class Engine:
    """A docket, a set of questions and a roster's classes made ready.

    Answers can change only on a breakpoint (a day on which an interval or a
    membership begins or ends), so the table of a day serves every day up to the next.
    """

    def __init__(
        self,
        docket: Docket,
        questions: Sequence[Asked],
        classes: Classes,
        *,
        reach: Sequence[Reach] | None = None,
    ) -> None:
        self.docket = docket
        self.questions = tuple(questions)
        self.classes = classes
        self.days = days_of_change(docket, classes.crowd)
        self._nodes = {node.id: node for node in docket.nodes}
        self._reach = tuple(reach or (_reach(docket, asked) for asked in self.questions))
        self._tables: dict[int, Table] = {}

    def with_added(self, nodes: Iterable[Node]) -> "Engine":
        """An engine over the docket with these nodes added; of the roster, only bodies they name are looked at."""
        more = tuple(nodes)
        docket, added = (
            replace(self.docket, nodes=(*self.docket.nodes, *more)),
            Docket((), (), more),
        )
        asked = zip(self._reach, self.questions, strict=True)
        reach = tuple(before + _reach(added, one) for before, one in asked)
        return Engine(docket, self.questions, self.classes.split_by(more), reach=reach)

    def sweep(self, day: date, out: Codes | None = None) -> Sweep:
        """Answer every question for every body on `day`, into `out` if given (of the table's type)."""
        table, reasons = self.table(day)
        if out is None:
            out = np.empty((len(self.classes.of), table.shape[1]), dtype=table.dtype)
        np.take(table, self.classes.of, axis=0, out=out, mode="clip")
        return Sweep(codes=out, reasons=reasons)

    def table(self, day: date) -> Table:
        """The answers per class and question (numbers of reasons), and the reasons."""
        segment = bisect_right(self.days, day)
        if segment not in self._tables:
            self._tables[segment] = self.decide(day)
        return self._tables[segment]

    def decide(self, day: date) -> Table:
        """The same, worked out afresh."""
        crowd = self.classes.crowd
        force = Force(self.docket, crowd, day)
        numbers: dict[Key, int] = {((), ()): PERMITTED}
        columns: dict[Reach, NDArray[np.uint32]] = {}
        for reach in self._reach:
            if reach not in columns:
                told = [(force.of(self._nodes[name]), name, sure) for name, sure in reach]
                columns[reach] = _column(told, len(crowd.bodies), numbers)
        table = np.empty((len(crowd.bodies), len(self._reach)), dtype=smallest(len(numbers)))
        for at, reach in enumerate(self._reach):
            table[:, at] = columns[reach]
        return table, tuple(Reason(*key) for key in numbers)


def smallest(numbers: int) -> type[np.uint16] | type[np.uint32]:
    """The type that holds so many numbers of reasons."""
    return np.uint16 if numbers <= 1 << 16 else np.uint32


def days_of_change(docket: Docket, crowd: Crowd) -> tuple[date, ...]:
    """Every day on which an answer can differ from that of the day before."""
    days = set(breakpoints(docket))
    for body in crowd.bodies:
        for one in body.memberships:
            days.update(day for day in (one.since, one.until) if day)
    return tuple(sorted(days))


def _reach(docket: Docket, asked: Asked) -> Reach:
    """The effects that bar what is asked, for sure or perhaps, whoever is asked about and when."""
    question = asked.about("", on=date.min, known=date.min)
    told = ((node.id, applies(effect, question)) for node, effect in barring(docket, asked.act))
    return tuple((name, sure) for name, sure in told if sure is not False)


def _column(
    told: Sequence[tuple[Truth, str, bool | None]], length: int, numbers: dict[Key, int]
) -> NDArray[np.uint32]:
    """The number of the reason for each class, where `told` says whom each effect reaches."""
    groups: list[tuple[int, Key]] = [((1 << length) - 1, ((), ()))]
    for (certain, possible), name, sure in told:
        if possible:
            groups = _split(groups, name, certain if sure else 0, possible)
    column = np.zeros(length, dtype=np.uint32)
    for mask, key in groups:
        if key != ((), ()):
            column[_places(mask, length)] = numbers.setdefault(key, len(numbers))
    return column


def _split(
    groups: list[tuple[int, Key]], name: str, certain: int, possible: int
) -> list[tuple[int, Key]]:
    """Each group split into those the effect bars, those it may bar, and the rest."""
    found: list[tuple[int, Key]] = []
    for mask, (bars, may) in groups:
        if hit := mask & certain:
            found.append((hit, ((*bars, name), may)))
        if maybe := mask & possible & ~certain:
            found.append((maybe, (bars, (*may, name))))
        if rest := mask & ~possible:
            found.append((rest, (bars, may)))
    return found


def _places(mask: int, length: int) -> NDArray[np.bool_]:
    """The bits of `mask` as a column of truth values."""
    raw = np.frombuffer(mask.to_bytes((length + 7) // 8, "little"), dtype=np.uint8)
    return np.unpackbits(raw, bitorder="little", count=length).view(np.bool_)
