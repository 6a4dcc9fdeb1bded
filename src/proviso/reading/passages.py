"""Which characters of a page a rule has taken already, and a proposal made from a span. What is taken is the rules' affair."""

from collections.abc import Iterable
from typing import Any

from proviso.reading.page import Page
from proviso.reading.proposal import Alternative, Kind, Proposal, Value


class Taken:
    """A mark for every character; asking and marking take time with the span, not with the text."""

    def __init__(self, page: Page, spans: Iterable[tuple[int, int]] = ()) -> None:
        self.marks = bytearray(len(page.text))
        for start, end in spans:
            self.take(start, end)

    def free(self, start: int, end: int) -> bool:
        return self.marks.find(1, start, end) < 0

    def take(self, start: int, end: int) -> None:
        self.marks[start:end] = b"\x01" * max(0, min(end, len(self.marks)) - start)


def propose(
    page: Page,
    kind: Kind,
    span: tuple[int, int],
    value: Value,
    rule: str,
    *,
    triggers: Iterable[str] = (),
    alternatives: Iterable[Alternative] = (),
    **fields: Any,
) -> Proposal:
    """A proposal for a span of the page; its text is the slice as it was given."""
    start, end = span
    return Proposal(
        kind=kind,
        start=start,
        end=end,
        text=page.text[start:end],
        value=value,
        rule=rule,
        triggers=tuple(dict.fromkeys(" ".join(one.split()) for one in triggers if one.strip())),
        alternatives=tuple(alternatives),
        fields=fields,
    )
