"""Signs the tree head over all streams. Called by perform at the end of what it wrote; never alone."""

from collections.abc import Callable
from datetime import datetime

from proviso.domain.checkpoints import Heads, Kept, body_of, checkpoint_from, digest
from proviso.outside import keys
from proviso.records import streams

Keep = Callable[[Kept], None]


def sign(keep: Keep, *, at: datetime) -> None:
    """Sign and keep a checkpoint of the whole ledger as it stands, whoever asks; nothing if no head has moved."""
    kept = streams.checkpoints()
    before: dict[str, tuple[int, str]] = {}
    for one in kept:
        before.update(checkpoint_from(one.body, one.moved).moved)
    heads: Heads = streams.every_head()
    if heads == before:
        return
    previous = digest(kept[-1].body) if kept else ""
    number, key = len(kept) + 1, keys.public_key()
    body, moved = body_of(number, heads, before, at=at, previous=previous, key=key)
    keep(Kept(number, body, keys.sign(body), moved))
