"""The hash chain of a stream: link, first_broken. Hashing and nothing else; the bytes come from encoding."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from proviso.domain.encoding import header

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
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


def hash_of(body: bytes) -> str:
    """SHA-256 of an entry's canonical bytes, in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def check_link(link: Link, stream: str, number: int, previous: str) -> Break | None:
    """Whether a row is entry `number` of `stream` and follows `previous`; the break if not."""
    expected = header(stream, number, previous, link.key)
    digest = hashlib.sha256(link.body).hexdigest()
    if digest == link.hash and link.number == number and link.body.startswith(expected):
        return None
    return _break(link, number, digest, previous)


def first_broken(links: Iterable[Link]) -> Break | None:
    """The first break in whole streams given in order of stream and number, or None."""
    stream, number, previous = "", 0, GENESIS
    for link in links:
        if link.stream != stream:
            stream, number, previous = link.stream, 0, GENESIS
        number += 1
        if wrong := check_link(link, stream, number, previous):
            return wrong
        previous = link.hash
    return None


def _break(link: Link, number: int, digest: str, previous: str) -> Break:
    if link.number != number:
        why = f"entry {number} is missing or out of order: found {link.number}"
    elif digest != link.hash:
        why = "its bytes do not give the hash stored with it"
    elif f"\n{previous}\n".encode() not in link.body[:600]:
        why = "it does not follow the entry before it"
    else:
        why = "its stream, number or key is not the one in its bytes"
    return Break(stream=link.stream, number=number, why=why)
