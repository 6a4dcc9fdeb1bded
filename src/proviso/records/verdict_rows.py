"""The table of verdicts on proposals of reading. What they mean is domain/verdicts; they are kept by records/verdicts."""

from django.db import models


class Verdict(models.Model):
    """What a person decided on one proposal of reading, and which entry came of it. The latest on a passage counts."""

    number = models.BigAutoField(primary_key=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    source = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    rule = models.CharField(max_length=60)
    text = models.TextField()
    proposed = models.TextField()
    verdict = models.CharField(max_length=20)
    value = models.TextField()
    why = models.TextField(default="")
    act = models.CharField(max_length=60, default="")
    stream = models.CharField(max_length=200, default="")
    entry = models.PositiveIntegerField(null=True)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        app_label = "records"
