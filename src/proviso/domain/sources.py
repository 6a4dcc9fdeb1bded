"""Sources, the statements they carry and the values they report, and where reports conflict. None of it is a finding.

Authority: the record's own rule on reports: conflicting reports stay side by side,
nothing is averaged, and a preferred value carries a reason.

Theory. A source is noted once; a statement or a report in it is recorded once under a
name of its own. A correction gives a report a new value and keeps the old one. Reports
are of one fact when subject, unit and scope are the same; another unit or scope is
another fact. Two whole values of one fact that differ are a conflict. A partial list is
none; and where one source gives parts whose sum is the whole value, the sum agrees.
Whoever relies on another is a copy: copies count as one source.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from proviso.domain.entries import Entry
from proviso.domain.facts.reviews import ValuePreferred
from proviso.domain.facts.sources import (
    ReportCorrected,
    SourceFact,
    SourceNoted,
    StatementCarried,
    StatementRecorded,
    ValueReported,
)
from proviso.domain.knowing import why_not_known, why_not_new, why_not_one_of, why_not_stated
from proviso.domain.refusals import Refusal

LONGEST = 30


class Form(StrEnum):
    """How a source carries a statement."""

    WHOLE = "whole"
    TRIMMED = "trimmed"
    JOINED = "joined"
    ALTERED = "altered"
    PARAPHRASED = "paraphrased"


class Outcome(StrEnum):
    """What comparing reports of one fact shows."""

    AGREEMENT = "agreement"
    CONFLICT = "conflict"
    PARTIAL_LIST = "partial-list"
    SUM_AGREES = "sum-agrees"


TRANSITIONS: Mapping[tuple[str, type[SourceFact]], str] = {
    ("reported", ReportCorrected): "corrected",
    ("corrected", ReportCorrected): "corrected",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A value that a source gives. `source` is read from the entry's stream; `earlier` holds corrected values."""

    report: str
    source: str
    subject: str
    value: str
    unit: str
    scope: str
    partial: bool
    relies_on: str | None
    state: str = "reported"
    earlier: tuple[str, ...] = ()
    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All sources on record, with what they carry and report."""

    noted: Mapping[str, SourceNoted] = field(default_factory=dict)
    statements: Mapping[str, StatementRecorded] = field(default_factory=dict)
    carriages: tuple[StatementCarried, ...] = ()
    reports: Mapping[str, Report] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What the reports of one fact come to. `parts` are those whose sum agrees; `sources` counts copies once."""

    subject: str
    unit: str
    scope: str
    values: tuple[tuple[str, tuple[Report, ...]], ...]
    outcome: Outcome
    sources: int
    parts: tuple[Report, ...] = ()
    preferred: str | None = None
    why: str | None = None


# --- decisions -------------------------------------------------------------------------------


def why_not_note_source(sources: Sources, fact: SourceNoted) -> Refusal | None:
    return (
        why_not_new("source", fact.source, sources.noted)
        or why_not_stated("source", "outlet", fact.outlet)
        or why_not_stated("source", "address", fact.address)
    )


def why_not_record_statement(sources: Sources, fact: StatementRecorded) -> Refusal | None:
    """A speaker may stay anonymous ("an official"), never unstated."""
    return (
        why_not_new("statement", fact.statement, sources.statements)
        or why_not_stated("statement", "speaker", fact.speaker)
        or why_not_stated("statement", "about", fact.about)
    )


def why_not_carry_statement(sources: Sources, fact: StatementCarried) -> Refusal | None:
    cure = "Record the statement first (record-statement), or correct its name."
    other = "Note the source first (note-source), or correct its name."
    return (
        why_not_known("statement", fact.statement, sources.statements, cure=cure)
        or why_not_known("source", fact.source, sources.noted, cure=other)
        or why_not_one_of("carriage", "form", fact.form, Form)
    )


def why_not_report_value(sources: Sources, fact: ValueReported) -> Refusal | None:
    return (
        why_not_new("report", fact.report, sources.reports)
        or why_not_stated("report", "subject", fact.subject)
        or why_not_stated("report", "value", fact.value)
        or why_not_stated("report", "unit", fact.unit)
    )


def why_not_correct_report(sources: Sources, fact: ReportCorrected) -> Refusal | None:
    cure = "Report the value first (report-value), or correct the report's name."
    return (
        why_not_known("report", fact.report, sources.reports, cure=cure)
        or why_not_stated("correction", "value", fact.value)
        or why_not_stated("correction", "why", fact.why)
    )


# --- reading reports together ----------------------------------------------------------------


def independent(reports: Iterable[Report]) -> tuple[tuple[Report, ...], ...]:
    """The reports by the source that each comes from in the end; a copy stands with what it relies on."""
    told = tuple(reports)
    above = {name: one.relies_on for one in told for name in (one.report, one.source)}
    at_home = {one.report: one.source for one in told}
    groups: dict[str, list[Report]] = {}
    for one in told:
        groups.setdefault(_root(one.report, above, at_home), []).append(one)
    return tuple(tuple(group) for group in groups.values())


