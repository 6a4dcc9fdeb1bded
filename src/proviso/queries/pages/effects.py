"""What orders do, on a day, as pages print it: state, whom for, from when until when, what later orders did. Not whether an act may be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from proviso.domain.cover import Term, Truth
from proviso.domain.docket import Docket, Docketed, Force, Node
from proviso.domain.facts.governments import AssociationNoted
from proviso.domain.facts.orders import EffectRead, OrderChanged
from proviso.domain.grounds.orders import cited
from proviso.queries.pages.barring import Bars, bars
from proviso.queries.pages.plain import (
    Day,
    Government,
    act_title,
    condition_title,
    government,
    name_of,
    the_day,
)
from proviso.queries.pages.reading import Reading

SAID = {
    "in effect": "In effect",
    "in effect in part": "In effect for some, no longer for others",
    "not known": "Whether it is in effect is not known",
    "not yet": "Not yet in effect",
    "stayed": "Stayed: on hold by a later order",
    "superseded": "A later order has taken its place",
    "ended": "No longer in effect",
    "relief not known": "What it ordered is not known; it is not counted as a bar",
    "no effect of its own": "It acts on another order, and bars nothing itself",
}
RANK = ("in effect", "in effect in part", "not known", "stayed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whom something covers: in words, and the bodies it names. `certain` false: it may cover them."""

    words: tuple[str, ...]
    named: tuple[Government, ...]
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A later order's action on an effect. `in_force` is for anyone on the day asked about."""

    change: str
    order: str
    kind: str
    target: str
    says: str
    since: Day
    until: Day | None
    scope: Scope
    in_force: bool
    flag: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectOn:
    """One effect on a day. `reaches` counts bodies with a matter that it reaches for sure, `may_reach` perhaps."""

    effect: str
    order: str
    kind: str
    says: str
    flag: str | None
    acts: tuple[tuple[str, str], ...]
    conditions: tuple[tuple[str, str], ...]
    programmes: tuple[str, ...]
    years: tuple[int, ...]
    binds: tuple[str, ...]
    scope: Scope
    since: Day
    since_certain: bool
    until: Day | None
    state: str
    state_said: str
    reaches: int
    may_reach: int
    later: tuple[Later, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """One order on a day, with its effects."""

    order: str
    case: str
    court: str
    docket: str
    kind: str
    regulates: str
    citation: str
    outcome: str
    entered: Day
    state: str
    state_said: str
    effects: tuple[EffectOn, ...]
    acts_on: tuple[Later, ...]
    sources: tuple[str, ...]
    note: str | None
    confidence: str


class DocketOn:
    """Effects read on one day: the force of each node is settled once for all pages of that day."""

    def __init__(self, record: Reading, on: date, known: date) -> None:
        self.record = record
        self.on = on
        self.docket: Docket = record.around(known).docket
        self.bars: Bars = bars(record, known)
        self.force = Force(self.docket, self.bars.classes.crowd, on)
        at = [self.bars.place[one] for one in record.respondents if one in self.bars.place]
        groups = self.bars.classes.of[np.array(at, dtype=np.intp)]
        wide = len(self.bars.classes.crowd.bodies)
        self.sizes = np.bincount(groups, minlength=wide).tolist()
        self.entries = record.cited

    def orders(self, cases: Iterable[str] | None = None) -> tuple[OrderLine, ...]:
        """Every order entered by the day (or on a day not found), of these cases if named, the newest first."""
        wanted = None if cases is None else set(cases)
        found = [
            self.order(one)
            for one in self.docket.orders
            if (wanted is None or one.told.case in wanted) and self.come(one)
        ]
        return tuple(sorted(found, key=lambda one: one.entered.value or date.min, reverse=True))

    def come(self, order: Docketed) -> bool:
        """Whether the order had come by the day: by its day, or where none was found by its effects' earliest."""
        if order.on is not None:
            return order.on <= self.on
        begun = [one.since for one in self.docket.nodes if one.order == order.told.order]
        return not begun or any(day is None or day <= self.on for day in begun)

    def order(self, order: Docketed) -> OrderLine:
        told = order.told
        nodes = [node for node in self.docket.nodes if node.order == told.order]
        effects = tuple(self.effect(one) for one in nodes if isinstance(one.told, EffectRead))
        state = _state(effects)
        entry = self.entries[order.at]
        return OrderLine(
            order=told.order,
            case=told.case,
            court=told.court,
            docket=told.docket,
            kind=told.kind,
            regulates=told.regulates,
            citation=cited(order),
            outcome=told.outcome,
            entered=the_day(order.on, entry.precision),
            state=state,
            state_said=SAID[state],
            effects=effects,
            acts_on=tuple(self.later(one) for one in nodes if isinstance(one.told, OrderChanged)),
            sources=entry.evidence,
            note=order.note,
            confidence=order.confidence,
        )

    def effect(self, node: Node) -> EffectOn:
        told = node.told
        assert isinstance(told, EffectRead)  # noqa: S101 - asked only of effects
        truth = self.force.of(node)
        state = self._state_of(node, truth)
        return EffectOn(
            effect=told.effect,
            order=told.order,
            kind=told.kind,
            says=told.says,
            flag=told.flag,
            acts=tuple((one, act_title(self.record, one)) for one in told.acts),
            conditions=tuple((one, condition_title(self.record, one)) for one in told.conditions),
            programmes=told.programmes,
            years=told.years,
            binds=told.binds,
            scope=self.scope(node),
            since=the_day(told.since),
            since_certain=told.since_certain,
            until=the_day(told.until) if told.until else None,
            state=state,
            state_said=SAID[state],
            reaches=self._count(truth.certain),
            may_reach=self._count(truth.possible & ~truth.certain),
            later=tuple(self.later(one) for one in self._acting(node.id)),
            sources=self.entries[node.at].evidence,
        )

    def _acting(self, target: str) -> tuple[Node, ...]:
        """What later orders did to an effect, and to what was done to it, by the day, in order of day."""
        found, todo = [], [target]
        while todo:
            name = todo.pop(0)
            acting = [one for one in self.docket.nodes if one.target == name and one not in found]
            found += acting
            todo += [one.id for one in acting]
        begun = (one for one in found if one.since is None or one.since <= self.on)
        return tuple(sorted(begun, key=lambda one: one.since or date.min))

    def later(self, node: Node) -> Later:
        told = node.told
        assert isinstance(told, OrderChanged)  # noqa: S101 - asked only of changes
        return Later(
            change=told.change,
            order=told.order,
            kind=told.kind,
            target=told.target,
            says=told.says,
            since=the_day(told.since),
            until=the_day(told.until) if told.until else None,
            scope=self.scope(node),
            in_force=bool(self.force.of(node).possible),
            flag=told.flag,
            sources=self.entries[node.at].evidence,
        )

    def scope(self, node: Node) -> Scope:
        terms = node.cover.terms
        bodies = (one.subject for one in terms if one.kind == "body" and not one.out)
        return Scope(
            words=tuple(term_said(self.record, one) for one in terms),
            named=tuple(government(self.record, one) for one in bodies),
            certain=node.certain,
        )

    def _count(self, classes: int) -> int:
        return sum(self.sizes[at] for at in range(classes.bit_length()) if classes >> at & 1)

    def _state_of(self, node: Node, truth: Truth) -> str:
        told = node.told
        if isinstance(told, EffectRead) and told.kind == "unknown":
            return "relief not known"
        acting = [
            one
            for one in self.docket.acting_on.get(node.id, ())
            if self.force.of(one).possible and isinstance(one.told, OrderChanged)
        ]
        if truth.certain:
            return "in effect in part" if acting else "in effect"
        if truth.possible:
            return "not known"
        if node.since is not None and self.on < node.since:
            return "not yet"
        return _stopped({one.told.kind for one in acting})


def _stopped(kinds: set[str]) -> str:
    if kinds & {"supersedes", "merges"}:
        return "superseded"
    return "stayed" if kinds == {"stays"} else "ended"


def _state(effects: tuple[EffectOn, ...]) -> str:
    if not effects:
        return "no effect of its own"
    states = [one.state for one in effects]
    return next((wanted for wanted in RANK if wanted in states), states[0])


def term_said(record: Reading, term: Term) -> str:
    """A term of the cover language in words."""
    who = name_of(record, term.subject)
    day = f" as of {the_day(term.as_of).said}" if term.as_of else ""
    said = {
        "everyone": "everyone, in the whole country",
        "body": who,
        "within": f"{who} and every government in it",
        "subdivisions": f"the governments within {who}",
        "members": f"members of {association(record, term.subject)}{day}",
        "subrecipients": f"those paid through an award of {who}",
    }[term.kind]
    return f"but not {said}" if term.out else said


def association(record: Reading, name: str) -> str:
    """What an association is called."""
    noted = (entry.fact for entry in record.entries("register"))
    for fact in noted:
        if isinstance(fact, AssociationNoted) and fact.association == name:
            return f"the {fact.name}"
    return name


def effects_on(record: Reading, *, on: date, known: date) -> DocketOn:
    """The docket on a day, kept."""
    return record.once(("effects", on, known), lambda: DocketOn(record, on, known))
