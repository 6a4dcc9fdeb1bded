"""The letter as a PDF: content in, tagged PDF/UA-1 bytes out, the same bytes every time. No words of its own.

The content goes to Typst as JSON text in one input; Typst never reads it as markup. Only
the fonts inside the typst package are used (Libertinus Serif and New Computer Modern
under the SIL Open Font License and the GUST Font License, DejaVu Sans Mono under its own
free licence), so that no machine's fonts change a letter.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from typing import Any

import segno
import typst

from proviso.domain.refusals import Refusal
from proviso.letters.content import (
    Block,
    Content,
    Desk,
    Heading,
    Listing,
    Paragraph,
    Quotation,
    Runs,
    Table,
    joined,
)
from proviso.letters.phrases import phrases

LAYOUT = "letter.typ"
LAYOUT_VERSION = "1"
UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
PLACE = re.compile(r"┌─ (?:\\\\\?\\)?([^\s:]+):(\d+):(\d+)")


@cache
def layout() -> bytes:
    """The packaged layout."""
    return (files("proviso") / "letters" / "layout" / LAYOUT).read_bytes()


def versions() -> tuple[str, ...]:
    """What else than words makes the bytes what they are."""
    return (f"layout {LAYOUT_VERSION}", f"typst {version('typst')}")


@dataclass(slots=True, kw_only=True)
class Press:
    """One Typst compiler, used for letter after letter. Not to be shared between threads."""

    layout: bytes = field(default_factory=layout)
    # Its stub does not know the form of input that names the file, and so the file in an error.
    _typst: Any = field(init=False)

    def __post_init__(self) -> None:
        fonts = typst.Fonts(include_system_fonts=False)
        self._typst = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)

    def pdf(self, content: Content) -> bytes | Refusal:
        """The letter's bytes; refused if the layout does not compile or a character cannot be shown."""
        at = datetime(content.day.year, content.day.month, content.day.day, tzinfo=UTC)
        try:
            made = self._typst.compile(
                input={LAYOUT: self.layout},
                sys_inputs={"letter": json.dumps(told(content), ensure_ascii=False)},
                format="pdf",
                pdf_standards=["ua-1"],
                timestamp=int(at.timestamp()),
            )
        except typst.TypstError as wrong:
            return _refused(wrong.message, wrong.diagnostic)
        assert isinstance(made, bytes)  # noqa: S101 - one PDF, since `output` is not given
        return made


def _refused(message: str, diagnostic: str) -> Refusal:
    if unshown := UNSHOWN.findall(diagnostic):
        signs = ", ".join(dict.fromkeys(unshown))
        return Refusal(
            code="letter.characters-unshown",
            reason=f"The letter's fonts cannot show: {signs}.",
            cure="Write these characters in Latin letters, as the office itself does in English.",
            authority="ISO 14289-1 (PDF/UA-1), 7.21.8: no text without a glyph",
        )
    place = PLACE.search(diagnostic)
    where = f"{place[1]}, line {place[2]}, column {place[3]}" if place else LAYOUT
    return Refusal(
        code="letter.layout-wrong",
        reason=f"The layout does not compile. {where}: {message}",
        cure="Mend that line of the layout, then try again. Nothing was printed and nothing was sent.",
        authority="The record's own rule: a letter is printed whole or not at all",
    )


def told(content: Content) -> dict[str, Any]:
    """The content as the layout reads it."""
    lang, _, region = content.lang.partition("-")
    said = phrases(content.lang)
    margin = (said.reference.format(content.letter), content.delivery)
    return {
        "title": content.title,
        "author": content.letterhead.agency,
        "reference": content.letter,
        "lang": lang,
        "region": region or None,
        "day": [content.day.year, content.day.month, content.day.day],
        "dated": content.dated,
        "margin": [line for line in margin if line],
        "mark": content.mark,
        "letterhead": {
            "above": content.letterhead.names[:-1],
            "name": content.letterhead.names[-1],
            "lines": content.letterhead.lines,
        },
        "addressee": content.addressee,
        "salutation": content.salutation,
        "points": [{"term": one.term, "runs": _runs(one.runs)} for one in content.points],
        "desk": _desk(content.desk, said.qr_alt) if content.desk else None,
        "blocks": [_block(block) for block in content.blocks],
        "closing": content.closing,
        "signer": {"name": content.signer.name, "lines": content.signer.lines},
        "enclosures": [{"name": one.name, "sha256": one.sha256} for one in content.enclosures],
        "copies": content.copies,
        "words": {
            "page": said.page,
            "of": said.of,
            "code": said.code,
            "enclosures": said.enclosures,
            "copies": said.copies,
        },
    }


def _desk(desk: Desk, alt: str) -> dict[str, str]:
    # One mask for all: trying all eight, as the standard allows, takes five times as long.
    code = segno.make_qr(desk.url, error="m", mask=0)
    drawn = BytesIO()
    code.save(drawn, kind="svg", xmldecl=False, border=0, omitsize=True)
    return {
        "code": desk.code,
        "url": desk.url,
        "qr": drawn.getvalue().decode(),
        "alt": alt.format(desk.url),
    }


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [{"text": run.text, "strong": run.strong} for run in runs]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text=text):
            return {"kind": "heading", "text": text}
        case Paragraph(number=number, runs=runs):
            return {"kind": "paragraph", "number": number, "runs": _runs(runs)}
        case Quotation(runs=runs):
            return {"kind": "quotation", "runs": _runs(runs)}
        case Listing(lettered=lettered, entries=entries):
            listed = [_runs(runs) for runs in entries]
            return {"kind": "listing", "lettered": lettered, "entries": listed}
        case Table(caption=caption, header=header, rows=rows):
            return {
                "kind": "table",
                "caption": caption,
                "header": header,
                "columns": _widths(block),
                "rows": [[{"runs": _runs(cell)} for cell in row] for row in rows],
            }


def _widths(table: Table) -> list[bool]:
    """Which column takes the width that the others leave: the one with the longest cell."""
    columns = range(len(table.header))
    longest = [max((len(joined(row[at])) for row in table.rows), default=0) for at in columns]
    return [at == longest.index(max(longest)) for at in columns]
