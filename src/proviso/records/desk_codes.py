"""Which letter a code is of: finding it, and letters that have no row yet. How a code is made is outside/desk_codes."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from proviso.records import models

AT_ONCE = 1000


def found(kept_as: str) -> tuple[str, str] | None:
    """The stream and the letter of a code; None where it is no letter's."""
    row = models.DeskCode.objects.filter(kept_as=kept_as).first()
    return (row.stream, row.letter) if row else None


def without() -> list[tuple[int, str, str]]:
    """The errands of letters that have no row yet: number, stream, letter. Some at a time."""
    there = Exists(models.DeskCode.objects.filter(errand=OuterRef("number")))
    rows = models.Errand.objects.filter(~there, letter__isnull=False).order_by("number")
    listed = rows.values_list("number", "stream", "letter")[:AT_ONCE]
    return [(number, stream, str(letter)) for number, stream, letter in listed]


def add(rows: Iterable[tuple[str, int, str, str]]) -> None:
    """Add a row for each of these: code as it is kept, errand, stream, letter. One that is there stays."""
    models.DeskCode.objects.bulk_create(
        [
            models.DeskCode(kept_as=kept_as, errand=errand, stream=stream, letter=letter)
            for kept_as, errand, stream, letter in rows
        ],
        ignore_conflicts=True,
    )
