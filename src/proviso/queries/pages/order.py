"""The pages of an order and of a case: what it bars, for whom, from when until when, what changed it, whom it froze and whom its change freed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from proviso.domain.standing import timeline
from proviso.queries import naming
from proviso.queries.may import NotAsked
from proviso.queries.pages.barring import Moved, bars
from proviso.queries.pages.docket import cases
from proviso.queries.pages.effects import DocketOn, EffectOn, Later, OrderLine, effects_on
from proviso.queries.pages.outlets import SourceLine, citations, source_lines
from proviso.queries.pages.plain import (
    Day,
    Government,
    act_title,
    condition_title,
    counted,
    day_of,
    government,
    name_of,
    the_day,
)
from proviso.queries.pages.reading import Reading, days, reading
from proviso.queries.pages.telling import Told, tell

ONLY_MATTERS = "Counted over the matters on record that were open on that day. The order may reach many more governments."


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """The matters in which one act, on account of one condition, was barred (or freed) on a day."""

    act: str
    act_title: str
    condition: str
    condition_title: str
    before: str
    after: str
    matters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A day on which this order, or what was done to it, changed an answer. `because` are effects and changes.

    `still` are the matters in which it went on barring something that it had barred the day before.
    """

    on: Day
    because: tuple[str, ...]
    orders: tuple[str, ...]
    says: str
    froze: tuple[Swing, ...]
    freed: tuple[Swing, ...]
    still: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPage:
    """One order on a day. `later` are the later orders that acted on its effects, in order of day."""

    on: date
    known: date
    line: OrderLine
    case_title: str
    effects: tuple[EffectOn, ...]
    later: tuple[Later, ...]
    acts_on: tuple[Later, ...]
    turns: tuple[Turn, ...]
    turns_say: str
    timeline: tuple[Told, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """One case: parties, court, number, orders (the newest first), timeline."""

    on: date
    known: date
    case: str
    title: str
    court: str
    docket: str
    filed: Day
    plaintiffs: tuple[Government, ...]
    status: str
    orders: tuple[OrderLine, ...]
    matters: tuple[tuple[str, str], ...]
    timeline: tuple[Told, ...]
    sources: tuple[SourceLine, ...]
    note: str | None
    confidence: str


def order(name: str, *, on: date | None = None, known: date | None = None) -> OrderPage | NotAsked:
    """The order of that id, in any letter case."""
    record = reading()
    day, seen = days(on, known)
    docket = effects_on(record, on=day, known=seen)
    found = naming.one_of(name, docket.docket.order)
    if found is None or not docket.come(docket.docket.order[found]):
        come = tuple(one.told.order for one in docket.docket.orders if docket.come(one))
        return NotAsked(code="order.unknown", why=f"{name!r} is no order on record.", instead=come)
    return record.page(("order", found, day, seen), lambda: _order(record, docket, found, seen))


def case(name: str, *, on: date | None = None, known: date | None = None) -> CasePage | NotAsked:
    """The case of that id, in any letter case."""
    record = reading()
    day, seen = days(on, known)
    every = cases(record, seen)
    found = naming.one_of(name, every)
    if found is None or (every[found][1].on or date.min) > day:
        filed = tuple(one for one, (_, entry) in every.items() if (entry.on or date.min) <= day)
        return NotAsked(code="case.unknown", why=f"{name!r} is no case on record.", instead=filed)
    return record.page(("case", found, day, seen), lambda: _case(record, found, day, seen))


def _order(record: Reading, docket: DocketOn, name: str, known: date) -> OrderPage:
    line = docket.order(docket.docket.order[name])
    later = _later(line)
    naming_it = {name, *(one.order for one in later)}
    entries = [
        one
        for one in record.surrounding
        if one.learned <= known
        and one.stream.startswith("case:")
        and getattr(one.fact, "order", None) in naming_it
        and (one.on is None or one.on <= docket.on)
    ]
    told = cases(record, known).get(line.case)
    return OrderPage(
        on=docket.on,
        known=known,
        line=line,
        case_title=told[0].title if told else line.case,
        effects=line.effects,
        later=later,
        acts_on=line.acts_on,
        turns=tuple(_turns(record, docket, line, later, known)),
        turns_say=ONLY_MATTERS,
        timeline=tuple(tell(record, reversed(timeline(entries)))),
        sources=source_lines(record, citations(entries), known),
    )


def _later(line: OrderLine) -> tuple[Later, ...]:
    found = {one.change: one for effect in line.effects for one in effect.later}
    return tuple(sorted(found.values(), key=lambda one: (one.since.value or date.min, one.change)))


def _turns(
    record: Reading, docket: DocketOn, line: OrderLine, later: tuple[Later, ...], known: date
) -> Iterable[Turn]:
    """Every day by the day asked about on which its effects, or changes to them, moved an answer."""
    own = {one.effect for one in line.effects} | {one.change for one in later}
    moving = (one for one in docket.docket.nodes if one.id in own)
    marks = {day for one in moving for day in (one.since, one.since_sure, one.until) if day}
    effects = {one.effect for one in line.effects}
    owner = {one.id: one.order for one in docket.docket.nodes}
    for day in sorted(one for one in marks if one <= docket.on):
        conditions = _open(record, day, known)
        moved = [
            one
            for one in bars(record, known).moved(day, conditions)
            if own.intersection(one.because) and effects & one.effects
        ]
        because = tuple(sorted({name for one in moved for name in one.because} & own))
        froze = _swings(record, [one for one in moved if one.after != "permitted"])
        freed = _swings(record, [one for one in moved if one.after == "permitted"])
        if moved:
            yield Turn(
                on=the_day(day),
                because=because,
                orders=tuple(dict.fromkeys(owner[name] for name in because)),
                says=_says(froze, freed),
                froze=froze,
                freed=freed,
                still=_still(record, line, conditions, day, known) if freed else (),
            )


def _says(froze: tuple[Swing, ...], freed: tuple[Swing, ...]) -> str:
    told = []
    for swings, verb in ((froze, "Barred"), (freed, "Freed")):
        matters = {name for one in swings for name, _ in one.matters}
        acts = {one.act for one in swings}
        if matters:
            told.append(
                f"{verb}: {counted(len(acts), 'act')} in {counted(len(matters), 'matter')}."
            )
    return " ".join(told)


def _open(record: Reading, day: date, known: date) -> dict[str, tuple[str, ...]]:
    """The conditions of each matter open on a day, training matters left out."""
    return record.once(("open", day, known), lambda: _opened(record, day, known))


def _opened(record: Reading, day: date, known: date) -> dict[str, tuple[str, ...]]:
    chosen = [one for one in record.matters if one.review not in record.training]
    record.read([f"matter:{one.matter}" for one in chosen])
    found = {}
    for one in chosen:
        opened = record.standing(one.matter, on=day, known=known).matter.opened
        if opened:
            found[one.matter] = opened.conditions
    return found


def _swings(record: Reading, moved: list[Moved]) -> tuple[Swing, ...]:
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for one in moved:
        key = (one.act, one.condition, one.before, one.after)
        found.setdefault(key, []).append(one.matter)
    return tuple(
        Swing(
            act=act,
            act_title=act_title(record, act),
            condition=condition,
            condition_title=condition_title(record, condition),
            before=before,
            after=after,
            matters=_named(record, matters),
        )
        for (act, condition, before, after), matters in found.items()
    )


def _named(record: Reading, matters: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, name_of(record, record.by_id[name].respondent)) for name in sorted(set(matters))
    )


