"""The list of orders on a day, by where each stands, and what is not known of one. One order's own page is in order."""

from dataclasses import dataclass
from datetime import date

from proviso.queries.pages.effects import OrderLine, effects_on
from proviso.queries.pages.plain import Day, the_day
from proviso.queries.pages.reading import days, reading
from proviso.queries.pages.sources import titles

STANDS = (
    ("in effect", ("in effect", "in effect in part")),
    ("not known", ("not known", "relief not known")),
    ("stayed", ("stayed",)),
    ("over", ("superseded", "ended")),
    ("not yet", ("not yet",)),
    ("bars nothing", ("no effect of its own",)),
)
NO_EFFECT = "It bars nothing, and changes no other order on record"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderGroup:
    """The orders that stand alike on the day, the newest first."""

    stands: str
    orders: tuple[OrderLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterOrder:
    """An order entered after the day: only that it came."""

    order: str
    case: str
    kind: str
    court: str
    entered: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """Every order known by the day; `later` were entered after the day asked about. `titles` names their sources."""

    on: date
    known: date
    groups: tuple[OrderGroup, ...]
    later: tuple[LaterOrder, ...]
    in_effect: int
    titles: dict[str, str]


def orders(*, on: date | None = None, known: date | None = None) -> Orders:
    """The orders on record, by where they stand on a day; those of training cases left out."""
    record = reading()
    day, seen = days(on, known)
    docket = effects_on(record, on=day, known=seen)
    hidden = record.training_streams
    shown = [one for one in docket.orders() if f"case:{one.case}" not in hidden]
    groups = [
        OrderGroup(stands=stands, orders=tuple(one for one in shown if one.state in states))
        for stands, states in STANDS
    ]
    to_come = [
        one
        for one in docket.docket.orders
        if not docket.come(one) and f"case:{one.told.case}" not in hidden
    ]
    to_come.sort(key=lambda one: one.on or date.max)
    return Orders(
        on=day,
        known=seen,
        groups=tuple(one for one in groups if one.orders),
        later=tuple(
            LaterOrder(
                order=one.told.order,
                case=one.told.case,
                kind=one.told.kind,
                court=one.told.court,
                entered=the_day(one.on),
            )
            for one in to_come
        ),
        in_effect=sum(len(one.orders) for one in groups if one.stands == "in effect"),
        titles=titles(seen),
    )


def stands_said(line: OrderLine) -> str:
    """Where an order stands, in words; one that neither bars nor changes anything is told apart."""
    if not line.effects and not line.acts_on:
        return NO_EFFECT
    return line.state_said


def not_known(line: OrderLine) -> tuple[str, ...]:
    """What the record does not know of an order, a sentence each."""
    told = []
    if line.entered.value is None:
        told.append("On which day it was entered.")
    if line.docket == "not found":
        told.append("Its docket number.")
    if line.confidence in ("low", "medium"):
        sure = (
            "partly from memory or one secondary source"
            if line.confidence == "medium"
            else "from memory, or uncertain"
        )
        told.append(f"What is recorded of the order is {sure}: confidence {line.confidence}.")
    for one in line.effects:
        if not one.since_certain:
            told.append(f"From which day {one.effect} runs.")
        if not one.scope.certain:
            told.append(f"Whom {one.effect} covers.")
        if one.flag:
            told.append(_sentence(one.flag))
    told += [_sentence(one.flag) for one in line.acts_on if one.flag]
    return tuple(dict.fromkeys(told))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."
