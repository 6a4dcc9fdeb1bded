"""What the ledger can say of evaluations, concerns, determinations and clearances. Each kept apart from the others."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEvaluated:
    """One item found absent, arrived, readable or sufficient, by a named person who cites document, page and quote."""

    item: str
    level: str
    evaluated_by: str
    cites: tuple[str, ...]
    missing: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationConcurred:
    item: str
    concurred_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRaised:
    """A preliminary doubt tied to a provision and a limb of the statute. Not a finding; starts no appeal clock."""

    concern: str
    provision: str
    limb: str
    letter: str | None
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernAnswered:
    concern: str
    response: str | None
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeGiven:
    """Notice of a proposed determination or remedy: its facts, the action proposed, how to be heard, and by when."""

    notice: str
    about: str
    letter: str | None
    contents: tuple[str, ...]
    heard_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionFiled:
    notice: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingRequested:
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingHeld:
    notice: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeterminationProposed:
    determination: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeterminationMade:
    """The agency's final finding, after notice and a chance to be heard."""

    determination: str
    outcome: str
    says: str
    made_by: str
    approved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeterminationWithdrawn:
    determination: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterCleared:
    """No evidence of non-compliance now. The duty continues; the matter can be reopened."""

    letter: str | None
    says: str
    published: str | None


FindingFact = (
    ItemEvaluated
    | EvaluationConcurred
    | ConcernRaised
    | ConcernAnswered
    | NoticeGiven
    | ObjectionFiled
    | HearingRequested
    | HearingHeld
    | DeterminationProposed
    | DeterminationMade
    | DeterminationWithdrawn
    | MatterCleared
)
