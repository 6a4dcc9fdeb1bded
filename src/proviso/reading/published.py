"""When a text was published, and how that is known: said by who asks, the page's metadata, a header, a byline, a dateline. Never guessed."""

import re
from dataclasses import dataclass
from datetime import date

from proviso.reading.dating import _M, _W, month_of
from proviso.reading.page import Page

_Y = r"(?:19|20)\d\d"
_DAY = rf"(?:{_W},?\s+)?(?P<m>{_M})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>{_Y})\b"
LINES = (
    (
        "release line",
        re.compile(
            rf"(?im)^[^\n]{{0,40}}\bfor (?:immediate )?release\b[^\n]{{0,20}}?\s*[-:|—]?\s*\n?\s*{_DAY}"
        ),
    ),
    (
        "byline",
        re.compile(
            rf"(?m)^[ ]*(?:By|BY|by)\s+[^\n]{{3,80}}?[\s|,-]+\s*(?:(?:[Pp]ublished|[Uu]pdated|[Pp]osted)\s*(?:on)?:?\s*)?{_DAY}"
        ),
    ),
    (
        "published line",
        re.compile(
            rf"(?im)^[^\n]{{0,30}}\b(?:published|posted|date|dated|filed|entered|issued|released|updated)\b:?\s*(?:on\s+)?(?:the\s+)?{_DAY}"
        ),
    ),
    (
        "dateline",
        re.compile(
            rf"(?m)^[A-Z][A-Za-z .,'-]{{2,50}}?[,(]?\s*(?:\([A-Za-z ]{{2,20}}\)\s*)?[,(—-]\s*{_DAY}\)?\s*(?:\([A-Za-z ]{{2,20}}\)\s*)?(?:[-—:)]|$)"
        ),
    ),
    (
        "line of its own",
        re.compile(rf"(?m)^[ ]*{_DAY}(?:\s*[|,·-]?\s*\d{{1,2}}:\d\d[^\n]{{0,20}})?[ ]*$"),
    ),
    (
        "end of a heading line",
        re.compile(
            rf"(?m)^[^\n.]{{0,80}}?{_DAY}[\])]?[ ]*(?:$|\||[Aa][Tt]\b|[-,—]?\s*\d{{1,2}}:\d\d)"
        ),
    ),
)
ISO_LINE = re.compile(
    r"(?im)^[^\n]{0,30}?\b(?:published|posted|date|updated)?:?\s*(?P<i>(?:19|20)\d\d-\d\d-\d\d)\b[^\n]{0,30}$"
)
DAY_MONTH_LINE = re.compile(
    rf"(?m)^[ ]*(?:{_W},?\s+)?(?P<d>\d{{1,2}})\s+(?P<m>{_M})\s+(?P<y>{_Y})[ ]*$"
)
SO_ORDERED = re.compile(
    rf"(?i)\b(?:dated|so ordered|entered|done)\b[^\n]{{0,40}}?(?:this\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+day\s+of\s+(?P<m>{_M}),?\s+(?P<y>{_Y})"
)
HEAD, TAIL = 1_500, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A day and where it comes from. Without a day, `source` says what to do."""

    on: date | None
    source: str

    @property
    def asked_for(self) -> bool:
        return self.on is None


NOT_FOUND = Published(on=None, source="not found: give it with --published")


def published(
    page: Page,
    *,
    given: date | None = None,
    found_first: bool = False,
    metadata: date | None = None,
    header: str = "page metadata",
) -> Published:
    """The publication date by the first that knows it: metadata, a line of the text, the one who asks."""
    if given is not None and not found_first:
        return Published(on=given, source="given")
    if metadata is not None:
        return Published(on=metadata, source=header)
    head = page.plain[:HEAD]
    for name, line in LINES:
        if (found := line.search(head)) and (day := _day(found)):
            return Published(on=day, source=name)
    for name, text, line in (
        ("published line", head, ISO_LINE),
        ("line of its own", head, DAY_MONTH_LINE),
        ("last lines", page.plain[-TAIL:], SO_ORDERED),
    ):
        if (found := line.search(text)) and (day := _day(found)):
            return Published(on=day, source=name)
    return Published(on=given, source="given") if given is not None else NOT_FOUND


def _day(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    try:
        if parts.get("i"):
            return date.fromisoformat(parts["i"])
        return date(int(parts["y"]), month_of(parts["m"]), int(parts["d"]))
    except (ValueError, KeyError):
        return None
