"""The page of a review: what is asked of whom under which condition, how far it has come, what courts have barred. Its roster is roster.py's."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from proviso.domain.entries import Entry
from proviso.domain.facts.orders import CaseFiled, OrderEntered
from proviso.domain.facts.reviews import (
    AuthorityRecorded,
    EventNoted,
    ReviewClosed,
    ReviewOpened,
    RoundOpened,
)
from proviso.domain.facts.rounds import RoundReleased
from proviso.domain.reviews import Review
from proviso.domain.standing import timeline
from proviso.queries import naming
from proviso.queries.may import NotAsked
from proviso.queries.pages.dates import Dated, agency_dates
from proviso.queries.pages.docket import cases_about, conditions_of
from proviso.queries.pages.effects import OrderLine, effects_on
from proviso.queries.pages.funnel import Funnel, distinct, funnel
from proviso.queries.pages.lines import STATES_SAID, Line, lines
from proviso.queries.pages.money import Money, money
from proviso.queries.pages.outlets import (
    ConflictLine,
    SourceLine,
    StatementLine,
    citations,
    compared,
    conflict_line,
    source_lines,
    statement_lines,
)
from proviso.queries.pages.plain import Day, Government, condition_title, people_named, the_day
from proviso.queries.pages.reading import Reading, days, reading
from proviso.queries.pages.telling import Told, tell

ON_THE_TIMELINE = (
    AuthorityRecorded,
    CaseFiled,
    EventNoted,
    OrderEntered,
    ReviewClosed,
    ReviewOpened,
    RoundOpened,
    RoundReleased,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition in plain words."""

    condition: str
    title: str
    says: str
    authority: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """What the use of an instrument rests on."""

    instrument: str
    authority: str
    issuer: str
    forum: str
    on: Day
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewHead:
    """What a review is about."""

    review: str
    title: str
    agency: str
    actor: str
    programme: str
    programme_title: str | None
    condition: Condition
    conditions: tuple[Condition, ...]
    procedure: str
    procedure_title: str | None
    training: bool
    stage: str
    opened: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """How many governments were asked, answered, and are open; how many matters stand in each state.

    A government is open while one of its matters that asked something is not over.
    """

    governments: int
    matters: int
    asked: int
    answered: int
    open: int
    stages: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """Everything about a review but its roster's rows.

    `asked` are the governments that a round asked for something, by state and name; `barred` tells in
    how many matters each order bars something.
    """

    on: date
    known: date
    head: ReviewHead
    instruments: tuple[Instrument, ...]
    items: tuple[tuple[str, str], ...]
    criteria: tuple[tuple[str, str, str, str | None], ...]
    funnel: Funnel
    asked: tuple[Government, ...]
    standings: Standings
    orders: tuple[OrderLine, ...]
    in_effect: tuple[OrderLine, ...]
    barred: tuple[tuple[str, int], ...]
    money: Money
    timeline: tuple[Told, ...]
    statements: tuple[StatementLine, ...]
    sources: tuple[SourceLine, ...]
    conflicts: tuple[ConflictLine, ...]
    clocks: tuple[Dated, ...]


def review(
    name: str, *, on: date | None = None, known: date | None = None
) -> ReviewPage | NotAsked:
    """The review of that id, in any letter case; NotAsked where there is none by then."""
    record = reading()
    day, seen = days(on, known)
    found = naming.review(record, name)
    state = record.review(found, known=seen) if found else Review()
    if found is None or state.opened is None:
        return no_review(record, name)
    return record.list(("review", found, day, seen), lambda: _page(record, found, state, day, seen))


def no_review(record: Reading, name: str) -> NotAsked:
    """There is no such review. Training reviews are not named to strangers."""
    known = tuple(one for one in record.reviews if not is_training(record, one))
    return NotAsked(
        code="review.unknown", why=f"{name!r} is not a review on record.", instead=known
    )


def is_training(record: Reading, name: str) -> bool:
    opened = record.review(name, known=date.max).opened
    return bool(opened and opened.training)


