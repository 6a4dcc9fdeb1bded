"""One line for each matter of a review on a day, for rosters, maps and governments. Everything about one matter is matter.py's."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from proviso.domain.course import State
from proviso.domain.standing import Standing, age
from proviso.queries.due import Due, dues_of, rule_of
from proviso.queries.pages.barring import Bar, bars
from proviso.queries.pages.docket import lawsuits
from proviso.queries.pages.plain import Day, Government, government, the_day, words
from proviso.queries.pages.reading import Reading
from proviso.records.models import Matter

STATES_SAID = {
    State.NOTICED: "On the list; nothing has been asked of it in this matter",
    State.CONCERN: "The agency raised a concern; it is no finding",
    State.REQUESTED: "Documents requested; delivery is not proven",
    State.SERVED: "Request delivered; no answer is on record",
    State.UNDELIVERED: "The letter did not arrive, or may not have",
    State.ANSWERED: "Answered; the agency has not said what it makes of the answer",
    State.EVALUATED: "The agency has looked at the answer",
    State.DEFICIENCY: "The agency says that parts of the answer are missing",
    State.SUBPOENA: "A subpoena was issued",
    State.SUBPOENA_SERVED: "A subpoena was served",
    State.SUBPOENA_RETURNED: "The subpoena was answered",
    State.ENFORCEMENT: "The subpoena is before a court",
    State.SETTLED: "Settled",
    State.CLEARED: "Cleared: no evidence of non-compliance; the duty goes on",
    State.DETERMINATION_PROPOSED: "A determination is proposed",
    State.NOTICE_GIVEN: "Notice was given; the respondent may be heard",
    State.DETERMINED: "The agency made a determination",
    State.REMEDY: "A remedy is in place",
    State.APPEAL: "Under appeal",
    State.LIFTED: "The remedy was lifted",
    State.FINAL: "Final",
    State.RELEASED: "Released: the question holds nothing back any more",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One matter on a day. `orders` are those that bar some act in it, `lawsuits` its respondent's own.

    `due` is the respondent's next date, `due_state` whether it runs; `overdue` in days, only of
    a date that runs.
    """

    matter: str
    review: str
    training: bool
    government: Government
    programme: str
    year: int
    award: str | None
    stage: str
    stage_said: str
    since: Day
    age: int | None
    due: Day | None
    due_for: str | None
    due_state: str | None
    overdue: int
    rounds: tuple[str, ...]
    answered: bool
    bars: tuple[Bar, ...]
    orders: tuple[str, ...]
    lawsuits: tuple[str, ...]


def lines(record: Reading, review: str, *, on: date, known: date) -> tuple[Line, ...]:
    """The lines of a review's matters that were open by the day, in order of id. Kept for the day."""
    key = ("lines", review, on, known)
    return record.list(key, lambda: _made(record, key))


def _made(record: Reading, key: tuple[str, str, date, date]) -> tuple[Line, ...]:
    """The lines anew; or as they were made before, with those of the matters that moved since."""
    _, review, on, known = key
    matters = record.of_review.get(review, ())
    earlier = record.earlier(key)
    if earlier is None:
        return _lines(record, matters, on, known)
    stale = earlier[1]
    held = {one.matter: one for one in cast("tuple[Line, ...]", earlier[0])}
    again = tuple(one for one in matters if one.matter in stale)
    held |= {one.matter: one for one in _lines(record, again, on, known)}
    return tuple(held[one.matter] for one in matters if one.matter in held)


def lines_of(record: Reading, ocd_id: str, *, on: date, known: date) -> tuple[Line, ...]:
    """The lines of one government's matters, in whatever review."""
    return _lines(record, record.of_respondent.get(ocd_id, ()), on, known)


def _lines(record: Reading, matters: tuple[Matter, ...], on: date, known: date) -> tuple[Line, ...]:
    record.read([f"matter:{one.matter}" for one in matters])
    found = []
    for one in matters:
        stands = record.standing(one.matter, on=on, known=known)
        if stands.matter.opened:
            found.append(_line(record, one, stands, on, known))
    return tuple(found)


def _line(record: Reading, one: Matter, stands: Standing, on: date, known: date) -> Line:
    opened = stands.matter.opened
    barred = bars(record, known).of(one, opened.conditions if opened else (), on)
    due = next_due(record, one, stands, on, known)
    review = record.review(one.review, known=known).opened
    return Line(
        matter=one.matter,
        review=one.review,
        training=bool(review and review.training),
        government=government(record, one.respondent),
        programme=one.programme,
        year=one.year,
        award=one.award,
        stage=str(stands.state),
        stage_said=STATES_SAID[stands.state],
        since=the_day(stands.since),
        age=age(stands, on),
        due=the_day(due.clock.due) if due else None,
        due_for=words(due.clock.kind) if due else None,
        due_state=due.state if due else None,
        overdue=due.overdue if due else 0,
        rounds=tuple(dict.fromkeys(one.round for one in stands.letters.sent.values() if one.round)),
        answered=bool(stands.responses.received),
        bars=barred,
        orders=orders_behind(record, barred, known),
        lawsuits=lawsuits(record, on, known).get(one.respondent, ()),
    )


def next_due(record: Reading, one: Matter, stands: Standing, on: date, known: date) -> Due | None:
    """The respondent's running date that comes first; where none runs, the last that has not started."""
    rule = record.once(
        ("rule", one.review, on, known), lambda: rule_of(record, one.review, on=on, known=known)
    )
    found = dues_of(one.matter, stands, rule, on=on)
    theirs = [each for each in found if each.clock.runs_against == "respondent"]
    running = [each for each in theirs if each.runs]
    if running:
        return min(running, key=lambda each: each.clock.due)
    waiting = [each for each in theirs if each.state == "not started"]
    return max(waiting, key=lambda each: each.clock.due, default=None)


def orders_behind(record: Reading, barred: tuple[Bar, ...], known: date) -> tuple[str, ...]:
    """The orders whose effects bar something for sure."""
    docket = record.around(known).docket
    owner = record.once(("owners", known), lambda: {one.id: one.order for one in docket.nodes})
    sure = (name for one in barred if one.verdict == "barred" for name in one.effects)
    return tuple(dict.fromkeys(owner[name] for name in sure))
