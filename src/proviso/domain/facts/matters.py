"""What the ledger can say of a matter itself: whose it is, who answers, how it ends. Letters and findings are elsewhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterOpened:
    """One respondent's part in a review under one award or application."""

    matter: str
    review: str
    respondent: str
    programme: str
    year: int
    conditions: tuple[str, ...]
    award: str | None
    role: str
    hearing_right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityConfirmed:
    """Two independent ids agree on who the respondent is."""

    ids: tuple[str, ...]
    confirmed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityQuestioned:
    candidates: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNoted:
    """A person or office to whom letters go; `contact` names it within the matter."""

    contact: str
    office: str
    name: str | None
    address: str | None
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactVerified:
    contact: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSuperseded:
    contact: str
    successor: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FairnessOverridden:
    """A fairness ground was set aside: by whom, why, where published."""

    ground: str
    act: str
    name: str
    why: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalGiven:
    """The approving person's word for one act that needs two."""

    act: str
    approved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterSettled:
    terms: str
    case: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterReleased:
    """Award accepted, condition removed or money paid: the question no longer holds anything back."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterReopened:
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterNoted:
    """A remark on the record that changes nothing."""

    text: str


MatterFact = (
    MatterOpened
    | IdentityConfirmed
    | IdentityQuestioned
    | ContactNoted
    | ContactVerified
    | ContactSuperseded
    | FairnessOverridden
    | ApprovalGiven
    | MatterSettled
    | MatterReleased
    | MatterReopened
    | MatterNoted
)
