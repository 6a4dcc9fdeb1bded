"""What was read and what was changed about accounts, both insert-only on both databases; codes that confirm who bears a letter."""

from typing import Any

import proviso.people.models
from django.db import migrations, models

SAYS = "what was read, and what was changed about accounts, is insert-only"
TABLES = ("people_read", "people_change")


def forbid(apps: Any, schema_editor: Any) -> None:
    """SQLite's INSERT OR REPLACE removes a row without asking the trigger that refuses DELETE: it has one of its own."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION people_insert_only() RETURNS trigger AS "
                f"$$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$ LANGUAGE plpgsql"
            )
        for table in TABLES:
            if connection.vendor == "postgresql":
                cursor.execute(
                    f"CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                    "FOR EACH STATEMENT EXECUTE FUNCTION people_insert_only()"
                )
                continue
            refuse = f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            cursor.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}")
            cursor.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}")
            cursor.execute(
                f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
                f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) {refuse}"
            )


def allow(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        for table in TABLES:
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER {table}_insert_only ON {table}")
                continue
            for what in ("update", "delete", "replace"):
                cursor.execute(f"DROP TRIGGER {table}_no_{what}")


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('by', models.CharField(max_length=200)),
                ('about', models.CharField(db_index=True, max_length=40)),
                ('did', models.CharField(max_length=30)),
                ('role', models.CharField(blank=True, max_length=30)),
                ('body', models.CharField(blank=True, max_length=200)),
                ('first', models.DateField(null=True)),
                ('last', models.DateField(null=True)),
                ('says', models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.CharField(default=proviso.people.models.new_bearer, editable=False, max_length=40, unique=True)),
                ('matter', models.CharField(blank=True, max_length=100)),
                ('letter', models.CharField(blank=True, max_length=200)),
                ('respondent', models.CharField(blank=True, max_length=200)),
                ('sent_to', models.CharField(blank=True, max_length=320)),
                ('code', models.CharField(max_length=64)),
                ('place', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('tries', models.PositiveIntegerField(default=0)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['place', 'made_at'], name='people_confirm_place'), models.Index(fields=['matter', 'letter', 'made_at'], name='people_confirm_letter')],
            },
        ),
        migrations.CreateModel(
            name='Read',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=40)),
                ('kind', models.CharField(max_length=10)),
                ('page', models.CharField(max_length=60)),
                ('address', models.CharField(max_length=500)),
                ('review', models.CharField(blank=True, max_length=100)),
                ('matter', models.CharField(blank=True, max_length=100)),
                ('given', models.CharField(blank=True, max_length=300)),
                ('sha256', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['review', 'at', 'id'], name='people_read_review'), models.Index(fields=['matter', 'at', 'id'], name='people_read_matter'), models.Index(fields=['by', 'at', 'id'], name='people_read_by')],
            },
        ),
        migrations.RunPython(forbid, allow),
    ]
