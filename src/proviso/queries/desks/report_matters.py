"""The matters of one review with where each stood on a day: what every report of the desk goes through. What is counted is in the reports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from proviso.domain.standing import Standing
from proviso.queries.pages.plain import name_of
from proviso.queries.pages.reading import Reading, reading
from proviso.queries.record import Record
from proviso.records.models import Matter

Table = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewChoice:
    """A review that a report can be asked about."""

    review: str
    title: str
    training: bool


def reviews_at_desk(record: Record, *, known: date) -> tuple[ReviewChoice, ...]:
    """The reviews of the reader's agencies, the real ones first."""
    training = reading().training
    found = ((name, record.review(name, known=known).opened) for name in record.desks)
    told = [
        ReviewChoice(review=name, title=one.title if one else name, training=name in training)
        for name, one in found
    ]
    return tuple(sorted(told, key=lambda one: (one.training, one.review)))


def shared(record: Record, review: str) -> Reading | None:
    """The reading that all pages share, for a review at the reader's desk; None for any other.

    Whoever sees an agency's review sees every matter of it, so that one answer serves all of them.
    """
    return reading() if review in record.desks else None


def stood(
    record: Reading, review: str, *, on: date, known: date
) -> Iterator[tuple[Matter, Standing]]:
    """Each matter of the review that was open by the day, with its standing, in order of id."""
    matters = record.of_review.get(review, ())
    record.read([f"matter:{one.matter}" for one in matters])
    for one in matters:
        standing = record.standing(one.matter, on=on, known=known)
        if standing.matter.opened:
            yield one, standing


def named(record: Reading, one: Matter) -> str:
    """What the matter's government is called."""
    return name_of(record, one.respondent)


def iso(value: date | None) -> str:
    """A day for a file; empty where it is not known."""
    return value.isoformat() if value else ""
