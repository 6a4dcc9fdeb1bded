"""What the database itself refuses, and whether it still does: insert-only triggers and unique keys, as the migrations made them."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection

SAYS = "the ledger is insert-only: corrections are new entries"
TABLES = ("records_entry", "records_checkpoint")
UNIQUE = {"records_entry": (["stream", "number"], ["key"]), "records_checkpoint": (["number"],)}
SAME = {
    "records_entry": (
        "SELECT 1 FROM records_entry "
        "WHERE (stream = NEW.stream AND number = NEW.number) OR key = NEW.key"
    ),
    "records_checkpoint": "SELECT 1 FROM records_checkpoint WHERE number = NEW.number",
}
# As the migrations made them; SQLite puts a column that was added before the closing bracket.
SQLITE_TABLES = {
    "records_entry": (
        'CREATE TABLE "records_entry" ("stream" varchar(200) NOT NULL, '
        '"number" integer unsigned NOT NULL CHECK ("number" >= 0), '
        '"key" varchar(200) NOT NULL UNIQUE, "body" BLOB NOT NULL, "hash" varchar(64) NOT NULL, '
        'PRIMARY KEY ("stream", "number"))'
    ),
    "records_checkpoint": (
        'CREATE TABLE "records_checkpoint" ("number" integer unsigned NOT NULL PRIMARY KEY '
        'CHECK ("number" >= 0), "body" BLOB NOT NULL, "signature" BLOB NOT NULL, "moved" BLOB NULL)'
    ),
}
# BEFORE (2), DELETE (8), UPDATE (16), TRUNCATE (32), and not FOR EACH ROW (1): pg_trigger.tgtype
BEFORE_ANY_CHANGE = 2 + 8 + 16 + 32


def missing() -> Iterator[str]:
    """Each guard that is not in place, or is not what it was."""
    find = _sqlite_triggers if connection.vendor == "sqlite" else _postgresql_triggers
    found, expected = find(), EXPECTED[connection.vendor]
    for name in sorted(expected.keys() - found.keys()):
        yield f"the trigger {name}, which keeps the ledger insert-only, is not in place"
    for name in sorted(found.keys() - expected.keys()):
        yield f"there is a trigger {name} on the ledger, which this program did not make"
    for name in sorted(expected.keys() & found.keys()):
        if found[name] != expected[name]:
            yield f"the trigger {name} on the ledger is not as this program made it"
    yield from _not_unique()
    if connection.vendor == "sqlite":
        yield from _columns_that_differ()
        yield from _descriptions_that_differ()


def _not_unique() -> Iterator[str]:
    """Which tables would take two rows in one place."""
    with connection.cursor() as cursor:
        for table, columns in UNIQUE.items():
            held = connection.introspection.get_constraints(cursor, table).values()
            unique = [one["columns"] for one in held if one["unique"] or one["primary_key"]]
            for one in columns:
                if one not in unique:
                    yield f"{table} would take two rows with the same {' and '.join(one)}"


def _sqlite(table: str) -> dict[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    return {
        f"{table}_no_update": f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"{table}_no_delete": f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"{table}_no_replace": (
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS ({SAME[table]}) {refuse}"
        ),
    }


EXPECTED: dict[str, dict[str, str]] = {
    "sqlite": {name: sql for table in TABLES for name, sql in _sqlite(table).items()},
    "postgresql": {
        f"{table}_insert_only": f"{BEFORE_ANY_CHANGE} BEGIN RAISE EXCEPTION '{SAYS}'; END"
        for table in TABLES
    },
}


def _columns_that_differ() -> Iterator[str]:
    """Where a table in the file is described otherwise than this program makes it."""
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        listed = [one for one in model._meta.local_fields if one.column]
        expected = [
            (one.column, f"{one.db_type(connection)}".lower(), not one.null) for one in listed
        ]
        with connection.cursor() as cursor:
            cursor.execute(f'PRAGMA table_info("{table}")')
            found = [
                (name, kind.lower(), bool(held)) for _, name, kind, held, *_ in cursor.fetchall()
            ]
        if sorted(found) != sorted(expected):
            yield f"the columns of {table} are not as this program made them"


def _descriptions_that_differ() -> Iterator[str]:
    """Where the file describes a table of the ledger in other words, or an index as of another table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
        rows = cursor.fetchall()
    held = {name: sql for kind, name, _, sql in rows if kind == "table"}
    for name, expected in SQLITE_TABLES.items():
        if name in held and held[name] != expected:
            yield f"the table {name} is described as {held[name]!r}, and not as {expected!r}"
    for kind, name, table, sql in rows:
        own = table in held and (kind != "table" or table == name)
        made = sql or name.startswith(f"sqlite_autoindex_{table}_")
        if not own or not made:
            yield f"the {kind} {name} is described as one of {table}"


def _sqlite_triggers() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s)",
            TABLES,
        )
        return dict(cursor.fetchall())


def _postgresql_triggers() -> dict[str, str]:
    """Each trigger that fires, with its kind and the text of its function."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, t.tgtype || ' ' || btrim(p.prosrc) FROM pg_trigger t "
            "JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal "
            "AND t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL "
            "AND t.tgrelid IN (%s::regclass, %s::regclass)",
            TABLES,
        )
        return dict(cursor.fetchall())
