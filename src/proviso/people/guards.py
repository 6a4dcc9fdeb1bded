"""Whether the database still refuses to change the log of reads and the log of changes, as migration 0003 made it refuse."""

from collections.abc import Iterator

from django.db import connection

SAYS = "what was read, and what was changed about accounts, is insert-only"
TABLES = ("people_read", "people_change")
SAME = {
    "people_read": "SELECT 1 FROM people_read WHERE id = NEW.id",
    "people_change": "SELECT 1 FROM people_change WHERE id = NEW.id",
}
# BEFORE (2), DELETE (8), UPDATE (16), TRUNCATE (32), and not FOR EACH ROW (1): pg_trigger.tgtype
BEFORE_ANY_CHANGE = 2 + 8 + 16 + 32


def missing() -> Iterator[str]:
    """Each guard that is not in place, or is not what it was."""
    find = _sqlite if connection.vendor == "sqlite" else _postgresql
    found = find()
    for name, expected in EXPECTED[connection.vendor].items():
        if name not in found:
            yield f"the trigger {name}, which keeps a log insert-only, is not in place"
        elif found[name] != expected:
            yield f"the trigger {name} on a log is not as this program made it"


def _made(table: str) -> dict[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    same = f"WHEN EXISTS ({SAME[table]})"
    return {
        f"{table}_no_update": f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"{table}_no_delete": f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"{table}_no_replace": (
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} {same} {refuse}"
        ),
    }


EXPECTED: dict[str, dict[str, str]] = {
    "sqlite": {name: sql for table in TABLES for name, sql in _made(table).items()},
    "postgresql": {
        f"{table}_insert_only": f"{BEFORE_ANY_CHANGE} BEGIN RAISE EXCEPTION '{SAYS}'; END"
        for table in TABLES
    },
}


def _sqlite() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s)",
            TABLES,
        )
        return dict(cursor.fetchall())


def _postgresql() -> dict[str, str]:
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
