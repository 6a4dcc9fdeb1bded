"""What the ledger can say of a round before its letters go out: prepared, approved, released. Its letters are told in their matters."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPrepared:
    """Who is to be written to. `digest` fixes every word of every letter (see domain/rounds)."""

    round: str
    letter_kind: str
    matters: tuple[str, ...]
    digest: str
    prepared_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundApproved:
    """A second person has read the letters behind this digest, so many of them."""

    round: str
    digest: str
    letters: int
    approved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundReleased:
    """The letters may go out. Each that goes is told in its own matter."""

    round: str
    digest: str
    letters: int
    released_by: str


RoundFact = RoundPrepared | RoundApproved | RoundReleased