def _still(
    record: Reading,
    line: OrderLine,
    conditions: dict[str, tuple[str, ...]],
    day: date,
    known: date,
) -> tuple[tuple[str, str], ...]:
    own = {one.effect for one in line.effects}
    engine = bars(record, known)
    held = (
        name
        for name, its_own in conditions.items()
        if any(own.intersection(one.effects) for one in engine.of(record.by_id[name], its_own, day))
    )
    return _named(record, held)


def _case(record: Reading, name: str, on: date, known: date) -> CasePage:
    fact, entry = cases(record, known)[name]
    entries = [one for one in record.entries(f"case:{name}") if one.learned <= known]
    come = [one for one in entries if one.on is None or one.on <= on]
    theirs = [
        one.matter
        for one in record.matters
        if one.respondent in fact.plaintiffs and one.review not in record.training
    ]
    return CasePage(
        on=on,
        known=known,
        case=name,
        title=fact.title,
        court=fact.court,
        docket=fact.docket,
        filed=day_of(entry),
        plaintiffs=tuple(government(record, one) for one in fact.plaintiffs),
        status=fact.status,
        orders=effects_on(record, on=on, known=known).orders((name,)),
        matters=_named(record, theirs),
        timeline=tuple(tell(record, reversed(timeline(come)))),
        sources=source_lines(record, citations(come), known),
        note=entry.note,
        confidence=entry.confidence,
    )
