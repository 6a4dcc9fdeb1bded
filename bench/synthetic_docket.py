"""Made-up orders over made-up and real bodies: the docket that the sweep and the gate are measured on.

Orders of every kind of cover and change, some uncertain, so that every rule is used. The same seed
gives the same docket. `reference_docket` reads the court rows of the reference review instead.
"""

import csv
import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import proviso
from bench.synthetic_register import WHOLE_COUNTRY, register_of
from proviso.domain.cover import Body, Membership, cover_of
from proviso.domain.docket import Docket, Node
from proviso.domain.facts.orders import EffectRead, OrderChanged
from proviso.domain.identity import state_of
from proviso.domain.sweep import Asked
from proviso.outside import rulebook

DAY = date(2018, 6, 26)
PROGRAMME, YEAR, CONDITION, OTHER = "16.738", 2017, "notice", "access"
ELIGIBLE = {"river-counties": frozenset({"county"}), "harbour-cities": frozenset({"city"})}
EXAMPLE = Path(proviso.__file__).parent / "examples" / "section_1373"


@cache
def bodies(total: int = WHOLE_COUNTRY) -> tuple[Body, ...]:
    """The roster as orders see it; some counties and cities have a record of membership."""
    lot = random.Random(7)
    found = []
    for one in register_of(WHOLE_COUNTRY):
        noted: tuple[Membership, ...] = ()
        for name, types in ELIGIBLE.items():
            if one.type in types and lot.random() < 0.3:
                noted += (Membership(name, lot.random() < 0.5, None, None),)
        found.append(
            Body(ocd_id=one.ocd_id, state=state_of(one.ocd_id), type=one.type, memberships=noted)
        )
    lot.shuffle(found)
    return tuple(found[:total])


@cache
def acts() -> tuple[str, ...]:
    """The first eight acts that a review is asked about every day."""
    return rulebook.load().askable()[:8]


def questions() -> tuple[Asked, ...]:
    return tuple(Asked(act, CONDITION, PROGRAMME, YEAR, None) for act in acts())


@cache
def docket(orders: int = 50, seed: int = 1373) -> Docket:
    """So many orders with an effect each, two in five of them stayed or narrowed, some stays lifted."""
    lot = random.Random(seed)
    some = random.Random(seed + 1)
    states = sorted({body.state for body in bodies() if body.state})
    named = [body.ocd_id for body in some.sample(bodies(), 400)]
    nodes = [_effect(lot, number, states, named) for number in range(orders)]
    stays = [
        _change(lot, _cover(lot, states, named), change=f"S{n}", target=one.id, kind="stays")
        for n, one in enumerate(lot.sample(nodes, orders * 2 // 5))
    ]
    lifts = [
        _change(lot, _cover(lot, states, named), change=f"L{n}", target=one.id, kind="lifts")
        for n, one in enumerate(lot.sample(stays, len(stays) // 3))
    ]
    return Docket((), (), (*nodes, *stays, *lifts))


def _effect(lot: random.Random, number: int, states: list[str], named: list[str]) -> Node:
    covers = _cover(lot, states, named)
    since = DAY - timedelta(days=lot.randrange(-60, 400))
    told = EffectRead(
        effect=f"E{number}",
        order=f"E{number}",
        kind="bars",
        acts=tuple(sorted(lot.sample(acts(), lot.randrange(1, 5)))),
        conditions=lot.choice([(CONDITION,), (CONDITION, OTHER), (OTHER,), ("*",)]),
        programmes=(PROGRAMME,),
        years=lot.choice([(), (YEAR,), (YEAR, YEAR + 1)]),
        binds=(),
        covers=covers,
        covers_certain=lot.random() < 0.95,
        since=since,
        since_certain=lot.random() < 0.95,
        since_latest=since + timedelta(days=90),
        until=lot.choice([None, None, since + timedelta(days=300)]),
        says="Bars what it names.",
        flag=None,
    )
    return node_of(told)


def _change(
    lot: random.Random, covers: tuple[str, ...], *, change: str, target: str, kind: str
) -> Node:
    told = OrderChanged(
        change=change,
        order=change,
        kind=kind,
        target=target,
        covers=("everyone",) if lot.random() < 0.3 else covers,
        certain=lot.random() < 0.95,
        since=DAY - timedelta(days=lot.randrange(-20, 200)),
        until=None,
        says="Acts on what it names.",
        flag=None,
    )
    return node_of(told)


def _cover(lot: random.Random, states: list[str], named: list[str]) -> tuple[str, ...]:
    drawn = lot.random()
    if drawn < 0.1:
        return ("everyone", *(f"-{one}" for one in lot.sample(named, 2)))
    if drawn < 0.45:
        return (f"within:{lot.choice(states)}",)
    if drawn < 0.6:
        return (f"subdivisions:{lot.choice(states)}", f"-{lot.choice(named)}")
    if drawn < 0.7:
        return (f"members:{lot.choice(sorted(ELIGIBLE))}",)
    return tuple(lot.sample(named, lot.randrange(1, 5)))


def node_of(told: EffectRead | OrderChanged) -> Node:
    """The node that an entry with this fact would become."""
    effect = isinstance(told, EffectRead)
    sure = told.since if not effect or told.since_certain else told.since_latest
    return Node(
        id=told.effect if effect else told.change,
        order=told.order,
        cover=cover_of(told.covers),
        certain=told.covers_certain if effect else told.certain,
        since=told.since,
        since_sure=sure,
        until=told.until,
        target=None if effect else told.target,
        told=told,
        at=f"case:{told.order}#1",
    )


def reference_docket() -> Docket:
    """The effects and changes of the reference review's court rows."""
    effects = [_effect_of(row) for row in _rows("read-effect.csv")]
    changes = [_change_of(row) for row in _rows("change-order.csv")]
    return Docket((), (), tuple(node_of(told) for told in (*effects, *changes)))


def _rows(name: str) -> list[dict[str, str]]:
    with (EXAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _effect_of(row: dict[str, str]) -> EffectRead:
    return EffectRead(
        effect=row["effect"],
        order=row["order"],
        kind=row["kind"],
        acts=_many(row["acts"]),
        conditions=_many(row["conditions"]),
        programmes=_many(row["programmes"]),
        years=tuple(int(one) for one in _many(row["years"])),
        binds=_many(row["binds"]),
        covers=_many(row["covers"]),
        covers_certain=row["covers_certain"] == "true",
        since=_day(row["since"]),
        since_certain=row["since_certain"] == "true",
        since_latest=_day(row["since_latest"]),
        until=_day(row["until"]),
        says=row["says"],
        flag=row["flag"] or None,
    )


def _change_of(row: dict[str, str]) -> OrderChanged:
    return OrderChanged(
        change=row["change"],
        order=row["order"],
        kind=row["kind"],
        target=row["target"],
        covers=_many(row["covers"]),
        certain=row["certain"] == "true",
        since=_day(row["since"]),
        until=_day(row["until"]),
        says=row["says"],
        flag=row["flag"] or None,
    )


def _many(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(";") if one.strip())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def reference_questions() -> tuple[Asked, ...]:
    """Every askable act under every condition that the reference review publishes."""
    return tuple(
        Asked(act, row["condition"], row["programme"], int(row["year"]), "us/doj/ojp")
        for row in _rows("publish-condition.csv")
        for act in rulebook.load().askable()
    )
