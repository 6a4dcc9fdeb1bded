"""What the ledger can say of letters and their service. Not the words on paper, and not the clocks they start."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSent:
    """A letter left the agency. Sent is not delivered, delivered is not received."""

    letter: str
    kind: str
    round: str | None
    addressee: str
    signed_by: str
    authority: str
    items: tuple[str, ...]
    due: date | None
    template: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCopied:
    """A body that is not the addressee was given a copy."""

    letter: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAttempted:
    letter: str
    method: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPosted:
    """It was given to the post or to a carrier. `tracking` is the number that came back; None where there is none."""

    letter: str
    carrier: str
    tracking: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDelivered:
    letter: str
    method: str
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReceived:
    """The addressee has it; `shown_by` says what shows that (an acknowledgement, an answer to it, a signature)."""

    letter: str
    shown_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterViewed:
    letter: str
    viewer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterBounced:
    letter: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRefused:
    letter: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterMisaddressed:
    """It went to the wrong person or body: whoever got it, this service starts no clock."""

    letter: str
    addressed_to: str
    belongs_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NonReceiptReported:
    """The respondent says that it does not have the letter."""

    letter: str
    said_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFiled:
    """The letter's bytes, by hash, as they were handed over; what they were made from; by which channel, and where to."""

    letter: str
    sha256: str
    html_sha256: str
    text_sha256: str
    versions: tuple[str, ...]
    clauses: tuple[str, ...]
    channel: str
    to: str


LetterFact = (
    LetterSent
    | LetterCopied
    | ServiceAttempted
    | LetterDelivered
    | LetterReceived
    | LetterViewed
    | LetterBounced
    | LetterRefused
    | LetterMisaddressed
    | NonReceiptReported
    | LetterFiled
    | LetterPosted
)
