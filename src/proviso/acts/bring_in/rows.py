"""Rows of tables to deeds: cells to facts and envelopes, in the order in which they are brought in. Decides nothing."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from proviso.acts.act import ROOMS, Act, Deed, Told
from proviso.acts.parsing import (
    Field,
    Resolve,
    Wrong,
    fact_of,
    fields_of,
    located,
    read_confidence,
    read_evidence,
    read_field,
    when,
)
from proviso.acts.table import ALL, PLACE
from proviso.domain.facts import Fact
from proviso.outside.tables import About, Columns, Row

# Acts that rest on nothing but their room: where their day is not known, they come first in it.
UNDATED_FIRST = frozenset(
    {"enter-order", "define-item", "publish-criteria", "open-round", "note-contact", "send-letter"}
)
ENVELOPE = ("on", "learned", "confidence", "evidence", "note", "by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A row whose cells could be read. Governments in `fact` are still as written."""

    row: Row
    act: Act
    stream: str
    fact: Fact
    told: Told

    def deed(self, resolve: Resolve) -> Deed | tuple[Wrong, ...]:
        """The deed, with governments found in the register as it is by now."""
        fact = located(self.fact, resolve)
        if isinstance(fact, tuple):
            return fact
        return Deed(act=self.act, stream=self.stream, fact=fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """What every row of the folder shares."""

    about: About
    at: datetime
    by: str
    known_source: Callable[[str], bool]


def stream_column(act: Act) -> str | None:
    """The column that names the stream, where the fact does not have it; None where there is none."""
    if act.room == "register" or any(one.name == act.room for one in fields_of(act.fact)):
        return None
    return act.room


def sheets() -> Mapping[str, Columns]:
    """The columns of each act's table. A review's rows may leave the review to review.toml."""
    return {act.name: _columns(act) for act in ALL.values()}


def _columns(act: Act) -> Columns:
    own = fields_of(act.fact)
    column = stream_column(act)
    needed = [one.name for one in own if one.needed]
    beside = [one.name for one in own if not one.needed]
    if column:
        (beside if column == "review" else needed).insert(0, column)
    return Columns(required=tuple(needed), optional=(*beside, *ENVELOPE))


def key_of(name: str, row: Row) -> str:
    """The idempotency key of a row: the same row of the same file of the same import is one act."""
    content = json.dumps(
        {one: cell.strip() for one, cell in row.cells.items()}, sort_keys=True, ensure_ascii=True
    )
    return hashlib.sha256(f"{name}\x1f{row.file}\x1f{content}".encode()).hexdigest()


def ready(row: Row, folder: Folder) -> Ready | tuple[Wrong, ...]:
    """Read a row's cells; everything that is wrong with them, where something is."""
    act = ALL[row.act]
    fact = fact_of(act.fact, row.cells)
    stream = _stream(act, row, folder.about)
    told = _told(row, folder)
    wrong = [each for one in (fact, stream, told) if isinstance(one, tuple) for each in one]
    if wrong or isinstance(fact, tuple) or isinstance(stream, tuple) or isinstance(told, tuple):
        return tuple(wrong)
    return Ready(row=row, act=act, stream=stream, fact=fact, told=told)


def _stream(act: Act, row: Row, about: About) -> str | tuple[Wrong, ...]:
    if act.room == "register":
        return "register"
    name = read_field(
        Field(name=act.room, kind="text", needed=True, absent=""), row.cells.get(act.room, "")
    )
    if isinstance(name, Wrong):
        return (name,)
    if act.room == "review" and not name:
        name = about.review
    if name:
        return f"{act.room}:{name}"
    expected = f"the {act.room} that the row belongs to"
    return (Wrong(field=act.room, found="nothing", expected=expected, cure="Fill it in."),)


def _told(row: Row, folder: Folder) -> Told | tuple[Wrong, ...]:
    cells = row.cells
    days = when(
        cells.get("on", ""),
        cells.get("learned", ""),
        today=folder.at.date(),
        otherwise=folder.about.learned,
    )
    confidence = read_confidence(cells.get("confidence", ""))
    evidence = read_evidence(cells.get("evidence", ""), folder.known_source)
    note = read_field(OPTIONAL["note"], cells.get("note", ""))
    by = read_field(OPTIONAL["by"], cells.get("by", ""))
    wrong = [one for one in (confidence, evidence, note, by) if isinstance(one, Wrong)]
    if isinstance(days, tuple):
        wrong = [*days, *wrong]
    if wrong or isinstance(days, tuple) or isinstance(confidence, Wrong):
        return tuple(wrong)
    return Told(
        by=by or folder.by,
        at=folder.at,
        on=days.on,
        learned=days.learned,
        key=key_of(folder.about.name, row),
        precision=days.precision,
        confidence=confidence,
        evidence=evidence if isinstance(evidence, tuple) else (),
        note=note,
        brought_in=True,
    )


OPTIONAL = {
    name: Field(name=name, kind="text", needed=False, absent=None) for name in ("note", "by")
}


def in_order(rows: Iterable[Ready]) -> list[Ready]:
    """Room by room; in a room what opens its streams first, then by day, act, file and line.

    Where `on` is not known, an act comes on the day on which it was learned, or first.
    """
    return sorted(rows, key=_place)


def _place(one: Ready) -> tuple[int, bool, date, int, str, int]:
    first = one.told.on is None and one.act.name in UNDATED_FIRST
    day = date.min if first else one.told.on or one.told.learned
    return (
        ROOMS.index(one.act.room),
        not one.act.opens,
        day,
        PLACE[one.act.name],
        one.row.file,
        one.row.line,
    )
