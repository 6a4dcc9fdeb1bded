"""A checkpoint's content: a tree head over all stream heads, and which heads moved since the last. Signing is outside/keys."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from proviso.domain.encoding import canonical
from proviso.domain.merkle import tree_head

FORMAT = "proviso.checkpoint/1"
Heads = Mapping[str, tuple[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """`root` is the RFC 9162 tree head over `streams` streams holding `entries` entries."""

    number: int
    at: str
    root: str
    streams: int
    entries: int
    previous: str
    moved: Heads
    key: str


def body_of(
    number: int, heads: Heads, before: Heads, *, at: datetime, previous: str, key: str
) -> bytes:
    """The canonical bytes to sign. `previous` is the SHA-256 of the checkpoint before, "" for the first."""
    moved = {name: list(head) for name, head in heads.items() if before.get(name) != head}
    return canonical(
        {
            "at": at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "entries": sum(length for length, _ in heads.values()),
            "format": FORMAT,
            "key": key,
            "moved": moved,
            "number": number,
            "previous": previous,
            "root": tree_head(heads),
            "streams": len(heads),
        }
    )


def checkpoint_from(body: bytes) -> Checkpoint:
    """Read a checkpoint. Raises ValueError for bytes that are none."""
    try:
        told = json.loads(body)
        if told.pop("format") != FORMAT:
            message = "not a checkpoint of a known format"
            raise ValueError(message)
        moved = {name: (int(n), str(h)) for name, (n, h) in told.pop("moved").items()}
        return Checkpoint(moved=moved, **told)
    except (KeyError, TypeError, AttributeError) as trouble:
        message = f"not a checkpoint: {trouble}"
        raise ValueError(message) from trouble


def digest(body: bytes) -> str:
    """How the next checkpoint names this one."""
    return hashlib.sha256(body).hexdigest()
