"""Court cases, their orders, effects and changes, as recorded. What is in force for whom on a day is in docket.

Authority: the orders themselves; an agency's notice of non-enforcement stands as an
order with the agency as its source.

Theory. Nothing here has a state that passes: a case, an order, an effect or a change is
recorded once, and a later order's change acts on an earlier effect or change. So that
the docket always comes to an end, a change names what the record holds, an order does
not act on a later one, and no order's change acts, through others, on a change of the
same order. An order may stay, lift, narrow or dissolve an effect of its own (on entry, by
its own terms); it does not supersede or vacate itself. TRANSITIONS says what a kind of
change does to its target.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from proviso.domain.cover import why_not_term
from proviso.domain.docket import WITH_FORCE, WITHOUT_FORCE
from proviso.domain.entries import Entry
from proviso.domain.facts.orders import CaseFact, CaseFiled, EffectRead, OrderChanged, OrderEntered
from proviso.domain.knowing import why_not_known, why_not_new, why_not_one_of, why_not_stated
from proviso.domain.questions import ANY
from proviso.domain.refusals import Refusal

EFFECT_KINDS = ("bars", "requires", "unknown")
ON_ITSELF = frozenset({"stays", "lifts", "narrows", "dissolves"})
ENTER_FIRST = "Enter the order first (enter-order), or correct its name."
DOCKET = (
    "How the record reads orders: a later order acts on an earlier one, and only on what it names"
)
IN_WORDS = (
    "How the record reads orders: acts, conditions and bodies by their names in the rule book"
)

TRANSITIONS: Mapping[tuple[str, str], str] = {
    **{("in force", kind): "out of force while the change is in force" for kind in WITH_FORCE},
    **{("in force", kind): "in force" for kind in WITHOUT_FORCE},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """An order with the day it was entered, None where that was not found."""

    told: OrderEntered
    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Everything recorded of all cases, by name."""

    cases: Mapping[str, CaseFiled] = field(default_factory=dict)
    orders: Mapping[str, Entered] = field(default_factory=dict)
    effects: Mapping[str, EffectRead] = field(default_factory=dict)
    changes: Mapping[str, OrderChanged] = field(default_factory=dict)


# --- decisions -------------------------------------------------------------------------------


def why_not_file_case(cases: Cases, fact: CaseFiled) -> Refusal | None:
    return why_not_new("case", fact.case, cases.cases) or why_not_stated(
        "case", "title", fact.title
    )


def why_not_enter_order(cases: Cases, fact: OrderEntered) -> Refusal | None:
    cure = "File the case first (file-case), or correct its name."
    return (
        why_not_new("order", fact.order, cases.orders)
        or why_not_known("case", fact.case, cases.cases, cure=cure)
        or why_not_stated("order", "kind", fact.kind)
    )


def why_not_read_effect(
    cases: Cases, fact: EffectRead, *, acts: frozenset[str], conditions: frozenset[str]
) -> Refusal | None:
    """`acts` and `conditions` are the names that the rule book knows."""
    return (
        why_not_new("effect", fact.effect, cases.effects.keys() | cases.changes.keys())
        or why_not_known("order", fact.order, cases.orders, cure=ENTER_FIRST)
        or why_not_one_of("effect", "kind", fact.kind, EFFECT_KINDS)
        or _unnamed(fact, acts, conditions)
        or _uncovered(fact.covers)
        or _empty(fact)
        or _interval("effect", fact.since, fact.until)
        or _uncertain(fact)
    )


def _unnamed(fact: EffectRead, acts: frozenset[str], conditions: frozenset[str]) -> Refusal | None:
    for noun, told, known in (
        ("act", fact.acts, acts),
        ("condition", fact.conditions, conditions | {ANY}),
    ):
        if strange := sorted(set(told) - known):
            return Refusal(
                code=f"{noun}.unknown",
                reason=f"{', '.join(strange)}: no such {noun} is known.",
                cure=f"Use names of the rule book: {', '.join(sorted(known))}.",
                authority=IN_WORDS,
            )
    return None


def _uncovered(covers: tuple[str, ...]) -> Refusal | None:
    for term in covers:
        if wrong := why_not_term(term):
            return Refusal(
                code="cover.term",
                reason=f"{wrong}.",
                cure="Write whom the order covers in terms of the cover language.",
                authority=IN_WORDS,
            )
    return None


def _empty(fact: EffectRead) -> Refusal | None:
    """A bar says which acts and for whom; what is required may be no act of ours, and binds someone."""
    if fact.kind == "unknown" or (fact.covers and (fact.acts or fact.kind == "requires")):
        return None
    lacking = "which acts it is about" if fact.covers else "whom it covers"
    return Refusal(
        code="effect.empty",
        reason=f"The effect {fact.effect!r} {fact.kind}, and does not say {lacking}.",
        cure="State it as the order does, or read the effect as unknown.",
        authority=DOCKET,
    )


def _interval(noun: str, since: date | None, until: date | None) -> Refusal | None:
    if since is None or until is None or until > since:
        return None
    return Refusal(
        code=f"{noun}.interval",
        reason=f"It is said to hold from {since} until {until}, which is not later.",
        cure="Correct one of the dates; `until` is the first day on which it no longer holds.",
        authority="How the record counts: an interval holds its first day and not its last",
    )


