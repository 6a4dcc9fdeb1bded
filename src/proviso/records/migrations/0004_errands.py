"""Errands, and when work was last done."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0003_one_row_one_place")]
    operations = [
        migrations.CreateModel(
            name="Run",
            fields=[
                ("name", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("every", models.DurationField()),
                ("began", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
                ("says", models.TextField(default="")),
            ],
        ),
        migrations.CreateModel(
            name="Errand",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=150, unique=True)),
                ("kind", models.CharField(max_length=20)),
                ("stream", models.CharField(db_index=True, max_length=200)),
                ("letter", models.CharField(max_length=200, null=True)),
                ("to", models.CharField(max_length=320)),
                ("payload", models.BinaryField()),
                ("state", models.CharField(max_length=20)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("owed_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("claimed_by", models.CharField(max_length=100, null=True)),
                ("claimed_until", models.DateTimeField(null=True)),
                ("begun", models.BooleanField(default=False)),
                ("settled_at", models.DateTimeField(null=True)),
                ("proof", models.CharField(default="", max_length=1000)),
                ("why", models.TextField(default="")),
            ],
            options={
                "indexes": [models.Index(fields=["state", "due_at"], name="records_errand_due")],
            },
        ),
    ]
