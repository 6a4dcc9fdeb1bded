"""Is the ledger whole? Verifying, exporting, its head. Nothing is written, but an export's file by its caller."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice

from django.db import DatabaseError, connection

from proviso.domain.checkpoints import Kept, checkpoint_from
from proviso.domain.encoding import Unreadable
from proviso.domain.entries import Entry
from proviso.domain.exporting import SQLITE, Reader, export
from proviso.domain.facts.governments import RegisterLoaded
from proviso.domain.merkle import tree_head
from proviso.domain.verifying import CannotBeRead, Verdict, verify
from proviso.outside import gazetteer, keys
from proviso.people import guards as people_guards
from proviso.records import agreement, guards, lost, register, sqlite_file, stored, streams

MOST_NAMED = 20
UNREADABLE = (
    *stored.DAMAGE,
    Unreadable,
    ValueError,
    TypeError,
    gazetteer.RegisterUnreadable,
    OSError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where the ledger stands, and where it was last signed."""

    entries: int
    streams: int
    root: str
    checkpoint: int | None
    signed_root: str | None
    signed_at: str | None
    key: str | None


def head() -> Head:
    """The tree head now, and the last signed one."""
    heads = streams.heads()
    kept = streams.checkpoints()
    last = checkpoint_from(kept[-1].body) if kept else None
    return Head(
        entries=sum(length for length, _ in heads.values()),
        streams=len(heads),
        root=tree_head(heads),
        checkpoint=last.number if last else None,
        signed_root=last.root if last else None,
        signed_at=last.at if last else None,
        key=last.key if last else None,
    )


def why_no_ledger() -> str | None:
    """Why there is no ledger here to look at, or None. Makes nothing, not even an empty database."""
    file = sqlite_file.place()
    if file and not file.exists():
        return why_no_database()
    if why_no_database():
        return None  # there is something, and it is damaged: verifying says so
    if connection.vendor == "postgresql":
        try:
            connection.ensure_connection()
        except DatabaseError as trouble:
            return f"the database does not answer: {stored.message_of(trouble)}"
    try:
        with stored.snapshot():
            empty = not connection.introspection.table_names()
    except stored.DAMAGE:
        return None
    place = connection.settings_dict["NAME"]
    return f"the database {place} is empty" if empty else None


def why_no_database() -> str | None:
    """Why what is there is no database, or None. SQLite is not asked: it would write to the file."""
    file = sqlite_file.place()
    if file is None:
        return None
    if not file.exists():
        return f"there is no database at {file}"
    try:
        with file.open("rb") as opened:
            begins = opened.read(len(SQLITE))
    except OSError as trouble:
        return f"the database {file} cannot be read: {trouble.strerror}"
    if begins in {b"", SQLITE}:
        return None
    return f"{file} cannot be read: it is not an SQLite database"


def verify_database() -> Verdict:
    """Verify every row, checkpoint and guard, and the tables derived from the entries."""
    if why := why_no_database():
        return _unreadable(why)
    try:
        with stored.snapshot():
            return _verified()
    except stored.DAMAGE as trouble:
        return _unreadable(sqlite_file.why_unreadable(trouble))


def _unreadable(why: str) -> Verdict:
    told = f"{why}. Nothing can be said of its entries. {lost.CURE}"
    problems = (told, *_looked("the header of the database file", _header))
    return replace(verify((), (), keys.signed_by), problems=problems)


def _verified() -> Verdict:
    kept, problems = _kept()
    found = verify(stored.rows(), kept, keys.signed_by)
    for name, look in PARTS:
        problems += _looked(name, look)
    problems += _other_key(found.key)
    notes = _looked("the header of the database file", _header_noted)
    return replace(found, problems=(*found.problems, *problems), notes=tuple(notes))


def _kept() -> tuple[list[Kept], list[str]]:
    kept: list[Kept] = []
    try:
        kept.extend(stored.kept())
    except CannotBeRead as trouble:
        return kept, [f"the checkpoints cannot be read after number {len(kept)}: {trouble}"]
    return kept, []


def _looked(name: str, look: Callable[[], Iterable[str]]) -> list[str]:
    try:
        return list(look())
    except UNREADABLE as trouble:
        return [f"{name} cannot be read: {stored.message_of(trouble)}"]


def _header() -> Iterator[str]:
    file = sqlite_file.place()
    return sqlite_file.header_wrong(file) if file else iter(())


def _header_noted() -> Iterator[str]:
    file = sqlite_file.place()
    return sqlite_file.header_noted(file) if file else iter(())


def _pages() -> Iterator[str]:
    return sqlite_file.pages_wrong() if connection.vendor == "sqlite" else iter(())


def _register() -> Iterator[str]:
    """The register's tables; where they differ, row by row if the package has that edition."""
    entries = streams.entries("register")
    problems = list(agreement.register_differs(entries))
    yield from problems
    if problems:
        yield from _rows_that_differ(entries)


def _rows_that_differ(entries: Iterable[Entry]) -> Iterator[str]:
    named = {one.fact.edition for one in entries if isinstance(one.fact, RegisterLoaded)}
    if gazetteer.packaged_edition() not in named:
        return
    edition = list(gazetteer.load_register())
    rows = {row.ocd_id: row for row in map(register.row_of, edition)}
    aliases = register.aliases_of(edition)
    digest = register.digest_of(rows.values(), aliases)
    loaded = (one.fact for one in entries)
    if any(isinstance(fact, RegisterLoaded) and fact.sha256 == digest for fact in loaded):
        beside = register.by_hand(entries)
        yield from islice(agreement.rows_differ(rows, beside), MOST_NAMED)
        yield from islice(agreement.aliases_differ(aliases, beside), MOST_NAMED)


def _matters() -> Iterator[str]:
    return agreement.matters_differ(streams.first_entries("matter:"))


def _other_key(key: str | None) -> Iterator[str]:
    try:
        own = keys.held()
    except keys.KeyUnusable as trouble:
        yield f"{trouble}"
        return
    if own and key and own != key:
        yield f"the checkpoints are signed by {key}, and this installation's key is {own}"


PARTS: tuple[tuple[str, Callable[[], Iterable[str]]], ...] = (
    ("the guards of the ledger's tables", guards.missing),
    ("the header of the database file", _header),
    ("the database file", _pages),
    ("the register", _register),
    ("the table of matters", _matters),
    ("the table of who recorded what", agreement.recorded_differs),
    ("the guards of the logs of reads and changes", people_guards.missing),
)


def unguarded() -> tuple[str, ...]:
    """Which of the database's own guards of the ledger and of the logs are not in place."""
    return (*guards.missing(), *people_guards.missing())


def verify_export(lines: Iterable[bytes]) -> Verdict:
    """Verify an export, with no database."""
    read = Reader(lines)
    found = verify(read.links(), read.checkpoints(), keys.signed_by)
    return replace(found, problems=(*read.problems, *found.problems))


def export_lines() -> Iterator[bytes]:
    """The whole ledger as lines. Raises Unexportable where a stored row cannot be a line."""
    with stored.snapshot(), closing(streams.links()) as links:
        yield from export(links, streams.checkpoints())


def count() -> int:
    """How many entries there are."""
    return streams.count()
