"""The docket as counsel works on it: the real record's or the training reviews', never both; its cases, what fields can name, and what does not belong."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from proviso.domain.cover import TERM
from proviso.domain.facts import Fact
from proviso.domain.facts.governments import AssociationNoted
from proviso.domain.facts.orders import CaseFiled, EffectRead, OrderChanged
from proviso.domain.questions import ANY
from proviso.domain.refusals import Refusal
from proviso.domain.roles import Right
from proviso.queries.desks.offers import Offer, Offers
from proviso.queries.door import Door
from proviso.queries.pages.docket import cases
from proviso.queries.pages.effects import OrderLine, effects_on
from proviso.queries.pages.plain import act_title, condition_title, name_of
from proviso.queries.pages.reading import Reading, invented, reading

APART = "the record's own rule: real governments and invented deadlines never mix"
NUMBERED = re.compile(r"(.*?)(\d+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two dockets, with the reviews at whose agencies the person is counsel."""

    training: bool
    reviews: tuple[str, ...]

    def has(self, case: str) -> bool:
        """Whether a case is of this docket."""
        return self.owns(reading(), case)

    def owns(self, record: Reading, case: str) -> bool:
        """The same, where the record is at hand."""
        return (case in _training_cases(record)) == self.training


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case with its orders. `unread` are those of which no effect and no change is on record."""

    case: str
    title: str
    court: str
    docket: str
    plaintiffs: tuple[str, ...]
    status: str
    filed: date | None
    orders: tuple[OrderLine, ...]

    @property
    def unread(self) -> tuple[OrderLine, ...]:
        """The orders that do nothing yet, because nobody has entered what they do."""
        return tuple(one for one in self.orders if not one.effects and not one.acts_on)


def _training_cases(record: Reading) -> frozenset[str]:
    """The cases brought by invented plaintiffs alone: the rule of Reading.training_streams, without reading all sources for it."""
    return record.once(
        "training cases",
        lambda: frozenset(
            fact.case
            for fact, _ in cases(record, date.max).values()
            if fact.plaintiffs and all(map(invented, fact.plaintiffs))
        ),
    )


def sides(door: Door) -> tuple[Side, ...]:
    """The dockets that the person keeps: the real record's first. None without the right at an agency."""
    record = reading()
    own = door.reviews(Right.DOCKET)
    found = (
        Side(
            training=training,
            reviews=tuple(one for one in own if (one in record.training) == training),
        )
        for training in (False, True)
    )
    return tuple(one for one in found if one.reviews)


def case_lines(side: Side, *, on: date, known: date) -> tuple[CaseLine, ...]:
    """The cases of this docket, those with the newest order first."""
    record = reading()
    own = [name for name in cases(record, known) if side.owns(record, name)]
    found = [_line(record, name, on=on, known=known) for name in own]
    return tuple(sorted(found, key=_newest, reverse=True))


def case_line(name: str, *, on: date, known: date) -> CaseLine:
    """One case of the docket. Ask for those that are there."""
    return _line(reading(), name, on=on, known=known)


def _line(record: Reading, name: str, *, on: date, known: date) -> CaseLine:
    fact, entry = cases(record, known)[name]
    docket = effects_on(record, on=on, known=known)
    told = [one for one in docket.docket.orders if one.told.case == name]
    lines = sorted(
        (docket.order(one) for one in told), key=lambda one: one.entered.value or date.min
    )
    return CaseLine(
        case=name,
        title=fact.title,
        court=fact.court,
        docket=fact.docket,
        plaintiffs=tuple(name_of(record, one) for one in fact.plaintiffs),
        status=fact.status,
        filed=entry.on,
        orders=tuple(reversed(lines)),
    )


def _newest(one: CaseLine) -> tuple[date, str]:
    days = [each.entered.value or date.min for each in one.orders]
    return max(days, default=one.filed or date.min), one.case


# --- what fields can name --------------------------------------------------------------------


def offers(side: Side, *, known: date) -> Offers:
    """What the fields of docket acts can name on this side."""
    record = reading()
    around = record.around(known)
    told = sorted(
        one for one in around.published if (one[0] in record.training_programmes) == side.training
    )
    conditions = dict.fromkeys(condition for _, condition, _ in told)
    actors = (record.review(name, known=known).opened for name in side.reviews)
    return {
        "acts": tuple(Offer(id=one, says=act_title(record, one)) for one in record.book.askable()),
        "conditions": tuple(Offer(id=one, says=condition_title(record, one)) for one in conditions),
        "programmes": _plain(one[0] for one in told),
        "years": _plain(str(year) for year in sorted({one[2] for one in told})),
        "binds": tuple(
            Offer(id=part, says=f"office {part}")
            for part in dict.fromkeys(part for one in actors if one for part in _paths(one.actor))
        ),
        "target": tuple(_targets(record, side, known)),
    }


def associations(side: Side, *, known: date) -> tuple[tuple[str, str], ...]:
    """The associations that a cover can name: short name, full name."""
    record = reading()
    members: dict[str, set[bool]] = {}
    for body, told in record.around(known).memberships.items():
        for one in told:
            members.setdefault(one.association, set()).add(invented(body))
    noted = (entry.fact for entry in record.entries("register"))
    return tuple(
        (one.association, one.name)
        for one in noted
        if isinstance(one, AssociationNoted)
        and (members.get(one.association) == {True}) == side.training
    )


