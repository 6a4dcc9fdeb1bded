"""The list of the heads that moved is kept beside a checkpoint, which signs its digest; null beside those that list them themselves."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0004_errands")]
    operations = [migrations.AddField("checkpoint", "moved", models.BinaryField(null=True))]
