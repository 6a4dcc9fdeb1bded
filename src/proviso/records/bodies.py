"""The bytes of very many entries, in no order, a few at a time: for answers over all matters at once. Entries in order are streams.py's."""

from collections.abc import Iterator

from proviso.records import models

HIGHEST = "\U0010ffff"


def bodies_under(prefix: str) -> Iterator[tuple[str, int, bytes]]:
    """Stream, number and canonical bytes of every entry of the streams whose names begin so."""
    rows = models.Entry.objects.filter(stream__gte=prefix, stream__lt=prefix + HIGHEST)
    listed = rows.order_by().values_list("stream", "number", "body")
    for stream, number, body in listed.iterator(chunk_size=5000):
        yield stream, number, bytes(body)
