"""The tables of answers being prepared, outside the ledger: what was typed, and files. Kept by answer_drafts."""

from django.db import models


class DraftAnswer(models.Model):
    """What someone typed for one item of a letter. The latest counts; `response` is filled in once it was signed."""

    stream = models.CharField(max_length=200)
    letter = models.CharField(max_length=200)
    item = models.CharField(max_length=200)
    answer = models.CharField(max_length=20)
    says = models.TextField()
    basis = models.TextField(default="")
    given_on = models.DateField(null=True)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    response = models.CharField(max_length=200, default="")

    class Meta:
        app_label = "records"
        indexes = (models.Index(fields=["stream", "letter"], name="records_draftanswer_letter"),)


class DraftFile(models.Model):
    """A file that someone added to an item. It is kept by its hash; the row stays when it is taken out."""

    stream = models.CharField(max_length=200)
    letter = models.CharField(max_length=200)
    item = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    media = models.CharField(max_length=100)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    out_by = models.CharField(max_length=200, default="")
    out_at = models.DateTimeField(null=True)
    response = models.CharField(max_length=200, default="")

    class Meta:
        app_label = "records"
        indexes = (models.Index(fields=["stream", "letter"], name="records_draftfile_letter"),)