def _page(record: Reading, name: str, state: Review, on: date, known: date) -> ReviewPage:
    matters = record.of_review.get(name, ())
    rows = lines(record, name, on=on, known=known)
    about = cases_about(record, name, known)
    orders = effects_on(record, on=on, known=known).orders(about)
    shown = ("in effect", "in effect in part", "not known", "relief not known")
    around = tuple(_around(record, name, about, known))
    compared_ = compared(record, name, known)
    rounds = funnel(record, name, on=on, known=known)
    return ReviewPage(
        on=on,
        known=known,
        head=head(record, name, known),
        instruments=tuple(_instruments(state, on)),
        items=tuple((one.item, one.asks) for one in state.items.values()),
        criteria=tuple(
            (
                one.version,
                one.text,
                people_named(record, one.compiled_by),
                people_named(record, one.verified_by or "") or None,
            )
            for one in state.criteria.values()
        ),
        funnel=rounds,
        asked=distinct(row.government for step in rounds.steps if step.asks for row in step.rows),
        standings=standings(rows),
        orders=orders,
        in_effect=tuple(one for one in orders if one.state in shown),
        barred=tuple(Counter(order for one in rows for order in one.orders).items()),
        money=money(record, matters, on=on, known=known),
        timeline=tuple(_timeline(record, around, on)),
        statements=statement_lines(record, on=on, known=known, training=name in record.training),
        sources=source_lines(record, citations(_all(record, name, around, known)), known),
        conflicts=tuple(conflict_line(one) for one in compared_ if one.outcome != "agreement"),
        clocks=agency_dates(record, name, on=on, known=known),
    )


def head(record: Reading, name: str, known: date) -> ReviewHead:
    """What a review is about. Ask only of a review that is opened."""
    state = record.review(name, known=known)
    opened = state.opened
    assert opened is not None  # noqa: S101 - asked only then
    procedure = record.book.procedures.get(opened.procedure, ())
    titles: dict[str, str | None] = {
        one.fact.programme: getattr(one.fact, "title", None)
        for one in record.entries(f"programme:{opened.programme}")[:1]
        if hasattr(one.fact, "programme")
    }
    return ReviewHead(
        review=name,
        title=opened.title,
        agency=opened.agency,
        actor=opened.actor,
        programme=opened.programme,
        programme_title=titles.get(opened.programme),
        condition=condition(record, opened.condition),
        conditions=tuple(condition(record, one) for one in conditions_of(record, name, known)),
        procedure=opened.procedure,
        procedure_title=procedure[-1].title if procedure else None,
        training=opened.training,
        stage=str(state.stage),
        opened=the_day(state.opened_on),
    )


def condition(record: Reading, name: str) -> Condition:
    """A condition in the rule book's words."""
    rule = record.book.conditions.get(name)
    return Condition(
        condition=name,
        title=condition_title(record, name),
        says=rule.says if rule else "",
        authority=rule.authority if rule else "",
    )


def standings(rows: Iterable[Line]) -> Standings:
    """Governments and matters counted by how they stand."""
    told = tuple(rows)
    asked = {one.government.ocd_id for one in told if one.rounds}
    over = {"settled", "cleared", "released", "final"}
    stages = Counter(one.stage for one in told)
    return Standings(
        governments=len({one.government.ocd_id for one in told}),
        matters=len(told),
        asked=len(asked),
        answered=len({one.government.ocd_id for one in told if one.answered}),
        open=len({one.government.ocd_id for one in told if one.rounds and one.stage not in over}),
        stages=tuple(
            (str(one), said, stages[one]) for one, said in STATES_SAID.items() if stages[one]
        ),
    )


def _instruments(state: Review, on: date) -> Iterable[Instrument]:
    for one in state.authorities.values():
        if one.on is None or one.on <= on:
            yield Instrument(
                instrument=one.instrument,
                authority=one.authority,
                issuer=one.issuer,
                forum=one.forum,
                on=the_day(one.on),
                ref=one.ref,
            )


def _around(record: Reading, name: str, about: frozenset[str], known: date) -> Iterable[Entry]:
    """The entries of the review and of the cases that matter to it."""
    streams = {f"case:{one}" for one in about}
    yield from (one for one in record.entries(f"review:{name}") if one.learned <= known)
    for one in record.surrounding:
        if one.stream in streams and one.learned <= known:
            yield one


def _timeline(record: Reading, around: Iterable[Entry], on: date) -> Iterable[Told]:
    """What happened by the day, the newest first; what has no known day comes last."""
    shown = [one for one in around if isinstance(one.fact, ON_THE_TIMELINE)]
    dated = [one for one in shown if one.on is not None and one.on <= on]
    undated = [one for one in shown if one.on is None]
    return tell(record, [*reversed(timeline(dated)), *undated])


def _all(record: Reading, name: str, around: Iterable[Entry], known: date) -> Iterable[Entry]:
    yield from around
    for one in record.of_review.get(name, ()):
        for entry in record.entries(f"matter:{one.matter}"):
            if entry.learned <= known:
                yield entry
