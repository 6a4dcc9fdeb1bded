"""Sources, statements and conflicts as lines of a list. The page of each one is in sources, statements and conflicts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from proviso.domain import sources as of_sources
from proviso.domain.entries import Entry
from proviso.domain.facts.sources import SourceNoted, StatementRecorded
from proviso.domain.sources import Conflict, Outcome
from proviso.queries.pages.plain import Day, day_of, the_day, veiled
from proviso.queries.pages.reading import Reading

OUTCOMES = {
    Outcome.CONFLICT: "The reports differ",
    Outcome.AGREEMENT: "The reports agree",
    Outcome.PARTIAL_LIST: "Some reports give a part only; a part is no conflict",
    Outcome.SUM_AGREES: "The parts that one source gives add up to the whole",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A source in a list. `cited` is how many entries rest on it."""

    source: str
    outlet: str
    title: str
    author: str | None
    published: Day
    address: str
    cited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """A statement in a list, attributed. `source` is where it was recorded from."""

    statement: str
    speaker: str
    role: str
    on: Day
    venue: str
    about: str
    stance: str
    words: str
    source: str
    sources: tuple[str, ...]
    note: str | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictLine:
    """What the reports of one fact come to."""

    subject: str
    unit: str
    scope: str
    outcome: str
    outcome_said: str
    values: tuple[tuple[str, tuple[str, ...]], ...]
    independent: int
    preferred: str | None
    why: str | None


def source_lines(record: Reading, cited: Counter[str], known: date) -> tuple[SourceLine, ...]:
    """The sources that these entries rest on, the newest first."""
    noted = record.sources(known).noted
    found = [source_line(noted[name], many) for name, many in cited.items() if name in noted]
    return tuple(
        sorted(found, key=lambda one: (one.published.value or date.min, one.source), reverse=True)
    )


def source_line(one: SourceNoted, cited: int) -> SourceLine:
    return SourceLine(
        source=one.source,
        outlet=one.outlet,
        title=one.title,
        author=one.author,
        published=the_day(one.published),
        address=one.address,
        cited=cited,
    )


def citations(entries: Iterable[Entry]) -> Counter[str]:
    """How many of these entries rest on each source."""
    return Counter(name for one in entries for name in dict.fromkeys(one.evidence))


def statement_lines(
    record: Reading, *, on: date, known: date, training: bool = False
) -> tuple[StatementLine, ...]:
    """Every statement made by the day, the newest first; those of no known day last. Of training sources only if `training`."""
    told = record.once(("statements", known), lambda: _statements(record, known))
    hidden = record.training_streams
    return tuple(
        one
        for one in told
        if (one.on.value is None or one.on.value <= on)
        and (f"source:{one.source}" in hidden) == training
    )


def _statements(record: Reading, known: date) -> tuple[StatementLine, ...]:
    found = [
        statement_line(one.fact, one)
        for one in record.source_entries
        if isinstance(one.fact, StatementRecorded) and one.learned <= known
    ]
    return tuple(sorted(found, key=lambda one: one.on.value or date.min, reverse=True))


def statement_line(fact: StatementRecorded, entry: Entry) -> StatementLine:
    return StatementLine(
        statement=fact.statement,
        speaker=fact.speaker,
        role=fact.role,
        on=day_of(entry),
        venue=fact.venue,
        about=fact.about,
        stance=fact.stance,
        words=veiled(fact.words),
        source=entry.stream.partition(":")[2],
        sources=entry.evidence,
        note=entry.note,
        ref=entry.ref,
    )


def compared(record: Reading, review: str | None, known: date) -> tuple[Conflict, ...]:
    """What the reports on record come to, with the review's preferred values."""
    return record.once(("compared", review, known), lambda: _compared(record, review, known))


def _compared(record: Reading, review: str | None, known: date) -> tuple[Conflict, ...]:
    preferred = record.review(review, known=known).preferred if review else {}
    hidden, training = record.training_streams, review in record.training
    reports = record.sources(known).reports.values()
    own = (one for one in reports if (f"source:{one.source}" in hidden) == training)
    return of_sources.conflicts(own, preferred)


def conflict_line(one: Conflict) -> ConflictLine:
    return ConflictLine(
        subject=one.subject,
        unit=one.unit,
        scope=one.scope,
        outcome=str(one.outcome),
        outcome_said=OUTCOMES[one.outcome],
        values=tuple((value, tuple(each.source for each in group)) for value, group in one.values),
        independent=one.sources,
        preferred=one.preferred,
        why=one.why,
    )
