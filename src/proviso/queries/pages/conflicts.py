"""The page of a conflict, and the list of them: values side by side, who relies on whom, the preferred one and why. Sources are in sources."""

from dataclasses import dataclass
from datetime import date

from proviso.domain.sources import Conflict, Report, independent
from proviso.queries import naming
from proviso.queries.may import NotAsked
from proviso.queries.pages.outlets import ConflictLine, compared, conflict_line
from proviso.queries.pages.plain import Day, day_of, the_day, words
from proviso.queries.pages.reading import Reading, days, reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A value that a source gives for a fact."""

    report: str
    subject: str
    value: str
    unit: str
    scope: str
    partial: bool
    relies_on: str | None
    source: str
    outlet: str
    on: Day
    corrected_from: tuple[str, ...]
    note: str | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One of the values reported for a fact, with the reports that give it."""

    value: str
    preferred: bool
    reports: tuple[Reported, ...]
    independent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The reports of one fact (subject, unit, scope) side by side."""

    line: ConflictLine
    values: tuple[Value, ...]
    parts: tuple[Reported, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictPage:
    """Everything that is reported on one subject, the preferred value and why. `alone` are facts that one report speaks of."""

    on: date
    known: date
    subject: str
    title: str
    review: str | None
    training: bool
    preferred: str | None
    why: str | None
    preferred_on: Day | None
    facts: tuple[Compared, ...]
    alone: tuple[Reported, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicts:
    """The facts that sources speak of more than once, those that differ first."""

    on: date
    known: date
    review: str | None
    rows: tuple[ConflictLine, ...]
    differ: int
    agree: int


def conflict(
    subject: str, *, review: str | None = None, on: date | None = None, known: date | None = None
) -> ConflictPage | NotAsked:
    """Everything reported on one subject; with the preferred value of the review named, or of the one that has one."""
    record = reading()
    day, seen = days(on, known)
    reports = [one for one in record.sources(seen).reports.values() if _by(one, day)]
    found = naming.one_of(subject, {one.subject for one in reports})
    if found is None:
        return NotAsked(code="conflict.unknown", why=f"{subject!r} is no subject of a report.")
    told = [one for one in reports if one.subject == found]
    real = [one for one in told if f"source:{one.source}" not in record.training_streams]
    chosen = _review(record, review, found, seen, training=not real)
    return _conflict(record, chosen, real or told, day, seen)


def conflicts(
    *, review: str | None = None, on: date | None = None, known: date | None = None
) -> Conflicts:
    """What reports on record come to, fact by fact, those that differ first."""
    record = reading()
    day, seen = days(on, known)
    chosen = naming.review(record, review) if review else _only_review(record)
    rows = [conflict_line(one) for one in compared(record, chosen, seen) if _any_by(one, day)]
    rows.sort(key=lambda one: (one.outcome != "conflict", one.subject))
    differ = sum(one.outcome == "conflict" for one in rows)
    return Conflicts(
        on=day, known=seen, review=chosen, rows=tuple(rows), differ=differ, agree=len(rows) - differ
    )


def _by(one: Report, on: date) -> bool:
    return one.on is None or one.on <= on


def _any_by(one: Conflict, on: date) -> bool:
    return any(_by(each, on) for _, group in one.values for each in group)


def _only_review(record: Reading) -> str | None:
    """The first review that holds real places."""
    return next((name for name in record.reviews if name not in record.training), None)


def _review(
    record: Reading, review: str | None, subject: str, known: date, *, training: bool
) -> str | None:
    if review:
        return naming.review(record, review)
    named = [one for one in record.reviews if (one in record.training) == training]
    none = named[0] if training and named else None
    return next(
        (one for one in named if subject in record.review(one, known=known).preferred), none
    )


def _conflict(
    record: Reading, review: str | None, reports: list[Report], on: date, known: date
) -> ConflictPage:
    subject = reports[0].subject
    facts = [one for one in compared(record, review, known) if one.subject == subject]
    inside = {each.report for one in facts for _, group in one.values for each in group}
    choice = record.review(review, known=known).preferred.get(subject) if review else None
    when = [
        one
        for one in record.entries(f"review:{review}")
        if choice is not None and one.fact == choice
    ]
    return ConflictPage(
        on=on,
        known=known,
        subject=subject,
        title=words(subject.replace("/", ": ")),
        review=review,
        training=review in record.training,
        preferred=choice.value if choice else None,
        why=choice.why if choice else None,
        preferred_on=day_of(when[0]) if when else None,
        facts=tuple(_compared(record, one, on, known) for one in facts),
        alone=tuple(reported(record, one, known) for one in reports if one.report not in inside),
    )


def _compared(record: Reading, one: Conflict, on: date, known: date) -> Compared:
    values = []
    for value, group in one.values:
        come = [each for each in group if _by(each, on)]
        if come:
            values.append(
                Value(
                    value=value,
                    preferred=value == one.preferred,
                    reports=tuple(reported(record, each, known) for each in come),
                    independent=len(independent(come)),
                )
            )
    parts = tuple(reported(record, each, known) for each in one.parts if _by(each, on))
    return Compared(line=conflict_line(one), values=tuple(values), parts=parts)


def reported(record: Reading, one: Report, known: date) -> Reported:
    """A report with its outlet."""
    held = record.sources(known).noted.get(one.source)
    entry = record.of_source.get(one.ref)
    return Reported(
        report=one.report,
        subject=one.subject,
        value=one.value,
        unit=one.unit,
        scope=one.scope,
        partial=one.partial,
        relies_on=one.relies_on,
        source=one.source,
        outlet=held.outlet if held else one.source,
        on=day_of(entry) if entry else the_day(one.on),
        corrected_from=one.earlier,
        note=entry.note if entry else None,
        ref=one.ref,
    )
