"""A draft becomes a letter in its three forms, with the hash of its bytes. The room's door; the rest is behind it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from proviso.domain.refusals import Refusal
from proviso.letters import html, pdf, plain
from proviso.letters.compose import compose
from proviso.letters.content import Content
from proviso.letters.draft import Draft
from proviso.letters.library import Library, load
from proviso.letters.pdf import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One letter in its three forms. `sha256` is that of the PDF's bytes, in hex.

    `versions` names everything the bytes depend on: words, clauses, vocabulary, layout
    and typesetter.
    """

    content: Content
    pdf: bytes
    html: str
    text: str
    sha256: str
    versions: tuple[str, ...]


def render(
    draft: Draft, *, library: Library | None = None, press: Press | None = None
) -> Rendered | Refusal:
    """Make one letter; the same draft and library give the same bytes."""
    content = compose(draft, library or load())
    if isinstance(content, Refusal):
        return content
    return rendered(content, press=press)


def rendered(content: Content, *, press: Press | None = None) -> Rendered | Refusal:
    """The three forms of a content."""
    made = (press or _press()).pdf(content)
    if isinstance(made, Refusal):
        return made
    return Rendered(
        content=content,
        pdf=made,
        html=html.page(content),
        text=plain.text(content),
        sha256=sha256(made).hexdigest(),
        versions=(*content.versions, *pdf.versions()),
    )


def render_many(
    drafts: Iterable[Draft], *, library: Library | None = None
) -> Iterator[Rendered | Refusal]:
    """Make letter after letter on one press, holding one at a time."""
    press, words = Press(), library or load()
    for draft in drafts:
        yield render(draft, library=words, press=press)


@cache
def _press() -> Press:
    return Press()
