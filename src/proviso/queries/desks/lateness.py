"""Who was in time in a review: the respondents' dates and the agency's own, by round and kind, with how many days late. Counting days is the domain's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from proviso.domain.clocks import Clock
from proviso.domain.standing import Standing
from proviso.queries.desks.report_matters import Table, iso, named, shared, stood
from proviso.queries.due import Due, dues_of
from proviso.queries.pages.dates import rule
from proviso.queries.pages.plain import words
from proviso.queries.pages.reading import Reading
from proviso.queries.record import Record
from proviso.records.models import Matter

NO_ROUND = ""
ON_TIME, LATE, PASSED, RUNNING = "on time", "late", "passed", "running"
STOPPED, NOT_STARTED, CLOSED = "stopped", "not started", "closed"
OUTCOMES = (ON_TIME, LATE, PASSED, RUNNING, STOPPED, NOT_STARTED, CLOSED)
OF_STATE = {
    "overdue": PASSED,
    "running": RUNNING,
    "tolled": STOPPED,
    "not started": NOT_STARTED,
    "closed": CLOSED,
}
COLUMNS = (
    "matter", "government", "side", "for", "round", "letter", "clock", "due_first", "due",
    "done", "outcome", "days_late",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One date: what became of it. `days` past its due date, 0 where it was kept or is not past; None where it does not run."""

    matter: str
    government: str
    side: str
    kind: str
    round: str
    letter: str | None
    clock: str
    due_first: date
    due: date
    met: date | None
    outcome: str
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Dates of one side, kind and round, by what became of them. `median` days late of those late or passed."""

    side: str
    kind: str
    round: str
    outcomes: tuple[tuple[str, int], ...]
    total: int
    median: float | None
    longest: int | None

    def of(self, outcome: str) -> int:
        """How many had this outcome."""
        return dict(self.outcomes)[outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """The whole report: for each side everything together, then by kind and round; and every date."""

    review: str
    on: date
    known: date
    sides: tuple[Counts, ...]
    parts: tuple[Counts, ...]
    rows: tuple[Kept, ...]


def lateness(record: Record, review: str, *, on: date, known: date) -> Lateness | None:
    """What became of every date of a review by the day; None for a review that is not at the reader's desk."""
    every = shared(record, review)
    if every is None:
        return None
    return every.list(("lateness", review, on, known), lambda: _lateness(every, review, on, known))


def lateness_csv(found: Lateness) -> Table:
    """Every date as a row, under its columns."""
    rows = [
        (
            one.matter, one.government, one.side, one.kind, one.round, one.letter or "", one.clock,
            iso(one.due_first), iso(one.due), iso(one.met), one.outcome,
            "" if one.days is None else str(one.days),
        )
        for one in found.rows
    ]  # fmt: skip
    return (COLUMNS, *rows)


def _lateness(record: Reading, review: str, on: date, known: date) -> Lateness:
    counted_from = rule(record, review, on, known)
    rows = tuple(
        _kept(record, one, standing, due)
        for one, standing in stood(record, review, on=on, known=known)
        for due in dues_of(one.matter, standing, counted_from, on=on)
    )
    return Lateness(
        review=review,
        on=on,
        known=known,
        sides=tuple(_counts(side, "", "", rows) for side in ("agency", "respondent")),
        parts=tuple(_parts(rows)),
        rows=rows,
    )


def _kept(record: Reading, one: Matter, standing: Standing, due: Due) -> Kept:
    clock = due.clock
    letter = standing.letters.sent.get(clock.letter) if clock.letter else None
    outcome = _outcome(clock, due.state)
    days = due.overdue
    if clock.met is not None:
        days = max(0, (clock.met - clock.due).days)
    return Kept(
        matter=one.matter,
        government=named(record, one),
        side=clock.runs_against,
        kind=words(clock.kind),
        round=(letter.round if letter else None) or NO_ROUND,
        letter=clock.letter,
        clock=clock.clock,
        due_first=clock.due_first,
        due=clock.due,
        met=clock.met,
        outcome=outcome,
        days=days if outcome in {ON_TIME, LATE, PASSED, RUNNING} else None,
    )


def _outcome(clock: Clock, state: str) -> str:
    if clock.met is not None:
        return LATE if clock.late else ON_TIME
    return OF_STATE.get(state, CLOSED)


def _parts(rows: Iterable[Kept]) -> Iterable[Counts]:
    found: dict[tuple[str, str, str], list[Kept]] = {}
    for one in rows:
        found.setdefault((one.side, one.kind, one.round), []).append(one)
    for (side, kind, round_), some in sorted(found.items()):
        yield _counts(side, kind, round_, some)


def _counts(side: str, kind: str, round_: str, rows: Iterable[Kept]) -> Counts:
    told = [one for one in rows if one.side == side]
    late = [one.days for one in told if one.outcome in {LATE, PASSED} and one.days is not None]
    many = [one.outcome for one in told]
    return Counts(
        side=side,
        kind=kind,
        round=round_,
        outcomes=tuple((name, many.count(name)) for name in OUTCOMES),
        total=len(told),
        median=median(late) if late else None,
        longest=max(late, default=None),
    )