def next_effect(order: str, *, known: date) -> str:
    """The next free id of an effect: O08.3."""
    taken = {one.id for one in reading().around(known).docket.nodes}
    return next(name for at in range(1, 1000) if (name := f"{order}.{at}") not in taken)


def next_change(order: str, *, known: date) -> str:
    """The next free id of what an order does to an earlier one: O13.b."""
    taken = {one.id for one in reading().around(known).docket.nodes}
    letters = [chr(97 + at) for at in range(26)]
    every = (f"{order}.{one}{two}" for one in ("", *letters) for two in letters)
    return next(name for name in every if name not in taken)


def next_order(case: str, *, known: date) -> str:
    """The id after the highest of the case's orders, if they are numbered; empty where none is."""
    docket = reading().around(known).docket
    own = [NUMBERED.match(one.told.order) for one in docket.orders if one.told.case == case]
    stems = {one[1] for one in own if one}
    if len(stems) != 1:
        return ""
    (stem,) = stems
    taken = [
        int(found[2])
        for one in docket.orders
        if (found := NUMBERED.match(one.told.order)) and found[1] == stem
    ]
    wide = max(len(one[2]) for one in own if one)
    return f"{stem}{max(taken) + 1:0{wide}d}"


def _targets(record: Reading, side: Side, known: date) -> Iterable[Offer]:
    docket = record.around(known).docket
    owner = {one.told.order: one.told.case for one in docket.orders}
    for node in reversed(docket.nodes):
        if side.owns(record, owner.get(node.order, "")):
            yield Offer(id=node.id, says=f"{node.id}: {node.told.says}")


def _paths(actor: str) -> Iterable[str]:
    """us/doj/ojp and what it is part of: us, us/doj."""
    parts = actor.split("/")
    return ("/".join(parts[: at + 1]) for at in range(len(parts)))


def _plain(names: Iterable[str]) -> tuple[Offer, ...]:
    return tuple(Offer(id=one, says=one) for one in dict.fromkeys(names))


# --- what does not belong --------------------------------------------------------------------


def why_not_here(side: Side, fact: Fact, evidence: Iterable[str]) -> Refusal | None:
    """Refuse what would bring invented places into the real record, or real ones into a training review."""
    record = reading()
    return (
        _strange(side, (one for one in _bodies(fact) if invented(one) != side.training))
        or _strange(side, (one for one in evidence if _elsewhere(record, side, one)))
        or _nameless(side, fact)
        or (_programmes(record, side, fact) if isinstance(fact, EffectRead) else None)
        or (_target(record, side, fact) if isinstance(fact, OrderChanged) else None)
    )


def _strange(side: Side, names: Iterable[str]) -> Refusal | None:
    """Refuse governments, sources, programmes and effects of the other docket."""
    other = "the real record" if side.training else "a training review"
    found = sorted(set(names))
    if not found:
        return None
    cure = "Name what is of this docket, or enter it on the other one."
    return _mixed(f"{', '.join(found)}: of {other}.", cure)


def _nameless(side: Side, fact: Fact) -> Refusal | None:
    if not (isinstance(fact, CaseFiled) and side.training) or fact.plaintiffs:
        return None
    said = "A case of a training review is known by its invented plaintiffs, and none is named."
    return _mixed(said, "Name at least one invented plaintiff.")


def _bodies(fact: Fact) -> Iterable[str]:
    """The governments that a fact names."""
    if isinstance(fact, CaseFiled):
        return fact.plaintiffs
    if isinstance(fact, EffectRead | OrderChanged):
        found = (TERM.fullmatch(one) for one in fact.covers)
        return [one["of"] or one["body"] for one in found if one and (one["of"] or one["body"])]
    return ()


def _elsewhere(record: Reading, side: Side, source: str) -> bool:
    """Whether a source is the other docket's: cited there, and not here."""
    name = f"source:{source}"
    if not side.training:
        return name in record.training_streams
    cited = any(source in one.evidence for one in record.everything)
    return cited and name not in record.training_streams


def _programmes(record: Reading, side: Side, fact: EffectRead) -> Refusal | None:
    """In a training review an effect names programmes of its own; in the real record it names none of those."""
    own = record.training_programmes
    if side.training and not (fact.programmes and own.issuperset(fact.programmes)):
        return _mixed(
            "An effect of a training order that does not name a programme of the training review would bar real acts.",
            f"Name the programme it is about: {', '.join(sorted(own))}.",
        )
    return None if side.training else _strange(side, own.intersection(fact.programmes) - {ANY})


def _target(record: Reading, side: Side, fact: OrderChanged) -> Refusal | None:
    """What is acted on is of this docket. What is not on record at all is the noun's to refuse."""
    docket = record.around(date.max).docket
    owner = {one.told.order: one.told.case for one in docket.orders}
    met = [one for one in docket.nodes if one.id == fact.target]
    return _strange(
        side, (one.id for one in met if not side.owns(record, owner.get(one.order, "")))
    )


def _mixed(reason: str, cure: str) -> Refusal:
    return Refusal(code="docket.mixed", reason=reason, cure=cure, authority=APART)
