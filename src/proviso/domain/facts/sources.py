"""What the ledger can say of sources, statements and reported values. Reports are attributed; none is a finding."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNoted:
    """A document someone published or sent. `sha256` is None where no copy is held."""

    source: str
    outlet: str
    title: str
    author: str | None
    published: date | None
    address: str
    sha256: str | None
    rights: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRecorded:
    """Someone's words or stance, attributed. Anonymous speakers stay anonymous."""

    statement: str
    speaker: str
    role: str
    venue: str
    about: str
    stance: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementCarried:
    """A source carried a statement: whole, trimmed, joined, altered or paraphrased."""

    statement: str
    source: str
    form: str
    relies_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueReported:
    """A value a source gives for a fact. `subject` names the fact, with kind, unit and date: count/january-2018-recipients."""

    report: str
    subject: str
    value: str
    unit: str
    scope: str
    partial: bool
    relies_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCorrected:
    report: str
    value: str
    why: str


SourceFact = SourceNoted | StatementRecorded | StatementCarried | ValueReported | ReportCorrected
