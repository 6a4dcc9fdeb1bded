"""What an entry on the docket would change before it is saved: which acts in which matters it stops or frees, from when until when, and why.

By orders alone, as the sweep answers. The docket as it stands and the docket with the rehearsed entries are asked the
same questions on every day on which an answer can change; what differs is told, by matter. Nothing is saved here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from proviso.domain.docket import Docket, Node, docket_of
from proviso.domain.entries import Entry
from proviso.domain.facts.orders import EffectRead, OrderChanged
from proviso.domain.sweep import Asked, Engine, Reason
from proviso.queries.desks.impact_matters import NOT_HERE, Matters, matters, register_classes
from proviso.queries.pages.effects import term_said
from proviso.queries.pages.plain import act_title, condition_title, name_of
from proviso.queries.pages.reading import Reading, reading
from proviso.queries.sweep import doubt_of, verdict

ONE = timedelta(days=1)
PERMITTED, BARRED, NOT_KNOWN = "permitted", "barred", "not known"


class Span(NamedTuple):
    """From `since` (None: always before) until `until` (None: no end is on record) an answer is `after`, and not `before`."""

    since: date | None
    until: date | None
    before: Reason
    after: Reason

    @property
    def sort(self) -> str:
        """Whether it stops, frees, leaves stopped what is stopped, or changes nothing."""
        was, becomes = verdict(self.before), verdict(self.after)
        if was == becomes == PERMITTED:
            return ""
        if was == PERMITTED:
            return "stops"
        return "frees" if becomes == PERMITTED else "keeps"

    def lasts(self, today: date) -> bool:
        """Whether it holds today or later."""
        return self.until is None or self.until > today


Spans = tuple[Span, ...]
Row = tuple[int, Spans]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One act on account of one condition, and how its answer would change over some days. `past` is over by today."""

    act: str
    act_title: str
    condition: str
    condition_title: str
    sort: str
    before: str
    after: str
    since: date | None
    until: date | None
    why: str
    past: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Matters in which the same steps change alike."""

    matters: tuple[str, ...]
    respondents: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """How many steps, in how many matters."""

    steps: int = 0
    matters: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Governments:
    """How many governments of the register one answer changes for."""

    step: Step
    programme: str
    year: int
    governments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What would change. `unsure` are those of `stops` that would be not known and so wait; `past` is over by today.

    `keeps` are stopped with or without the entry. `covers` says in words whom it is for. `looked_at` open matters, of
    so many; `closed` were not looked at.
    """

    today: date
    stops: Many
    unsure: Many
    frees: Many
    keeps: Many
    past: Many
    groups: tuple[Group, ...]
    register: tuple[Governments, ...]
    register_size: int
    looked_at: int
    closed: int
    covers: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether no answer changes, in any matter, on any day."""
        return not self.groups


def impact(
    entries: Iterable[Entry], *, reviews: Sequence[str], training: bool, today: date
) -> Impact:
    """What these rehearsed entries would change for the open matters of `reviews`, by what is known today."""
    record = reading()
    held = matters(reviews, known=today)
    before = record.around(today).docket
    after, added = _with(record, before, tuple(entries), today)
    compared = Compared(Engine(before, held.asked, held.classes), added)
    words = Words(record, after, today)
    groups = tuple(_groups(held, compared, words))
    return Impact(
        today=today,
        stops=_many(groups, "stops"),
        unsure=_many(groups, "stops", after=NOT_KNOWN),
        frees=_many(groups, "frees"),
        keeps=_many(groups, "keeps"),
        past=_many(groups, past=True),
        groups=groups,
        register=_register(held, compared, words, training=training) if added else (),
        register_size=len(register_classes(training=training, known=today).of) if added else 0,
        looked_at=len(held.names),
        closed=held.closed,
        covers=tuple(term_said(record, term) for one in added for term in one.cover.terms),
    )


def _with(
    record: Reading, before: Docket, entries: tuple[Entry, ...], known: date
) -> tuple[Docket, tuple[Node, ...]]:
    """The docket with these entries on it, and what they add."""
    if not any(isinstance(one.fact, EffectRead | OrderChanged) for one in entries):
        return before, ()
    told = record.once(
        "docket entries",
        lambda: tuple(one for one in record.surrounding if one.stream.startswith("case:")),
    )
    after = docket_of((*told, *entries), known=known)
    held = {one.id for one in before.nodes}
    return after, tuple(one for one in after.nodes if one.id not in held)


class Compared:
    """Two engines over the same bodies: the docket as it is, and with what is added. Answers are told by class and question."""

    def __init__(self, before: Engine, added: Sequence[Node]) -> None:
        self.before = before
        self.added = tuple(added)
        self.after = before.with_added(added) if added else before
        stands = np.array(self.after.classes.stands, dtype=np.intp)
        self._was = before.classes.of[stands] if len(stands) else stands
        self._reasons: list[Reason] = []
        self._numbers: dict[tuple[frozenset[str], frozenset[str]], int] = {}

    @cached_property
    def segments(self) -> tuple[tuple[date | None, date | None], ...]:
        """The stretches of days within which no answer changes, from the first day on which one can differ."""
        known = [one.since for one in self.added if one.since is not None]
        first = min(known) if len(known) == len(self.added) else None
        days = [day for day in self.after.days if first is None or day >= first]
        begins = days if first is not None else [None, *days]
        return tuple(zip(begins, (*begins[1:], None), strict=True))

    @cached_property
    def spans(self) -> dict[int, dict[int, Spans]]:
        """For each class, by question, the days on which the answer differs. Those that never differ are left out."""
        if not (self.added and self.before.questions):
            return {}
        both = np.array([self._on(since, until) for since, until in self.segments])
        classes, columns = np.nonzero((both[:, 0] != both[:, 1]).any(axis=0))
        told = both[:, :, classes, columns].reshape(2 * len(both), len(classes))
        alike, which = np.unique(told, axis=1, return_inverse=True)
        made = [self._spans(one.reshape(len(both), 2)) for one in alike.T]
        found: dict[int, dict[int, Spans]] = {}
        for place, column, one in zip(
            classes.tolist(), columns.tolist(), which.reshape(-1).tolist(), strict=True
        ):
            found.setdefault(place, {})[column] = made[one]
        return found

    def _on(self, since: date | None, until: date | None) -> tuple[NDArray[np.intp], ...]:
        """The numbers of the reasons before and after, for each class and question, in one stretch of days."""
        day = since or ((until or date.max) - ONE)
        before, told = self.before.table(day)
        after, now = self.after.table(day)
        was = np.array([self._number(one) for one in told], dtype=np.intp)[before[self._was]]
        return was, np.array([self._number(one) for one in now], dtype=np.intp)[after]

    def _number(self, reason: Reason) -> int:
        key = frozenset(reason.bars), frozenset(reason.may_bar)
        if key not in self._numbers:
            self._numbers[key] = len(self._reasons)
            self._reasons.append(reason)
        return self._numbers[key]

    def _spans(self, told: NDArray[np.intp]) -> Spans:
        """The stretches in which the two differ, those that follow each other alike taken together."""
        found: list[Span] = []
        for (since, until), (was, becomes) in zip(self.segments, told.tolist(), strict=True):
            if was == becomes:
                continue
            before, after = self._reasons[was], self._reasons[becomes]
            last = found[-1] if found else None
            if last and last.until == since and (last.before, last.after) == (before, after):
                found[-1] = last._replace(until=until)
            else:
                found.append(Span(since, until, before, after))
        return tuple(found)


# --- by matter -------------------------------------------------------------------------------


def _groups(held: Matters, compared: Compared, words: "Words") -> Iterator[Group]:
    """The matters in which something changes, those alike together, the largest group first."""
    here = np.flatnonzero(held.place != NOT_HERE)
    if not (len(here) and compared.spans):
        return
    classes = compared.after.classes.of[held.place[here]]
    pairs, which = np.unique(np.stack((classes, held.sort[here])), axis=1, return_inverse=True)
    inside: dict[tuple[Row, ...], list[int]] = {}
    order = np.argsort(which.reshape(-1), kind="stable")
    ends = np.cumsum(np.bincount(which.reshape(-1), minlength=pairs.shape[1]))[:-1]
    for (place, sort), some in zip(pairs.T.tolist(), np.split(here[order], ends), strict=True):
        rows = tuple(_rows(compared, place, held.asked, held.sorts[sort].fits))
        if rows:
            inside.setdefault(rows, []).extend(some.tolist())
    for rows, found in sorted(inside.items(), key=lambda one: -len(one[1])):
        found.sort()
        yield Group(
            matters=tuple(held.names[at] for at in found),
            respondents=tuple(held.respondents[at] for at in found),
            steps=words.steps(held.asked, rows),
        )


def _rows(
    compared: Compared, place: int, asked: Sequence[Asked], fits: Callable[[Asked], bool]
) -> Iterator[Row]:
    for column, spans in sorted(compared.spans.get(place, {}).items()):
        if fits(asked[column]) and any(one.sort for one in spans):
            yield column, spans


def _many(groups: Iterable[Group], sort: str = "", *, after: str = "", past: bool = False) -> Many:
    """Steps and matters of one sort that hold today or later; with `past`, those of any sort that are over."""
    steps = found = 0
    for one in groups:
        its_own = {
            (each.act, each.condition)
            for each in one.steps
            if each.past == past and (past or each.sort == sort) and after in ("", each.after)
        }
        steps += len(its_own) * len(one.matters)
        found += len(one.matters) if its_own else 0
    return Many(steps=steps, matters=found)


# --- over the register -----------------------------------------------------------------------


def _register(
    held: Matters, compared: Compared, words: "Words", *, training: bool
) -> tuple[Governments, ...]:
    """The same questions about every government of the register, counted."""
    every = register_classes(training=training, known=words.today)
    over = Compared(Engine(compared.before.docket, held.asked, every), compared.added)
    counts: dict[Row, int] = {}
    for place, columns in over.spans.items():
        for row in columns.items():
            counts[row] = counts.get(row, 0) + over.after.classes.sizes[place]
    return tuple(
        Governments(
            step=step, programme=held.asked[column].programme or "",
            year=held.asked[column].year or 0, governments=many,
        )
        for (column, spans), many in sorted(counts.items(), key=lambda one: (-one[1], one[0][0]))
        for step in words.steps(held.asked, ((column, spans),))
        if step.sort != "keeps"
    )  # fmt: skip


# --- in words --------------------------------------------------------------------------------


class Words:
    """Steps as a page prints them, with why an answer changes."""

    def __init__(self, record: Reading, docket: Docket, today: date) -> None:
        self.record = record
        self.today = today
        self._nodes = {one.id: one for one in docket.nodes}
        self._acting = docket.acting_on

    def steps(self, asked: Sequence[Asked], rows: Iterable[Row]) -> tuple[Step, ...]:
        """A step for each stretch of days of each question."""
        return tuple(
            self._step(asked[column], span) for column, spans in rows for span in spans if span.sort
        )

    def _step(self, asked: Asked, span: Span) -> Step:
        condition = asked.condition or ""
        return Step(
            act=asked.act,
            act_title=act_title(self.record, asked.act),
            condition=condition,
            condition_title=condition_title(self.record, condition),
            sort=span.sort,
            before=verdict(span.before),
            after=verdict(span.after),
            since=span.since,
            until=span.until,
            why=self._why(span),
            past=not span.lasts(self.today),
        )

    def _why(self, span: Span) -> str:
        day = max(span.since or date.min, date.min)
        bars = [f"{one} bars it" for one in span.after.bars]
        bars += [
            f"{one} may bar it: not known is {doubt_of(self._nodes[one], day)}"
            for one in span.after.may_bar
        ]
        gone = [
            f"{one} does not bar it any more{self._by(one)}"
            for one in (*span.before.bars, *span.before.may_bar)
            if one not in (*span.after.bars, *span.after.may_bar)
        ]
        return "; ".join((*bars, *gone))

    def _by(self, name: str) -> str:
        by = [f"{one.order} {one.told.kind} it" for one in self._acting.get(name, ())]
        return f" ({', '.join(by)})" if by else ""


def named(respondents: Iterable[str]) -> Iterator[str]:
    """What the governments of these matters are called."""
    record = reading()
    return (name_of(record, one) for one in respondents)
