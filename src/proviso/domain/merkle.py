"""The tree head over all stream heads, in the manner of RFC 9162 section 2.1. Not signing (see outside/keys)."""

import hashlib
from collections.abc import Mapping, Sequence


def leaf(stream: str, number: int, head: str) -> bytes:
    """Hash one leaf: MTH({d0}) = SHA-256(0x00 || d0), RFC 9162 section 2.1.1."""
    told = f"{stream}\n{number}\n{head}".encode()
    return hashlib.sha256(b"\x00" + told).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """MTH over hashed leaves; of none it is SHA-256 of nothing. RFC 9162 section 2.1.1.

    Adjacent pairing level by level, an odd last node rising unchanged, gives the
    same tree as splitting at the largest power of two below n.
    """
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = list(leaves)
    while len(level) > 1:
        level = [
            _node(level[at], level[at + 1]) if at + 1 < len(level) else level[at]
            for at in range(0, len(level), 2)
        ]
    return level[0]


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_head(heads: Mapping[str, tuple[int, str]]) -> str:
    """Root over all streams in order of their names, in hexadecimal. `heads`: stream -> (length, head)."""
    leaves = [leaf(name, *heads[name]) for name in sorted(heads)]
    return root(leaves).hex()


def path(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The inclusion proof of the leaf at `index`. RFC 9162 section 2.1.3.1."""
    proof: list[bytes] = []
    level, at = list(leaves), index
    while len(level) > 1:
        beside = at ^ 1
        if beside < len(level):
            proof.append(level[beside])
        level = [
            _node(level[i], level[i + 1]) if i + 1 < len(level) else level[i]
            for i in range(0, len(level), 2)
        ]
        at //= 2
    return tuple(proof)


def root_from(leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root that the proof leads to, or None where it has the wrong length. RFC 9162 section 2.1.3.2."""
    at, last, have = index, size - 1, leaf_hash
    left = list(proof)
    while last > 0:
        beside = at ^ 1
        if beside <= last:
            if not left:
                return None
            other = left.pop(0)
            have = _node(other, have) if at % 2 else _node(have, other)
        at //= 2
        last //= 2
    return None if left else have
