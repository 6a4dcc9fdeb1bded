"""Messages that came to the agency's mailbox, each taken once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0005_moved_beside")]
    operations = [
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("taken_at", models.DateTimeField()),
                ("kind", models.CharField(max_length=20)),
                ("sender", models.CharField(max_length=320)),
                ("dated", models.CharField(max_length=60)),
                ("stream", models.CharField(max_length=200)),
                ("letter", models.CharField(max_length=200)),
                ("says", models.TextField()),
                ("waits", models.TextField()),
                ("settled", models.TextField(default="")),
                ("settled_by", models.CharField(default="", max_length=200)),
            ],
        ),
    ]
