"""Verdicts on proposals of reading, kept as they are given. What they mean is domain/verdicts."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from django.db.models import QuerySet

from proviso.domain.verdicts import Kind, Verdict
from proviso.records import verdict_rows

FIELDS = (
    "sha256", "source", "kind", "start", "end", "rule", "text", "proposed", "verdict", "value", "why", "act", "stream",
    "entry", "by", "at",
)  # fmt: skip


def keep(one: Verdict) -> None:
    """Keep a verdict. The one before it on the same passage stays, and counts no more."""
    verdict_rows.Verdict.objects.create(
        **asdict(one)
        | {"proposed": json.dumps(one.proposed), "value": json.dumps(one.value), "verdict": str(one.verdict)}
    )  # fmt: skip


def of_document(sha256: str) -> Iterator[Verdict]:
    """Every verdict on the proposals of one document, in the order given."""
    return _read(verdict_rows.Verdict.objects.filter(sha256=sha256))


def every() -> Iterator[Verdict]:
    """Every verdict there is, in the order given."""
    return _read(verdict_rows.Verdict.objects.all())


def _read(rows: QuerySet[verdict_rows.Verdict]) -> Iterator[Verdict]:
    for row in rows.order_by("number").values(*FIELDS).iterator():
        read = {name: json.loads(row[name]) for name in ("proposed", "value")}
        yield Verdict(**{**row, **read, "verdict": Kind(row["verdict"])})
