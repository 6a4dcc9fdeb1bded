"""Where quotations stand: between marks, or in blocks after a citing lead-in. Who speaks is in speakers.py."""

import re
from typing import NamedTuple

from proviso.reading.page import Page, Span

MARKS = re.compile(r"[“”„«»\"]")
OPENS = "“„«"
CLOSES = "”»"
BEFORE_OPENING = " ([-—/\n"
AFTER_CLOSING = " ,.;:)]-—?!\n"
CITES = re.compile(
    r"(?:^|\b)(?:[Aa]s|[Hh]owever, as|[Bb]ut as|[Ff]rom|[Pp]er)\s+(?:the\s+)?(?P<o>[A-Z][\w .'&-]{2,40}?)\s*(?:reports|reported|adds|added|notes|noted|writes|wrote|explains|explained|put it|puts it|tells it|has it)?\s*[,:]?\s*\Z"
)
SPEAKS = re.compile(
    r"\b(?:[Ss]aid|wrote|according to|stated|reads|read|writes|tweeted|added|says|explains|continued|testified|told|reports|reported)\b"
)
LONGEST_LEAD = 140
BLOCKS = 4  # paragraphs of one block at most


class Quoted(NamedTuple):
    """The inside of a quotation. `lead` is the paragraph that introduces a block; -1 where there are marks."""

    start: int
    end: int
    closed: bool
    lead: int = -1


def between_marks(page: Page) -> list[Quoted]:
    """Quotations with marks. Curly marks are trusted; straight ones are told apart by what stands beside them."""
    found: list[Quoted] = []
    for span in page.paragraphs:
        opened: int | None = None
        for mark in MARKS.finditer(page.text, span.start, span.end):
            at = mark.start()
            if _opens(page, at, span, opened):
                if opened is not None:
                    found.append(Quoted(opened + 1, at, False))
                opened = at
            elif opened is not None:
                found.append(Quoted(opened + 1, at, True))
                opened = None
        if opened is not None:
            found.append(Quoted(opened + 1, span.end, False))
    return [
        one for one in found if page.plain[one.start : one.end].strip() and one.end - one.start > 1
    ]


def _opens(page: Page, at: int, span: Span, opened: int | None) -> bool:
    mark = page.text[at]
    if mark in OPENS:
        return True
    if mark in CLOSES:
        return False
    if at == span.start:
        return True
    before = page.plain[at - 1]
    after = page.plain[at + 1] if at + 1 < span.end else " "
    if before in BEFORE_OPENING and after != " ":
        return opened is None or before == " "
    if after in AFTER_CLOSING and before != " ":
        return False
    return opened is None


def blocks(page: Page, given: tuple[tuple[int, int], ...] = ()) -> list[Quoted]:
    """Paragraphs quoted without marks: those given by the page's own markup, or after a lead-in, until the next one."""
    marked = [(start, end) for start, end in given]
    if marked:
        return [
            Quoted(start, end, True, max(0, page.paragraph_number(start) - 1))
            for start, end in marked
        ]
    leads = [number for number in range(len(page.paragraphs)) if _leads_in(page, number)]
    found = []
    for place, number in enumerate(leads):
        after = leads[place + 1] if place + 1 < len(leads) else None
        last = (
            min(after, number + 1 + BLOCKS)
            if after is not None and after - number <= BLOCKS
            else number + 2
        )
        for each in range(number + 1, min(last, len(page.paragraphs))):
            span = page.paragraphs[each]
            if page.plain[span.start] == '"' or page.plain[span.start : span.start + 2] in (
                "- ",
                "* ",
            ):
                break
            found.append(Quoted(span.start, span.end, True, number))
    return found


def _leads_in(page: Page, number: int) -> bool:
    """`As the Gazette reports,` or `Said Mayor Roe, according to the Gazette:` at a paragraph's end."""
    span = page.paragraphs[number]
    tail = page.plain[max(span.start, span.end - LONGEST_LEAD) : span.end]
    if tail[-1:] not in ",:" or number + 1 >= len(page.paragraphs):
        return False
    last = re.split(r"(?<=[.!?])\s+", tail)[-1]
    if CITES.search(last) and len(last) < 90:
        return True
    return last.endswith(":") and bool(SPEAKS.search(last)) and not last.endswith('":')
