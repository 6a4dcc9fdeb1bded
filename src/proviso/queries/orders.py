"""The docket on a day: which orders are in effect for how many bodies, which are stayed or ended, and by what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from proviso.domain.cover import Truth
from proviso.domain.docket import WITHOUT_FORCE, Docket, Docketed, Node, in_force
from proviso.domain.facts.orders import EffectRead, OrderChanged
from proviso.queries.record import Record
from proviso.queries.sweep import Narrowed, Roster


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectOn:
    """One effect on a day: its state, how many bodies it reaches for sure and perhaps, and what acts on it."""

    effect: EffectRead
    state: str
    reaches: int
    may_reach: int
    named: tuple[str, ...] | None
    acted_on_by: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOn:
    """What an order does to an earlier effect or change, and whether it does so on a day."""

    change: OrderChanged
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderOn:
    """One order on a day: its effects, and what it does to those of others."""

    order: Docketed
    state: str
    effects: tuple[EffectOn, ...]
    changes: tuple[ChangeOn, ...]


def orders_on(record: Record, *, on: date, known: date) -> list[OrderOn]:
    """Every order known on `known` and entered by `on` (or on a day not found), as it stands on `on`."""
    roster = Roster(record, Narrowed(act=""), known=known)
    docket = record.around(known).docket
    force = in_force(docket, roster.classes.crowd, on)
    found = []
    for order in docket.orders:
        nodes = [node for node in docket.effects if node.order == order.told.order]
        if _later(order, nodes, on):
            continue
        effects = tuple(_effect(roster, docket, force, node, on) for node in nodes)
        changes = tuple(_changes(docket, force, order.told.order, on))
        found.append(OrderOn(order=order, state=_state(effects), effects=effects, changes=changes))
    return found


def _later(order: Docketed, nodes: list[Node], on: date) -> bool:
    """Whether the order came after `on`: by its day, or, where that was not found, by its effects' earliest."""
    if order.on is not None:
        return order.on > on
    return bool(nodes) and all(node.since is not None and node.since > on for node in nodes)


def _state(effects: tuple[EffectOn, ...]) -> str:
    if not effects:
        return "no effect of its own"
    states = [one.state for one in effects]
    for wanted in ("in effect", "in effect in part", "not known", "stayed"):
        if wanted in states:
            return wanted
    return states[0]


def _effect(
    roster: Roster, docket: Docket, force: dict[str, Truth], node: Node, on: date
) -> EffectOn:
    effect = node.told
    assert isinstance(effect, EffectRead)  # noqa: S101 - docket.effects holds only these
    certain, possible = force[node.id]
    inside = _classes(certain)
    sizes = np.bincount(roster.classes.of, minlength=len(roster.classes.crowd.bodies))
    acting = tuple(
        (change.told.kind, change.order, str(change.since))
        for change in sorted(docket.acting_on.get(node.id, ()), key=_begun)
        if force[change.id].possible and isinstance(change.told, OrderChanged)
    )
    return EffectOn(
        effect=effect,
        state=_state_of(effect, node, bool(certain), bool(possible), acting, on),
        reaches=int(sizes[inside].sum()),
        may_reach=int(sizes[_classes(possible & ~certain)].sum()),
        named=roster.named(inside) if inside else (),
        acted_on_by=acting,
    )


def _changes(docket: Docket, force: dict[str, Truth], order: str, on: date) -> Iterator[ChangeOn]:
    for node in docket.nodes:
        if node.order == order and isinstance(node.told, OrderChanged):
            yield ChangeOn(change=node.told, state=_change_state(node, force[node.id], on))


def _change_state(node: Node, truth: Truth, on: date) -> str:
    if node.since is not None and on < node.since:
        return "not yet"
    if isinstance(node.told, OrderChanged) and node.told.kind in WITHOUT_FORCE:
        return "changes nothing in whom it reaches"
    if truth.certain:
        return "in effect"
    return "not known" if truth.possible else "ended"


def _begun(change: Node) -> date:
    """The day from which a change acts; one of no known day comes last."""
    return change.since or date.max


def _state_of(  # noqa: PLR0917 - one line for each thing that decides
    effect: EffectRead,
    node: Node,
    certain: bool,  # noqa: FBT001
    possible: bool,  # noqa: FBT001
    acting: tuple[tuple[str, str, str], ...],
    on: date,
) -> str:
    if effect.kind == "unknown":
        return "relief not known"
    if certain:
        return "in effect in part" if acting else "in effect"
    if possible:
        return "not known"
    if node.since is not None and on < node.since:
        return "not yet"
    kinds = {kind for kind, _, _ in acting}
    if kinds & {"supersedes", "merges"}:
        return "superseded"
    return "stayed" if kinds == {"stays"} else "ended"


def _classes(bits: int) -> list[int]:
    return [at for at in range(bits.bit_length()) if bits >> at & 1]
