"""A checkpoint's content: a tree head over all stream heads, and which heads moved since the last. Signing is outside/keys.

In version 1 the signed bytes list the heads that moved. From version 2 on they tell the
SHA-256 of that list, and the list is kept beside them: whoever is shown a checkpoint, in the
receipt of one letter, does not learn from it which other streams there are.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from proviso.domain.canonical import Json, canonical, codec, read_text
from proviso.domain.encoding import HEX
from proviso.domain.merkle import Head, tree_head

FORMAT = "proviso.checkpoint/2"
LISTING = "proviso.checkpoint/1"
Heads = Mapping[str, Head]
INSTANT = codec(datetime)
HEAD = codec(Head)
FIELDS = frozenset("at entries format key moved number previous root streams".split())


class Kept(NamedTuple):
    """A checkpoint as it is kept: `moved` is the list beside it, of nothing in version 1."""

    number: int
    body: bytes
    signature: bytes
    moved: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """`root` is the RFC 9162 tree head over `streams` streams holding `entries` entries.

    `moved` has the heads that moved, `listed` the SHA-256 of their list. Version 2 read
    without its list has no heads; version 1, which lists them itself, has no `listed`.
    """

    number: int
    at: str
    root: str
    streams: int
    entries: int
    previous: str
    moved: Heads
    listed: str
    key: str


def body_of(
    number: int, heads: Heads, before: Heads, *, at: datetime, previous: str, key: str
) -> tuple[bytes, bytes]:
    """The canonical bytes to sign, and the list of what moved, to be kept beside them.

    `previous` is the SHA-256 of the checkpoint before, "" for the first.
    """
    moved = canonical(
        {name: list(head) for name, head in heads.items() if before.get(name) != head}
    )
    body = canonical(
        {
            "at": INSTANT.write(at),
            "entries": sum(length for length, _ in heads.values()),
            "format": FORMAT,
            "key": key,
            "moved": digest(moved),
            "number": number,
            "previous": previous,
            "root": tree_head(heads),
            "streams": len(heads),
        }
    )
    return body, moved


def checkpoint_from(body: bytes, moved: bytes | None = None) -> Checkpoint:
    """Read a checkpoint, with the list kept beside it where that is at hand.

    Raises ValueError for bytes that are none or not in canonical form, and for another list
    than the one that was signed.
    """
    try:
        told = _canonical(body)
        if type(told) is not dict or told.keys() != FIELDS or told["format"] not in VERSIONS:
            message = f"not a checkpoint of the format {FORMAT} or {LISTING}"
            raise ValueError(message)
        heads, listed = VERSIONS[told["format"]](told["moved"], moved)
        return _checkpoint(told, heads, listed)
    except (TypeError, RecursionError) as trouble:
        message = f"not a checkpoint: {trouble}"
        raise ValueError(message) from trouble


def _canonical(text: bytes) -> Any:
    told = read_text(text.decode("utf-8"))
    if canonical(told) != text:
        message = "not in canonical form"
        raise ValueError(message)
    return told


def _listed_inside(told: Any, moved: bytes | None) -> tuple[Heads, str]:
    if moved:
        message = "there is a list beside it, and it lists the heads that moved itself"
        raise ValueError(message)
    return _heads(told), ""


def _listed_beside(told: Any, moved: bytes | None) -> tuple[Heads, str]:
    signed = _digits(told)
    if moved is None:
        return {}, signed
    if digest(moved) != signed:
        message = "the list of the heads that moved is not the one that was signed"
        raise ValueError(message)
    return _heads(_canonical(moved)), signed


VERSIONS = {LISTING: _listed_inside, FORMAT: _listed_beside}


def _heads(told: Any) -> Heads:
    if type(told) is not dict:
        message = "expected the heads that moved"
        raise TypeError(message)
    return {name: _head(HEAD.read(head)) for name, head in told.items()}


def _checkpoint(told: Json, moved: Heads, listed: str) -> Checkpoint:
    INSTANT.read(told["at"])
    return Checkpoint(
        number=_count(told["number"]),
        at=told["at"],
        root=_digits(told["root"]),
        streams=_count(told["streams"]),
        entries=_count(told["entries"]),
        previous=_digits(told["previous"]) if told["previous"] else "",
        moved=moved,
        listed=listed,
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
