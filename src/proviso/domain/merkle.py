"""The tree head over all stream heads, in the manner of RFC 9162 section 2.1. Not signing (see outside/keys)."""

import hashlib
from collections.abc import Mapping, Sequence
from itertools import pairwise

Head = tuple[int, str]


def leaf(stream: str, number: int, head: str) -> bytes:
    """Hash one leaf: MTH({d0}) = SHA-256(0x00 || d0), RFC 9162 section 2.1.1."""
    told = f"{stream}\n{number}\n{head}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(b"\x00" + told).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """MTH over hashed leaves; of none it is SHA-256 of nothing. RFC 9162 section 2.1.1.

    Adjacent pairing level by level, an odd last node rising unchanged, gives the
    same tree as splitting at the largest power of two below n.
    """
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = leaves
    while len(level) > 1:
        level = _above(level)
    return level[0]


def _above(level: Sequence[bytes]) -> list[bytes]:
    return [_over(level, at) for at in range(0, len(level), 2)]


def _over(level: Sequence[bytes], at: int) -> bytes:
    """The node over the two at `at` and `at` + 1; the last one alone rises unchanged."""
    return _node(level[at], level[at + 1]) if at + 1 < len(level) else level[at]


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_head(heads: Mapping[str, Head]) -> str:
    """Root over all streams in order of their names, in hexadecimal. `heads`: stream -> (length, head)."""
    leaves = [leaf(name, *heads[name]) for name in sorted(heads)]
    return root(leaves).hex()


class Tree:
    """A tree whose leaves move: the same head as tree_head, at a cost of what moved.

    Where a stream is new, every leaf after it shifts, and the nodes are made again.
    """

    def __init__(self) -> None:
        self._leaves: dict[str, bytes] = {}
        self._places: dict[str, int] = {}
        self._levels: list[list[bytes]] = []

    def move(self, moved: Mapping[str, Head]) -> str:
        """Take in heads that moved or are new; the tree head after that, in hexadecimal."""
        leaves = {name: leaf(name, *head) for name, head in moved.items()}
        self._leaves |= leaves
        if leaves.keys() <= self._places.keys():
            self._climb({self._places[name]: one for name, one in leaves.items()})
        else:
            self._build()
        return self._levels[-1][0].hex() if self._levels else root(()).hex()

    def _build(self) -> None:
        names = sorted(self._leaves)
        self._places = {name: at for at, name in enumerate(names)}
        self._levels = [[self._leaves[name] for name in names]]
        while len(self._levels[-1]) > 1:
            self._levels.append(_above(self._levels[-1]))

    def _climb(self, leaves: Mapping[int, bytes]) -> None:
        for at, one in leaves.items():
            self._levels[0][at] = one
        places = set(leaves)
        for below, level in pairwise(self._levels):
            places = {at // 2 for at in places}
            for at in places:
                level[at] = _over(below, 2 * at)


def path(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The inclusion proof of the leaf at `index`. RFC 9162 section 2.1.3.1.

    Raises IndexError where there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        message = f"there is no leaf {index} among {len(leaves)}"
        raise IndexError(message)
    proof: list[bytes] = []
    level, at = leaves, index
    while len(level) > 1:
        beside = at ^ 1
        if beside < len(level):
            proof.append(level[beside])
        level = _above(level)
        at //= 2
    return tuple(proof)


def root_from(leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root that the proof leads to; None where there is no such leaf or the proof has another length.

    RFC 9162 section 2.1.3.2.
    """
    if not 0 <= index < size:
        return None
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
