"""Streams are in the order of their characters' codes on every database; a row of the ledger cannot be replaced.

PostgreSQL would order and compare stream names as the language of the database does, so that
`matter:` to `matter;` need not hold all matters. SQLite's INSERT OR REPLACE removes a row
without asking the triggers that refuse DELETE.
"""

from typing import Any

from django.db import migrations

SAYS = "the ledger is insert-only: corrections are new entries"
SAME = {
    "records_entry": "(stream = NEW.stream AND number = NEW.number) OR key = NEW.key",
    "records_checkpoint": "number = NEW.number",
}


def settle(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                'ALTER TABLE records_entry ALTER COLUMN stream TYPE varchar(200) COLLATE "C"'
            )
            return
        for table, same in SAME.items():
            cursor.execute(
                f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
                f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
                f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            )


def undo(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                'ALTER TABLE records_entry ALTER COLUMN stream TYPE varchar(200) COLLATE "default"'
            )
            return
        for table in SAME:
            cursor.execute(f"DROP TRIGGER {table}_no_replace")


class Migration(migrations.Migration):
    dependencies = [("records", "0002_insert_only")]
    operations = [migrations.RunPython(settle, undo)]
