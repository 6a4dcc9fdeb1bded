"""What the ledger can say of subpoenas: threatened, authorised, issued, served, returned, fought. Nothing of ordinary letters."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SubpoenaThreatened:
    """A letter said a subpoena may follow. A threat is not an issuance."""

    letter: str
    authority: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubpoenaIssued:
    """`trigger` is nothing-received, incomplete or late."""

    subpoena: str
    authority: str
    issuer: str
    forum: str
    trigger: str
    issued_by: str
    approved_by: str
    returnable: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubpoenaServed:
    subpoena: str
    method: str
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubpoenaReturned:
    subpoena: str
    production: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionToQuashFiled:
    subpoena: str
    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnforcementSought:
    subpoena: str
    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubpoenaWithdrawn:
    subpoena: str
    why: str


SubpoenaFact = (
    SubpoenaThreatened
    | SubpoenaIssued
    | SubpoenaServed
    | SubpoenaReturned
    | MotionToQuashFiled
    | EnforcementSought
    | SubpoenaWithdrawn
)
