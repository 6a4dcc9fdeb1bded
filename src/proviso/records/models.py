"""The tables: entries and checkpoints (the ledger), governments (the register), projections, errands and runs."""

from django.db import models

from proviso.records.draft_rows import DraftAnswer, DraftFile  # noqa: F401 - Django finds the tables here
from proviso.records.verdict_rows import Verdict  # noqa: F401 - Django finds the tables here


class Entry(models.Model):
    """One row of the ledger. Insert only: triggers refuse UPDATE and DELETE (migration 0002)."""

    pk = models.CompositePrimaryKey("stream", "number")
    stream = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=200, unique=True)
    body = models.BinaryField()
    hash = models.CharField(max_length=64)


class Checkpoint(models.Model):
    """A signed tree head. Insert only. `body` is canonical JSON; `moved` lists the heads that changed, null in version 1."""

    number = models.PositiveIntegerField(primary_key=True)
    body = models.BinaryField()
    signature = models.BinaryField()
    moved = models.BinaryField(null=True)


class Government(models.Model):
    """The register, one row per body under its canonical OCD id; its digest is a fact of the ledger."""

    ocd_id = models.CharField(max_length=200, primary_key=True)
    geoid = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    short_name = models.CharField(max_length=200, db_index=True)
    type = models.CharField(max_length=60)
    state = models.CharField(max_length=10)
    counted_as = models.CharField(max_length=20)
    population = models.BigIntegerField(null=True)


class Alias(models.Model):
    """Another OCD id, or a review's own id (J13), under which a body is found."""

    alias = models.CharField(max_length=200, primary_key=True)
    ocd_id = models.CharField(max_length=200)


class Matter(models.Model):
    """A projection: which matters there are and what they are about. Rebuilt from the entries at any time."""

    matter = models.CharField(max_length=100, primary_key=True)
    review = models.CharField(max_length=100, db_index=True)
    respondent = models.CharField(max_length=200, db_index=True)
    programme = models.CharField(max_length=40)
    year = models.IntegerField()
    award = models.CharField(max_length=100, null=True)


class Recorded(models.Model):
    """A projection: who recorded which entry of a matter or a review, and when. Rebuilt from the entries at any time.

    It has an order of its own, by which pages go back through everything that was done.
    """

    stream = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    review = models.CharField(max_length=100)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    fact = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "number"], name="records_recorded_once")
        ]
        indexes = [
            models.Index(fields=["review", "at", "id"], name="records_recorded_review"),
            models.Index(fields=["by", "at", "id"], name="records_recorded_by"),
        ]


class DeskCode(models.Model):
    """Which letter a code is of, by the code's keyed hash. Made anew from the errands at any time."""

    errand = models.BigIntegerField(primary_key=True)
    kept_as = models.CharField(max_length=64, db_index=True)
    stream = models.CharField(max_length=200)
    letter = models.CharField(max_length=200)


class Errand(models.Model):
    """What is owed to the outside, and how far it has come. Queued by acts.perform, settled by acts.errands."""

    number = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=20)
    stream = models.CharField(max_length=200, db_index=True)
    letter = models.CharField(max_length=200, null=True)
    to = models.CharField(max_length=320)
    payload = models.BinaryField()
    state = models.CharField(max_length=20)
    attempts = models.PositiveIntegerField(default=0)
    owed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=100, null=True)
    claimed_until = models.DateTimeField(null=True)
    begun = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True)
    proof = models.CharField(max_length=1000, default="")
    why = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="records_errand_due")]


class Run(models.Model):
    """When work that is done again and again was last done."""

    name = models.CharField(max_length=60, primary_key=True)
    every = models.DurationField()
    began = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    says = models.TextField(default="")


class Arrival(models.Model):
    """A message that came to the agency's mailbox, taken once. Kept by acts.arrivals; see domain.arrivals."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    taken_at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    sender = models.CharField(max_length=320)
    dated = models.CharField(max_length=60)
    stream = models.CharField(max_length=200)
    letter = models.CharField(max_length=200)
    says = models.TextField()
    waits = models.TextField()
    settled = models.TextField(default="")
    settled_by = models.CharField(max_length=200, default="")
