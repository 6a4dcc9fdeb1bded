"""The money of a review, award by award: what is known of each kind of sum, what is not, and what orders keep from being withheld."""

from dataclasses import dataclass
from datetime import date

from proviso.domain.programmes import MoneyKind, totals
from proviso.queries.desks.report_matters import Table, named, shared, stood
from proviso.queries.pages.barring import Bar, bars
from proviso.queries.pages.money import Money, money
from proviso.queries.pages.reading import Reading
from proviso.queries.record import Record

SHOWN = (
    MoneyKind.AWARDED, MoneyKind.DRAWN, MoneyKind.AT_STAKE, MoneyKind.WITHHELD, MoneyKind.DISALLOWED,
    MoneyKind.REPAID, MoneyKind.FROZEN, MoneyKind.RELEASED,
)  # fmt: skip
TAKES = frozenset(
    "withhold-award withhold-cash deny-award suspend-award terminate-award require-repayment".split()
)
COLUMNS = (
    "matter", "government", "award", *(f"{one.replace('-', '_')}_cents" for one in SHOWN), "orders_bar", "orders_may_bar",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardLine:
    """One matter's money. A sum of None is not known. `barred` are the acts about money that orders bar in it."""

    matter: str
    government: str
    award: str | None
    sums: tuple[tuple[str, int | None], ...]
    barred: tuple[str, ...]
    may_be_barred: tuple[str, ...]

    def of(self, kind: str) -> int | None:
        """The sum of one kind, in cents."""
        return dict(self.sums).get(kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The money at stake in matters in which orders bar taking it: what is known of it, and in how many matters nothing is."""

    matters: int
    cents: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyReport:
    """Totals by kind with how many awards they rest on, each matter's line, and what orders keep from being taken."""

    review: str
    on: date
    known: date
    totals: Money
    lines: tuple[AwardLine, ...]
    kept: Kept


def money_report(record: Record, review: str, *, on: date, known: date) -> MoneyReport | None:
    """The money by the day; None for a review that is not at the reader's desk."""
    every = shared(record, review)
    if every is None:
        return None
    return every.list(
        ("money report", review, on, known), lambda: _report(every, review, on, known)
    )


def money_csv(found: MoneyReport) -> Table:
    """A row for each matter; a sum that is not known is empty."""
    rows = [
        (
            one.matter, one.government, one.award or "",
            *("" if cents is None else str(cents) for _, cents in one.sums),
            "; ".join(one.barred), "; ".join(one.may_be_barred),
        )
        for one in found.lines
    ]  # fmt: skip
    return (COLUMNS, *rows)


def _report(record: Reading, review: str, on: date, known: date) -> MoneyReport:
    held = bars(record, known)
    lines, open_ = [], []
    for one, standing in stood(record, review, on=on, known=known):
        open_.append(one)
        award = record.award(one.award, on=on, known=known) if one.award else None
        sums = totals(award) if award else dict.fromkeys(MoneyKind)
        opened = standing.matter.opened
        told = [
            each
            for each in held.of(one, opened.conditions if opened else (), on)
            if each.act in TAKES
        ]
        lines.append(
            AwardLine(
                matter=one.matter,
                government=named(record, one),
                award=one.award,
                sums=tuple((str(kind), sums.get(kind)) for kind in SHOWN),
                barred=_acts(told, "barred"),
                may_be_barred=_acts(told, "not known"),
            )
        )
    return MoneyReport(
        review=review,
        on=on,
        known=known,
        totals=money(record, open_, on=on, known=known),
        lines=tuple(lines),
        kept=_kept(lines),
    )


def _acts(told: list[Bar], verdict: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.act for one in told if one.verdict == verdict))


def _kept(lines: list[AwardLine]) -> Kept:
    theirs = [one for one in lines if one.barred]
    known = [cents for one in theirs if (cents := one.of(MoneyKind.AT_STAKE)) is not None]
    return Kept(matters=len(theirs), cents=sum(known), unknown=len(theirs) - len(known))
