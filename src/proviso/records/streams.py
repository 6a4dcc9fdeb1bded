"""Reading the ledger: entries, rows, heads. Writing is ledger.py; deciding is nowhere here."""

from collections.abc import Iterable, Iterator

from proviso.domain.chain import Link
from proviso.domain.encoding import entry_from
from proviso.domain.entries import Entry
from proviso.records import models

Head = tuple[int, str]
HIGHEST = "\U0010ffff"


def entries(stream: str) -> tuple[Entry, ...]:
    """The entries of one stream, in order."""
    rows = models.Entry.objects.filter(stream=stream).order_by("number")
    return tuple(entry_from(bytes(body)) for body in rows.values_list("body", flat=True))


def entries_under(prefix: str) -> tuple[Entry, ...]:
    """The entries of all streams whose names begin so, by stream and number."""
    rows = _under(prefix).order_by("stream", "number")
    return tuple(entry_from(bytes(body)) for body in rows.values_list("body", flat=True))


def first_entries(prefix: str) -> Iterator[Entry]:
    """The entry with which each stream begins whose name begins so."""
    rows = _under(prefix).filter(number=1).order_by("stream")
    for body in rows.values_list("body", flat=True).iterator():
        yield entry_from(bytes(body))


def entries_of(names: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
    """The entries of several streams at once."""
    found: dict[str, list[Entry]] = {name: [] for name in names}
    rows = models.Entry.objects.filter(stream__in=list(found)).order_by("stream", "number")
    for stream, body in rows.values_list("stream", "body"):
        found[stream].append(entry_from(bytes(body)))
    return {name: tuple(told) for name, told in found.items()}


def links(prefix: str = "") -> Iterator[Link]:
    """Every row as stored, by stream and number, a few at a time."""
    rows = (_under(prefix) if prefix else models.Entry.objects).order_by("stream", "number")
    fields = ("stream", "number", "key", "body", "hash")
    for stream, number, key, body, digest in rows.values_list(*fields).iterator(chunk_size=5000):
        yield Link(stream, number, key, bytes(body), digest)


def head(stream: str) -> Head | None:
    """The length of a stream and the hash of its last entry; None where it has none."""
    rows = models.Entry.objects.filter(stream=stream).order_by("-number")
    return rows.values_list("number", "hash").first()


def heads(prefix: str = "") -> dict[str, Head]:
    """The head of every stream whose name begins so."""
    rows = _under(prefix) if prefix else models.Entry.objects.all()
    listed = rows.order_by("stream", "number").values_list("stream", "number", "hash")
    return {stream: (number, digest) for stream, number, digest in listed.iterator()}


def receipt_for(key: str) -> tuple[str, int] | None:
    """Where an idempotency key is already used: stream and number."""
    return models.Entry.objects.filter(key=key).values_list("stream", "number").first()


def receipts_for(keys: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Where each of these idempotency keys is already used, for those that are."""
    wanted = list(keys)
    found: dict[str, tuple[str, int]] = {}
    for start in range(0, len(wanted), 500):
        rows = models.Entry.objects.filter(key__in=wanted[start : start + 500])
        found |= {key: (name, at) for key, name, at in rows.values_list("key", "stream", "number")}
    return found


def count() -> int:
    """How many entries the ledger has."""
    return models.Entry.objects.count()


def checkpoints() -> tuple[tuple[int, bytes, bytes], ...]:
    """Every checkpoint as (number, body, signature), in order."""
    rows = models.Checkpoint.objects.order_by("number").values_list("number", "body", "signature")
    return tuple((number, bytes(body), bytes(signature)) for number, body, signature in rows)


def _under(prefix: str):  # type: ignore[no-untyped-def]
    return models.Entry.objects.filter(stream__gte=prefix, stream__lt=prefix + HIGHEST)
