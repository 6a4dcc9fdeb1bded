"""One print file out of many letters: each with its sheet for the envelope's window, in the order given, and on which pages it stands.

For paper only: what the merged file says to a screen reader is nothing; each letter's own PDF is
for that. Which letters are to be printed is not decided here.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import pikepdf
import typst

from proviso.domain.refusals import Refusal

SHEETS = "sheets.typ"
OWN_RULE = "The record's own rule: a letter is printed whole or not at all"


class Envelope(StrEnum):
    """Where the window of the envelope is: no. 10 with US letter paper, or DIN 5008 form B with A4."""

    US_10 = "us-10"
    DIN = "din"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A file that goes into the envelope with the letter."""

    name: str
    sha256: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One letter to be printed, with what goes into its envelope."""

    letter: str
    matter: str
    address: tuple[str, ...]
    sender: tuple[str, ...]
    pdf: bytes
    enclosed: tuple[Enclosed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Where a letter stands in the print file, from 1: `first` is its sheet, or the letter where there are no sheets.

    `by_hand` are the enclosures that are no PDF, or one that is locked: they are put in by a person.
    """

    letter: str
    first: int
    last: int
    of_letter: int
    by_hand: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintFile:
    pdf: bytes
    pages: tuple[Pages, ...]


def print_file(
    pieces: Sequence[Piece],
    *,
    title: str,
    envelope: Envelope = Envelope.US_10,
    sheets: bool = True,
    both_sides: bool = False,
) -> PrintFile | Refusal:
    """Merge letters. With `both_sides`, everything begins on the front of a sheet of paper."""
    with pikepdf.new() as made:
        found = []
        papers = [_papers(piece) for piece in pieces]
        fronts = _sheets(pieces, papers, title, envelope) if sheets else None
        if isinstance(fronts, Refusal):
            return fronts
        for at, paper in enumerate(papers):
            first = len(made.pages) + 1
            if fronts is not None:
                _add(made, [fronts.pages[at]], both_sides=both_sides)
            for each in paper.documents:
                _add(made, list(each.pages), both_sides=both_sides)
            found.append(
                Pages(
                    letter=pieces[at].letter,
                    first=first,
                    last=len(made.pages),
                    of_letter=len(paper.documents[0].pages),
                    by_hand=paper.by_hand,
                )
            )
        made.docinfo["/Title"] = title
        out = BytesIO()
        made.save(out, deterministic_id=True)
        return PrintFile(pdf=out.getvalue(), pages=tuple(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Papers:
    """The letter, then the enclosures that can be printed; and the names of those that cannot."""

    documents: tuple[pikepdf.Pdf, ...]
    by_hand: tuple[str, ...]


def _papers(piece: Piece) -> _Papers:
    documents, by_hand = [pikepdf.open(BytesIO(piece.pdf))], []
    for one in piece.enclosed:
        try:
            documents.append(pikepdf.open(BytesIO(one.content)))
        except (pikepdf.PdfError, pikepdf.PasswordError):
            by_hand.append(one.name)
    return _Papers(documents=tuple(documents), by_hand=tuple(by_hand))


def _add(made: pikepdf.Pdf, pages: list[pikepdf.Page], *, both_sides: bool) -> None:
    made.pages.extend(pages)
    if both_sides and len(made.pages) % 2:
        box = made.pages[-1].mediabox
        size = (float(box[2]) - float(box[0]), float(box[3]) - float(box[1]))
        made.add_blank_page(page_size=size)


# --- the sheets ------------------------------------------------------------------------------


@cache
def _layout() -> bytes:
    return (files("proviso") / "letters" / "layout" / SHEETS).read_bytes()


def _sheets(
    pieces: Sequence[Piece], papers: Sequence[_Papers], title: str, envelope: Envelope
) -> pikepdf.Pdf | Refusal:
    told = {
        "title": title,
        "envelope": str(envelope),
        "sheets": [_sheet(piece, paper) for piece, paper in zip(pieces, papers, strict=True)],
    }
    fonts: Any = typst.Fonts(include_system_fonts=False)
    press: Any = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
    try:
        made = press.compile(
            input={SHEETS: _layout()},
            sys_inputs={"print": json.dumps(told, ensure_ascii=False)},
            format="pdf",
        )
    except typst.TypstError as wrong:
        return Refusal(
            code="print.sheets",
            reason=f"The sheets for the envelopes cannot be made: {wrong.message}",
            cure="Print without sheets; each letter has its address in the window too.",
            authority=OWN_RULE,
        )
    opened = pikepdf.open(BytesIO(made))
    if len(opened.pages) == len(pieces):
        return opened
    return Refusal(
        code="print.sheets",
        reason=f"{len(pieces):,} letters came to {len(opened.pages):,} sheets.",
        cure="Print without sheets; each letter has its address in the window too.",
        authority=OWN_RULE,
    )


def _sheet(piece: Piece, paper: _Papers) -> dict[str, Any]:
    return {
        "letter": piece.letter,
        "address": list(piece.address),
        "sender": list(piece.sender),
        "rows": [list(row) for row in _rows(piece, paper)],
    }


def _rows(piece: Piece, paper: _Papers) -> Iterator[tuple[str, str]]:
    pages = len(paper.documents[0].pages)
    yield "Matter", piece.matter
    yield "Pages of the letter", f"{pages:,}"
    for one in piece.enclosed:
        yield "Enclosure", f"{one.name}{' (put in by hand)' if one.name in paper.by_hand else ''}"
    yield "Tracking number", "_" * 32
