"""The whole register x acts x conditions on one day, and every day on which an answer changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from proviso.domain.changes import Change, changes
from proviso.domain.classes import Classes, classify
from proviso.domain.docket import Node
from proviso.domain.gate import gate
from proviso.domain.questions import Answer
from proviso.domain.sweep import Asked, Engine, Reason, Sweep
from proviso.queries.record import Record
from proviso.records import register

if TYPE_CHECKING:
    import polars as pl

    from proviso.records.register import Body

VERDICTS = ("permitted", "barred", "not known")


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """Which questions to ask: None is all on record."""

    act: str | None = None
    programme: str | None = None
    year: int | None = None
    condition: str | None = None
    review: str | None = None


class Roster:
    """The register's bodies with an engine over the docket as known on `known`."""

    def __init__(self, record: Record, narrowed: Narrowed, *, known: date) -> None:
        self.record = record
        self.known = known
        self.bodies: list[Body] = register.bodies()
        self.questions = questions(record, narrowed, known=known)
        around = record.around(known)
        self.classes: Classes = classify(
            [around.body(one.ocd_id, one.type) for one in self.bodies],
            around.docket,
            around.eligible,
        )
        self.engine = Engine(around.docket, self.questions, self.classes)

    @cached_property
    def place(self) -> dict[str, int]:
        """Where each body stands in the roster."""
        return {one.ocd_id: at for at, one in enumerate(self.bodies)}

    def sweep(self, day: date) -> Sweep:
        """The orders' answer for everyone."""
        return self.engine.sweep(day)

    def changes(
        self, since: date | None, until: date | None, *, reasons: bool = False
    ) -> list[Change]:
        """Every day on which an answer changes; with `reasons`, also where only what bars it does."""
        found = changes(self.engine, since=since, until=until)
        return [one for one in found if reasons or verdict(one.before) != verdict(one.after)]

    def named(self, classes: Sequence[int], most: int = 6) -> tuple[str, ...] | None:
        """The names of the bodies in these classes; None where there are more than `most`."""
        inside = np.flatnonzero(np.isin(self.classes.of, classes))
        if len(inside) > most:
            return None
        return tuple(self.bodies[at].title for at in inside)

    def doubt(self, effect: str, day: date) -> str:
        """What is not known of an effect that may bar something on that day: its day, whom it covers, who is a member."""
        return doubt_of(self._nodes[effect], day)

    def moved(self, name: str) -> str:
        """An effect or change with what it does: O13.a (stays O08.1)."""
        node = self._nodes[name]
        told = node.told
        return f"{name} ({told.kind}{f' {node.target}' if node.target else ''})"

    @cached_property
    def _nodes(self) -> dict[str, Node]:
        return {node.id: node for node in self.engine.docket.nodes}


def doubt_of(node: Node, day: date) -> str:
    """What is not known of an effect that may bar something on that day."""
    members = [term.subject for term in node.cover.terms if term.kind == "members"]
    if node.since_sure is None or day < node.since_sure:
        return "the day it took effect"
    if not node.certain:
        return "whom it covers"
    if members:
        return f"who is a member of {', '.join(dict.fromkeys(members))}"
    return "what a later order does to it"


def questions(record: Record, narrowed: Narrowed, *, known: date) -> tuple[Asked, ...]:
    """Every askable act under every condition on record, for the office of the review that asks."""
    on_record = sorted(record.around(known).published, key=lambda one: (one[0], one[2], one[1]))
    actors = _actors(record, narrowed, known)
    return tuple(
        Asked(act, condition, programme, year, actors.get(programme))
        for programme, condition, year in on_record
        if programme in actors or narrowed.review is None
        if narrowed.programme in (None, programme)
        and narrowed.condition in (None, condition)
        and narrowed.year in (None, year)
        for act in record.book.askable()
        if narrowed.act in (None, act)
    )


