"""What may happen next, as a page draws it: steps held back by the same reason stand together. Which group each is in is the gate's."""

from collections.abc import Iterable
from dataclasses import dataclass

from proviso.queries.pages.next_acts import GROUPS, Next, NextAct, Reason
from proviso.web.phrases import MEANINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One act, with the conditions on whose account the reason holds, and its grounds that do not hold."""

    act: str
    title: str
    conditions: tuple[tuple[str, str], ...]
    authority: str
    two_people: bool
    met: int
    against: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Steps to which the same reason applies."""

    says: str
    sources: tuple[str, ...]
    orders: tuple[str, ...]
    cure: str | None
    conditions: tuple[str, ...]
    two_people: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One of the four groups: its meaning for colour, its title, how many steps, and what holds them.

    `held` are the steps that touch an award or compel an answer, `smaller` those on the way to them.
    """

    meaning: str
    title: str
    steps: int
    held: tuple[Held, ...]
    smaller: tuple[Held, ...]


def groups(told: Next) -> tuple[Group, ...]:
    """The groups that have any step, in the order of the law."""
    found = []
    for name in GROUPS:
        acts = told.of(name)
        if acts:
            found.append(
                Group(
                    meaning=MEANINGS[name],
                    title=name.capitalize(),
                    steps=len({one.act for one in acts}),
                    held=tuple(_held(one for one in acts if one.askable)),
                    smaller=tuple(_held(one for one in acts if not one.askable)),
                )
            )
    return tuple(found)


def _held(acts: Iterable[NextAct]) -> Iterable[Held]:
    by_reason: dict[str, list[NextAct]] = {}
    for one in acts:
        by_reason.setdefault(one.says, []).append(one)
    for says, its_own in by_reason.items():
        first = its_own[0]
        steps = tuple(_steps(its_own))
        why = next((one for one in first.grounds if one.says == says), None)
        yield Held(
            says=says,
            sources=why.sources if why else (),
            orders=first.orders,
            cure=why.cure if why else None,
            conditions=_shared(steps),
            two_people=all(one.two_people for one in steps),
            steps=steps,
        )


def _steps(acts: Iterable[NextAct]) -> Iterable[Step]:
    by_act: dict[str, list[NextAct]] = {}
    for one in acts:
        by_act.setdefault(one.act, []).append(one)
    for act, its_own in by_act.items():
        first = its_own[0]
        yield Step(
            act=act,
            title=first.title,
            conditions=tuple((one.condition, one.condition_title) for one in its_own),
            authority=first.authority,
            two_people=first.two_people,
            met=sum(one.holds is True for one in first.grounds),
            against=tuple(one for one in first.grounds if one.holds is not True),
        )


def _shared(steps: tuple[Step, ...]) -> tuple[str, ...]:
    """The conditions, where all these steps are about the same; else none."""
    first = steps[0].conditions
    return (
        tuple(title for _, title in first) if all(one.conditions == first for one in steps) else ()
    )
