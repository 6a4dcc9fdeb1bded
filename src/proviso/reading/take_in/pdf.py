"""The text layer of a PDF, page by page. A scan has none: it is said, and nothing is guessed from the picture."""

import re

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD

from proviso.domain.refusals import Refusal
from proviso.reading.take_in.document import LONGEST, Document, digest, refused, why_not_text

OF = "the text layer of the PDF, its lines joined; print it with --text"
MOST_PAGES = 1_000
HYPHENED = re.compile(r"(?<=[a-z])[-\u00ad\ufffe\x02]\n(?=[a-z])")
WRAPPED = re.compile(r"(?<=[^\n.:!?\"”])\n(?=[^\n])|(?<=[.:!?\"”])\n(?=[a-z])")
LITTLE = 20  # characters of a text layer below which it counts as none


def from_pdf(name: str, content: bytes) -> Document | Refusal:
    """The text of a PDF, or why there is none."""
    try:
        file = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == FPDF_ERR_PASSWORD
        why = (
            "the PDF asks for a password." if locked else "the PDF is damaged and cannot be opened."
        )
        return refused(
            name,
            "unreadable-pdf",
            why,
            "Save it again without a password, or ask for another copy.",
        )
    try:
        pages = _pages(file)
        number = len(file)
    finally:
        file.close()
    text = "\n\n".join(_joined(page) for page in pages)
    if len(text.strip()) < LITTLE:
        return refused(
            name, "pdf-without-text", "there is no text in this PDF; its pages are pictures.",
            "Put it through text recognition (OCR), and read the result.",
        )  # fmt: skip
    empty = sum(not page.strip() for page in pages)
    notes = [f"{empty:,} of {number:,} pages have no text."] if empty else []
    if number > MOST_PAGES:
        notes.append(f"Only the first {MOST_PAGES:,} of {number:,} pages were read.")
    return why_not_text(name, text) or Document(
        name=name, sha256=digest(content), text=text, how="pdf", of=OF, notes=tuple(notes)
    )


def _pages(file: pypdfium2.PdfDocument) -> list[str]:
    made, length = [], 0
    for number in range(min(len(file), MOST_PAGES)):
        page = file[number]
        words = page.get_textpage()
        made.append(words.get_text_bounded())
        words.close()
        page.close()
        length += len(made[-1])
        if length > LONGEST:
            break
    return made


def _joined(page: str) -> str:
    """Lines of one paragraph joined again; a hyphen at a line's end is taken out."""
    plain = page.replace("\r\n", "\n").replace("\r", "\n")
    return WRAPPED.sub(" ", HYPHENED.sub("", plain)).strip()
