"""A count held against the list it speaks of: the list agrees, is partial, is longer; or a sum agrees. Nothing is corrected."""

import re
from collections import Counter
from dataclasses import dataclass

from proviso.reading.page import Page, Span
from proviso.reading.proposal import Kind, Proposal

UNITS = re.compile(
    r"\b(?:cities|counties|countries|states|towns|villages|communities|jurisdictions|governments|localities|municipalities|places|recipients|grantees|parishes|boroughs|areas)\b",
    re.IGNORECASE,
)
PARTIAL = re.compile(
    r"\b(?:including|such as|like|among (?:them|others|other)|for example|and others|among)\b",
    re.IGNORECASE,
)
PLUS = re.compile(
    r"\b(?:as well as|plus|in addition to|along with|together with|and (?:three|two|four|five) states)\b",
    re.IGNORECASE,
)
LEAST = 3  # distinct governments that make a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A sentence that lists governments."""

    span: Span
    ids: tuple[str, ...]
    partial: bool


def check(page: Page, counts: list[Proposal], governments: list[Proposal]) -> list[Proposal]:
    """The counts of governments, each with what its list says; the rest as they were."""
    listed = _lists(page, governments)
    return [_checked(page, one, listed, governments) for one in counts]


def _lists(page: Page, governments: list[Proposal]) -> dict[int, Listed]:
    """By the start of the sentence: distinct governments that it names, qualifiers apart."""
    by_sentence: dict[Span, dict[str, None]] = {}
    for one in governments:
        if (
            one.value
            and one.fields.get("role") not in ("official", "court-seat")
            and one.fields.get("role_words") != "dateline"
        ):
            by_sentence.setdefault(page.sentence(one.start), {})[str(one.value)] = None
    return {
        span.start: Listed(
            span=span, ids=tuple(ids), partial=bool(PARTIAL.search(page.plain, *span))
        )
        for span, ids in by_sentence.items()
        if len(ids) >= LEAST
    }


def _checked(
    page: Page, one: Proposal, listed: dict[int, Listed], governments: list[Proposal]
) -> Proposal:
    unit = one.fields.get("unit") if one.rule == "number-and-noun" else None
    if not unit or not UNITS.search(str(unit)) or not isinstance(one.value, int) or not listed:
        return one
    own = page.sentence(one.start)
    summed = _sum(page, one, own, governments)
    if summed:
        return one.also(check=summed)
    near = _near(page, own, listed)
    same = next((each for each in listed.values() if len(each.ids) == one.value), None)
    best = near if near and len(near.ids) == one.value else same or near
    return one.also(check=_compared(one.value, best)) if best else one


def _near(page: Page, own: Span, listed: dict[int, Listed]) -> Listed | None:
    """The longest list in the count's own sentence or the next; a list further off may be of something else."""
    after = page.sentence(min(own.end + 2, len(page.plain)))
    held = [listed[span.start] for span in (own, after) if span.start in listed]
    return max(held, key=lambda each: len(each.ids), default=None)


def _compared(value: int, best: Listed) -> dict[str, object]:
    named = len(best.ids)
    outcome = (
        "the list agrees"
        if named == value
        else "the list is partial"
        if named < value
        else "the list is longer"
    )
    sorts = Counter(_sort(each) for each in best.ids)
    return {
        "outcome": outcome, "named": named, "start": best.span.start, "end": best.span.end,
        "by_sort": dict(sorted(sorts.items())), "said_to_be_partial": best.partial,
    }  # fmt: skip


def _sum(
    page: Page, one: Proposal, own: Span, governments: list[Proposal]
) -> dict[str, object] | None:
    """`20 cities and counties, as well as California, Illinois and Oregon`: 20 and 3."""
    plus = PLUS.search(page.plain, one.end, own.end)
    if not plus:
        return None
    more = {
        str(each.value) for each in governments if plus.end() <= each.start < own.end and each.value
    }
    if not more or not isinstance(one.value, int):
        return None
    return {
        "outcome": "a sum",
        "parts": [one.value, len(more)],
        "sum": one.value + len(more),
        "start": plus.start(),
        "end": own.end,
    }


def _sort(ocd_id: str) -> str:
    last = ocd_id.rpartition("/")[2].partition(":")[0]
    return {
        "state": "state",
        "district": "state",
        "place": "city",
        "county": "county",
        "parish": "county",
    }.get(last, last)


def government_counts(counts: list[Proposal]) -> list[Proposal]:
    return [
        one
        for one in counts
        if one.kind is Kind.COUNT and UNITS.search(str(one.fields.get("unit") or ""))
    ]
