"""Contacts brought in from a table: each noted, verified, superseded as far as the record lacks it. All of it, or nothing."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from proviso.acts.act import Deed, Told
from proviso.acts.asked import asked, told_of
from proviso.acts.parsing import Wrong, fact_of
from proviso.acts.perform import Sitting, sitting
from proviso.acts.table import ALL
from proviso.domain.contacts import reasons
from proviso.domain.facts.matters import ContactNoted
from proviso.domain.matters import Contact
from proviso.domain.refusals import Refusal
from proviso.outside.ids import new_key
from proviso.outside.one_table import read_one
from proviso.outside.tables import Columns, Fault, Row, shown
from proviso.records import register

COLUMNS = Columns(
    required=("matter", "contact", "office", "channel"),
    optional=("name", "address", "on", "verified_on", "how", "supersedes", "why", "note"),
)
FIELDS = ("contact", "office", "name", "address", "channel")
Key = Callable[[Row, str], str]
UNTOLD = {"how": "as the table says", "why": "another contact takes its place"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """How many were noted, verified and superseded, and how many stood there already; with problems, nothing was done."""

    noted: int = 0
    verified: int = 0
    superseded: int = 0
    known: int = 0
    problems: tuple[Fault, ...] = ()


def bring_in_contacts(path: Path, *, by: str, at: datetime, dry_run: bool = False) -> Came:
    """Bring a table's contacts in, in one sitting, or say every problem and write nothing."""
    rows, faults = read_one(path, COLUMNS)
    came = Coming(by=by, at=at, problems=list(faults))
    with sitting() as now:
        named = [row for row in rows if came.is_named(now, row)]
        now.hold({f"matter:{row.cells['matter'].strip()}" for row in named})
        for row in named:
            came.take(now, row)
        if dry_run or came.problems:
            now.undo()
        else:
            now.checkpoint()
    if came.problems:
        problems = sorted(came.problems, key=lambda one: one.line)
        return Came(known=came.known, problems=tuple(problems))
    return Came(
        noted=came.done["noted"],
        verified=came.done["verified"],
        superseded=came.done["superseded"],
        known=came.known,
    )


class Coming:
    """The contacts of a table so far, and what was wrong with some. A roster's table brings its contacts in by it too."""

    def __init__(
        self, *, by: str, at: datetime, problems: list[Fault], key: Key = lambda _, __: new_key()
    ) -> None:
        self.by, self.at, self.key = by, at, key
        self.known = 0
        self.done = {"noted": 0, "verified": 0, "superseded": 0}
        self.problems = problems
        self.lines: dict[tuple[str, str], int] = {}

    def is_named(self, now: Sitting, row: Row) -> bool:
        """Whether the row names a matter of the record, and a contact that no other row names."""
        matter, contact = (row.cells.get(one, "").strip() for one in ("matter", "contact"))
        first = self.lines.setdefault((matter, contact), row.line)
        if matter and not now.rooms.has_stream(f"matter:{matter}"):
            expected = "the name of a matter that has been opened"
            cure = "Correct the name, or open the matter first (open-matter)."
            self._wrong(row, "matter", shown(matter), expected, cure)
        elif not matter or not contact:
            field = "contact" if matter else "matter"
            self._wrong(row, field, "nothing", "a name", "Fill it in.")
        elif first != row.line:
            found = f"the same contact as in line {first}"
            self._wrong(row, "contact", found, "each contact once", "Remove one of the two.")
        else:
            return True
        self.problems += _unfit(row)
        return False

    def take(self, now: Sitting, row: Row) -> None:
        """Note, verify and let it take another's place, as far as the record does not have that yet."""
        before = dict(self.done)
        contacts = now.rooms.matter(f"matter:{row.cells['matter'].strip()}").matter.contacts
        held = contacts.get(row.cells["contact"].strip())
        found = (
            self._note(now, row, held)
            or self._verify(now, row, held)
            or self._supersede(now, row, contacts)
        )
        self.problems += found
        self.known += not found and before == self.done

    def _note(self, now: Sitting, row: Row, held: Contact | None) -> list[Fault]:
        if held is None:
            return _unfit(row) or self._do(now, row, "note-contact", "noted", self._noted_on(row))
        differs = _differs(held, row)
        return [_fault(row, differs)] if differs else []

    def _noted_on(self, row: Row) -> str:
        """The day that is told; else today, or the earlier day on which it was verified: it was known by then."""
        verified, today = row.cells.get("verified_on", "").strip(), self.at.date().isoformat()
        return row.cells.get("on", "").strip() or (verified if "" < verified < today else today)

    def _verify(self, now: Sitting, row: Row, held: Contact | None) -> list[Fault]:
        on = row.cells.get("verified_on", "").strip()
        if not on or (held is not None and str(held.verified_on) == on):
            return []
        return self._do(now, row, "verify-contact", "verified", on)

    def _supersede(self, now: Sitting, row: Row, contacts: Mapping[str, Contact]) -> list[Fault]:
        old, new = (row.cells.get(one, "").strip() for one in ("supersedes", "contact"))
        if not old or (old in contacts and contacts[old].successor == new):
            return []
        cells = {**row.cells, "contact": old, "successor": new}
        told = Row(act=row.act, file=row.file, line=row.line, cells=cells)
        return self._do(now, told, "supersede-contact", "superseded", row.cells.get("on", ""))

    def _do(self, now: Sitting, row: Row, act: str, what: str, on: str) -> list[Fault]:
        cells = {**UNTOLD, **row.cells, "on": on.strip() or self.at.date().isoformat()}
        read = asked(ALL[act], cells)
        deed = read if isinstance(read, tuple) else read.deed(register.resolve)
        told = told_of({**cells, "by": self.by}, at=self.at, key=self.key(row, act))
        if isinstance(deed, Deed) and isinstance(told, Told):
            outcome = now.do(deed, told)
            if isinstance(outcome, Refusal):
                return [_refused(row, outcome)]
            self.done[what] += 1
            return []
        day = "verified_on" if act == "verify-contact" else "on"
        return list(_wrongs(row, deed, told, day=day))

    def _wrong(self, row: Row, field: str, found: str, expected: str, cure: str) -> None:
        wrong = Wrong(field=field, found=found, expected=expected, cure=cure)
        self.problems.append(_fault(row, wrong))


