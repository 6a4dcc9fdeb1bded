"""The docket: effects of orders, and later orders' action on them, for any crowd on any day. Not what an act needs besides (gate).

Theory. Every effect and every change is a node with a cover and an interval
[since, until). A change (stay, lifting of a stay, narrowing, vacatur, merger,
supersession, permission) acts on one earlier node. A node is in force for a body
on a day when it covers the body, the day is in its interval, and no change that
acts on it is itself in force for that body on that day. So a stay suspends what it
names and nothing else; lifting the stay revives it; `permits` can end or narrow the
order it acts on and never another one. An affirmance has no force: it is history.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from proviso.domain.cover import NOBODY, Cover, Crowd, Truth, cover_of
from proviso.domain.entries import Entry
from proviso.domain.facts.orders import CaseFiled, EffectRead, OrderChanged, OrderEntered

WITH_FORCE = frozenset(
    {"stays", "lifts", "narrows", "vacates", "supersedes", "merges", "dissolves", "permits"}
)
WITHOUT_FORCE = frozenset({"affirms", "restates", "denies", "reviews"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An effect or a change, as the engine sees it. `at` is where its entry stands."""

    id: str
    order: str
    cover: Cover
    certain: bool
    since: date | None
    since_sure: date | None
    until: date | None
    target: str | None
    told: EffectRead | OrderChanged
    at: str

    def runs(self, day: date) -> bool | None:
        """Whether `day` is in [since, until); None where the first day is not sure and may have come."""
        if self.until is not None and day >= self.until:
            return False
        if self.since_sure is not None and day >= self.since_sure:
            return True
        return None if self.since is None or day >= self.since else False


@dataclass(frozen=True, slots=True, kw_only=True)
class Docketed:
    """An order with the entry that records it."""

    told: OrderEntered
    on: date | None
    at: str
    note: str | None
    confidence: str


@dataclass(frozen=True)
class Docket:
    """All cases, orders and nodes known, in the order they were recorded."""

    cases: tuple[CaseFiled, ...]
    orders: tuple[Docketed, ...]
    nodes: tuple[Node, ...]

    @cached_property
    def effects(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes if isinstance(node.told, EffectRead))

    @cached_property
    def naming(self) -> dict[str, tuple[tuple[Node, EffectRead], ...]]:
        """For each act, the effects that name it."""
        found: dict[str, list[tuple[Node, EffectRead]]] = {}
        for node in self.nodes:
            if isinstance(node.told, EffectRead):
                for act in dict.fromkeys(node.told.acts):
                    found.setdefault(act, []).append((node, node.told))
        return {act: tuple(effects) for act, effects in found.items()}

    @cached_property
    def order(self) -> dict[str, Docketed]:
        return {one.told.order: one for one in self.orders}

    @cached_property
    def acting_on(self) -> dict[str, tuple[Node, ...]]:
        """For each node, the changes with force that act on it."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            if isinstance(node.told, OrderChanged) and node.told.kind in WITH_FORCE:
                found.setdefault(node.told.target, []).append(node)
        return {name: tuple(nodes) for name, nodes in found.items()}

    @cached_property
    def history(self) -> dict[str, tuple[str, ...]]:
        """For each node, the later orders that acted on it or on what acted on it, with or without force."""
        direct: dict[str, list[Node]] = {}
        for node in self.nodes:
            if isinstance(node.told, OrderChanged):
                direct.setdefault(node.told.target, []).append(node)
        return {node.id: _later(node.id, direct) for node in self.nodes if node.id in direct}


def _later(target: str, direct: dict[str, list[Node]]) -> tuple[str, ...]:
    seen: dict[str, None] = {}
    todo, done = [target], {target}
    while todo:
        for node in direct.get(todo.pop(0), ()):
            seen.setdefault(node.order)
            if node.id not in done:
                done.add(node.id)
                todo.append(node.id)
    return tuple(seen)


def docket_of(entries: Iterable[Entry], *, known: date) -> Docket:
    """Read the docket from the entries of all cases, as known on `known`."""
    cases: list[CaseFiled] = []
    orders: list[Docketed] = []
    nodes: list[Node] = []
    for entry in entries:
        fact = entry.fact
        if entry.learned > known:
            continue
        match fact:
            case CaseFiled():
                cases.append(fact)
            case OrderEntered():
                orders.append(_docketed(fact, entry))
            case EffectRead() | OrderChanged():
                nodes.append(_node(fact, entry.ref))
            case _:
                pass
    present = {node.id for node in nodes}
    kept = tuple(n for n in nodes if n.target is None or n.target in present)
    return Docket(tuple(cases), tuple(orders), kept)


def _docketed(fact: OrderEntered, entry: Entry) -> Docketed:
    return Docketed(
        told=fact, on=entry.on, at=entry.ref, note=entry.note, confidence=entry.confidence
    )


def _node(fact: EffectRead | OrderChanged, at: str) -> Node:
    if isinstance(fact, EffectRead):
        return Node(
            id=fact.effect,
            order=fact.order,
            cover=cover_of(fact.covers),
            certain=fact.covers_certain,
            since=fact.since,
            since_sure=fact.since if fact.since_certain else fact.since_latest,
            until=fact.until,
            target=None,
            told=fact,
            at=at,
        )
    return Node(
        id=fact.change,
        order=fact.order,
        cover=cover_of(fact.covers),
        certain=fact.certain,
        since=fact.since,
        since_sure=fact.since,
        until=fact.until,
        target=fact.target,
        told=fact,
        at=at,
    )


class Force:
    """For whom in a crowd each node is in force on a day. A node is settled when first asked for."""

    def __init__(self, docket: Docket, crowd: Crowd, day: date) -> None:
        self.docket = docket
        self.crowd = crowd
        self.day = day
        self._settled: dict[str, Truth] = {}

    def of(self, node: Node) -> Truth:
        """The bodies for whom the node is in force, for sure and perhaps."""
        found = self._settled.get(node.id)
        return self._settle(node) if found is None else found

    def _settle(self, node: Node) -> Truth:
        # A circle cannot be recorded (see cases); this ends one all the same.
        self._settled[node.id] = NOBODY
        reach = self._reach(node)
        if reach.possible:
            for change in self.docket.acting_on.get(node.id, ()):
                reach = reach.but_not(self.of(change))
        self._settled[node.id] = reach
        return reach

    def _reach(self, node: Node) -> Truth:
        """Whom it covers on this day, whatever acts on it."""
        runs = node.runs(self.day)
        if runs is False:
            return NOBODY
        reach = self.crowd.truth(node.cover, self.day)
        return reach if runs and node.certain else Truth(0, reach.possible)


def in_force(docket: Docket, crowd: Crowd, day: date) -> dict[str, Truth]:
    """For every node, for whom in `crowd` it is in force on `day`."""
    force = Force(docket, crowd, day)
    return {node.id: force.of(node) for node in docket.nodes}


def breakpoints(docket: Docket) -> tuple[date, ...]:
    """Every day on which the force of a node can begin or end by its own dates."""
    days: set[date] = set()
    for node in docket.nodes:
        days.update(day for day in (node.since, node.since_sure, node.until) if day)
    return tuple(sorted(days))
