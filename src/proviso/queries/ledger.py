"""Is the ledger whole? Verifying, exporting, its head. Nothing is written, but an export's file by its caller."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db import DatabaseError, connection

from proviso.domain.chain import Break, Link
from proviso.domain.checkpoints import checkpoint_from
from proviso.domain.exporting import Reader, export
from proviso.domain.facts.governments import GovernmentNoted, GovernmentRenamed, RegisterLoaded
from proviso.domain.merkle import tree_head
from proviso.domain.verifying import Verdict, verify
from proviso.outside.keys import signed_by
from proviso.records import projections, register, streams


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
    last = checkpoint_from(kept[-1][1]) if kept else None
    return Head(
        entries=sum(length for length, _ in heads.values()),
        streams=len(heads),
        root=tree_head(heads),
        checkpoint=last.number if last else None,
        signed_root=last.root if last else None,
        signed_at=last.at if last else None,
        key=last.key if last else None,
    )


def verify_database() -> Verdict:
    """Verify every row, checkpoint, trigger, and the tables derived from them."""
    last: list[Link] = []
    try:
        found = verify(_watched(last), streams.checkpoints(), signed_by)
        problems = [*_triggers(), *_file_sound(), *_register_as_loaded(), *_derived()]
        return replace(found, problems=(*found.problems, *problems))
    except DatabaseError as trouble:
        return _unreadable(last, trouble)


def _watched(last: list[Link]) -> Iterator[Link]:
    for link in streams.links():
        last[:] = [link]
        yield link


def _unreadable(last: list[Link], trouble: Exception) -> Verdict:
    """The database itself is damaged: say after which entry reading stopped."""
    where = Break(
        stream=last[0].stream if last else "(none)",
        number=last[0].number + 1 if last else 1,
        why=f"the database cannot be read from here on: {trouble}",
    )
    return Verdict(
        entries=0,
        streams=0,
        checkpoints=0,
        unsigned=0,
        root="",
        key=None,
        roots=(),
        breaks=(where,),
        problems=(),
    )


def _triggers() -> Iterator[str]:
    if not streams.guarded():
        yield "the triggers that refuse UPDATE and DELETE on the ledger are not in place"


def _file_sound() -> Iterator[str]:
    """SQLite's own check of pages and indexes; it names what is wrong with the file."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        for (line,) in cursor.fetchall():
            if line != "ok":
                yield f"the database file: {line}"


def _register_as_loaded() -> Iterator[str]:
    noted: set[str] = set()
    loaded: RegisterLoaded | None = None
    for entry in streams.entries("register"):
        match entry.fact:
            case RegisterLoaded() as fact:
                loaded = fact
            case GovernmentNoted(ocd_id=ocd_id) | GovernmentRenamed(ocd_id=ocd_id):
                noted.add(ocd_id)
            case _:
                pass
    if loaded and register.digest(frozenset(noted)) != loaded.sha256:
        yield f"the register's table is not edition {loaded.edition} as the ledger records it"


def _derived() -> Iterator[str]:
    """Projection tables must say what the entries say."""
    entries = (*streams.entries("register"), *streams.entries_under("matter:"))
    yield from projections.differences(entries)


def verify_export(lines: Iterable[bytes]) -> Verdict:
    """Verify an export, with no database."""
    read = Reader().read(lines)
    found = verify(read.links, read.kept, signed_by)
    return replace(found, problems=(*read.problems, *found.problems))


def export_lines() -> Iterator[bytes]:
    """The whole ledger as lines."""
    return export(streams.links(), streams.checkpoints())
