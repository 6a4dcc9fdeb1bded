"""Reviews on the agency's desk: those of the reader's agencies, one in full, and what a new one can be opened under. Rounds are in rounds."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from proviso.domain.programmes import fold_programmes
from proviso.domain.reviews import Listing, Review, Stage
from proviso.domain.rulebook import Procedure, RuleBook
from proviso.queries.pages.reading import invented, reading
from proviso.queries.record import Record
from proviso.records import models, streams
from proviso.records.register import COLUMNS, Body

AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One review in the list of a desk."""

    review: str
    title: str
    agency: str
    condition: str
    opened_on: date | None
    closed: bool
    roster: int
    matters: int
    rounds: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A government on the roster, with its matters in the review. `title` is its id where the register lacks it."""

    ocd_id: str
    title: str
    kind: str
    listing: Listing | None
    matters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """One page of a roster: listed governments, then those that have a matter and are not listed."""

    places: tuple[Place, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that a new review can be opened under: its id, its name, and what it brings."""

    id: str
    title: str
    says: str = ""


def cards(record: Record, *, known: date) -> tuple[Card, ...]:
    """The reviews of the reader's agencies, the last opened first."""
    matters = Counter(one.review for one in record.matters)
    found = [
        _card(name, record.review(name, known=known), matters[name], record.book)
        for name in record.desks
    ]
    return tuple(sorted(found, key=lambda one: (one.opened_on or date.min, one.review), reverse=True))  # fmt: skip


def _card(name: str, held: Review, matters: int, book: RuleBook) -> Card:
    opened = held.opened
    condition = book.conditions.get(opened.condition) if opened else None
    return Card(
        review=name,
        title=opened.title if opened else name,
        agency=opened.agency if opened else "",
        condition=condition.title if condition else (opened.condition if opened else ""),
        opened_on=held.opened_on,
        closed=held.stage is Stage.CLOSED,
        roster=len(held.roster),
        matters=matters,
        rounds=len(held.rounds),
        waiting=sum(one.approved_by is None for one in held.sendings.named.values()),
    )


def roster_page(record: Record, name: str, held: Review, *, page: int) -> Roster:
    """The governments of a review, a page of them, in order of name."""
    theirs: dict[str, list[str]] = {}
    for one in record.matters:
        if one.review == name:
            theirs.setdefault(one.respondent, []).append(one.matter)
    every = [*held.roster, *(one for one in theirs if one not in held.roster)]
    pages = max(1, -(-len(every) // AT_ONCE))
    page = min(page, pages)
    some = sorted(every)[(page - 1) * AT_ONCE : page * AT_ONCE]
    bodies = bodies_of(some)
    places = tuple(
        Place(
            ocd_id=one,
            title=bodies[one].title if one in bodies else one,
            kind=bodies[one].counted_as if one in bodies else "",
            listing=held.roster.get(one),
            matters=tuple(theirs.get(one, ())),
        )
        for one in some
    )
    return Roster(places=places, total=len(every), page=page, pages=pages)


def bodies_of(ids: Sequence[str]) -> Mapping[str, Body]:
    """The register's rows of these bodies: one question for all of them."""
    rows = models.Government.objects.filter(ocd_id__in=list(ids)).values_list(*COLUMNS)
    return {row[0]: Body(*row) for row in rows}


# --- what a new review can be opened under ---------------------------------------------------


def procedures(book: RuleBook, *, actor: str, on: date) -> tuple[Procedure, ...]:
    """The procedures in force on a day that this agency can follow: everyone's, and its own."""
    found = (book.procedure(name, on) for name in book.procedures)
    return tuple(one for one in found if one and _of_grantor(one.grantor, actor))


def _of_grantor(grantor: str, actor: str) -> bool:
    return grantor in ("*", actor) or actor.startswith(f"{grantor}/")


def programmes(*, actor: str) -> tuple[Choice, ...]:
    """The programmes on record that a review of this agency may be of: invented ones for an invented agency only."""
    noted = fold_programmes(streams.entries_under("programme:")).noted
    training = reading().training_programmes
    own = (one for one in noted.values() if (one.programme in training) == invented(actor))
    return tuple(
        Choice(id=one.programme, title=f"{one.programme}, {one.title}", says=one.agency)
        for one in sorted(own, key=lambda one: one.programme)
    )


def conditions(book: RuleBook, programmes: Iterable[str]) -> tuple[Choice, ...]:
    """The conditions of the rule book that awards of one of these programmes carry."""
    wanted = set(programmes)
    published = {
        condition
        for programme, condition, _ in fold_programmes(
            streams.entries_under("programme:")
        ).conditions
        if programme in wanted
    }
    return tuple(
        Choice(id=one.condition, title=one.title, says=f"{one.says} ({one.authority})")
        for one in book.conditions.values()
        if one.condition in published or "*" in one.programmes or wanted & {*one.programmes}
    )
