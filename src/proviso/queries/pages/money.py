"""Money as pages print it: what is known of each award, totals by kind, and how many awards are not known. Reported totals are conflicts'."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from proviso.domain.programmes import Award, MoneyKind
from proviso.queries.pages.plain import Day, Sum, cents, name_of, the_day, words
from proviso.queries.pages.reading import Reading
from proviso.records.models import Matter

NO_AWARD = "No award is on record for this application."


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """One dated sum of one award. `counts` is false where it is a part of another sum of the award."""

    award: str
    government: str
    kind: str
    sum: Sum
    scope: str
    question: str | None
    on: Day
    ref: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """All sums of one kind on record: their total, from how many awards, and how many awards have none."""

    kind: str
    total: Sum
    awards: int
    without: int
    rows: tuple[Paid, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Totals of each kind that has a sum; the kinds that have none; awards and applications counted."""

    totals: tuple[Total, ...]
    none_of: tuple[str, ...]
    awards: int
    applications: int
    says: str


def money(record: Reading, matters: Iterable[Matter], *, on: date, known: date) -> Money:
    """What is known of the money of these matters by the day."""
    told = tuple(matters)
    named = {one.award: one.respondent for one in told if one.award}
    record.read([f"award:{name}" for name in named])
    rows: list[Paid] = []
    for name, respondent in named.items():
        rows += _sums(record, name, respondent, record.award(name, on=on, known=known))
    kinds = [words(kind) for kind in MoneyKind]
    totals = tuple(_total(kind, rows, len(named)) for kind in kinds if _of(kind, rows))
    applications = sum(one.award is None for one in told)
    return Money(
        totals=totals,
        none_of=tuple(kind for kind in kinds if not _of(kind, rows)),
        awards=len(named),
        applications=applications,
        says=_says(len(named), applications, totals),
    )


def _sums(record: Reading, name: str, respondent: str, award: Award) -> list[Paid]:
    who = name_of(record, respondent)
    found = [
        Paid(
            award=name, government=who, kind=words(one.kind), sum=cents(one.cents), scope=one.scope,
            question=one.question, on=the_day(one.on), ref=one.ref,
        )
        for one in award.money
    ]  # fmt: skip
    made = award.made
    if (
        made is not None
        and made.cents is not None
        and not any(one.kind == "awarded" for one in found)
    ):
        found.append(
            Paid(
                award=name, government=who, kind="awarded", sum=cents(made.cents),
                scope="the sum of the award", question=None, on=the_day(award.made_on),
                ref=award.made_ref,
            )
        )  # fmt: skip
    return found


def _of(kind: str, rows: list[Paid]) -> tuple[Paid, ...]:
    return tuple(one for one in rows if one.kind == kind)


def _total(kind: str, rows: list[Paid], awards: int) -> Total:
    its_own = _of(kind, rows)
    having = len({one.award for one in its_own})
    return Total(
        kind=kind,
        total=cents(sum(one.sum.cents or 0 for one in its_own)),
        awards=having,
        without=awards - having,
        rows=its_own,
    )


def _says(awards: int, applications: int, totals: tuple[Total, ...]) -> str:
    if not awards:
        return NO_AWARD if applications else "No award is on record."
    known = ", ".join(f"{one.kind}: {one.awards} of {awards} awards" for one in totals)
    told = f"Sums are known for: {known}." if known else "No sum is on record for any award."
    return f"{told} What is not known is not counted as nought. Totals add what is on record as it stands."
