"""Rows of tables to deeds: cells to facts and envelopes, in the order in which they are brought in. Decides nothing."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from proviso.acts.act import ROOMS, Act, Told
from proviso.acts.asked import Asked, asked, stream_column, told_of
from proviso.acts.parsing import Wrong, fields_of
from proviso.acts.table import ALL, PLACE
from proviso.outside.tables import About, Columns, Row

# Acts that others rest on: where their day is not known exactly, they come as early as they can.
EARLY = frozenset(
    {"enter-order", "define-item", "publish-criteria", "open-round", "note-contact", "send-letter"}
)
ENVELOPE = ("on", "learned", "confidence", "evidence", "note", "by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A row whose cells could be read: what it asks for, and its envelope."""

    row: Row
    asked: Asked
    told: Told

    @property
    def act(self) -> Act:
        return self.asked.act


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """What every row of the folder shares."""

    about: About
    at: datetime
    by: str
    known_source: Callable[[str], bool]


def sheets() -> Mapping[str, Columns]:
    """The columns of each act's table. A review's rows may leave the review to review.toml."""
    return {act.name: _columns(act) for act in ALL.values()}


def _columns(act: Act) -> Columns:
    own = fields_of(act.fact)
    column = stream_column(act)
    needed = [one.name for one in own if one.needed and one.name not in act.derived]
    beside = [one.name for one in own if one.name not in needed]
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
    review = folder.about.review if act.room == "review" else ""
    found = asked(act, row.cells, otherwise=review)
    told = told_of(
        row.cells,
        at=folder.at,
        key=key_of(folder.about.name, row),
        otherwise=folder.about.learned,
        known_source=folder.known_source,
    )
    if isinstance(found, tuple) or isinstance(told, tuple):
        return tuple(each for one in (found, told) if isinstance(one, tuple) for each in one)
    told = replace(told, by=told.by or folder.by, brought_in=True)
    return Ready(row=row, asked=found, told=told)


def in_order(rows: Iterable[Ready]) -> list[Ready]:
    """Room by room; in a room what opens its streams first, then by day, act, file and line.

    Where only the month or year is known, its last day counts, and its first for what others
    rest on. Where no day is known, it is the day on which it was learned, or before all others.
    """
    return sorted(rows, key=_place)


def _place(one: Ready) -> tuple[int, bool, date, int, str, int]:
    told = one.told
    early = one.act.name in EARLY and told.precision != "day"
    day = _earliest(told) if early else told.on or told.learned
    return (
        ROOMS.index(one.act.room),
        not one.act.opens,
        day,
        PLACE[one.act.name],
        one.row.file,
        one.row.line,
    )


def _earliest(told: Told) -> date:
    """The first day on which it may have happened."""
    if told.on is None:
        return date.min
    return told.on.replace(day=1) if told.precision == "month" else told.on.replace(month=1, day=1)
