"""The tables of a day for download: orders, effects, sources, matters, statements, each row with its provenance. Files are made from them elsewhere."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from proviso.domain.entries import Entry
from proviso.domain.facts.matters import MatterOpened
from proviso.domain.facts.sources import SourceNoted
from proviso.queries.pages.effects import EffectOn, Later, OrderLine, effects_on
from proviso.queries.pages.lines import Line, lines
from proviso.queries.pages.outlets import statement_lines
from proviso.queries.pages.reading import Reading, days, reading
from proviso.queries.pages.sources import sources_on

Cell = str | int | tuple[str, ...] | None
TAKING_OVER = ("supersedes", "merges")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name, its kind (string, date, year, integer, list, datetime) and what it says."""

    name: str
    kind: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a day. A cell of None is not known, or does not apply."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def _columns(told: str) -> tuple[Column, ...]:
    """Columns from lines of name | kind | what it says, with those of provenance at the end."""
    parts = (line.split(" | ") for line in (told + PROVENANCE).strip().splitlines())
    return tuple(Column(name=name.strip(), kind=kind, says=says) for name, kind, says in parts)


PROVENANCE = """
source_ids | list | ids of the sources that the row rests on
recorded_at | datetime | when it was written down, UTC
supersedes | list | ids of what it took the place of
""".lstrip()
COLUMNS = {
    "orders": _columns("""
order | string | id
case | string | id of the case
court | string | court, or agency
docket | string | docket number; not found where it is not known
kind | string | what kind of order
regulates | string | what it is about
outcome | string | how it came out
citation | string | how it is cited
entered | date | day entered; empty where not found
state | string | where it stands on the day
confidence | string | how sure the record is
"""),
    "effects": _columns("""
effect | string | id
order | string | id of the order
kind | string | bars, requires, or unknown
says | string | what it does
acts | list | ids of acts
conditions | list | ids of conditions; * for any
programmes | list | ids of programmes; * for any
years | list | fiscal years; empty for all
binds | list | who must obey
covers | list | for whom, in words
since | date | first day
until | date | day on which it ends, if it says so
state | string | where it stands on the day
"""),
    "sources": _columns("""
source | string | id
outlet | string | who published it
title | string | its title
author | string | its author, if named
published | date | day published; empty where not found
address | string | where it was published
cited | integer | entries that rest on it
"""),
    "matters": _columns("""
matter | string | id
review | string | id of the review
ocd_id | string | id of the government
government | string | its name
kind | string | what kind of government
state | string | its state
programme | string | id of the programme
year | year | fiscal year
award | string | id of the award, if any
stage | string | where the matter stands on the day
since | date | since when
due | date | the respondent's next date, if any
due_state | string | whether that date runs
orders | list | orders that bar some act in it on the day
"""),
    "statements": _columns("""
statement | string | id
speaker | string | who said it
role | string | in what office
on | date | day; empty where not found
venue | string | where
about | string | on what
stance | string | for or against, as recorded
words | string | what was said, in this record's summary
"""),
}
TITLES = {
    "orders": "Orders",
    "effects": "Effects of orders",
    "sources": "Sources",
    "matters": "Matters",
    "statements": "Statements",
}


def table(name: str, *, on: date | None = None, known: date | None = None) -> Table | None:
    """The table of that name on a day, real places only; None where there is no such table."""
    if name not in COLUMNS:
        return None
    record = reading()
    day, seen = days(on, known)
    rows = tuple(MAKERS[name](record, day, seen))
    return Table(name=name, title=TITLES[name], columns=COLUMNS[name], rows=rows)


def _lines_of(record: Reading, on: date, known: date) -> Iterable[OrderLine]:
    hidden = record.training_streams
    told = effects_on(record, on=on, known=known).orders()
    return (one for one in told if f"case:{one.case}" not in hidden)


def _taken_over(acts_on: Iterable[Later]) -> tuple[str, ...]:
    return tuple(one.target for one in acts_on if one.kind in TAKING_OVER)


def _written(entry: Entry | None) -> str | None:
    return entry.recorded_at.strftime("%Y-%m-%dT%H:%M:%SZ") if entry else None


def _of_docket(record: Reading, known: date) -> dict[str, Entry]:
    """The entries that record orders and effects, by the ids of these."""
    docket = record.around(known).docket
    told = {one.told.order: record.cited[one.at] for one in docket.orders}
    return told | {one.id: record.cited[one.at] for one in docket.nodes}


def _orders(record: Reading, on: date, known: date) -> Iterable[tuple[Cell, ...]]:
    entries = _of_docket(record, known)
    for one in _lines_of(record, on, known):
        yield (
            one.order, one.case, one.court, one.docket, one.kind, one.regulates, one.outcome,
            one.citation, _day(one.entered.value), one.state, one.confidence, one.sources,
            _written(entries.get(one.order)), _taken_over(one.acts_on),
        )  # fmt: skip


def _effects(record: Reading, on: date, known: date) -> Iterable[tuple[Cell, ...]]:
    entries = _of_docket(record, known)
    for line in _lines_of(record, on, known):
        for one in line.effects:
            yield _effect(one, entries.get(one.effect), _taken_over(line.acts_on))


def _effect(one: EffectOn, entry: Entry | None, over: tuple[str, ...]) -> tuple[Cell, ...]:
    return (
        one.effect, one.order, one.kind, one.says, tuple(name for name, _ in one.acts),
        tuple(name for name, _ in one.conditions), one.programmes,
        tuple(str(year) for year in one.years), one.binds, one.scope.words,
        _day(one.since.value), _day(one.until.value if one.until else None), one.state,
        one.sources, _written(entry), over,
    )  # fmt: skip


def _sources(record: Reading, on: date, known: date) -> Iterable[tuple[Cell, ...]]:
    noted = {one.stream: one for one in record.source_entries if isinstance(one.fact, SourceNoted)}
    for one in sources_on(record, on, known):
        yield (
            one.source, one.outlet, one.title, one.author, _day(one.published.value), one.address,
            one.cited, (one.source,), _written(noted.get(f"source:{one.source}")), (),
        )  # fmt: skip


def _matters(record: Reading, on: date, known: date) -> Iterable[tuple[Cell, ...]]:
    for review in record.reviews:
        if review not in record.training:
            for one in lines(record, review, on=on, known=known):
                yield _matter(one, record.entries(f"matter:{one.matter}"))


def _matter(one: Line, entries: Iterable[Entry]) -> tuple[Cell, ...]:
    opened = next((each for each in entries if isinstance(each.fact, MatterOpened)), None)
    return (
        one.matter, one.review, one.government.ocd_id, one.government.name, one.government.kind,
        one.government.state, one.programme, one.year, one.award, one.stage, _day(one.since.value),
        _day(one.due.value if one.due else None), one.due_state, one.orders,
        opened.evidence if opened else (), _written(opened), (),
    )  # fmt: skip


def _statements(record: Reading, on: date, known: date) -> Iterable[tuple[Cell, ...]]:
    entries = {one.ref: one for one in record.source_entries}
    for one in statement_lines(record, on=on, known=known):
        yield (
            one.statement, one.speaker, one.role, _day(one.on.value), one.venue, one.about,
            one.stance, one.words, one.sources, _written(entries.get(one.ref)), (),
        )  # fmt: skip


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


MAKERS: dict[str, Callable[[Reading, date, date], Iterable[tuple[Cell, ...]]]] = {
    "orders": _orders,
    "effects": _effects,
    "sources": _sources,
    "matters": _matters,
    "statements": _statements,
}
