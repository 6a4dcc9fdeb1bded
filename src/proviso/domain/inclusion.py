"""That entries stand in a signed checkpoint: making the proof, and checking one with nothing else at hand. Not what a receipt says (receipts).

Theory. A checkpoint signs the root of a tree whose leaves are the heads of all streams
(RFC 9162 section 2.1). An entry is under it if a chain of entries leads from it to the
stream's head, each naming the hash of the one before, and the head's leaf leads by its
path to the root. So a proof holds the bytes of the entry and of those after it up to the
head: of each entry the first checkpoint over it is taken, so that as few others as
possible go along.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from proviso.domain.chain import Link, hash_of
from proviso.domain.checkpoints import Checkpoint, Kept, checkpoint_from
from proviso.domain.encoding import FORMAT
from proviso.domain.merkle import Head, leaf, path, root_from
from proviso.domain.verifying import START, SignedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Entries of one stream, each following the other, the last of them the head that a checkpoint signed."""

    bodies: tuple[bytes, ...]
    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """The proofs of the entries asked for, and the numbers of those that no checkpoint covers yet."""

    proofs: tuple[Proof, ...]
    unsigned: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An entry as its bytes name it: stream, number, the hash before, its own hash, and the JSON text."""

    stream: str
    number: int
    previous: str
    hash: str
    text: str

    @property
    def ref(self) -> str:
        return f"{self.stream}#{self.number}"


def prove(rows: Sequence[Link], wanted: Collection[int], kept: Sequence[Kept]) -> Proven:
    """Prove these entries of one stream, given all its rows in order and all checkpoints in order."""
    heads: dict[str, Head] = {}
    left, proofs = sorted(wanted), []
    stream = rows[0].stream if rows else ""
    for one in kept:
        heads.update(checkpoint_from(one.body, one.moved).moved)
        length = heads.get(stream, START)[0]
        covered = [number for number in left if number <= length]
        if covered:
            names = sorted(heads)
            index = names.index(stream)
            proofs.append(
                Proof(
                    bodies=tuple(row.body for row in rows[covered[0] - 1 : length]),
                    index=index,
                    path=path([leaf(name, *heads[name]) for name in names], index),
                    checkpoint=one.body,
                    signature=one.signature,
                )
            )
            left = left[len(covered) :]
    return Proven(proofs=tuple(proofs), unsigned=tuple(left))


def first_checkpoints(stream: str, kept: Sequence[Kept]) -> tuple[tuple[int, int], ...]:
    """(length, checkpoint number) for each checkpoint in which the stream's head moved."""
    told = (checkpoint_from(one.body, one.moved) for one in kept)
    return tuple((one.moved[stream][0], one.number) for one in told if stream in one.moved)


def told_by(body: bytes) -> Told:
    """What an entry's header lines say. Raises ValueError for bytes that are no entry."""
    form, stream, number, previous, _, text = body.decode("utf-8").split("\n", 5)
    if form != FORMAT or str(int(number)) != number:
        message = f"not an entry of the format {FORMAT}"
        raise ValueError(message)
    return Told(stream=stream, number=int(number), previous=previous, hash=hash_of(body), text=text)


def signed_in(proof: Proof) -> Checkpoint | None:
    """The checkpoint of the proof; None where its bytes are none."""
    try:
        return checkpoint_from(proof.checkpoint)
    except ValueError:
        return None


def flaws(proof: Proof, *, key: str, signed_by: SignedBy) -> Iterator[str]:
    """What is wrong with a proof that should rest on a checkpoint signed by `key`; nothing where it holds."""
    signed = signed_in(proof)
    if signed is None:
        yield "a checkpoint in it cannot be read"
        return
    name = f"checkpoint {signed.number}"
    if signed.key != key:
        yield f"{name} names another key ({signed.key}) than the receipt"
    if not signed_by(signed.key, proof.signature, proof.checkpoint):
        yield f"{name}: the signature is not that of its key"
    try:
        told = [told_by(body) for body in proof.bodies]
    except ValueError:
        yield f"{name}: what should be an entry under it is none"
        return
    yield from _chain(told, name)
    yield from _rooted(told, proof, signed, name)


def _chain(told: Sequence[Told], name: str) -> Iterator[str]:
    for before, one in pairwise(told):
        following = (before.stream, before.number + 1, before.hash)
        if (one.stream, one.number, one.previous) != following:
            yield f"{name}: {one.ref} does not follow {before.ref}"


def _rooted(told: Sequence[Told], proof: Proof, signed: Checkpoint, name: str) -> Iterator[str]:
    if not told:
        yield f"{name}: no entry is shown under it"
        return
    head = told[-1]
    leaf_hash = leaf(head.stream, head.number, head.hash)
    found = root_from(leaf_hash, proof.index, signed.streams, proof.path)
    if found is None or found.hex() != signed.root:
        yield f"{name}: the path from {head.ref} does not lead to its root"
