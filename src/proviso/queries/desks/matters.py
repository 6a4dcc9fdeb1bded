"""The matters of an agency's desk as a list: searched, filtered, in pages. What waits in each is kept; one matter in full is matter's."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from proviso.domain.course import State
from proviso.queries.desks.in_matter import AGENCY, InMatter, Wait
from proviso.queries.desks.kept import Kept, kept, rows_of
from proviso.queries.pages.lines import STATES_SAID
from proviso.queries.pages.plain import name_of
from proviso.queries.pages.reading import Reading, reading

OPEN, ENDED = "open", "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of the list is asked for: part of a name or id, one review, one state, one kind that waits, open or ended."""

    name: str = ""
    review: str = ""
    stage: str = ""
    needs: str = ""
    course: str = ""
    page: int = 1
    each: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRow:
    """One row: where the matter stands, its next date, and how many things wait for the agency."""

    matter: str
    review: str
    government: str
    year: int
    stage: str
    stage_said: str
    since: date | None
    next: Wait | None
    passed: bool
    waits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters:
    """A page of the list. `stages` are counted over the chosen reviews."""

    rows: tuple[MatterRow, ...]
    total: int
    page: int
    pages: int
    stages: Mapping[str, int]
    reviews: tuple[str, ...]


def matters(record: Reading, wanted: Wanted, *, on: date) -> Matters:
    """The matters of the reader's own reviews that fit."""
    held = kept(on)
    desks = tuple(one for one in record.desks if wanted.review in {"", one})
    every = [one for told in rows_of(held, desks).values() for one in told]
    found = [one for one in every if _fits(held, one, wanted, on)]
    pages = max(1, -(-len(found) // wanted.each))
    page = min(wanted.page, pages)
    first = (page - 1) * wanted.each
    return Matters(
        rows=tuple(_row(record, one, on) for one in found[first : first + wanted.each]),
        total=len(found),
        page=page,
        pages=pages,
        stages=_stages(held, desks),
        reviews=record.desks,
    )


def _fits(held: Kept, one: InMatter, wanted: Wanted, on: date) -> bool:
    if wanted.stage and one.state != wanted.stage:
        return False
    if wanted.course and one.ended is not (wanted.course == ENDED):
        return False
    if wanted.needs and all(each.kind != wanted.needs for each in _now(one, on)):
        return False
    return not wanted.name or wanted.name.casefold() in _titles(held)[one.matter.matter]


def _now(one: InMatter, on: date) -> Iterator[Wait]:
    return (each for each in one.waits if each.since is None or each.since <= on)


def _titles(held: Kept) -> Mapping[str, str]:
    """What is searched of each matter: its id and its government's name."""
    if "titles" not in held.answers:
        bodies = reading().respondents
        held.answers["titles"] = {
            name: f"{name} {bodies[one.matter.respondent].title if one.matter.respondent in bodies else one.matter.respondent}".casefold()
            for name, one in held.rows.items()
        }
    found: Mapping[str, str] = held.answers["titles"]
    return found


def _stages(held: Kept, desks: tuple[str, ...]) -> Mapping[str, int]:
    key = ("stages", desks)
    if key not in held.answers:
        rows = rows_of(held, desks)
        told = Counter(str(one.state) for each in rows.values() for one in each)
        held.answers[key] = {str(one): told[str(one)] for one in State if told[str(one)]}
    found: Mapping[str, int] = held.answers[key]
    return found


def _row(record: Reading, one: InMatter, on: date) -> MatterRow:
    following = one.next
    return MatterRow(
        matter=one.matter.matter,
        review=one.matter.review,
        government=name_of(record, one.matter.respondent),
        year=one.matter.year,
        stage=str(one.state),
        stage_said=STATES_SAID[one.state],
        since=one.since,
        next=following,
        passed=bool(
            following and following.clock == "running" and following.due and following.due < on
        ),
        waits=sum(each.who == AGENCY and each.kind != "contact" for each in _now(one, on)),
    )
