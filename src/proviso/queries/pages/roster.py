"""The roster of a review: filtered rows, a page at a time, as a table to download, and as marks for a map. One row is lines.py's."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from proviso.domain.reviews import Review
from proviso.queries import naming
from proviso.queries.may import NotAsked
from proviso.queries.pages.funnel import funnel
from proviso.queries.pages.lines import STATES_SAID, Line, lines
from proviso.queries.pages.plain import Government
from proviso.queries.pages.reading import Reading, days, reading
from proviso.queries.pages.review import no_review

AT_ONCE = 50
MOST_AT_ONCE = 500
NO_COORDINATES = "The register holds no longitude or latitude. Marks carry the GEOID, by which a map file places them."
CSV_COLUMNS = (
    "matter",
    "review",
    "ocd_id",
    "geoid",
    "name",
    "kind",
    "state",
    "programme",
    "year",
    "award",
    "stage",
    "since",
    "since_precision",
    "due",
    "due_for",
    "due_state",
    "days_overdue",
    "rounds",
    "answered",
    "orders_in_effect",
    "acts_barred",
    "own_lawsuits",
    "as_of",
    "as_known_on",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which rows to show; None is all. `name` is any part of a name, an id, or a matter's id.

    `round` is one round, or several with commas: those written to in any of them.
    """

    name: str | None = None
    kind: str | None = None
    state: str | None = None
    stage: str | None = None
    round: str | None = None
    year: int | None = None
    order: str | None = None
    any_order: bool | None = None
    lawsuit: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value that a filter can take, and how many rows of the whole roster have it."""

    value: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """One page of rows. `governments` counts bodies among all rows that fit, not on this page alone."""

    review: str
    title: str
    training: bool
    on: date
    known: date
    filters: Filters
    rows: tuple[Line, ...]
    total: int
    of: int
    governments: int
    page: int
    pages: int
    kinds: tuple[Choice, ...]
    states: tuple[Choice, ...]
    stages: tuple[Choice, ...]
    rounds: tuple[Choice, ...]
    years: tuple[Choice, ...]
    orders: tuple[Choice, ...]
    round_titles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A government to put on a map: its number in the list, and in which round it was written to last."""

    number: int
    government: Government
    matter: str
    round: str | None
    stage: str
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks of a round, or of the whole roster. `why` says why there are no coordinates."""

    round: str | None
    marks: tuple[Mark, ...]
    why: str


NO_FILTER = Filters()
_STAGES = {str(one): at for at, one in enumerate(STATES_SAID)}
# What rows can be put in order by; a row without such a value has None.
SORTS: dict[str, Callable[[Line], Any]] = {
    "matter": lambda one: one.matter,
    "name": lambda one: (one.government.name.casefold(), one.year),
    "state": lambda one: (one.government.state, one.government.name.casefold()),
    "year": lambda one: one.year,
    "stage": lambda one: _STAGES.get(one.stage),
    "since": lambda one: one.since.value,
    "due": lambda one: one.due.value if one.due else None,
}


def roster(
    name: str,
    *,
    on: date | None = None,
    known: date | None = None,
    filters: Filters = NO_FILTER,
    sort: str = "matter",
    page: int = 1,
    size: int = AT_ONCE,
) -> Roster | NotAsked:
    """The rows of a review that fit, one page of them, in the order of a word of SORTS (after "-": backwards)."""
    record, found, day, seen = _asked(name, on, known)
    state = record.review(found, known=seen) if found else Review()
    if found is None or state.opened is None:
        return no_review(record, name)
    every = _ordered(record, found, day, seen, sort)
    counts = record.list(("choices", found, day, seen), lambda: _counted(every))
    fitting = _narrowed(every, filters)
    size, pages, page = _within(len(fitting), size, page)
    return Roster(
        review=found,
        title=state.opened.title,
        training=state.opened.training,
        on=day,
        known=seen,
        filters=filters,
        rows=tuple(fitting[(page - 1) * size : page * size]),
        total=len(fitting),
        of=len(every),
        governments=counts.governments if fitting is every else _governments(fitting),
        page=page,
        pages=pages,
        kinds=counts.kinds,
        states=counts.states,
        stages=counts.stages,
        rounds=counts.rounds,
        years=counts.years,
        orders=counts.orders,
        round_titles=_titles(state),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counts:
    """What the filters offer, counted over the whole roster; kept for the day."""

    governments: int
    kinds: tuple[Choice, ...]
    states: tuple[Choice, ...]
    stages: tuple[Choice, ...]
    rounds: tuple[Choice, ...]
    years: tuple[Choice, ...]
    orders: tuple[Choice, ...]


def _counted(every: Sequence[Line]) -> _Counts:
    return _Counts(
        governments=_governments(every),
        kinds=_choices(one.government.kind for one in every),
        states=_choices(one.government.state for one in every),
        stages=_choices(one.stage for one in every),
        rounds=_choices(name for one in every for name in one.rounds),
        years=_choices(str(one.year) for one in every),
        orders=_choices(name for one in every for name in one.orders),
    )


def _governments(rows: Iterable[Line]) -> int:
    return len({one.government.ocd_id for one in rows})


def _ordered(record: Reading, review: str, on: date, known: date, sort: str) -> tuple[Line, ...]:
    """The whole roster in this order, kept for the day: filters keep the order."""
    return record.list(
        ("roster", review, on, known, sort),
        lambda: tuple(in_order(lines(record, review, on=on, known=known), sort)),
    )


def _within(rows: int, size: int, page: int) -> tuple[int, int, int]:
    """Rows on a page, how many pages there are, and a page that is among them."""
    size = min(max(size, 1), MOST_AT_ONCE)
    pages = max(1, -(-rows // size))
    return size, pages, min(max(page, 1), pages)


def _titles(state: Review) -> tuple[tuple[str, str], ...]:
    return tuple((one.round, f"{one.round}: {one.title}") for one in state.rounds.values())


def in_order(rows: Iterable[Line], sort: str) -> list[Line]:
    """The rows in the order that a word of SORTS names; what has no such value comes last, either way."""
    told = list(rows)
    key = SORTS[sort.removeprefix("-")]
    having = [one for one in told if key(one) is not None]
    without = [one for one in told if key(one) is None]
    having.sort(key=lambda one: (key(one), one.matter))
    return [*(reversed(having) if sort.startswith("-") else having), *without]


def roster_csv(
    name: str,
    *,
    on: date | None = None,
    known: date | None = None,
    filters: Filters = NO_FILTER,
    sort: str = "matter",
) -> Iterator[tuple[str, ...]] | NotAsked:
    """The same rows as a table, all of them: a line of column names, then one line for each."""
    record, found, day, seen = _asked(name, on, known)
    if found is None or record.review(found, known=seen).opened is None:
        return no_review(record, name)
    rows = _narrowed(_ordered(record, found, day, seen, sort), filters)
    return _table(rows, day, seen)


def marks(
    name: str, *, on: date | None = None, known: date | None = None, round_: str | None = None
) -> Marks | NotAsked:
    """The governments written to in a round (the last that had begun, unless named), numbered by state and name."""
    record, found, day, seen = _asked(name, on, known)
    if found is None or record.review(found, known=seen).opened is None:
        return no_review(record, name)
    stages = {one.matter: one.stage for one in lines(record, found, on=day, known=seen)}
    steps = funnel(record, found, on=day, known=seen).steps
    step = next((one for one in reversed(steps) if round_ in {None, one.round}), None)
    rows = step.rows if step else ()
    return Marks(
        round=step.round if step else None,
        marks=tuple(
            Mark(
                number=number,
                government=one.government,
                matter=one.matter,
                round=step.round if step else None,
                stage=stages.get(one.matter, ""),
            )
            for number, one in enumerate(rows, start=1)
        ),
        why=NO_COORDINATES,
    )


def _tests(filters: Filters) -> list[Callable[[Line], bool]]:
    """One test for each filter that is set: most rows are then told by one look."""
    found: list[Callable[[Line], bool]] = []
    for field, has in _HAS.items():
        want = getattr(filters, field)
        if want is not None:
            found.append(lambda one, want=want, has=has: has(one) == want)  # type: ignore[misc]
    if filters.order is not None:
        order = filters.order
        found.append(lambda one: order in one.orders)
    if filters.round is not None:
        rounds = set(filters.round.split(","))
        found.append(lambda one: not rounds.isdisjoint(one.rounds))
    if filters.name is not None:
        part = filters.name.strip().casefold()
        found.append(lambda one: part in _called(one))
    return found


_HAS: dict[str, Callable[[Line], Any]] = {
    "kind": lambda one: one.government.kind,
    "state": lambda one: one.government.state,
    "stage": lambda one: one.stage,
    "year": lambda one: one.year,
    "any_order": lambda one: bool(one.orders),
    "lawsuit": lambda one: bool(one.lawsuits),
}


def _called(one: Line) -> str:
    return f"{one.government.name}\n{one.government.ocd_id}\n{one.matter}".casefold()


def _narrowed(every: Sequence[Line], filters: Filters) -> Sequence[Line]:
    """Those of the rows that fit, in the same order."""
    if filters == NO_FILTER:
        return every
    for test in _tests(filters):
        every = [one for one in every if test(one)]
    return every


def _asked(
    name: str, on: date | None, known: date | None
) -> tuple[Reading, str | None, date, date]:
    record = reading()
    return record, naming.review(record, name), *days(on, known)


def _choices(values: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, rows=rows) for value, rows in sorted(Counter(values).items()))


def _table(rows: Iterable[Line], on: date, known: date) -> Iterator[tuple[str, ...]]:
    yield CSV_COLUMNS
    for one in rows:
        yield (*_cells(one), on.isoformat(), known.isoformat())


def _cells(one: Line) -> tuple[str, ...]:
    body = one.government
    barred = dict.fromkeys(f"{each.act} ({each.condition})" for each in one.bars)
    return (
        one.matter,
        one.review,
        body.ocd_id,
        body.geoid,
        body.name,
        body.kind,
        body.state,
        one.programme,
        str(one.year),
        one.award or "",
        one.stage,
        _iso(one.since.value),
        one.since.precision,
        _iso(one.due.value if one.due else None),
        one.due_for or "",
        one.due_state or "",
        str(one.overdue) if one.overdue else "",
        "; ".join(one.rounds),
        "yes" if one.answered else "no answer on record",
        "; ".join(one.orders),
        "; ".join(barred),
        "; ".join(one.lawsuits),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
