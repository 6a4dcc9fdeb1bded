"""Who recorded which entry of a matter or a review, filled from the entries; and which letter a code is of."""

import json
from datetime import datetime
from typing import Any

from django.db import migrations, models

AT_ONCE = 2000


def fill(apps: Any, schema_editor: Any) -> None:
    """A row for each entry that is there, read from its bytes: five lines, then JSON."""
    made = apps.get_model("records", "Recorded").objects
    reviews = dict(apps.get_model("records", "Matter").objects.values_list("matter", "review"))
    kept = apps.get_model("records", "Entry").objects.order_by("stream", "number")
    rows = []
    for stream, number, body in kept.values_list("stream", "number", "body").iterator(AT_ONCE):
        room, _, name = stream.partition(":")
        if room not in ("matter", "review"):
            continue
        told = json.loads(bytes(body).split(b"\n", 5)[5])
        rows.append(
            made.model(
                stream=stream,
                number=number,
                review=name if room == "review" else reviews.get(name, ""),
                at=datetime.fromisoformat(told["recorded_at"].replace("Z", "+00:00")),
                by=told["by"],
                fact=told["fact"]["kind"],
            )
        )
    made.bulk_create(sorted(rows, key=lambda one: one.at), batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("records", "0007_verdicts")]
    operations = [
        migrations.CreateModel(
            name="DeskCode",
            fields=[
                ("errand", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kept_as", models.CharField(db_index=True, max_length=64)),
                ("stream", models.CharField(max_length=200)),
                ("letter", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Recorded",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stream", models.CharField(max_length=200)),
                ("number", models.PositiveIntegerField()),
                ("review", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
                ("fact", models.CharField(max_length=60)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["review", "at", "id"], name="records_recorded_review"),
                    models.Index(fields=["by", "at", "id"], name="records_recorded_by"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("stream", "number"), name="records_recorded_once")
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
