"""The page of a source, and the list of them: what it is, what it reports and carries, what rests on it. Conflicts are in conflicts."""

from dataclasses import dataclass
from datetime import date

from proviso.domain.entries import Entry
from proviso.domain.facts.sources import SourceNoted, StatementRecorded
from proviso.queries import naming
from proviso.queries.may import NotAsked
from proviso.queries.pages.conflicts import Reported, reported
from proviso.queries.pages.outlets import (
    SourceLine,
    StatementLine,
    citations,
    source_line,
    statement_line,
)
from proviso.queries.pages.reading import Reading, days, reading
from proviso.queries.pages.telling import Told, tell

AT_ONCE = 50
MOST_CITED = 200
NO_COPY = "No copy of it is held; only where it was published."


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """One source: what it is, what it reports and carries, what rests on it. `copy` says whether bytes are held."""

    on: date
    known: date
    line: SourceLine
    rights: str
    sha256: str | None
    copy: str
    relies_on: tuple[str, ...]
    relied_on_by: tuple[str, ...]
    reports: tuple[Reported, ...]
    statements: tuple[StatementLine, ...]
    carries: tuple[str, ...]
    cited_by: tuple[Told, ...]
    cited: int
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """One page of the list of sources, the newest first."""

    on: date
    known: date
    rows: tuple[SourceLine, ...]
    total: int
    page: int
    pages: int


def source(
    name: str, *, on: date | None = None, known: date | None = None
) -> SourcePage | NotAsked:
    """The source of that id, in any letter case."""
    record = reading()
    day, seen = days(on, known)
    noted = record.sources(seen).noted
    found = naming.one_of(name, noted)
    if found is None:
        return NotAsked(code="source.unknown", why=f"{name!r} is no source on record.")
    return record.page(
        ("source", found, day, seen), lambda: _source(record, noted[found], day, seen)
    )


def sources(
    *, on: date | None = None, known: date | None = None, page: int = 1, size: int = AT_ONCE
) -> Sources:
    """The list of sources published by the day, the newest first."""
    record = reading()
    day, seen = days(on, known)
    rows = sources_on(record, day, seen)
    size = min(max(size, 1), 500)
    pages = max(1, -(-len(rows) // size))
    page = min(max(page, 1), pages)
    return Sources(
        on=day,
        known=seen,
        rows=rows[(page - 1) * size : page * size],
        total=len(rows),
        page=page,
        pages=pages,
    )


def titles(known: date) -> dict[str, str]:
    """What each source known by the day is called: its title and outlet, for lists of what a page cites."""
    noted = reading().sources(known).noted.values()
    return {one.source: f"{one.title}, {one.outlet}" for one in noted}


def _source(record: Reading, one: SourceNoted, on: date, known: date) -> SourcePage:
    entries = [
        each
        for each in record.source_entries
        if each.stream == f"source:{one.source}" and each.learned <= known
    ]
    state = record.sources(known)
    reports = [each for each in state.reports.values() if each.source == one.source]
    resting = [
        each for each in _resting(record, one.source, known) if each.on is None or each.on <= on
    ]
    carried = [each for each in state.carriages if each.source == one.source]
    above = [each.relies_on for each in reports if each.relies_on]
    above += [each.relies_on for each in carried if each.relies_on]
    below = [each.source for each in state.reports.values() if each.relies_on == one.source]
    below += [each.source for each in state.carriages if each.relies_on == one.source]
    return SourcePage(
        on=on,
        known=known,
        line=source_line(one, len(resting)),
        rights=one.rights,
        sha256=one.sha256,
        copy="A copy is held, under this hash." if one.sha256 else NO_COPY,
        relies_on=tuple(dict.fromkeys(above)),
        relied_on_by=tuple(dict.fromkeys(below)),
        reports=tuple(reported(record, each, known) for each in reports),
        statements=tuple(
            statement_line(each.fact, each)
            for each in entries
            if isinstance(each.fact, StatementRecorded)
        ),
        carries=tuple(dict.fromkeys(each.statement for each in carried)),
        cited_by=tuple(tell(record, resting[:MOST_CITED])),
        cited=len(resting),
        note=next((each.note for each in entries if isinstance(each.fact, SourceNoted)), None),
    )


def _resting(record: Reading, name: str, known: date) -> list[Entry]:
    """The entries outside the source's own stream that rest on it, the newest first; training left out."""
    return [
        one
        for one in record.everything
        if name in one.evidence
        and one.learned <= known
        and one.stream != f"source:{name}"
        and one.stream not in record.training_streams
    ]


def sources_on(record: Reading, on: date, known: date) -> tuple[SourceLine, ...]:
    """Every source published by the day, the newest first. Kept for the day."""
    return record.page(("sources", on, known), lambda: _sources(record, on, known))


def _sources(record: Reading, on: date, known: date) -> tuple[SourceLine, ...]:
    cited = record.once(
        ("cited", known),
        lambda: citations(one for one in record.everything if one.learned <= known),
    )
    hidden = record.training_streams
    every = record.sources(known).noted.values()
    noted = (one for one in every if f"source:{one.source}" not in hidden)
    found = [source_line(one, cited[one.source]) for one in noted]
    come = (one for one in found if one.published.value is None or one.published.value <= on)
    return tuple(
        sorted(come, key=lambda one: (one.published.value or date.min, one.source), reverse=True)
    )
