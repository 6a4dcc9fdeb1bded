"""A document opened: bytes to text with what its markup says, and the register that reading needs. Reading is in reading/, files at the door."""

from dataclasses import replace
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from proviso.domain.refusals import Refusal
from proviso.outside.gazetteer import rows
from proviso.outside.parts import parse
from proviso.outside.parts import text as text_of
from proviso.outside.parts import words as words_of
from proviso.reading.governments.places import Places
from proviso.reading.rates import UNREVIEWED, Rates
from proviso.reading.read import Asked, Reading, read
from proviso.reading.take_in.document import Document
from proviso.reading.take_in.taking import from_message, take_in

MESSAGE = (".eml",)


HEADERS = frozenset(
    (b"from", b"to", b"date", b"subject", b"mime-version", b"received", b"message-id")
)
LOOKED_AT, ENOUGH = 8_000, 3


@cache
def places() -> Places:
    """The register's names, made ready once."""
    return Places(rows())


def document_of(name: str, content: bytes) -> Document | Refusal:
    """The document in these bytes, or why there is none. A message is known by its name (.eml)."""
    if name.lower().endswith(MESSAGE):
        return _message(name, content)
    return take_in(name, content)


def is_message(content: bytes) -> bool:
    """Whether bytes begin as a message does: header lines, of which three or more are those of mail."""
    head = content[:LOOKED_AT].replace(b"\r", b"").split(b"\n\n")[0].split(b"\n")
    names = {line.partition(b":")[0].lower() for line in head if b":" in line}
    return b":" in head[0] and len(names & HEADERS) >= ENOUGH


def reading_of(document: Document, asked: Asked, rates: Rates = UNREVIEWED) -> Reading:
    """The reading of a document; its own blocks are given to the rules, and its own date where none is asked with."""
    known = replace(asked, blocks=document.blocks)
    if known.day is None:
        known = replace(known, day=document.day, day_from=document.day_from)
    return read(document.text, places(), known, rates)


def _message(name: str, content: bytes) -> Document | Refusal:
    """An e-mail: its parts are read as any stranger's are; the text part is the document."""
    part = parse(content)
    sent = part.header("date")
    try:
        on = parsedate_to_datetime(sent).date() if sent else None
    except (ValueError, TypeError):
        on = None
    return from_message(
        name, content, text=_body(part), subject=words_of(part.header("subject")), sender=words_of(part.header("from")), day=on
    )  # fmt: skip


def _body(part: Any) -> str:
    plain = [
        text_of(each)
        for each in part.every()
        if not each.parts and each.media in ("text/plain", "")
    ]
    marked = [
        text_of(each) for each in part.every() if not each.parts and each.media == "text/html"
    ]
    return "\n\n".join(plain or marked).replace("\r\n", "\n")