def _uncertain(fact: EffectRead) -> Refusal | None:
    if fact.since_latest is not None and fact.since_latest < (fact.since or date.min):
        return Refusal(
            code="effect.interval",
            reason=f"Its first day is at the earliest {fact.since}, at the latest {fact.since_latest}.",
            cure="Give the earliest day as `since` and the latest as `since_latest`.",
            authority=DOCKET,
        )
    if fact.since is not None or not fact.since_certain or fact.kind == "unknown":
        return None
    return Refusal(
        code="effect.no-since",
        reason=f"The first day of {fact.effect!r} is said to be certain, and is not stated.",
        cure="State `since`, or say that it is not certain.",
        authority=DOCKET,
    )


def why_not_change_order(
    cases: Cases, fact: OrderChanged, *, on: date | None = None
) -> Refusal | None:
    """`on` is the day of the change's own entry, where the order's day is not known."""
    cure = "Name an effect or a change that is on record, and record it before this one."
    held = cases.effects.keys() | cases.changes.keys()
    return (
        why_not_new("change", fact.change, held)
        or why_not_known("order", fact.order, cases.orders, cure=ENTER_FIRST)
        or why_not_one_of("change", "kind", fact.kind, sorted(WITH_FORCE | WITHOUT_FORCE))
        or _circular(cases, fact)
        or why_not_known("target", fact.target, held, cure=cure)
        or _on_itself(cases, fact)
        or _before_its_target(cases, fact, on)
        or _uncovered(fact.covers)
        or _forceless(fact)
        or _interval("change", fact.since, fact.until)
    )


def circle(changes: Mapping[str, OrderChanged], fact: OrderChanged) -> tuple[str, ...]:
    """The changes from `fact` back to a change of its own order, at any depth; empty if there is no circle.

    A change of the same order that is acted on directly is no circle (an order may
    lift its own stay); one that is reached through another order's change is.
    """
    path, target, orders = [fact.change], fact.target, {fact.order}
    while target in changes or target == fact.change:
        path.append(target)
        if target in path[:-1]:
            return tuple(path)
        met = changes[target].order
        if met == fact.order and len(orders) > 1:
            return tuple(path)
        orders.add(met)
        target = changes[target].target
    return ()


def _circular(cases: Cases, fact: OrderChanged) -> Refusal | None:
    path = circle(cases.changes, fact)
    if not path:
        return None
    return Refusal(
        code="order.circular",
        reason=f"The changes would act on each other in a circle: {' -> '.join(path)}.",
        cure="Name what the order itself acts on: something that was recorded before it.",
        authority=DOCKET,
    )


def _order_of(cases: Cases, target: str) -> str:
    return (cases.effects.get(target) or cases.changes[target]).order


def _on_itself(cases: Cases, fact: OrderChanged) -> Refusal | None:
    own = _order_of(cases, fact.target) == fact.order
    if not own or fact.kind not in WITH_FORCE - ON_ITSELF:
        return None
    return Refusal(
        code="order.supersedes-itself",
        reason=f"The order {fact.order!r} {fact.kind} {fact.target!r}, which is its own.",
        cure="Name the effect of the earlier order; an order does not supersede its own.",
        authority=DOCKET,
    )


def _before_its_target(cases: Cases, fact: OrderChanged, on: date | None) -> Refusal | None:
    acted = cases.orders.get(_order_of(cases, fact.target))
    day = cases.orders[fact.order].on or on
    if acted is None or acted.on is None or day is None or day >= acted.on:
        return None
    return Refusal(
        code="order.before-its-target",
        reason=(
            f"The order {fact.order!r} of {day} is said to act on {fact.target!r}, "
            f"of the order {acted.told.order!r} of {acted.on}, which is later."
        ),
        cure="Correct the dates of the orders, or turn the change round.",
        authority=DOCKET,
    )


def _forceless(fact: OrderChanged) -> Refusal | None:
    if fact.kind not in WITH_FORCE or (fact.since is not None and fact.covers):
        return None
    lacking = "for whom" if fact.since is not None else "from when"
    return Refusal(
        code="change.no-cover" if fact.since is not None else "change.no-since",
        reason=f"The order {fact.kind} {fact.target!r}, and does not say {lacking}.",
        cure="State it as the order does; `everyone` covers all whom the target covers.",
        authority=DOCKET,
    )


# --- after -----------------------------------------------------------------------------------


def after(state: Cases, fact: CaseFact, *, on: date | None, ref: str) -> Cases:
    """The cases once `fact` is on record. Total."""
    match fact:
        case CaseFiled(case=name):
            return replace(state, cases={**state.cases, name: fact})
        case OrderEntered(order=name):
            entered = Entered(told=fact, on=on, ref=ref)
            return replace(state, orders={**state.orders, name: entered})
        case EffectRead(effect=name):
            return replace(state, effects={**state.effects, name: fact})
        case OrderChanged(change=name):  # pragma: no branch
            return replace(state, changes={**state.changes, name: fact})


def fold(entries: Iterable[Entry]) -> Cases:
    """The cases that these entries add up to, in the order given."""
    state = Cases()
    for entry in entries:
        if isinstance(entry.fact, CaseFact):
            state = after(state, entry.fact, on=entry.on, ref=entry.ref)
    return state
