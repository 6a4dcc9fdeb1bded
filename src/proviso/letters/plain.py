"""The letter as plain text, for the body of a message: the PDF's twin in 72 columns. No markup of any kind."""

from collections.abc import Iterator
from textwrap import wrap

from proviso.letters.content import (
    Block,
    Content,
    Heading,
    Listing,
    Paragraph,
    Quotation,
    Table,
    joined,
    letter_of,
)
from proviso.letters.phrases import Phrases, phrases

WIDTH = 72
TERM = 18


def text(content: Content) -> str:
    """The whole letter; lines end in a newline, and none is wider than it must be."""
    said = phrases(content.lang)
    parts = [
        *([content.mark] if content.mark else []),
        "\n".join((*content.letterhead.names, *content.letterhead.lines)),
        "\n".join(_dated(content, said)),
        "\n".join(content.addressee),
        _headed(content.title, "="),
        "\n".join(_summary(content, said)),
        content.salutation,
        *(_block(block) for block in content.blocks),
        content.closing,
        "\n".join((content.signer.name, *content.signer.lines)),
        "\n".join(_listed(content, said)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _dated(content: Content, said: Phrases) -> Iterator[str]:
    yield content.dated
    yield said.reference.format(content.letter)
    if content.delivery:
        yield content.delivery


def _headed(title: str, under: str) -> str:
    return f"{_wrapped(title)}\n{under * min(WIDTH, len(title))}"


def _summary(content: Content, said: Phrases) -> Iterator[str]:
    points = [(point.term, joined(point.runs)) for point in content.points]
    if content.desk:
        points += [(said.answer_at, content.desk.url), (said.code, content.desk.code)]
    for term, answer in points:
        yield _wrapped(answer, first=f"{term + ':':<{TERM}} ", after=" " * (TERM + 1))


def _wrapped(said: str, *, first: str = "", after: str = "") -> str:
    """Lines of at most 72 columns; a word, a number or an address is never cut."""
    lines = wrap(
        said,
        WIDTH,
        initial_indent=first,
        subsequent_indent=after,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines)


def _block(block: Block) -> str:
    match block:
        case Heading(text=title):
            return _headed(title, "-")
        case Paragraph(number=number, runs=runs):
            return _wrapped(joined(runs), first=f"{f'{number}.':<4}", after=" " * 4)
        case Quotation(runs=runs):
            return _wrapped(joined(runs), first="    > ", after="    > ")
        case Listing():
            return "\n".join(_entries(block))
        case Table():
            return "\n\n".join((block.caption, *_rows(block)))


def _entries(listing: Listing) -> Iterator[str]:
    for at, runs in enumerate(listing.entries):
        label = f"{letter_of(at)}." if listing.lettered else "-"
        yield _wrapped(joined(runs), first=f"    {label:<3} ", after=" " * 8)


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        told = zip(table.header, row, strict=True)
        yield "\n".join(
            _wrapped(joined(cell), first=f"    {name}: ", after=" " * 6) for name, cell in told
        )


def _listed(content: Content, said: Phrases) -> Iterator[str]:
    if content.enclosures:
        yield said.enclosures
    for enclosure in content.enclosures:
        yield f"  - {enclosure.name}"
        if enclosure.sha256:
            yield f"    SHA-256 {enclosure.sha256}"
    if content.copies:
        yield said.copies
    yield from (f"  - {copy}" for copy in content.copies)
