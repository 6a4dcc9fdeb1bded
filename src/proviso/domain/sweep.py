"""The sweep: the orders' answer for a whole roster, all acts and conditions, at once. The same rules as grounds/orders.

Governments fall into few classes that every order treats alike: a state, a
subdivision of it, a body named by some order, a member of an association. The
force of each order is settled once for all classes together (bit sets over
classes, the same code as for one body), the questions are answered per class, and
the answers are gathered for the roster. A reason is a number that stands for the
exact set of effects that bar or may bar; `Sweep.reasons` tells them.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from proviso.domain.cover import Body, Crowd, Truth
from proviso.domain.docket import Docket, breakpoints, in_force
from proviso.domain.facts.orders import EffectRead
from proviso.domain.grounds.orders import applies, barring
from proviso.domain.questions import Question

PERMITTED = 0


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
class Classes:
    """Which class each body of the roster is in (its place in `crowd`), and one body that stands for each class."""

    of: NDArray[np.intp]
    crowd: Crowd


@dataclass(frozen=True)
class Sweep:
    """`codes[body, question]` is a reason's number; 0 is permitted."""

    codes: NDArray[np.uint16]
    reasons: tuple[Reason, ...]

    def reason(self, body: int, question: int) -> Reason:
        return self.reasons[int(self.codes[body, question])]


def classify(
    bodies: Sequence[Body], docket: Docket, eligible: Mapping[str, frozenset[str]]
) -> Classes:
    """Sort bodies into classes that no effect or change on this docket can tell apart."""
    named, states, recipients, associations = _what_tells_apart(docket)
    seen: dict[object, int] = {}
    of = np.empty(len(bodies), dtype=np.intp)
    shown: list[Body] = []
    for at, body in enumerate(bodies):
        mark = (
            body.ocd_id if body.ocd_id in named else None,
            body.state if body.state in states else None,
            body.ocd_id == body.state,
            body.recipients & recipients,
            tuple(one for one in body.memberships if one.association in associations),
            tuple(body.type in eligible.get(name, ()) for name in associations),
        )
        place = seen.get(mark)
        if place is None:
            place = seen[mark] = len(shown)
            shown.append(body)
        of[at] = place
    return Classes(of=of, crowd=Crowd(shown, eligible))


class _Apart(NamedTuple):
    """The ids, states, recipients and associations that some cover on the docket names."""

    named: frozenset[str]
    states: frozenset[str]
    recipients: frozenset[str]
    associations: tuple[str, ...]


def _what_tells_apart(docket: Docket) -> _Apart:
    found: dict[str, set[str]] = {}
    for node in docket.nodes:
        for term in node.cover.terms:
            found.setdefault(term.kind, set()).add(term.subject)

    def of(*kinds: str) -> frozenset[str]:
        return frozenset().union(*(found.get(kind, set()) for kind in kinds))

    return _Apart(
        named=of("body"),
        states=of("within", "subdivisions"),
        recipients=of("subrecipients"),
        associations=tuple(sorted(of("members"))),
    )


Key = tuple[tuple[str, ...], tuple[str, ...]]
Reach = tuple[tuple[str, bool | None], ...]


class Engine:
    """A docket, a set of questions and a roster's classes made ready.

    Answers can change only on a breakpoint (a day on which an interval or a
    membership begins or ends), so the table of a day serves every day up to the next.
    """

    def __init__(self, docket: Docket, questions: Sequence[Asked], classes: Classes) -> None:
        self.docket = docket
        self.questions = tuple(questions)
        self.classes = classes
        self.days = days_of_change(docket, classes.crowd)
        effects = [(node.id, effect) for node, effect in barring(docket)]
        self._reach: tuple[Reach, ...] = tuple(
            _reach(effects, question) for question in self.questions
        )
        self._tables: dict[int, tuple[NDArray[np.uint16], tuple[Reason, ...]]] = {}

    def sweep(self, day: date, out: NDArray[np.uint16] | None = None) -> Sweep:
        """Answer every question for every body on `day`, into `out` if given."""
        table, reasons = self.table(day)
        if out is None:
            out = np.empty((len(self.classes.of), table.shape[1]), dtype=np.uint16)
        np.take(table, self.classes.of, axis=0, out=out, mode="clip")
        return Sweep(codes=out, reasons=reasons)

    def table(self, day: date) -> tuple[NDArray[np.uint16], tuple[Reason, ...]]:
        """The answers per class and question (numbers of reasons), and the reasons."""
        segment = bisect_right(self.days, day)
        if segment not in self._tables:
            self._tables[segment] = self.decide(day)
        return self._tables[segment]

    def decide(self, day: date) -> tuple[NDArray[np.uint16], tuple[Reason, ...]]:
        """The same, worked out afresh."""
        crowd = self.classes.crowd
        force = in_force(self.docket, crowd, day)
        numbers: dict[Key, int] = {((), ()): PERMITTED}
        table = np.zeros((len(crowd.bodies), len(self.questions)), dtype=np.uint16)
        same: dict[Reach, int] = {}
        for column, reach in enumerate(self._reach):
            if reach in same:
                table[:, column] = table[:, same[reach]]
                continue
            same[reach] = column
            for mask, key in _groups(reach, force, crowd.all):
                table[_places(mask, len(crowd.bodies)), column] = numbers.setdefault(
                    key, len(numbers)
                )
        return table, tuple(Reason(*key) for key in numbers)


def days_of_change(docket: Docket, crowd: Crowd) -> tuple[date, ...]:
    """Every day on which an answer can differ from that of the day before."""
    days = set(breakpoints(docket))
    for body in crowd.bodies:
        for one in body.memberships:
            days.update(day for day in (one.since, one.until) if day)
    return tuple(sorted(days))


def _reach(effects: Sequence[tuple[str, EffectRead]], question: Asked) -> Reach:
    asked = question.about("", on=date.min, known=date.min)
    reached = ((name, applies(effect, asked)) for name, effect in effects)
    return tuple((name, sure) for name, sure in reached if sure is not False)


def _groups(reach: Reach, force: Mapping[str, Truth], everyone: int) -> list[tuple[int, Key]]:
    """Split the classes by which effects bar or may bar them; those that nothing bars are left out."""
    groups: list[tuple[int, Key]] = [(everyone, ((), ()))]
    for name, sure in reach:
        certain, possible = force[name]
        if possible:
            groups = _split(groups, name, certain if sure else 0, possible)
    return [(mask, key) for mask, key in groups if key != ((), ())]


def _split(
    groups: list[tuple[int, Key]], name: str, certain: int, possible: int
) -> list[tuple[int, Key]]:
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
