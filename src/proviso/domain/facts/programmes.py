"""What the ledger can say of programmes, conditions, awards and their money. Not what may be done about them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeNoted:
    """An assistance listing: `programme` is its number, such as 16.738."""

    programme: str
    title: str
    agency: str
    authority: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionPublished:
    """A term of an award, or a certification asked before acceptance, for one fiscal year."""

    programme: str
    condition: str
    year: int
    title: str
    text_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardMade:
    """One grant: one number, one fiscal year, one recipient. `cents` is None where the sum is not known."""

    award: str
    programme: str
    year: int
    recipient: str
    number: str | None
    kind: str
    cents: int | None
    applicants: tuple[str, ...]
    subrecipients: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionAttached:
    """A condition became term `numbered` of this award (numbers differ per award)."""

    award: str
    condition: str
    numbered: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRemoved:
    award: str
    condition: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardAccepted:
    award: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyNoted:
    """A dated sum: allocated, awarded, accepted, drawn, at-stake, withheld, suspended, disallowed, repaid, frozen or released."""

    award: str
    kind: str
    cents: int
    scope: str
    question: str | None


AwardFact = AwardMade | ConditionAttached | ConditionRemoved | AwardAccepted | MoneyNoted
ProgrammeFact = ProgrammeNoted | ConditionPublished
