"""The first page: the reviews on record, what changed lately, a few figures. Everything about one review is review.py's."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from proviso.domain.entries import Entry
from proviso.domain.facts.governments import GovernmentFact
from proviso.domain.facts.programmes import ConditionAttached, ProgrammeFact
from proviso.domain.facts.sources import SourceNoted, StatementCarried, ValueReported
from proviso.queries.pages.docket import cases
from proviso.queries.pages.effects import effects_on
from proviso.queries.pages.lines import lines
from proviso.queries.pages.outlets import statement_lines
from proviso.queries.pages.plain import Day, condition_title, the_day
from proviso.queries.pages.reading import Reading, days, reading
from proviso.queries.pages.review import Standings, standings
from proviso.queries.pages.sources import sources_on
from proviso.queries.pages.telling import Told, tell

LATELY = 20
QUIET = (
    ConditionAttached,
    SourceNoted,
    StatementCarried,
    ValueReported,
    *GovernmentFact.__args__,
    *ProgrammeFact.__args__,
)
TRAINING = "A training review of places that do not exist."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """A review in a list."""

    review: str
    title: str
    agency: str
    programme: str
    condition: str
    condition_title: str
    training: bool
    training_says: str | None
    stage: str
    opened: Day
    standings: Standings


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """`happened` is what happened last by the day asked about, `recorded` what was written down last."""

    on: date
    known: date
    reviews: tuple[ReviewLine, ...]
    happened: tuple[Told, ...]
    recorded: tuple[Told, ...]
    governments_on_record: int
    cases: int
    orders: int
    sources: int
    statements: int


def home(*, on: date | None = None, known: date | None = None, training: bool = False) -> Home:
    """The first page as of a day; training reviews only where they are asked for."""
    record = reading()
    day, seen = days(on, known)
    return record.page(("home", day, seen, training), lambda: _home(record, day, seen, training))


def _home(record: Reading, on: date, known: date, training: bool) -> Home:  # noqa: FBT001
    names = [one for one in record.reviews if training or one not in record.training]
    names.sort(key=lambda one: one in record.training)
    docket = effects_on(record, on=on, known=known)
    hidden = frozenset() if training else record.training_streams
    told = (entry for _, entry in cases(record, known).values())
    filed = [one.on for one in told if one.stream not in hidden]
    public = [
        one
        for one in record.everything
        if one.learned <= known and one.stream not in hidden and not isinstance(one.fact, QUIET)
    ]
    return Home(
        on=on,
        known=known,
        reviews=tuple(line for one in names if (line := _line(record, one, on, known))),
        happened=_lately(record, _happened(public, on)),
        recorded=_lately(record, [one for one in public if one.on is None or one.on <= on]),
        governments_on_record=len(_bodies(record, names)),
        cases=sum(day is None or day <= on for day in filed),
        orders=sum(
            docket.come(one) and f"case:{one.told.case}" not in hidden
            for one in docket.docket.orders
        ),
        sources=len(sources_on(record, on, known)),
        statements=len(statement_lines(record, on=on, known=known)),
    )


def _bodies(record: Reading, reviews: list[str]) -> set[str]:
    """The governments with a matter in these reviews."""
    return {one.respondent for name in reviews for one in record.of_review.get(name, ())}


def _happened(public: list[Entry], on: date) -> list[Entry]:
    """Those that happened by the day, the latest first; of one day, the last written first."""
    come = [one for one in public if one.on is not None and one.on <= on]
    return sorted(come, key=lambda one: (one.on or date.min, one.recorded_at), reverse=True)


def _lately(record: Reading, entries: list[Entry]) -> tuple[Told, ...]:
    return tuple(islice(tell(record, entries), LATELY))


def _line(record: Reading, name: str, on: date, known: date) -> ReviewLine | None:
    state = record.review(name, known=known)
    opened = state.opened
    if opened is None:
        return None
    return ReviewLine(
        review=name,
        title=opened.title,
        agency=opened.agency,
        programme=opened.programme,
        condition=opened.condition,
        condition_title=condition_title(record, opened.condition),
        training=opened.training,
        training_says=TRAINING if opened.training else None,
        stage=str(state.stage),
        opened=the_day(state.opened_on),
        standings=standings(lines(record, name, on=on, known=known)),
    )
