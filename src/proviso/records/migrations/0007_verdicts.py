"""What persons decided on proposals of reading, one row for each decision."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0006_arrivals")]
    operations = [
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("sha256", models.CharField(max_length=64, db_index=True)),
                ("source", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=20)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("rule", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("proposed", models.TextField()),
                ("verdict", models.CharField(max_length=20)),
                ("value", models.TextField()),
                ("why", models.TextField(default="")),
                ("act", models.CharField(default="", max_length=60)),
                ("stream", models.CharField(default="", max_length=200)),
                ("entry", models.PositiveIntegerField(null=True)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