def _root(name: str, above: Mapping[str, str | None], at_home: Mapping[str, str]) -> str:
    """Follow reliance up to a source that relies on nobody here; a circle ends where it closes."""
    path = [name]
    while (upper := above.get(path[-1])) is not None:
        if upper in path:
            return min(at_home.get(one, one) for one in path[path.index(upper) :])
        path.append(upper)
    return at_home.get(path[-1], path[-1])


def conflicts(
    reports: Iterable[Report], preferred: Mapping[str, ValuePreferred] | None = None
) -> tuple[Conflict, ...]:
    """What the reports of each fact come to; a fact that one report alone speaks of is left out."""
    told = sorted(reports, key=lambda one: (one.subject, one.unit, one.scope))
    chosen = preferred or {}
    found: list[Conflict] = []
    for (subject, unit), alike in groupby(told, key=lambda one: (one.subject, one.unit)):
        near = tuple(alike)
        for scope, same in groupby(near, key=lambda one: one.scope):
            one = _compared(tuple(same), near)
            if one is not None:
                outcome, parts, values = one
                found.append(
                    _conflict((subject, unit, scope), outcome, parts, values, chosen.get(subject))
                )
    return tuple(found)


Values = tuple[tuple[str, tuple[Report, ...]], ...]


def _conflict(
    fact: tuple[str, str, str],
    outcome: Outcome,
    parts: tuple[Report, ...],
    values: Values,
    choice: ValuePreferred | None,
) -> Conflict:
    return Conflict(
        subject=fact[0],
        unit=fact[1],
        scope=fact[2],
        values=values,
        outcome=outcome,
        sources=len(independent(one for _, group in values for one in group)),
        parts=parts,
        preferred=choice.value if choice else None,
        why=choice.why if choice else None,
    )


def _compared(
    same: tuple[Report, ...], near: tuple[Report, ...]
) -> tuple[Outcome, tuple[Report, ...], Values] | None:
    """Compare reports of one fact; `near` are those of the same subject and unit, for sums."""
    whole = _by_value(one for one in same if not one.partial)
    values = _by_value(same)
    if len(whole) > 1:
        return Outcome.CONFLICT, (), values
    parts = _parts_of(whole[0][0], near) if whole else ()
    if parts:
        return Outcome.SUM_AGREES, parts, values
    if len(same) == 1:
        return None
    if any(one.partial for one in same):
        return Outcome.PARTIAL_LIST, (), values
    return Outcome.AGREEMENT, (), values


def _by_value(reports: Iterable[Report]) -> Values:
    groups: dict[str, list[Report]] = {}
    for one in reports:
        groups.setdefault(_same(one.value), []).append(one)
    return tuple((group[0].value, tuple(group)) for group in groups.values())


def _same(value: str) -> str:
    """Values that differ only in case, spaces or thousands marks are one value."""
    plain = " ".join(value.casefold().split())
    return plain.replace(",", "") if _number(value) is not None else plain


def _number(value: str) -> int | None:
    plain = value.strip().replace(",", "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < LONGEST else None


def _parts_of(value: str, near: tuple[Report, ...]) -> tuple[Report, ...]:
    """The partial reports of one source, two or more, whose sum is `value`; empty if no source has them."""
    total = _number(value)
    by_source: dict[str, list[Report]] = {}
    for one in near:
        if one.partial and _number(one.value) is not None:
            by_source.setdefault(one.source, []).append(one)
    for parts in by_source.values():
        if len(parts) > 1 and sum(_number(one.value) or 0 for one in parts) == total:
            return tuple(parts)
    return ()


# --- after -----------------------------------------------------------------------------------


def after(state: Sources, fact: SourceFact, *, on: date | None, ref: str) -> Sources:
    """The sources once `fact` is on record. Total: a correction of a report not held is passed over."""
    match fact:
        case SourceNoted(source=name):
            return replace(state, noted={**state.noted, name: fact})
        case StatementRecorded(statement=name):
            return replace(state, statements={**state.statements, name: fact})
        case StatementCarried():
            return replace(state, carriages=(*state.carriages, fact))
        case ValueReported(report=name):
            return replace(state, reports={**state.reports, name: _reported(fact, on, ref)})
        case ReportCorrected(report=name, value=value):  # pragma: no branch
            held = state.reports.get(name)
            if held is None:
                return state
            corrected = replace(
                held,
                value=value,
                state=TRANSITIONS[held.state, ReportCorrected],
                earlier=(*held.earlier, held.value),
            )
            return replace(state, reports={**state.reports, name: corrected})


def _reported(fact: ValueReported, on: date | None, ref: str) -> Report:
    return Report(
        report=fact.report,
        source=ref.partition("#")[0].removeprefix("source:"),
        subject=fact.subject,
        value=fact.value,
        unit=fact.unit,
        scope=fact.scope,
        partial=fact.partial,
        relies_on=fact.relies_on,
        on=on,
        ref=ref,
    )


def fold(entries: Iterable[Entry]) -> Sources:
    """The sources that these entries add up to, in the order given."""
    state = Sources()
    for entry in entries:
        if isinstance(entry.fact, SourceFact):
            state = after(state, entry.fact, on=entry.on, ref=entry.ref)
    return state
