"""Corrections and removals: what the record put right, when, and why. Entries are never taken out; a correction is an entry of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from proviso.domain.entries import Entry
from proviso.domain.facts.clocks import DueRecomputed
from proviso.domain.facts.findings import DeterminationWithdrawn
from proviso.domain.facts.governments import GovernmentRenamed
from proviso.domain.facts.letters import LetterMisaddressed
from proviso.domain.facts.matters import MatterReopened
from proviso.domain.facts.programmes import ConditionRemoved
from proviso.domain.facts.remedies import RemedyLifted, SpecificConditionsLifted
from proviso.domain.facts.sources import ReportCorrected
from proviso.domain.facts.subpoenas import SubpoenaWithdrawn
from proviso.queries.pages.plain import Place
from proviso.queries.pages.reading import Reading, days, invented, reading
from proviso.queries.pages.telling import Told, tell

PUT_RIGHT = (
    ConditionRemoved,
    DeterminationWithdrawn,
    DueRecomputed,
    GovernmentRenamed,
    LetterMisaddressed,
    MatterReopened,
    RemedyLifted,
    ReportCorrected,
    SpecificConditionsLifted,
    SubpoenaWithdrawn,
)
REMOVALS = (
    "Nothing has been removed. The ledger refuses to change or delete an entry; "
    "what is wrong is put right by a new entry that stands beside it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was put right, where it is told."""

    told: Told
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """Every correction, the newest first, and what the record says of removals."""

    known: date
    corrections: tuple[Correction, ...]
    removals: tuple[Told, ...]
    says: str


def corrections(*, on: date | None = None, known: date | None = None) -> Corrections:
    """The log of corrections and removals, by what was known on a day."""
    record = reading()
    day, seen = days(on, known)
    hidden = record.training_streams
    entries = [
        one
        for one in record.everything
        if one.learned <= seen
        and (one.on is None or one.on <= day)
        and one.stream not in hidden
        and not invented(getattr(one.fact, "ocd_id", ""))
    ]
    return Corrections(
        known=seen, corrections=corrections_in(record, entries), removals=(), says=REMOVALS
    )


def corrections_in(record: Reading, entries: Iterable[Entry]) -> tuple[Correction, ...]:
    """Those of the entries that put something right, in the order given."""
    chosen = (one for one in entries if isinstance(one.fact, PUT_RIGHT))
    return tuple(Correction(told=one, place=one.place) for one in tell(record, chosen))
