"""The content of one letter: what is said, once, before it becomes a PDF, a page or plain text. No layout, no rules.

Every rendering takes a Content and nothing else, so none of them can say what the
others do not. All text in it is text: nothing in it is ever read as markup.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    strong: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Paragraphs are numbered through the whole letter, so that an answer can cite them."""

    number: int
    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Entries under a paragraph: a., b., c. where `lettered`, else bullets."""

    lettered: bool
    entries: tuple[Runs, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a header; each row has as many cells as the header."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]


Block = Heading | Paragraph | Listing | Quotation | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One line of the summary at the top: a question and its short answer."""

    term: str
    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who writes: the names of the office from the largest body down, and how to reach it."""

    agency: str
    names: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where the respondent answers: an address for people, a short code for those who type it."""

    url: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that goes with the letter; its hash ties the letter to those bytes."""

    name: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One letter as it will be said.

    `stated` holds every date that the letter states as one to act by, by field;
    `template` with its version are the words, as they are approved; `versions` names the words, clauses and vocabulary it was made from; `mark` is
    printed on every page of a letter that is not to be taken for a real one.
    """

    letter: str
    kind: str
    lang: str
    day: date
    dated: str
    title: str
    letterhead: Letterhead
    delivery: str | None
    addressee: tuple[str, ...]
    salutation: str
    points: tuple[Point, ...]
    blocks: tuple[Block, ...]
    closing: str
    signer: Signer
    enclosures: tuple[Enclosure, ...] = ()
    copies: tuple[str, ...] = ()
    desk: Desk | None = None
    mark: str | None = None
    stated: Mapping[str, date] = field(default_factory=dict)
    template: str
    template_version: str
    versions: tuple[str, ...]


def letter_of(number: int) -> str:
    """The label of a lettered entry, from 0: a, b, ... z, aa, ab."""
    before, here = divmod(number, 26)
    return (letter_of(before - 1) if before else "") + chr(ord("a") + here)


def spoken(content: Content) -> Iterator[str]:
    """Everything the letter says to its reader, in reading order, without numbers and labels."""
    yield from content.letterhead.names
    yield content.dated
    if content.delivery:
        yield content.delivery
    yield from content.addressee
    yield content.title
    for point in content.points:
        yield point.term
        yield joined(point.runs)
    if content.desk:
        yield content.desk.url
        yield content.desk.code
    yield content.salutation
    for block in content.blocks:
        yield from _of_block(block)
    yield content.closing
    yield content.signer.name
    yield from content.signer.lines
    for enclosure in content.enclosures:
        yield enclosure.name
    yield from content.copies


def _of_block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text):
            yield text
        case Paragraph(runs=runs) | Quotation(runs=runs):
            yield joined(runs)
        case Listing(entries=entries):
            yield from (joined(runs) for runs in entries)
        case Table():
            yield block.caption
            yield from block.header
            for row in block.rows:
                yield from (joined(runs) for runs in row)


def joined(runs: Runs) -> str:
    return "".join(run.text for run in runs)
