"""Sorting a roster's bodies into classes that no order on a docket can tell apart. What orders do to them is in sweep.

Theory. A cover term tells some bodies from the rest: a named body, the bodies of a
state, those paid through a recipient, the members of an association. Every such set
splits the classes it cuts through, and touches only the bodies in it. So the classes of
the whole country are few, and an order that is added splits only what it names.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from proviso.domain.cover import Body, Crowd, Term
from proviso.domain.docket import Docket, Node

K = TypeVar("K")
Set = NDArray[np.intp]
NONE: Set = np.zeros(0, dtype=np.intp)


class Places:
    """A roster, and where in it the bodies stand that a cover term can name."""

    def __init__(self, bodies: Sequence[Body], eligible: Mapping[str, frozenset[str]]) -> None:
        self.bodies = tuple(bodies)
        self.eligible = eligible

    @cached_property
    def _of_id(self) -> dict[str, int]:
        return {body.ocd_id: at for at, body in enumerate(self.bodies)}

    @cached_property
    def _in_state(self) -> dict[str | None, Set]:
        return _grouped((body.state, at) for at, body in enumerate(self.bodies))

    @cached_property
    def _of_type(self) -> dict[str, Set]:
        return _grouped((body.type, at) for at, body in enumerate(self.bodies))

    @cached_property
    def _paid_through(self) -> dict[str, Set]:
        return _grouped(
            (recipient, at) for at, body in enumerate(self.bodies) for recipient in body.recipients
        )

    @cached_property
    def _on_record(self) -> tuple[tuple[Body, int], ...]:
        """The bodies of which some membership is on record."""
        return tuple((body, at) for at, body in enumerate(self.bodies) if body.memberships)

    def told_apart(self, term: Term) -> Iterator[Set]:
        """The sets of bodies that a term tells from the rest; for an association, one for each record of it."""
        match term.kind:
            case "body":
                yield self._one(term.subject)
            case "within":
                yield self._in_state.get(term.subject, NONE)
            case "subdivisions":
                yield self._in_state.get(term.subject, NONE)
                yield self._one(term.subject)
            case "subrecipients":
                yield self._paid_through.get(term.subject, NONE)
            case "members":
                yield from self._members(term.subject)
            case _:  # everyone
                pass

    def _one(self, ocd_id: str) -> Set:
        at = self._of_id.get(ocd_id)
        return NONE if at is None else np.array([at], dtype=np.intp)

    def _members(self, association: str) -> Iterator[Set]:
        for type_ in sorted(self.eligible.get(association, ())):
            yield self._of_type.get(type_, NONE)
        told = (
            (tuple(one for one in body.memberships if one.association == association), at)
            for body, at in self._on_record
        )
        yield from _grouped((record, at) for record, at in told if record).values()


def _grouped(pairs: Iterable[tuple[K, int]]) -> dict[K, Set]:
    """Where each of the firsts stands."""
    found: dict[K, list[int]] = {}
    for first, at in pairs:
        found.setdefault(first, []).append(at)
    return {first: np.array(places, dtype=np.intp) for first, places in found.items()}


@dataclass(frozen=True)
class Classes:
    """Which class each body of the roster is in (its place in `crowd`), and one body that stands for each class.

    `stands` is where that body stands in the roster; `terms` are those by which the
    classes have been told apart.
    """

    places: Places
    of: Set
    sizes: tuple[int, ...]
    stands: tuple[int, ...]
    terms: frozenset[Term]

    @cached_property
    def crowd(self) -> Crowd:
        """The bodies that stand for the classes."""
        return Crowd((self.places.bodies[at] for at in self.stands), self.places.eligible)

    def split_by(self, nodes: Iterable[Node]) -> "Classes":
        """These classes, split where the covers of `nodes` tell bodies apart."""
        wanted = dict.fromkeys(term for node in nodes for term in _undated(node))
        terms = [term for term in wanted if term not in self.terms]
        of, sizes, stands = self.of.copy(), list(self.sizes), list(self.stands)
        for term in terms:
            for inside in self.places.told_apart(term):
                _split(of, sizes, stands, inside)
        return Classes(self.places, of, tuple(sizes), tuple(stands), self.terms.union(terms))


def classify(
    bodies: Sequence[Body], docket: Docket, eligible: Mapping[str, frozenset[str]]
) -> Classes:
    """Sort bodies into classes that no effect or change on this docket can tell apart."""
    places = Places(bodies, eligible)
    number = len(places.bodies)
    together = np.zeros(number, dtype=np.intp)
    first = Classes(places, together, (number,)[:number], (0,)[:number], frozenset())
    return first.split_by(docket.nodes)


def _undated(node: Node) -> Iterator[Term]:
    """A node's terms as far as they tell bodies apart: neither sign nor day of a membership matters."""
    return (Term(term.kind, term.subject, None, out=False) for term in node.cover.terms)


def _split(of: Set, sizes: list[int], stands: list[int], inside: Set) -> None:
    """Move the bodies `inside` to classes of their own, where their class has others too."""
    was = of[inside]
    counts = np.bincount(was, minlength=len(sizes))
    for place in np.flatnonzero(counts).tolist():
        count = int(counts[place])
        if count == sizes[place]:
            continue
        moved = inside[was == place]
        of[moved] = len(sizes)
        sizes[place] -= count
        sizes.append(count)
        stands.append(int(moved[0]))
        if of[stands[place]] != place:
            stands[place] = int(np.argmax(of == place))
