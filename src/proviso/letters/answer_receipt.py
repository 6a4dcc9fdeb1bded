"""The receipt of an answer as a PDF: words in, tagged bytes out, the same bytes every time. What it says is the caller's."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

import typst

from proviso.domain.refusals import Refusal

LAYOUT = "answer.typ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the paper says. `rows` are terms with values, `items` titles with words, `files` titles with hashes."""

    title: str
    mark: str
    says: str
    rows: tuple[tuple[str, str], ...]
    items_title: str
    items: tuple[dict[str, str], ...]
    files_title: str
    files: tuple[dict[str, str], ...]
    next_title: str
    next: tuple[str, ...]


def pdf(sheet: Sheet, day: date) -> bytes | Refusal:
    """The paper's bytes; refused where a sign in it has no letter in the fonts."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    layout = (files("proviso") / "letters" / "layout" / LAYOUT).read_bytes()
    fonts = typst.Fonts(include_system_fonts=False)
    press: Any = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
    try:
        made = press.compile(
            input={LAYOUT: layout},
            sys_inputs={"receipt": json.dumps(asdict(sheet), ensure_ascii=False)},
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as wrong:
        return Refusal(
            code="receipt.unprintable",
            reason=f"The receipt cannot be printed as it is: {wrong.message}",
            cure="Print the page itself from your browser; it says the same.",
            authority="ISO 14289-1 (PDF/UA-1), 7.21.8: no text without a glyph",
        )
    assert isinstance(made, bytes)  # noqa: S101 - one PDF, since `output` is not given
    return made
