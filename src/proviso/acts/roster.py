"""A roster brought in from a table: each government listed, its matter opened, its ids and contact recorded, as far as the record lacks it. All of it, or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from proviso.acts.act import Deed, Told
from proviso.acts.asked import asked, told_of
from proviso.acts.contacts import Coming
from proviso.acts.parsing import Wrong
from proviso.acts.perform import Sitting, sitting
from proviso.acts.table import ALL
from proviso.domain.matters import Identity
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review
from proviso.domain.rulebook import Procedure
from proviso.outside.tables import Columns, Fault, Row, shown

COLUMNS = Columns(
    required=("respondent",),
    optional=(
        *("state", "kind", "geoid", "criteria", "why"),
        *("matter", "year", "award", "role", "hearing_right"),
        *("contact", "office", "name", "address", "channel", "verified_on", "how"),
    ),
)
OF_MATTER = ("year", "award", "role", "hearing_right")
OF_CONTACT = ("contact", "office", "name", "address", "channel", "verified_on", "how")
ACTS = ("list-respondent", "open-matter", "confirm-identity", "note-contact", "verify-contact")
WHY = "As the table of the roster says."
CONTACT = "officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrant:
    """A row of the table, and whose it is: that was found out before."""

    row: Row
    ocd_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that the table adds to the record."""

    line: int
    ocd_id: str
    act: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What the table adds, in its order; the lines that add nothing; every problem. With problems nothing is recorded."""

    changes: tuple[Change, ...] = ()
    unchanged: tuple[int, ...] = ()
    problems: tuple[Fault, ...] = ()
    recorded: bool = False

    @property
    def digest(self) -> str:
        """What fixes the changes: another state of the record, or another table, gives another."""
        return sha256(repr(self.changes).encode()).hexdigest()


def enlist(
    review: str,
    entrants: Sequence[Entrant],
    *,
    by: str,
    at: datetime,
    key: str,
    seen: str | None = None,
) -> Listed:
    """Say what the table would add; record it where that is what was `seen` (its digest) and nothing is wrong."""
    with sitting() as now:
        coming = _Roster(now, review, by=by, at=at, key=key)
        coming.hold(entrants)
        for one in entrants:
            coming.take(one)
        found = coming.result()
        if found.problems or not found.changes or seen != found.digest:
            now.undo()
            return found
        now.checkpoint()
    return replace(found, recorded=True)


@dataclass(slots=True)
class _Roster:
    """The table on its way in: what was done so far, and what was wrong."""

    now: Sitting
    review: str
    by: str = field(kw_only=True)
    at: datetime = field(kw_only=True)
    key: str = field(kw_only=True)
    changes: list[Change] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    problems: list[Fault] = field(default_factory=list)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)

    def hold(self, entrants: Iterable[Entrant]) -> None:
        """Lock the review and every matter that the table names; read them, the keys and the bodies together."""
        named = {one.row.cells.get("matter", "").strip() for one in entrants} - {""}
        self.now.expect(self._key(one.row, act) for one in entrants for act in ACTS)
        self.now.rooms.know(one.ocd_id for one in entrants)
        self.now.hold({f"review:{self.review}", *(f"matter:{name}" for name in named)})

    def result(self) -> Listed:
        return Listed(
            changes=tuple(self.changes),
            unchanged=tuple(self.unchanged),
            problems=tuple(sorted(self.problems, key=lambda one: one.line)),
        )

    def take(self, one: Entrant) -> None:
        """Do what one row asks for and the record lacks; stop at the first thing that cannot be done."""
        before = len(self.changes)
        wrong = (
            self._twice(one)
            or self._list(one)
            or self._open(one)
            or self._confirm(one)
            or self._contact(one)
        )
        self.problems += wrong
        if not wrong and before == len(self.changes):
            self.unchanged.append(one.row.line)

    def _twice(self, one: Entrant) -> list[Fault]:
        matter = one.row.cells.get("matter", "").strip()
        first = self.lines.setdefault((one.ocd_id, matter), one.row.line)
        if first == one.row.line:
            return []
        found = f"the same government and matter as in line {first}"
        return [_fault(one.row, _wrong("respondent", found, "each once", "Remove one of the two."))]

    def _list(self, one: Entrant) -> list[Fault]:
        if one.ocd_id in self._review.roster:
            return []
        cells = one.row.cells
        told = {
            "respondent": one.ocd_id,
            "criteria": cells.get("criteria", "") or self._criteria,
            "why": cells.get("why", "") or WHY,
        }
        return self._do(one, "list-respondent", told, "put on the roster")

    def _open(self, one: Entrant) -> list[Fault]:
        matter = one.row.cells.get("matter", "").strip()
        if not matter:
            return self._unnamed(one.row)
        if self.now.rooms.has_stream(f"matter:{matter}"):
            return self._theirs(one, matter)
        return self._do(one, "open-matter", self._matter(one), f"matter {matter} opened")

    def _unnamed(self, row: Row) -> list[Fault]:
        """Refuse what only a matter can have, where the row names none."""
        told = [name for name in (*OF_MATTER, *OF_CONTACT) if row.cells.get(name)]
        if not told:
            return []
        found = f"nothing, and {told[0]} is filled in"
        cure = "Name the matter, such as T01-FY2026, or leave its columns empty."
        return [_fault(row, _wrong("matter", found, "the matter that it belongs to", cure))]

    def _theirs(self, one: Entrant, matter: str) -> list[Fault]:
        """Refuse a matter that is another government's, or another review's."""
        opened = self.now.rooms.matter(f"matter:{matter}").matter.opened
        if opened and (opened.review, opened.respondent) == (self.review, one.ocd_id):
            return []
        cure = "Choose a name that is not taken, or correct the government."
        found = f"{shown(matter)}, which another government or review has"
        return [_fault(one.row, _wrong("matter", found, "its own matter, or a new one", cure))]

    def _matter(self, one: Entrant) -> dict[str, str]:
        """The cells of a matter that is opened, with what follows from the review where the row says nothing."""
        cells, opened = one.row.cells, self._review.opened
        role = cells.get("role", "").strip() or "direct"
        hearing = self._procedure.hearing if self._procedure else {}
        return {
            **{name: cells.get(name, "") for name in ("matter", "year", "award")},
            "role": role,
            "hearing_right": cells.get("hearing_right", "") or hearing.get(role, "arguable"),
            "review": self.review,
            "respondent": one.ocd_id,
            "programme": opened.programme if opened else "",
            "conditions": opened.condition if opened else "",
        }

    def _confirm(self, one: Entrant) -> list[Fault]:
        matter, geoid = (one.row.cells.get(name, "").strip() for name in ("matter", "geoid"))
        if not (matter and geoid):
            return []
        standing = self.now.rooms.matter(f"matter:{matter}")
        if standing.matter.identity is not Identity.UNSTATED:
            return []
        told = {"matter": matter, "ids": f"{one.ocd_id}; {geoid}", "confirmed_by": self.by}
        return self._do(one, "confirm-identity", told, "identity confirmed by two ids")

    def _contact(self, one: Entrant) -> list[Fault]:
        if not any(one.row.cells.get(name) for name in OF_CONTACT):
            return []
        cells = {"contact": CONTACT, **one.row.cells}
        coming = Coming(by=self.by, at=self.at, problems=[], key=self._key)
        coming.take(self.now, replace(one.row, cells=cells))
        for what, act in (("noted", "note-contact"), ("verified", "verify-contact")):
            if coming.done[what]:
                whom = cells.get("name") or cells.get("office") or cells["contact"]
                self._add(one, act, f"contact {whom} {what}")
        return coming.problems

    def _do(self, one: Entrant, act: str, cells: Mapping[str, str], says: str) -> list[Fault]:
        told = {**cells, "on": self.at.date().isoformat(), "by": self.by}
        read = asked(ALL[act], told, otherwise=self.review)
        deed = read if isinstance(read, tuple) else read.deed(self.now.rooms.canonical)
        envelope = told_of(told, at=self.at, key=self._key(one.row, act))
        if not (isinstance(deed, Deed) and isinstance(envelope, Told)):
            return [
                _fault(one.row, each)
                for found in (deed, envelope)
                for each in (found if isinstance(found, tuple) else ())
            ]
        outcome = self.now.do(deed, envelope)
        if isinstance(outcome, Refusal):
            return [_refused(one.row, outcome)]
        self._add(one, act, says)
        return []

    def _key(self, row: Row, act: str) -> str:
        return f"{self.key}/{row.line}/{act}"

    def _add(self, one: Entrant, act: str, says: str) -> None:
        self.changes.append(Change(line=one.row.line, ocd_id=one.ocd_id, act=act, says=says))

    @property
    def _review(self) -> Review:
        return self.now.rooms.review(self.review)

    @property
    def _procedure(self) -> Procedure | None:
        return self.now.rooms.procedure(self._review, self.at.date())

    @property
    def _criteria(self) -> str:
        """The last criteria that were published; none where there are none."""
        return next(reversed(tuple(self._review.criteria)), "")


def _wrong(name: str, found: str, expected: str, cure: str) -> Wrong:
    return Wrong(field=name, found=found, expected=expected, cure=cure)


def _fault(row: Row, wrong: Wrong) -> Fault:
    return Fault(
        file=row.file,
        line=row.line,
        field=wrong.field,
        found=wrong.found,
        expected=wrong.expected,
        cure=wrong.cure,
    )


def _refused(row: Row, refusal: Refusal) -> Fault:
    """A refusal in the words of the domain, under the column that its code names where there is one."""
    noun = refusal.code.partition(".")[0]
    known = noun if noun in (*COLUMNS.required, *COLUMNS.optional) else "respondent"
    return Fault(
        file=row.file,
        line=row.line,
        field=known,
        found=refusal.reason.rstrip("."),
        expected="",
        cure=refusal.cure,
    )
