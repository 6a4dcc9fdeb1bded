"""The letters of a round that go on paper, in the order in which they were owed: what is printed, to whom, and what was posted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from proviso.domain.errands import Kind, State
from proviso.domain.facts.letters import LetterPosted
from proviso.letters.print_file import Enclosed, Piece
from proviso.outside import folders
from proviso.queries.record import Record
from proviso.records import errand_rows, models

ON_PAPER = (Kind.PRINT.value, Kind.POST.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """One letter on paper: its errand, the hash of its bytes, and the postings on record."""

    number: int
    state: State
    letter: str
    matter: str
    address: tuple[str, ...]
    sender: tuple[str, ...]
    sha256: str
    enclosures: tuple[tuple[str, str], ...]
    posted: tuple[LetterPosted, ...]


def print_queue(record: Record, review: str, name: str, *, known: date) -> Iterator[Queued]:
    """Letter after letter. The order is that of the errands, so it never changes; none where the round is not the reader's."""
    prefix = f"{review}/{name}/"
    rows = record.errands.filter(key__startswith=prefix, letter__isnull=False, kind__in=ON_PAPER)
    for row in rows.order_by("number").iterator(chunk_size=200):
        if row.key.startswith(prefix):
            yield _queued(record, row, known=known)
            record.forget([row.stream])


def _queued(record: Record, row: models.Errand, *, known: date) -> Queued:
    one = errand_rows.held(row)
    told, letter = one.errand.told, str(one.errand.letter)
    matter = one.errand.stream.partition(":")[2]
    held = record.standing(matter, on=known, known=known).letters.sent.get(letter)
    address = told.get("address") or one.errand.to.split(", ")
    return Queued(
        number=one.number,
        state=one.state,
        letter=letter,
        matter=matter,
        address=tuple(address),
        sender=tuple(told.get("sender", ())),
        sha256=str(told["file"]),
        enclosures=tuple((each["name"], each["sha256"]) for each in told.get("enclosures", ())),
        posted=held.posted if held else (),
    )


def piece_of(one: Queued) -> Piece:
    """The letter with its bytes. Raises NotKept."""
    return Piece(
        letter=one.letter,
        matter=one.matter,
        address=one.address,
        sender=one.sender,
        pdf=folders.kept(one.sha256),
        enclosed=tuple(
            Enclosed(name=name, sha256=digest, content=folders.kept(digest))
            for name, digest in one.enclosures
        ),
    )
