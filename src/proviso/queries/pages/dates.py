"""Dates explained, as pages print them: what is due, against whom, why that day, whether it runs. Counting is in the domain."""

from dataclasses import dataclass
from datetime import date

from proviso.queries.due import Due, dues_of, rule_of
from proviso.queries.pages.plain import Day, counted, name_of, the_day, words
from proviso.queries.pages.reading import Reading
from proviso.records.models import Matter

STATES = {
    "met": "Done",
    "tolled": "Stands still",
    "closed": "Does not run: the matter is closed",
    "not started": "Has not begun to run: delivery of the letter that states it is not proven",
    "running": "Runs",
    "overdue": "Has passed, and what was due is not on record",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One date. `days` are left until it (below nought: past it), None where it does not run."""

    id: str
    matter: str
    government: str
    kind: str
    against: str
    due: Day
    first_due: Day
    letter: str | None
    state: str
    state_said: str
    days: int | None
    met: Day | None
    late: bool
    why: tuple[str, ...]

    @property
    def clock(self) -> str:
        """Its clock's id within the matter."""
        return self.id.rpartition("/")[2]


def dates(record: Reading, one: Matter, *, on: date, known: date) -> tuple[Dated, ...]:
    """The dates of one matter, by day."""
    stands = record.standing(one.matter, on=on, known=known)
    its_own = dues_of(one.matter, stands, rule(record, one.review, on, known), on=on)
    found = [dated(record, one, due, on) for due in its_own]
    return tuple(sorted(found, key=lambda each: each.due.value or date.max))


def agency_dates(record: Reading, review: str, *, on: date, known: date) -> tuple[Dated, ...]:
    """The agency's own dates across a review, those that run first."""
    found = []
    for one in record.of_review.get(review, ()):
        stands = record.standing(one.matter, on=on, known=known)
        if any(clock.runs_against == "agency" for clock in stands.clocks.named.values()):
            found += [
                each for each in dates(record, one, on=on, known=known) if each.against == "agency"
            ]
    return tuple(sorted(found, key=lambda each: (each.days is None, each.due.value)))


def rule(record: Reading, review: str, on: date, known: date) -> str:
    """From which proof of service the review's procedure counts; kept."""
    return record.once(
        ("rule", review, on, known), lambda: rule_of(record, review, on=on, known=known)
    )


def dated(record: Reading, one: Matter, due: Due, on: date) -> Dated:
    """One date in the words of a page."""
    clock = due.clock
    return Dated(
        id=due.id,
        matter=one.matter,
        government=name_of(record, one.respondent),
        kind=words(clock.kind),
        against=clock.runs_against,
        due=the_day(clock.due),
        first_due=the_day(clock.due_first),
        letter=clock.letter,
        state=due.state,
        state_said=STATES.get(due.state, due.state),
        days=(clock.due - on).days if due.runs else None,
        met=the_day(clock.met) if clock.met else None,
        late=clock.late,
        why=tuple(_why(due)),
    )


def _why(due: Due) -> list[str]:
    clock = due.clock
    told = list(clock.said) or ["The date stands as the letter states it; nothing was counted."]
    if clock.rule:
        told.append(f"Rule: {clock.rule}, version {clock.version}; calendar {clock.calendar}.")
    if clock.due != clock.due_first:
        told.append(f"First it was {the_day(clock.due_first).said}; it was changed since.")
    for asked in clock.extensions:
        answer = "not answered yet"
        if asked.granted:
            answer = f"given, until {the_day(asked.granted).said}"
        elif asked.denied:
            answer = f"refused: {asked.denied}"
        told.append(f"More time was asked for on {the_day(asked.asked).said}: {answer}.")
    if due.overdue:
        told.append(f"It passed {counted(due.overdue, 'day')} ago.")
    return told
