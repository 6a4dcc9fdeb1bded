"""What orders bar for the bodies that have matters, on any day: one engine over them, never over the whole register."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from proviso.domain.changes import changes
from proviso.domain.classes import classify
from proviso.domain.cover import Body
from proviso.domain.docket import Docket
from proviso.domain.sweep import Asked, Engine, Reason
from proviso.queries.pages.reading import Reading
from proviso.queries.sweep import Narrowed, questions, verdict
from proviso.records.models import Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What orders say of one act in one matter on account of one condition: `verdict`, and the effects behind it."""

    act: str
    condition: str
    verdict: str
    effects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An answer that changed on a day, for one matter. `effects` are those behind it before or after."""

    matter: str
    act: str
    condition: str
    before: str
    after: str
    effects: frozenset[str]
    because: tuple[str, ...]


ANYONE = (
    Body(ocd_id="any body", state=None, type=""),
    Body(ocd_id="any city", state=None, type="city"),
)


class Bars:
    """The orders' answers for every body that has a matter or is named by an order, as known on a day.

    Two bodies that are nobody stand at the end, for what reaches everyone.
    """

    def __init__(self, record: Reading, known: date) -> None:
        around = record.around(known)
        bodies = sorted(record.respondents.values(), key=lambda one: one.ocd_id)
        others = (
            record.body(one) for one in sorted(_named(around.docket) - set(record.respondents))
        )
        bodies += [one for one in others if one]
        self.record = record
        self.known = known
        self.asked = questions(record, Narrowed(), known=known)
        self.classes = classify(
            [*(around.body(one.ocd_id, one.type) for one in bodies), *ANYONE],
            around.docket,
            around.eligible,
        )
        self.bodies = tuple(bodies)
        self.engine = Engine(around.docket, self.asked, self.classes)
        self.place = {one.ocd_id: at for at, one in enumerate(bodies)}
        self.columns: dict[tuple[str, int], list[tuple[int, Asked]]] = {}
        for column, one in enumerate(self.asked):
            if one.programme and one.year:
                fits = self.columns.setdefault((one.programme, one.year), [])
                fits.append((column, one))

    def of(self, matter: Matter, conditions: tuple[str, ...], on: date) -> tuple[Bar, ...]:
        """For each act that may be asked about in a matter: what bars it; those that nothing bars are left out."""
        at = self.place.get(matter.respondent)
        if at is None:
            return ()
        table, reasons = self.engine.table(on)
        row = table[int(self.classes.of[at])]
        fits = self.columns.get((matter.programme, matter.year), ())
        return tuple(
            _bar(one, reasons[int(row[column])])
            for column, one in fits
            if one.condition in conditions and not reasons[int(row[column])].permitted
        )

    def moved(
        self, on: date, conditions: Mapping[str, tuple[str, ...]], review: str | None = None
    ) -> list[Moved]:
        """Whose answers changed on a day, matter by matter. `conditions` are those of each open matter."""
        found: list[Moved] = []
        inside: dict[int, list[Matter]] = {}
        for name in conditions:
            one = self.record.by_id[name]
            at = self.place.get(one.respondent)
            if at is not None and review in (None, one.review):
                inside.setdefault(int(self.classes.of[at]), []).append(one)
        for change in changes(self.engine, since=on, until=on):
            before, after = verdict(change.before), verdict(change.after)
            asked = change.question
            if before == after:
                continue
            for one in (each for group in change.classes for each in inside.get(group, ())):
                fits = (one.programme, one.year) == (asked.programme, asked.year)
                if fits and asked.condition in conditions[one.matter]:
                    found.append(
                        Moved(
                            matter=one.matter,
                            act=asked.act,
                            condition=asked.condition or "",
                            before=before,
                            after=after,
                            effects=frozenset(_behind(change.before) + _behind(change.after)),
                            because=change.because,
                        )
                    )
        return found


def _named(docket: Docket) -> set[str]:
    """The bodies that cover terms name."""
    terms = (term for node in docket.nodes for term in node.cover.terms)
    return {term.subject for term in terms if term.subject.startswith("ocd-division/")}


def _bar(asked: Asked, reason: Reason) -> Bar:
    return Bar(
        act=asked.act,
        condition=asked.condition or "",
        verdict=verdict(reason),
        effects=reason.bars or reason.may_bar,
    )


def _behind(reason: Reason) -> tuple[str, ...]:
    return reason.bars + reason.may_bar


def bars(record: Reading, known: date) -> Bars:
    """The engine as known on `known`, kept."""
    return record.once(("bars", known), lambda: Bars(record, known))
