"""Where every matter of a review stands on a day: state, since, due, overdue, age, money, what orders bar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from proviso.domain.grounds.orders import order_grounds
from proviso.domain.programmes import totals
from proviso.domain.questions import Question
from proviso.domain.standing import Standing, age
from proviso.queries.due import Due, dues_of, rule_of
from proviso.queries.record import Record
from proviso.records.models import Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One matter on a day. None is not known; `barred` maps a condition to the acts that orders bar on its account.

    `due` is the respondent's next date; `started` says whether it runs: service of the letter
    that states it is proven. A date that does not run is not overdue.
    """

    matter: str
    review: str
    respondent: str
    name: str
    programme: str
    year: int
    award: str | None
    state: str
    since: date | None
    age: int | None
    due: date | None
    due_for: str | None
    started: bool | None
    overdue: int
    agency_overdue: int
    money: Mapping[str, int | None]
    barred: Mapping[str, tuple[str, ...]]
    not_known: Mapping[str, tuple[str, ...]]


def standing_of(
    record: Record,
    *,
    on: date,
    known: date,
    review: str | None = None,
    respondent: str | None = None,
    matter: str | None = None,
) -> list[Line]:
    """A line for each matter opened by `on`, in order of id; of one review, respondent or matter if named."""
    chosen = [
        one
        for one in record.matters
        if review in (None, one.review)
        and respondent in (None, one.respondent)
        and matter in (None, one.matter)
    ]
    record.read([f"matter:{one.matter}" for one in chosen])
    record.read([f"award:{one.award}" for one in chosen if one.award])
    found = []
    for one in chosen:
        stands = record.standing(one.matter, on=on, known=known)
        if stands.matter.opened:
            found.append(_line(record, one, stands, on=on, known=known))
    return found


def _line(record: Record, one: Matter, stands: Standing, *, on: date, known: date) -> Line:
    body = record.body(one.respondent)
    rule = rule_of(record, one.review, on=on, known=known)
    clocks = dues_of(one.matter, stands, rule, on=on)
    theirs = _next([each for each in clocks if each.clock.runs_against == "respondent"])
    ours = [each.overdue for each in clocks if each.clock.runs_against == "agency"]
    award = record.award(one.award, on=on, known=known) if one.award else None
    barred, not_known = _barred(record, one, stands, on=on, known=known)
    return Line(
        matter=one.matter,
        review=one.review,
        respondent=one.respondent,
        name=body.title if body else one.respondent,
        programme=one.programme,
        year=one.year,
        award=one.award,
        state=str(stands.state),
        since=stands.since,
        age=age(stands, on),
        due=theirs.clock.due if theirs else None,
        due_for=theirs.clock.kind if theirs else None,
        started=theirs.runs if theirs else None,
        overdue=theirs.overdue if theirs else 0,
        agency_overdue=max(ours, default=0),
        money=totals(award) if award else {},
        barred=barred,
        not_known=not_known,
    )


def _next(theirs: list[Due]) -> Due | None:
    """The running clock that falls due first; where none runs, the last that service has not started."""
    running = [one for one in theirs if one.runs]
    if running:
        return min(running, key=lambda one: one.clock.due)
    waiting = [one for one in theirs if one.state == "not started"]
    return max(waiting, key=lambda one: one.clock.due, default=None)


Acts = dict[str, tuple[str, ...]]


def _barred(
    record: Record, one: Matter, stands: Standing, *, on: date, known: date
) -> tuple[Acts, Acts]:
    around = record.around(known)
    body = record.body(one.respondent)
    seen = around.body(one.respondent, body.type if body else "")
    opened = record.review(one.review, known=known).opened
    conditions = stands.matter.opened.conditions if stands.matter.opened else ()
    barred: Acts = {}
    not_known: Acts = {}
    for condition in conditions:
        for act in record.book.askable():
            asked = Question(
                act=act,
                respondent=one.respondent,
                programme=one.programme,
                year=one.year,
                condition=condition,
                actor=opened.actor if opened else None,
                on=on,
                known=known,
            )
            grounds = order_grounds(around.docket, seen, around.eligible, asked)
            if any(ground.holds is False for ground in grounds):
                barred[condition] = (*barred.get(condition, ()), act)
            elif any(ground.holds is None for ground in grounds):
                not_known[condition] = (*not_known.get(condition, ()), act)
    return barred, not_known
