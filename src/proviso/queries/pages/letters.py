"""A letter's own bytes, as they were handed over: looked up by the hash in the ledger and compared with it. What a letter says is matter.py's."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from proviso.outside import folders
from proviso.queries.may import NotAsked
from proviso.queries.pages.matter import meant
from proviso.queries.pages.reading import days, reading

Form = Literal["pdf", "html"]
NOT_HELD = (
    "The ledger holds the letter's fingerprint. The file is not held in this installation, "
    "or what is held does not have that fingerprint and so is not shown."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFile:
    """One form of a letter on file. `content` is None where the bytes are not held here, and `why` then says so."""

    matter: str
    letter: str
    form: Form
    sha256: str
    content: bytes | None
    why: str
    training: bool


def letter_file(
    name: str, letter: str, form: Form, *, on: date | None = None, known: date | None = None
) -> LetterFile | NotAsked:
    """The bytes of a letter that was on file by the day, if they are held and are what the ledger says they are."""
    record = reading()
    day, seen = days(on, known)
    one = meant(record, name)
    if isinstance(one, NotAsked):
        return one
    sent = record.standing(one.matter, on=day, known=seen).letters.sent.get(letter)
    if sent is None or sent.filed is None:
        return NotAsked(code="letter.not-filed", why=f"No bytes of {letter!r} are on record.")
    sha256 = sent.filed.sha256 if form == "pdf" else sent.filed.html_sha256
    content = _content(sha256)
    return LetterFile(
        matter=one.matter,
        letter=letter,
        form=form,
        sha256=sha256,
        content=content,
        why="" if content is not None else NOT_HELD,
        training=one.review in record.training,
    )


def is_held(sha256: str | None) -> bool:
    """Whether a file of that name is kept here. What is in it is compared when it is asked for."""
    return bool(sha256) and folders.is_kept(str(sha256))


def _content(sha256: str) -> bytes | None:
    try:
        return folders.kept(sha256)
    except folders.NotKept:
        return None
