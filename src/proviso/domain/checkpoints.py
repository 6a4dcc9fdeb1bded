"""A checkpoint's content: a tree head over all stream heads, and which heads moved since the last. Signing is outside/keys."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from proviso.domain.canonical import Json, canonical, codec, read_text
from proviso.domain.encoding import HEX
from proviso.domain.merkle import Head, tree_head

FORMAT = "proviso.checkpoint/1"
Heads = Mapping[str, Head]
INSTANT = codec(datetime)
HEAD = codec(Head)
FIELDS = frozenset("at entries format key moved number previous root streams".split())


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
            "at": INSTANT.write(at),
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
    """Read a checkpoint. Raises ValueError for bytes that are none, or not in canonical form."""
    try:
        told = read_text(body.decode("utf-8"))
        if type(told) is not dict or told.keys() != FIELDS or told["format"] != FORMAT:
            message = f"not a checkpoint of the format {FORMAT}"
            raise ValueError(message)
        if canonical(told) != body:
            message = "not in canonical form"
            raise ValueError(message)
        return _checkpoint(told)
    except (TypeError, RecursionError) as trouble:
        message = f"not a checkpoint: {trouble}"
        raise ValueError(message) from trouble


def _checkpoint(told: Json) -> Checkpoint:
    INSTANT.read(told["at"])
    if type(told["moved"]) is not dict:
        message = "expected the heads that moved"
        raise TypeError(message)
    moved = {name: _head(HEAD.read(head)) for name, head in told["moved"].items()}
    return Checkpoint(
        number=_count(told["number"]),
        at=told["at"],
        root=_digits(told["root"]),
        streams=_count(told["streams"]),
        entries=_count(told["entries"]),
        previous=_digits(told["previous"]) if told["previous"] else "",
        moved=moved,
        key=_digits(told["key"]),
    )


def _head(head: Head) -> Head:
    return _count(head[0]), _digits(head[1])


def _count(value: Any) -> int:
    if type(value) is int and value >= 0:
        return value
    message = f"expected a count, found {value!r:.80}"
    raise TypeError(message)


def _digits(value: Any) -> str:
    if type(value) is str and len(value) == 64 and HEX.issuperset(value):
        return value
    message = f"expected 64 hexadecimal digits, found {value!r:.80}"
    raise TypeError(message)


def digest(body: bytes) -> str:
    """How the next checkpoint names this one."""
    return hashlib.sha256(body).hexdigest()
