"""`proviso doctor`: is the installation sound? Looks at database, tables, triggers, keys, register, rule book."""

from collections.abc import Callable, Iterator

import django
import typer
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from proviso.cli.app import app
from proviso.cli.asking import AsJson, counted, out, show_json
from proviso.outside import gazetteer, keys, rulebook
from proviso.outside.clock import now
from proviso.queries import errands, ledger
from proviso.records import security

UNWELL = 3
OTHERS = 0o077
NO_ROLE = (
    "the pages are served over the owner's connection, for PROVISO_WEB_DATABASE_URL is not set"
)
Check = tuple[str, Callable[[], str]]


class Unwell(Exception):
    """What is wrong, and what to do."""


@app.command("doctor")
def doctor(as_json: AsJson = False) -> None:
    """Look the installation over: database, tables, keys, register, rule book, ledger.

    Exit: 0 all well, 3 something is not (it says what to do).
    """
    found = list(_examine())
    if as_json:
        show_json([{"check": name, "well": well, "says": says} for name, well, says in found])
    else:
        for name, well, says in found:
            mark = "[green]well[/green]    " if well else "[red]not well[/red]"
            out.print(f"{mark} {name}: {says}", soft_wrap=True)
    raise typer.Exit(0 if all(well for _, well, _ in found) else UNWELL)


def _examine() -> Iterator[tuple[str, bool, str]]:
    for name, look in CHECKS:
        try:
            yield name, True, look()
        except (Unwell, keys.KeyUnusable, DatabaseError, OSError, ValueError) as trouble:
            yield name, False, f"{trouble}"


def _program() -> str:
    return f"Django {django.get_version()}, home {settings.PROVISO_HOME}"


def _there() -> None:
    """There is a database to look at; else nothing is opened, since SQLite would write to a foreign file."""
    if why := ledger.why_no_ledger():
        message = f"{why}. Set the installation up: proviso demo, or proviso import"
        raise Unwell(message)
    if why := ledger.why_no_database():
        raise Unwell(why)


def _waiting() -> int:
    """How many steps of the tables this version has and the database has not."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _made() -> None:
    """There is a database with this version's tables; what is in others is not judged."""
    _there()
    if _waiting():
        message = "not looked at, because the tables are of another version (see database)"
        raise Unwell(message)


def _database() -> str:
    _there()
    connection.ensure_connection()
    if waiting := _waiting():
        steps = counted(waiting, "step")
        message = f"{steps} of the tables not made yet. Run: proviso import or proviso demo"
        raise Unwell(message)
    return f"{connection.vendor}, tables as this version has them"


def _rows() -> str:
    """Whether the database keeps people apart for the pages, beneath the tenant door."""
    _made()
    pages = settings.PAGES_DATABASE
    if pages is None:
        why = "SQLite has none" if connection.vendor == "sqlite" else NO_ROLE
        return f"off: {why}. The tenant door alone keeps people apart"
    if connection.vendor != "postgresql":
        message = "PROVISO_WEB_DATABASE_URL is set, and PROVISO_DATABASE_URL is not. Set it to the tables' owner"
        raise Unwell(message)
    if found := list(security.wrong(pages["USER"])):
        told = "; ".join(found[: security.MOST_TOLD])
        message = f"{counted(len(found), 'thing')} wrong: {told}. {security.CURE}"
        raise Unwell(message)
    name, mighty = security.owner()
    bound = ", a superuser whom no policy binds" if mighty else ""
    return (
        f"on: the pages are served as {pages['USER']}, who owns no table and is shown no row of a matter but by "
        f"telling for whom. The command line and the workers are {name}{bound}, and see all"
    )


def _key() -> str:
    key = keys.held()
    if key is None:
        return "none yet; it is made when the ledger is first signed"
    path = keys.place()
    if path.stat().st_mode & OTHERS:
        message = f"others than its owner can read {path}. Run: chmod 600 {path}"
        raise Unwell(message)
    return f"the ledger is signed by {key}. Keep a copy of {path.parent} elsewhere"


def _guards() -> str:
    _made()
    if missing := ledger.unguarded():
        message = (
            f"{'; '.join(missing)}. Verify the ledger, then set the database up anew from a copy"
        )
        raise Unwell(message)
    return "the database refuses to change or remove an entry, or to take two in one place"


def _rulebook() -> str:
    book = rulebook.load()
    return (
        f"{counted(len(book.acts), 'act')}, {counted(len(book.conditions), 'condition')}, "
        f"{counted(len(book.procedures), 'procedure')}"
    )


def _register() -> str:
    return f"{counted(len(gazetteer.load_register()), 'government')} in the packaged edition"


def _ledger() -> str:
    _made()
    found = ledger.verify_database()
    if not found.holds:
        message = "it does not hold. Run: proviso ledger verify"
        raise Unwell(message)
    entries = counted(found.entries, "entry", "entries")
    return f"{entries}, every one as it was written; {found.unsigned:,} since the last checkpoint"


def _errands() -> str:
    _made()
    if late := errands.missed_runs(now=now()):
        message = f"a run was missed: {', '.join(one.name for one in late)}. See: proviso errands"
        raise Unwell(message)
    if waiting := errands.waiting_for_nobody(now=now()):
        message = f"{counted(waiting, 'errand')} owed, and no worker has run. Run: proviso work"
        raise Unwell(message)
    asked = errands.for_a_person()
    if not asked:
        return "none wait for a person"
    return f"{asked} {'waits' if asked == 1 else 'wait'} for a person. See: proviso errands"


CHECKS: tuple[Check, ...] = (
    ("program", _program),
    ("database", _database),
    ("signing key", _key),
    ("insert only", _guards),
    ("row security", _rows),
    ("rule book", _rulebook),
    ("register", _register),
    ("ledger", _ledger),
    ("errands", _errands),
)
