"""The page of a statement, and the list of them: its words, and how each outlet carries them. Sources are in sources, lists in outlets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from proviso.domain.facts.sources import StatementCarried
from proviso.domain.sources import Form
from proviso.queries import naming
from proviso.queries.may import NotAsked
from proviso.queries.pages.outlets import StatementLine, statement_lines
from proviso.queries.pages.plain import Day, day_of
from proviso.queries.pages.reading import Reading, days, reading

FORMS = {
    Form.WHOLE: "Carried whole",
    Form.TRIMMED: "Carried in part: words are left out",
    Form.JOINED: "Joined from parts that stood apart",
    Form.ALTERED: "Carried with other words",
    Form.PARAPHRASED: "Told in the outlet's own words",
}
AT_ONCE = 50
NO_WORDS = "The outlet's own wording is not on record, only how it carries the statement."


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of words: same, only in the first text, or only in the second."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Carriage:
    """A statement as one outlet carries it. `runs` marks the words that differ; empty with `why` where its words are not on record."""

    source: str
    outlet: str
    title: str
    on: Day
    form: str
    form_said: str
    relies_on: str | None
    note: str | None
    runs: tuple[Run, ...]
    why: str | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage:
    """One statement and how it was carried; `independent` counts outlets that rely on no other here."""

    on: date
    known: date
    line: StatementLine
    carriages: tuple[Carriage, ...]
    independent: int
    by_speaker: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """One page of the list of statements, the newest first."""

    on: date
    known: date
    rows: tuple[StatementLine, ...]
    total: int
    page: int
    pages: int


def statements(
    *, on: date | None = None, known: date | None = None, page: int = 1, size: int = AT_ONCE
) -> Statements:
    """The statements made by the day, the newest first; of training sources none."""
    record = reading()
    day, seen = days(on, known)
    rows = statement_lines(record, on=day, known=seen)
    pages = max(1, -(-len(rows) // size))
    page = min(max(page, 1), pages)
    return Statements(
        on=day,
        known=seen,
        rows=rows[(page - 1) * size : page * size],
        total=len(rows),
        page=page,
        pages=pages,
    )


def statement(
    name: str, *, on: date | None = None, known: date | None = None
) -> StatementPage | NotAsked:
    """The statement of that id, in any letter case."""
    record = reading()
    day, seen = days(on, known)
    every = statement_lines(record, on=day, known=seen)
    every += statement_lines(record, on=day, known=seen, training=True)
    found = naming.one_of(name, (one.statement for one in every))
    if found is None:
        return NotAsked(code="statement.unknown", why=f"{name!r} is no statement on record.")
    line = next(one for one in every if one.statement == found)
    carriages = tuple(_carriages(record, line, day, seen))
    return StatementPage(
        on=day,
        known=seen,
        line=line,
        carriages=carriages,
        independent=sum(one.relies_on is None for one in carriages),
        by_speaker=tuple(
            one for one in every if one.speaker == line.speaker and one.statement != found
        ),
    )


def differing(first: str, second: str) -> tuple[Run, ...]:
    """Two texts word by word: what is the same, what only one of them has."""
    one, two = first.split(), second.split()
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Run(kind="same", words=" ".join(one[a:b])))
            continue
        if a < b:
            found.append(Run(kind="only in the first", words=" ".join(one[a:b])))
        if c < d:
            found.append(Run(kind="only in the second", words=" ".join(two[c:d])))
    return tuple(found)


def _carriages(record: Reading, line: StatementLine, on: date, known: date) -> Iterable[Carriage]:
    noted = record.sources(known).noted
    for entry in record.source_entries:
        fact = entry.fact
        if not isinstance(fact, StatementCarried) or fact.statement != line.statement:
            continue
        if entry.learned <= known and (entry.on is None or entry.on <= on):
            held = noted.get(fact.source)
            whole = fact.form == Form.WHOLE
            yield Carriage(
                source=fact.source,
                outlet=held.outlet if held else fact.source,
                title=held.title if held else "",
                on=day_of(entry),
                form=fact.form,
                form_said=FORMS[Form(fact.form)],
                relies_on=fact.relies_on,
                note=entry.note,
                runs=differing(line.words, line.words) if whole else (),
                why=None if whole else NO_WORDS,
                ref=entry.ref,
            )
