"""The hash chain of a stream: what a link is, and whether one follows another. Hashing only; the bytes come from encoding."""

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from proviso.domain.encoding import header

GENESIS = "0" * 64


class Link(NamedTuple):
    """One stored row: the columns, the bytes and the hash (64 hexadecimal digits)."""

    stream: str
    number: int
    key: str
    body: bytes
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The first place where a stream does not hold, and what was found there."""

    stream: str
    number: int
    why: str

    def __str__(self) -> str:
        return f"stream {self.stream}, entry {self.number}: {self.why}"


def hash_of(body: bytes) -> str:
    """SHA-256 of an entry's canonical bytes, in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def check_link(link: Link, stream: str, number: int, previous: str) -> Break | None:
    """Whether a row is entry `number` of `stream` and follows `previous`; the break if not."""
    expected = header(stream, number, previous, link.key)
    digest = hashlib.sha256(link.body).hexdigest()
    if digest == link.hash and link.number == number and link.body.startswith(expected):
        return None
    return Break(stream=stream, number=number, why=_why(link, number, digest, previous))


def _why(link: Link, number: int, digest: str, previous: str) -> str:
    if link.number != number:
        return f"entry {number} is missing or out of order: found {link.number}"
    if digest != link.hash:
        return "its bytes do not give the hash stored with it"
    lines = link.body.split(b"\n", 5)
    if len(lines) == 6 and lines[3] != previous.encode():
        return "it does not follow the entry before it"
    return "its stream, number or key is not the one in its bytes"
