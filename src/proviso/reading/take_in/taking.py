"""Which way a file is taken in: by what is in it, then by its name. The ways are in the other modules here."""

from collections.abc import Callable
from datetime import date

from proviso.domain.refusals import Refusal
from proviso.reading.take_in.document import (
    Document,
    digest,
    from_text,
    is_marked_up,
    refused,
    why_not_bytes,
    why_not_text,
)

OF_MESSAGE = "the text of the message; print it with --text"
Way = Callable[[str, bytes], Document | Refusal]


def take_in(name: str, content: bytes) -> Document | Refusal:
    """A document from a file's name and bytes, or why it cannot be read."""
    refusal = why_not_bytes(name, content)
    return refusal if refusal is not None else _way(name, content)(name, content)


def _way(name: str, content: bytes) -> Way:
    """The libraries are asked for only where they are needed."""
    if content[:1024].lstrip().startswith(b"%PDF"):
        from proviso.reading.take_in.pdf import from_pdf

        return from_pdf
    if is_marked_up(name, content):
        from proviso.reading.take_in.web_pages import from_web_page

        return from_web_page
    return from_text


def from_message(
    name: str,
    content: bytes,
    *,
    text: str,
    subject: str = "",
    sender: str = "",
    day: date | None = None,
) -> Document | Refusal:
    """A message whose parts a door has read: its text, with the day of its Date header."""
    if not text.strip():
        return refused(
            name,
            "no-text",
            "there is no text in the message.",
            "Save its attachment, and read that.",
        )
    return why_not_text(name, text) or Document(
        name=name, sha256=digest(content), text=text, how="e-mail", of=OF_MESSAGE,
        title=subject, author=sender, day=day, day_from="the message's Date header",
    )  # fmt: skip
