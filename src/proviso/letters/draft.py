"""A letter about to be made: who writes to whom, of which kind, with which values and clauses. Not its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from proviso.domain.refusals import Refusal
from proviso.letters.content import Desk, Enclosure, Letterhead, Signer
from proviso.letters.phrases import LANGUAGES
from proviso.letters.values import Value, why_not_line

NAME_LIMIT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """The officer the letter is for; `name` is None where only the office is known."""

    name: str | None
    office: str
    body: str
    lines: tuple[str, ...] = ()
    salutation: str | None = None

    @property
    def block(self) -> tuple[str, ...]:
        """The address as it stands in the window of an envelope."""
        said = (self.name, self.office, self.body, *self.lines)
        return tuple(line for line in said if line)

    @property
    def greeting(self) -> str:
        return self.salutation or f"Dear {self.name or self.office}:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """All that one letter is made of, but its words.

    `on` is the day it bears and the day whose words it takes; `version` asks for one
    version of the words by name; `delivery` says by which channel it goes; `mark` is
    printed on each page of a letter that nobody should take for a real one.
    """

    letter: str
    kind: str
    on: date
    letterhead: Letterhead
    addressee: Addressee
    signer: Signer
    values: Mapping[str, Value]
    clauses: tuple[str, ...] = ()
    desk: Desk | None = None
    delivery: str | None = None
    enclosures: tuple[Enclosure, ...] = ()
    copies: tuple[str, ...] = ()
    version: str | None = None
    mark: str | None = None
    lang: str = "en-US"
    closing: str = field(default="Sincerely,")


def why_not_draft(draft: Draft) -> Refusal | None:
    """The first line of the letter's frame that cannot be printed."""
    if draft.lang not in LANGUAGES:
        return Refusal(
            code="letter.language-unknown",
            reason=f"Letters cannot be written in {draft.lang[:20]!r}.",
            cure=f"Use one of: {', '.join(LANGUAGES)}.",
            authority="ISO 14289-1 (PDF/UA-1), 7.2: the language of all text is stated",
        )
    return next((wrong for what, text in _lines(draft) if (wrong := _why_not(what, text))), None)


def _why_not(what: str, text: str) -> Refusal | None:
    return why_not_line(what, text, limit=NAME_LIMIT)


def _lines(draft: Draft) -> list[tuple[str, str]]:
    """Every single line around the words, with what to call it."""
    addressee, signer, head = draft.addressee, draft.signer, draft.letterhead
    said: list[tuple[str, str | None]] = [
        ("the letter's reference", draft.letter),
        ("the addressee's name", addressee.name),
        ("the addressee's office", addressee.office),
        ("the addressee's body", addressee.body),
        ("the salutation", addressee.greeting),
        ("the delivery line", draft.delivery),
        ("the mark", draft.mark),
        ("the closing", draft.closing),
        ("the signer's name", signer.name),
        ("the agency's name", head.agency),
        ("the desk's address", draft.desk.url if draft.desk else None),
        ("the desk's code", draft.desk.code if draft.desk else None),
    ]
    said += [("a line of the address", line) for line in addressee.lines]
    said += [("a line of the signature", line) for line in signer.lines]
    said += [("a line of the letterhead", line) for line in (*head.names, *head.lines)]
    said += [("an enclosure's name", enclosure.name) for enclosure in draft.enclosures]
    said += [("a copy's recipient", copy) for copy in draft.copies]
    return [(what, text) for what, text in said if text is not None]
