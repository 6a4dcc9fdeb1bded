"""A review in a few figures: rounds and whom they reached, conflicts between reports. Counts are derived from letters."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from proviso.domain import sources
from proviso.domain.facts.letters import LetterSent
from proviso.domain.letters import LetterKind
from proviso.domain.sources import Conflict
from proviso.queries.record import Record
from proviso.records import streams

ASKING = frozenset(
    {
        LetterKind.VALIDATION_REQUEST,
        LetterKind.INQUIRY,
        LetterKind.DOCUMENT_REQUEST,
        LetterKind.LEGAL_OPINION_REQUEST,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOf:
    """One round: whom its letters went to, of which kinds, and how many of them an earlier round had asked."""

    round: str
    title: str
    on: date | None
    due: date | None
    respondents: tuple[str, ...]
    asked: tuple[str, ...]
    kinds: Mapping[str, int]
    before: Mapping[str, int]


def rounds_of(record: Record, review: str, *, known: date) -> list[RoundOf]:
    """The rounds of a review in order of day, counted from the letters on record."""
    opened = record.review(review, known=known).rounds
    sent = _letters(record, review, known)
    found: list[RoundOf] = []
    first: dict[str, str] = {}
    for one in sorted(opened.values(), key=lambda each: (each.on or date.max, each.round)):
        reached = sent.get(one.round, {})
        asked = tuple(sorted(body for body, kinds in reached.items() if kinds & ASKING))
        found.append(
            RoundOf(
                round=one.round,
                title=one.title,
                on=one.on,
                due=one.due,
                respondents=tuple(sorted(reached)),
                asked=asked,
                kinds=Counter(_kind(record, body) for body in reached),
                before=Counter(first[body] for body in reached if body in first),
            )
        )
        for body in asked:
            first.setdefault(body, one.round)
    return found


def _letters(record: Record, review: str, known: date) -> dict[str, dict[str, set[str]]]:
    """Round -> respondent -> the kinds of letter sent to it."""
    chosen = {f"matter:{one.matter}": one for one in record.matters if one.review == review}
    record.read(list(chosen))
    found: dict[str, dict[str, set[str]]] = {}
    for stream, matter in chosen.items():
        for entry in record.entries(stream):
            fact = entry.fact
            if isinstance(fact, LetterSent) and fact.round and entry.learned <= known:
                reached = found.setdefault(fact.round, {})
                reached.setdefault(matter.respondent, set()).add(fact.kind)
    return found


def _kind(record: Record, ocd_id: str) -> str:
    body = record.body(ocd_id)
    return body.counted_as if body else "not known"


def conflicts_of(record: Record, review: str, *, known: date) -> tuple[Conflict, ...]:
    """What the reports on record come to, fact by fact, with the review's preferred values."""
    told = [one for one in streams.entries_under("source:") if one.learned <= known]
    preferred = record.review(review, known=known).preferred
    return sources.conflicts(sources.fold(told).reports.values(), preferred)
