"""A round of letters as it is told in a file, and one letter of it ready to be made. Reading the file is round_file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from proviso.domain.canonical import canonical
from proviso.domain.errands import Kind
from proviso.letters import pdf
from proviso.letters.content import Content, Enclosure, Signer
from proviso.letters.draft import Draft
from proviso.letters.values import Value

CHANNELS: Mapping[str, Kind] = {
    **{str(kind): kind for kind in Kind},
    "e-mail": Kind.MAIL,
    "email": Kind.MAIL,
    "letter": Kind.PRINT,
    "as published": Kind.PUBLISHED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What the file says of one recipient only; None where it says nothing."""

    matter: str
    contact: str | None = None
    name: str | None = None
    office: str | None = None
    lines: tuple[str, ...] | None = None
    salutation: str | None = None
    address: str | None = None
    channel: str | None = None
    clauses: tuple[str, ...] | None = None
    values: Mapping[str, str | date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Who is written to: those named, and those that the record says fit all the rest."""

    matters: tuple[str, ...] = ()
    like: str | None = None
    state: str | None = None
    standing: str | None = None

    def __bool__(self) -> bool:
        return bool(self.matters or self.like or self.state or self.standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFile:
    """One round: what all its letters have in common, and what is special to some.

    `letter` is how letters are named; `conditions` are those of an award that the letter may
    cite, the first that the award carries; `values` are fields of the vocabulary, as written.
    """

    review: str
    round: str
    kind: str
    on: date
    letterhead: str
    signer: Signer
    due: date | None = None
    letter: str = "L-{matter}-{on}"
    authority: str | None = None
    conditions: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    channel: str | None = None
    delivery: str | None = None
    sender: str | None = None
    reply_to: str | None = None
    returns_to: str | None = None
    desk: str | None = None
    version: str | None = None
    mark: str | None = None
    closing: str = "Sincerely,"
    copies: tuple[str, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    recipients: Choice = Choice()
    overrides: Mapping[str, Override] = field(default_factory=dict)
    recipients_file: str | None = None
    enclosures: tuple[str, ...] = ()
    enclosed: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One letter of a round, with what the record will hold of it.

    `recorded` are the days to act by, as the record has them; `taken` says that another letter has its name.
    """

    matter: str
    letter: str
    draft: Draft
    channel: Kind
    to: str
    to_name: str
    addressee: str
    signed_by: str
    authority: str
    items: tuple[str, ...]
    due: date | None
    state: str
    recorded: Mapping[str, date | None]
    taken: bool = False


def content_hash(content: Content, planned: Planned) -> str:
    """What fixes a letter: everything it says and is made from, and where it goes."""
    said = {
        "letter": pdf.told(content),
        "kind": content.kind,
        "stated": {name: day.isoformat() for name, day in content.stated.items()},
        "versions": [*content.versions, *pdf.versions()],
        "matter": planned.matter,
        "items": list(planned.items),
        "addressee": planned.addressee,
        "authority": planned.authority,
        "channel": str(planned.channel),
        "to": planned.to,
    }
    return sha256(canonical(said)).hexdigest()