def _actors(record: Record, narrowed: Narrowed, known: date) -> dict[str, str | None]:
    """For each programme, the office whose review asks about it; None where several do."""
    found: dict[str, str | None] = {}
    for name in record.reviews:
        opened = record.review(name, known=known).opened
        if opened and narrowed.review in (None, name):
            same = found.get(opened.programme, opened.actor) == opened.actor
            found[opened.programme] = opened.actor if same else None
    return found


def summary(roster: Roster, swept: Sweep) -> list[tuple[Asked, dict[str, int]]]:
    """For each question, how many bodies are permitted, barred, or not known (by orders alone)."""
    verdict = np.array([_verdict(one.bars, one.may_bar) for one in swept.reasons])
    found = []
    for column, question in enumerate(roster.questions):
        counts = np.bincount(verdict[swept.codes[:, column]], minlength=3)
        found.append((question, dict(zip(VERDICTS, counts.tolist(), strict=True))))
    return found


def verdict(reason: Reason) -> str:
    """Permitted, barred or not known, by orders alone."""
    return VERDICTS[_verdict(reason.bars, reason.may_bar)]


def _verdict(bars: tuple[str, ...], may_bar: tuple[str, ...]) -> int:
    return 1 if bars else 2 if may_bar else 0


def frame(roster: Roster, day: date) -> "pl.DataFrame":
    """One row per body and question: the orders' verdict with its effects, and the gate's with all grounds.

    `orders` is permitted, barred or not known; `effects` names the effects that bar, with a question
    mark those that may. `permitted` is the whole gate's answer, `against` the grounds besides orders
    that fail or are not known.
    """
    import polars as pl  # heavy, and only a sweep that is written out needs it

    swept = roster.sweep(day)
    wide = len(roster.questions)
    ids = pl.Series("government", [one.ocd_id for one in roster.bodies], dtype=pl.String)
    verdicts = [VERDICTS[_verdict(one.bars, one.may_bar)] for one in swept.reasons]
    effects = ["; ".join((*one.bars, *(f"{n}?" for n in one.may_bar))) for one in swept.reasons]
    codes = pl.Series(swept.codes.ravel())
    body = pl.Series(np.repeat(np.arange(len(roster.bodies)), wide))
    asked = pl.Series(np.tile(np.arange(wide), len(roster.bodies)))
    told = pl.DataFrame(
        {
            "government": ids.gather(body),
            "act": pl.Series([q.act for q in roster.questions]).gather(asked),
            "programme": pl.Series([q.programme for q in roster.questions]).gather(asked),
            "year": pl.Series([q.year for q in roster.questions]).gather(asked),
            "condition": pl.Series([q.condition for q in roster.questions]).gather(asked),
            "orders": pl.Series(verdicts).gather(codes),
            "effects": pl.Series(effects).gather(codes),
        }
    )
    permitted = np.zeros(len(told), dtype=np.bool_)
    grounds = np.full(len(told), "award.not-in-scope", dtype=object)
    for at, answer in _matters(roster, day):
        permitted[at] = answer.permitted
        besides = (one.code for one in answer.against if one.group != "orders")
        grounds[at] = "; ".join(dict.fromkeys(besides))
    return told.with_columns(
        permitted=pl.Series(permitted), against=pl.Series(grounds, dtype=pl.String)
    )


def _matters(roster: Roster, day: date) -> list[tuple[int, Answer]]:
    """The gate's full answer for every matter and question that fits it; where it goes in the frame."""
    record, found = roster.record, []
    record.read([f"matter:{one.matter}" for one in record.matters])
    for one in record.matters:
        at = roster.place.get(one.respondent)
        if at is None:
            continue
        scene = record.scene(roster.bodies[at], one, on=day, known=roster.known)
        for column, question in enumerate(roster.questions):
            if (question.programme, question.year) == (one.programme, one.year):
                asked = question.about(one.respondent, on=day, known=roster.known)
                found.append((at * len(roster.questions) + column, gate(scene, asked)))
    return found
