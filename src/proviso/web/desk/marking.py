"""A document's text cut into passages, for a page: what is marked as a proposal and what stands between. Where proposals overlap, the first and longest is marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proviso.queries.reading_review import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text; `item` where it is a proposal's passage."""

    text: str
    item: Item | None = None


def pieces(text: str, items: Sequence[Item], now: Item | None) -> Iterator[Piece]:
    """The whole text, in order. The passage that is being looked at is marked before any that overlaps it."""
    at = 0
    for one in _marked(items, now):
        start, end = one.proposal.start, one.proposal.end
        if start > at:
            yield Piece(text=text[at:start])
        yield Piece(text=text[start:end], item=one)
        at = end
    if at < len(text):
        yield Piece(text=text[at:])


def _marked(items: Sequence[Item], now: Item | None) -> list[Item]:
    """Proposals that do not overlap, in order of place; `now` always among them."""
    order = sorted(items, key=lambda one: (one.proposal.start, -one.proposal.end))
    found: list[Item] = []
    for one in order:
        if now is not None and one is not now and _overlap(one, now):
            continue
        if not found or one.proposal.start >= found[-1].proposal.end:
            found.append(one)
    return found


def _overlap(one: Item, other: Item) -> bool:
    return one.proposal.overlaps(other.proposal.start, other.proposal.end)
