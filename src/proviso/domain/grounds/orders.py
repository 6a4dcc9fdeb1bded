"""Grounds from orders: what bars the act for this body on this day, what is not known, what no longer bars.

An order acts on what it names, and nothing else: a press account that "money is
blocked" is a report (sources), never an effect.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from proviso.domain.cover import Body, Crowd
from proviso.domain.docket import Docket, Docketed, Force, Node
from proviso.domain.facts.orders import EffectRead, OrderChanged
from proviso.domain.questions import ANY, Ground, Holds, Question, day_said

CURE_BAR = "Wait until the order is stayed, narrowed or vacated for this body, or ask the court."
CURE_SCOPE = "Read the order and record whom it covers, or ask counsel; until then the act waits."
CURE_DATE = "Find the order and record the day it took effect."
CURE_OPEN = "Ask again naming the condition that is the ground, the programme and the fiscal year."
NO_ORDER = "the docket of orders on record"


def order_grounds(
    docket: Docket, body: Body, eligible: Mapping[str, frozenset[str]], question: Question
) -> tuple[Ground, ...]:
    """Every bar and every unknown; or one ground that holds, saying what no longer bars."""
    crowd = Crowd((body,), eligible)
    look = _Look(docket, crowd, Force(docket, crowd, question.on), question)
    against = sorted(_against(look), key=lambda ground: ground.holds is None)
    return tuple(against) or (_nothing_bars(look),)


def applies(effect: EffectRead, question: Question) -> Holds:
    """Whether the effect reaches this act, condition, programme, year and actor; None if the question is open."""
    if question.act not in effect.acts or not _bound(effect.binds, question.actor):
        return False
    open_ = False
    for named, asked in (
        (effect.conditions, question.condition),
        (effect.programmes, question.programme),
        (effect.years, question.year),
    ):
        if named and asked not in named and ANY not in named:
            if asked is not None:
                return False
            open_ = True
    return None if open_ else True


def _bound(binds: tuple[str, ...], actor: str | None) -> bool:
    if not binds or actor is None:
        return True
    return any(actor == one or actor.startswith(f"{one}/") for one in binds)


def barring(docket: Docket, act: str) -> Iterator[tuple[Node, EffectRead]]:
    """The effects that bar this act for some ground or other, in the order recorded."""
    return (one for one in docket.naming.get(act, ()) if one[1].kind == "bars")


class _Look(NamedTuple):
    """What one question looks at: the docket, the body, the force of each node that day."""

    docket: Docket
    crowd: Crowd
    force: Force
    question: Question


def _against(look: _Look) -> Iterator[Ground]:
    for node, effect in barring(look.docket, look.question.act):
        reach = applies(effect, look.question)
        if reach is False:
            continue
        truth = look.force.of(node)
        if not truth.possible:
            continue
        if truth.certain and reach:
            yield _bar(look, node, effect)
        else:
            yield _unknown(look, node, effect, reach)


def _bar(look: _Look, node: Node, effect: EffectRead) -> Ground:
    docket = look.docket
    return Ground(
        code="order.bars",
        group="orders",
        holds=False,
        says=f"{_named(docket, node)} is in effect on {day_said(look.question.on)}. {effect.says}"
        f"{_history(look, node)}{_flag(effect)}",
        authority=cited(docket.order.get(node.order)),
        order=node.order,
        evidence=_evidence(look, node),
        cure=CURE_BAR,
    )


def _unknown(look: _Look, node: Node, effect: EffectRead, reach: Holds) -> Ground:
    docket = look.docket
    code, why, cure = _why_unknown(look, node, reach)
    return Ground(
        code=code,
        group="orders",
        holds=None,
        says=f"{_named(docket, node)}: {why} {effect.says}{_history(look, node)}{_flag(effect)}",
        authority=cited(docket.order.get(node.order)),
        order=node.order,
        evidence=_evidence(look, node),
        cure=cure,
    )


def _why_unknown(look: _Look, node: Node, reach: Holds) -> tuple[str, str, str]:
    if reach is None:
        return (
            "order.question-open",
            "it bars this for some conditions, programmes or years, and the question does not say which.",
            CURE_OPEN,
        )
    if node.runs(look.question.on) is None:
        return "order.date-unknown", "the day it took effect is not known.", CURE_DATE
    return "order.scope-unknown", "whether it covers this body is not known.", CURE_SCOPE


def _nothing_bars(look: _Look) -> Ground:
    said = [f"No order in effect on {day_said(look.question.on)} bars this."]
    evidence: list[str] = []
    for node, effect in look.docket.naming.get(look.question.act, ()):
        if line := _near(look, node, effect):
            said.append(line)
            evidence.append(node.at)
    return Ground(
        code="order.bars",
        group="orders",
        holds=True,
        says=" ".join(said),
        authority=NO_ORDER,
        evidence=tuple(evidence),
    )


def _near(look: _Look, node: Node, effect: EffectRead) -> str | None:
    """What to say of an effect that would reach this but does not bar it today; None if nothing."""
    if applies(effect, look.question) is False:
        return None
    if not look.crowd.truth(node.cover, look.question.on).possible:
        return None
    if node.since is None or node.since > look.question.on:
        return _perhaps_earlier(look, node, effect)
    if effect.kind == "unknown":
        return f"{node.order}: {effect.says} It is not counted as a bar."
    by = _stopped_by(look, node)
    return f"{node.order} does not bar it: {by}." if by and effect.kind == "bars" else None


def _perhaps_earlier(look: _Look, node: Node, effect: EffectRead) -> str | None:
    """What to say before the day from which a bar is counted, where it may have begun earlier."""
    unknown = not effect.since_certain and effect.since is not None
    if effect.kind != "bars" or not unknown or effect.since_latest != effect.since:
        return None
    if not _case_had_orders(look, node):
        return None
    return (
        f"{node.order}: its first day is not known; it is counted from {day_said(effect.since)}, "
        f"and this day is earlier.{_flag(effect)}"
    )


def _case_had_orders(look: _Look, node: Node) -> bool:
    """Whether its case had an order by the day asked about; before its first, nothing can have followed from it."""
    own = look.docket.order.get(node.order)
    days = (one.on for one in look.docket.orders if own and one.told.case == own.told.case)
    return any(day is not None and day <= look.question.on for day in days)


def _stopped_by(look: _Look, node: Node) -> str:
    said = []
    for change in look.docket.acting_on.get(node.id, ()):
        if look.force.of(change).certain and isinstance(change.told, OrderChanged):
            verb = VERBS[change.told.kind]
            said.append(f"{verb} by {change.order} from {day_said(change.since)}")
    return ", ".join(said)


VERBS = {
    "stays": "stayed for this body",
    "lifts": "lifted",
    "narrows": "narrowed away from this body",
    "vacates": "vacated",
    "supersedes": "superseded",
    "merges": "merged into a later order",
    "dissolves": "dissolved",
    "permits": "permitted again",
}


def _named(docket: Docket, node: Node) -> str:
    order = docket.order.get(node.order)
    if order is None:
        return node.order
    told = order.told
    kind = told.kind[0].upper() + told.kind[1:]
    return f"{kind} {node.order} ({told.court}, {day_said(order.on)})"


def _later(look: _Look, node: Node) -> tuple[str, ...]:
    """The orders that had acted on the node by the day asked about, by date; those of no known day last."""
    named = look.docket.history.get(node.id, ())
    found = (look.docket.order.get(name) for name in named if name != node.order)
    acted = [one for one in found if one and (one.on is None or one.on <= look.question.on)]
    return tuple(one.told.order for one in sorted(acted, key=lambda one: one.on or date.max))


def _history(look: _Look, node: Node) -> str:
    later = _later(look, node)
    return f" Later orders on it by that day: {', '.join(later)}." if later else ""


def _flag(effect: EffectRead) -> str:
    return f" {effect.flag}" if effect.flag else ""


def cited(order: Docketed | None) -> str:
    """How a ground cites an order: reporter where known, else court and docket number."""
    if order is None:
        return NO_ORDER
    told = order.told
    return (
        f"{told.citation} ({told.court})" if told.citation else f"{told.court}, No. {told.docket}"
    )


def _evidence(look: _Look, node: Node) -> tuple[str, ...]:
    orders = (look.docket.order.get(name) for name in (node.order, *_later(look, node)))
    return tuple(dict.fromkeys((node.at, *(one.at for one in orders if one))))
