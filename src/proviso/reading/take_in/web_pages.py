"""A web page into its article's text, with block quotations and what its metadata says. trafilatura takes the article out.

Offsets count in the extracted text: paragraphs, parted by an empty line. Scripts, menus and
styles are not in it.
"""

import logging
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree

from trafilatura import extract

from proviso.domain.refusals import Refusal
from proviso.reading.take_in.document import Document, decoded, digest, refused, why_not_text

OF = "the text extracted from the HTML; print it with --text"
LEAVES = frozenset("p head item cell ab fw".split())
WHITE = re.compile(r"[ \t\r\n\f]+")
SHORT = 200  # characters below which the article may have been missed
HIDDEN = frozenset(
    "script style noscript template head nav footer form svg iframe select button aside".split()
)
BLOCK = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 tr section article header main blockquote td th dt dd pre figcaption".split()
)
# Only what the page says of its own date: nothing is guessed from its text or its links.
DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def from_web_page(name: str, content: bytes) -> Document | Refusal:
    """The article of a web page; where none stands out, all its visible text."""
    html, notes = decoded(content)
    too_long = why_not_text(name, html)
    if too_long is not None:
        return too_long
    root = _article(html)
    text, blocks = _laid_out(root) if root is not None else ("", ())
    if len(text) < SHORT:
        whole = _visible(html)
        if len(whole) > 2 * len(text):
            text, blocks = whole, ()
            notes = (*notes, "No article stands out in the page; all its visible text was read.")
    if not text.strip():
        return refused(
            name,
            "no-text",
            "there is no text in the page, only markup or scripts.",
            "Save the page as shown, or copy the article into a text file.",
        )
    return Document(
        name=name, sha256=digest(content), text=text, how="html", of=OF, blocks=blocks, notes=notes,
        title=_said(root, "title"), author=_said(root, "author"), outlet=_said(root, "sitename"),
        address=_said(root, "source"), day=_day(root),
    )  # fmt: skip


def _article(html: str) -> ElementTree.Element | None:
    try:
        found = extract(
            html, output_format="xml", with_metadata=True, include_comments=False, include_tables=True,
            favor_recall=True, date_extraction_params=DATES,
        )  # fmt: skip
        return ElementTree.fromstring(found) if found else None  # noqa: S314 - written by trafilatura
    except (
        ValueError,
        ElementTree.ParseError,
        RecursionError,
        AttributeError,
        TypeError,
        IndexError,
    ):
        return None  # markup that cannot be made sense of; the visible text is read instead


def _said(root: ElementTree.Element | None, name: str) -> str:
    return str(root.get(name) or "") if root is not None else ""


def _day(root: ElementTree.Element | None) -> date | None:
    try:
        return date.fromisoformat(_said(root, "date")[:10])
    except ValueError:
        return None


def _laid_out(root: ElementTree.Element) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The paragraphs as one text, and where block quotations stand in it."""
    made: list[str] = []
    blocks: list[tuple[int, int]] = []
    at = 0
    for body, quoted in _paragraphs(root):
        if quoted:
            blocks.append((at, at + len(body)))
        made.append(body)
        at += len(body) + 2
    return "\n\n".join(made), tuple(blocks)


def _paragraphs(root: ElementTree.Element) -> Iterator[tuple[str, bool]]:
    """Paragraphs, headings, list items and cells in order, and whether a block quotation holds them."""
    main = root.find("main")
    waiting = [(main if main is not None else root, False)]
    while waiting:
        node, inside = waiting.pop()
        inside = inside or node.tag == "quote"
        whole = node.tag in LEAVES or (node.tag == "quote" and node.find(".//p") is None)
        if not whole:
            waiting.extend((child, inside) for child in reversed(node))
        elif body := _one_line("".join(node.itertext())):
            yield body, inside


def _one_line(text: str) -> str:
    return WHITE.sub(" ", text).strip()


class _Visible(HTMLParser):
    """The text that a browser would show, block by block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.made: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in HIDDEN
        if tag in BLOCK or tag == "br":
            self.made.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in HIDDEN))
        if tag in BLOCK:
            self.made.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.made.append(WHITE.sub(" ", data))


def _visible(html: str) -> str:
    parser = _Visible()
    parser.feed(html)
    parser.close()
    lines = (_one_line(line) for line in "".join(parser.made).split("\n"))
    return "\n\n".join(line for line in lines if line)
