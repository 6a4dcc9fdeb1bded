"""The work queue of an agency's desk: everything that waits, in groups by urgency, filtered and in pages. What waits in a matter is in in_matter.

Rounds, errands, mail and work that was missed are asked of the reader's record each time; what waits in matters is kept
(see kept) and chosen by the reader's own reviews. A kind that waits in many matters of a review and is done for
all of them at once (reminders, contacts to check) is one row.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from heapq import merge
from itertools import islice
from typing import Any

from proviso.queries.desks.around import around
from proviso.queries.desks.in_matter import AGENCY, RESPONDENT, SECOND, InMatter, Wait
from proviso.queries.desks.kept import Kept, kept, rows_of
from proviso.queries.desks.proposals import barred_by
from proviso.queries.desks.rows import (
    GROUPS,
    LATER,
    NOW,
    ORDER,
    OVERDUE,
    PAUSED,
    SOON,
    WAITING,
    Row,
)
from proviso.queries.pages.plain import name_of
from proviso.queries.pages.reading import Reading

TOGETHER = frozenset({"reminder", "contact"})  # one row for a review, beyond so many matters:
FEW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group: how many rows in all, and those of the page."""

    name: str
    total: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of the queue is asked for: of one review, one kind, one group; which page of it."""

    review: str = ""
    kind: str = ""
    group: str = ""
    page: int = 1
    each: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The queue. `kinds` are counted over all that waits in the chosen reviews, `total` over what was asked for."""

    groups: tuple[Group, ...]
    total: int
    kinds: Mapping[str, int]
    reviews: tuple[str, ...]
    page: int
    pages: int
    soon: date


def queue(record: Reading, wanted: Wanted, *, on: date, soon: date, now: datetime) -> Queue:
    """What waits at the desks of the record's reader; `soon` is the last of the days that count as near."""
    desks = tuple(one for one in record.desks if wanted.review in {"", one})
    held = kept(on)
    others = around(record, desks, wanted.review, now=now, known=on)
    parts = [*(_of_review(held, name, on, soon) for name in desks), _grouped(others, on, soon)]
    kinds: Counter[str] = Counter()
    for part in parts:
        kinds.update(part.kinds)
    chosen = {
        name: [_of_kind(part.rows.get(name, ()), wanted.kind) for part in parts]
        for name in GROUPS
        if wanted.group in {"", name}
    }
    totals = {name: sum(map(len, told)) for name, told in chosen.items()}
    pages = max(1, -(-max(totals.values(), default=0) // wanted.each)) if wanted.group else 1
    page = min(wanted.page, pages)
    return Queue(
        groups=tuple(
            Group(name=name, total=totals[name], rows=_page(record, told, page, wanted.each))
            for name, told in chosen.items()
        ),
        total=sum(totals.values()),
        kinds=dict(kinds),
        reviews=record.desks,
        page=page,
        pages=pages,
        soon=soon,
    )


def _of_kind(rows: Sequence[Row], kind: str) -> Sequence[Row]:
    return [one for one in rows if one.wait.kind == kind] if kind else rows


def _page(record: Reading, parts: Iterable[Sequence[Row]], page: int, each: int) -> tuple[Row, ...]:
    """The rows of one page: each part is in order already, so that no more than a page is looked at."""
    merged = merge(*parts, key=_urgency)
    first = (page - 1) * each
    return tuple(_named(record, one) for one in islice(merged, first, first + each))


def _urgency(one: Row) -> tuple[Any, ...]:
    day = one.wait.due or one.wait.since or date.max
    if one.group == NOW:
        return (ORDER[one.wait.kind], day, one.matter)
    return (day, ORDER[one.wait.kind], one.matter)


def _named(record: Reading, one: Row) -> Row:
    return replace(one, government=name_of(record, one.respondent)) if one.respondent else one


# --- matters ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows by group, and how many of each kind."""

    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)


def _of_review(held: Kept, review: str, on: date, soon: date) -> Part:
    """What waits in a review's matters; made once for a state of the ledger and a day, and kept."""
    key = ("queue", review, on, soon)
    if key not in held.answers:
        rows = rows_of(held, [review])[review]
        held.answers[key] = _grouped(_rows(rows, review, on), on, soon)
    found: Part = held.answers[key]
    return found


def _rows(rows: Sequence[InMatter], review: str, on: date) -> Iterator[Row]:
    every = [(one.matter, wait) for one in rows for wait in one.waits if _waits_by(wait, on)]
    many = Counter(wait.kind for _, wait in every if wait.kind in TOGETHER)
    together = {kind: number for kind, number in many.items() if number > FEW}
    barred = barred_by(rows, on)
    for matter, wait in every:
        if wait.kind not in together:
            order = barred.get((matter.matter, wait.act), "")
            yield Row(
                wait=wait,
                group=PAUSED if order else "",
                review=review,
                matter=matter.matter,
                respondent=matter.respondent,
                place=("order", order) if order else (),
            )
    for kind, number in together.items():
        yield Row(wait=_together(kind, number), group=NOW, review=review, matters=number)


def _waits_by(wait: Wait, on: date) -> bool:
    return wait.since is None or wait.since <= on


def _together(kind: str, number: int) -> Wait:
    says = {
        "reminder": f"Reminders are owed in {number:,} matters",
        "contact": f"In {number:,} matters no contact was checked lately",
    }[kind]
    return Wait(kind=kind, about="", says=says, who=AGENCY)


def _grouped(rows: Iterable[Row], on: date, soon: date) -> Part:
    found: dict[str, list[Row]] = {}
    kinds: Counter[str] = Counter()
    for one in rows:
        wait = one.wait
        group = one.group or _group(wait, on, soon)
        runs = wait.due is not None and wait.clock in {"", "running"}
        days = (wait.due - on).days if runs and wait.due else None
        kinds[wait.kind] += 1
        found.setdefault(group, []).append(replace(one, group=group, days=days))
    ordered = {name: tuple(sorted(told, key=_urgency)) for name, told in found.items()}
    return Part(rows=ordered, kinds=kinds)


def _group(wait: Wait, on: date, soon: date) -> str:
    if wait.clock == "tolled":
        return PAUSED
    if wait.due is not None and wait.clock in {"", "running"}:
        if wait.due < on:
            return OVERDUE
        if wait.due <= soon:
            return SOON
        return WAITING if wait.who == RESPONDENT else LATER
    return WAITING if wait.who in {RESPONDENT, SECOND} else NOW
