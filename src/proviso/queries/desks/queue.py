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
from operator import attrgetter

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
    besides = _part(placed(one, on, soon) for one in others)
    parts = [*(_of_review(held, name, on, soon) for name in desks), besides]
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
    merged = merge(*parts, key=attrgetter("urgency"))
    first = (page - 1) * each
    return tuple(_named(record, one) for one in islice(merged, first, first + each))


def _named(record: Reading, one: Row) -> Row:
    return replace(one, government=name_of(record, one.respondent)) if one.respondent else one


# --- matters ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows by group, and how many of each kind."""

    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)


def _of_review(held: Kept, review: str, on: date, soon: date) -> Part:
    """What waits in a review's matters; put together once for a state of the ledger and a day, and kept."""
    key = (review, on, soon)
    if ("queue", *key) not in held.answers:
        made = _made(held, review, key)
        held.answers["queue", *key] = _part(row for _, told in made.values() for row in told)
    found: Part = held.answers["queue", *key]
    return found


Made = dict[str, tuple[InMatter, tuple[Row, ...]]]


def _made(held: Kept, review: str, key: tuple[str, date, date]) -> Made:
    """The rows of each matter. Those of a matter in which nothing has changed are as they were."""
    _, on, soon = key
    before: Made = held.made.get(key, {})
    rows = rows_of(held, [review])[review]
    new = [one for one in rows if before.get(one.matter.matter, (None,))[0] is not one]
    barred = barred_by(new, on)
    fresh = {one.matter.matter: (one, tuple(_rows(one, barred, on, soon))) for one in new}
    found = {name: fresh.get(name) or before[name] for name in (one.matter.matter for one in rows)}
    for old in [each for each in held.made if isinstance(each, tuple) and each[0] == review]:
        held.made.pop(old, None)
    held.made[key] = found
    return found


def _rows(
    one: InMatter, barred: Mapping[tuple[str, str], str], on: date, soon: date
) -> Iterator[Row]:
    matter = one.matter
    for wait in one.waits:
        if wait.since is None or wait.since <= on:
            order = barred.get((matter.matter, wait.act), "")
            yield placed(
                Row(
                    wait=wait,
                    group=PAUSED if order else "",
                    review=matter.review,
                    matter=matter.matter,
                    respondent=matter.respondent,
                    place=("order", order) if order else (),
                ),
                on,
                soon,
            )


def placed(row: Row, on: date, soon: date) -> Row:
    """A row in its group, with the days that are left and its place among the others of the group."""
    wait = row.wait
    group = row.group or _group(wait, on, soon)
    runs = wait.due is not None and wait.clock in {"", "running"}
    day, kind = wait.due or wait.since or date.max, ORDER[wait.kind]
    return replace(
        row,
        group=group,
        days=(wait.due - on).days if runs and wait.due else None,
        urgency=(kind, day, row.matter) if group == NOW else (day, kind, row.matter),
    )


def _part(rows: Iterable[Row]) -> Part:
    """Rows by group, each group in order. What waits in many matters of a review, for all of them at once, is one row."""
    found: dict[str, list[Row]] = {}
    together: dict[str, list[Row]] = {}
    kinds: Counter[str] = Counter()
    for one in rows:
        if one.wait.kind in TOGETHER:
            together.setdefault(one.wait.kind, []).append(one)
        else:
            kinds[one.wait.kind] += 1
            found.setdefault(one.group, []).append(one)
    for kind, told in together.items():
        shown = told if len(told) <= FEW else [_together(kind, told)]
        kinds[kind] += len(shown)
        found.setdefault(NOW, []).extend(shown)
    ordered = {name: tuple(sorted(told, key=attrgetter("urgency"))) for name, told in found.items()}
    return Part(rows=ordered, kinds=kinds)


def _together(kind: str, rows: Sequence[Row]) -> Row:
    number = len(rows)
    says = {
        "reminder": f"Reminders are owed in {number:,} matters",
        "contact": f"In {number:,} matters no contact was checked lately",
    }[kind]
    wait = Wait(kind=kind, about="", says=says, who=AGENCY)
    return replace(
        rows[0],
        wait=wait,
        matter="",
        respondent="",
        matters=number,
        urgency=(ORDER[kind], date.max, ""),
    )


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
