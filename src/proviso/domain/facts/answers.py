"""What the ledger can say of an answer given item by item: the words on each item, the files, who certified it; and replies to what is claimed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterItemAnswered:
    """What a response says of one item of a letter: given, none-held, withheld, objected or already-given.

    `basis` is the law or privilege on which something is kept back, or kept from public view.
    """

    letter: str
    response: str
    item: str
    answer: str
    says: str
    basis: str | None
    given_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFileReceived:
    """A file that came with a response for one item, as it was uploaded: its name, size, SHA-256 and what it is."""

    letter: str
    response: str
    production: str
    item: str
    name: str
    size: int
    sha256: str
    media: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAnswerCertified:
    """Who certified a response for the government: name, office, authority, and the words that were certified.

    `manifest` is the SHA-256 of the list of items and files as it stood when it was signed.
    """

    letter: str
    response: str
    name: str
    office: str
    with_authority: str
    words: str
    manifest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFiled:
    """The government's reply to what is claimed about it: a concern, a statement, a reported value, or an entry."""

    reply: str
    to: str
    about: str
    says: str
    signed_by: str


AnswerFact = LetterItemAnswered | LetterFileReceived | LetterAnswerCertified | ReplyFiled
