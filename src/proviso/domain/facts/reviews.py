"""What the ledger can say of a review: its procedure, items, rounds, agency duties. Not of one respondent."""

from dataclasses import dataclass
from datetime import date

from proviso.domain.facts.rounds import RoundFact


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOpened:
    """One agency's examination of one condition across a roster. `training` reviews hold invented places only."""

    review: str
    title: str
    agency: str
    actor: str
    programme: str
    condition: str
    procedure: str
    training: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDefined:
    """One thing a request asks for."""

    item: str
    asks: str
    time_frame: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOpened:
    """One dated sending of one kind of letter to part of the roster."""

    round: str
    title: str
    letter_kind: str
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaPublished:
    """Why bodies are on the roster: version, who compiled, who verified."""

    version: str
    text: str
    compiled_by: str
    verified_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterListed:
    """A government was put on the roster."""

    respondent: str
    criteria: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityRecorded:
    """Authority to use an instrument in this review: statute, issuer, and the forum that enforces it."""

    instrument: str
    authority: str
    issuer: str
    forum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsDrafted:
    """Words of the review's own, for a kind of letter or (`letter_kind` is "clause") a clause.

    They hold over [since, until) once they are approved; `sha256` is that of the file they stand in.
    """

    template: str
    version: str
    letter_kind: str
    since: date
    until: date | None
    sha256: str
    written_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateApproved:
    """A letter's words, approved by a second person."""

    template: str
    version: str
    letter_kind: str
    written_by: str
    approved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventNoted:
    """Something around the review that is no act in it."""

    event: str
    title: str
    what: str
    who: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuePreferred:
    """The value the record prefers among conflicting reports of one fact, and why. The others stay."""

    subject: str
    value: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewClosed:
    why: str


ReviewFact = (
    ReviewOpened
    | ItemDefined
    | RoundOpened
    | CriteriaPublished
    | RosterListed
    | AuthorityRecorded
    | WordsDrafted
    | TemplateApproved
    | EventNoted
    | ValuePreferred
    | ReviewClosed
    | RoundFact
)
