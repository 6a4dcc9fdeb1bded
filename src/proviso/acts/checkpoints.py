"""Signs the tree head over all streams. Called by perform at the end of what it wrote; never alone."""

from collections.abc import Callable
from datetime import datetime

from proviso.domain.checkpoints import Heads, body_of, checkpoint_from, digest
from proviso.outside import keys
from proviso.records import streams

Keep = Callable[[int, bytes, bytes], None]


def sign(keep: Keep, *, at: datetime) -> None:
    """Sign and keep a checkpoint of the ledger as it stands; nothing if no head has moved."""
    kept = streams.checkpoints()
    before: dict[str, tuple[int, str]] = {}
    for _, body, _ in kept:
        before.update(checkpoint_from(body).moved)
    heads: Heads = streams.heads()
    if heads == before:
        return
    previous = digest(kept[-1][1]) if kept else ""
    body = body_of(len(kept) + 1, heads, before, at=at, previous=previous, key=keys.public_key())
    keep(len(kept) + 1, body, keys.sign(body))