def _unfit(row: Row) -> list[Fault]:
    """Everything that could not stand on an envelope or in a header, whatever matter it is for."""
    read = fact_of(ContactNoted, row.cells)
    if isinstance(read, tuple):
        return list(_wrongs(row, read, day="on"))
    assert isinstance(read, ContactNoted)  # noqa: S101 - the fact that was asked for
    return [_refused(row, one) for one in reasons(read)]


def _wrongs(row: Row, *found: object, day: str) -> Iterator[Fault]:
    """Everything that could not be read; the envelope's day under the column it stands in."""
    for told in found:
        for one in told if isinstance(told, tuple) else ():
            yield _fault(row, replace(one, field=day) if one.field == "on" else one)


def _refused(row: Row, refusal: Refusal) -> Fault:
    """A refusal in the words of the domain, under the column that it speaks of."""
    spoken_of = next((one for one in FIELDS if f"The {one} " in refusal.reason), "contact")
    return Fault(
        file=row.file,
        line=row.line,
        field="address" if refusal.code == "mail.not-an-address" else spoken_of,
        found=refusal.reason.rstrip("."),
        expected="",
        cure=refusal.cure,
    )


def _fault(row: Row, wrong: Wrong) -> Fault:
    return Fault(
        file=row.file,
        line=row.line,
        field=wrong.field,
        found=wrong.found if wrong.found == "nothing" else repr(wrong.found),
        expected=wrong.expected,
        cure=wrong.cure,
    )


def said(one: Fault) -> str:
    """FILE:LINE: FIELD: what was found and what is expected, or why not; what to do."""
    place = f"{one.file}:{one.line}" if one.line else one.file
    field = f" {one.field}:" if one.field else ""
    why = f"found {one.found}; expected {one.expected}" if one.expected else one.found
    return f"{place}:{field} {why}. {one.cure}"


def _differs(held: Contact, row: Row) -> Wrong | None:
    """A contact of that name that is another one: it is superseded by a new one, never changed."""
    for name in FIELDS[1:]:
        told = unicodedata.normalize("NFC", row.cells.get(name, "").strip())
        if told and told != (getattr(held, name) or ""):
            return Wrong(
                field=name,
                found=shown(told),
                expected=repr(getattr(held, name) or "") + " as on record",
                cure=f"Give the new contact a name of its own, with supersedes = {held.contact}.",
            )
    return None
