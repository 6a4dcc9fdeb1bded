"""Verifying a whole ledger, from a database or an export: chains, checkpoints, signatures. Bytes in, findings out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from proviso.domain.chain import GENESIS, Break, Link, check_link
from proviso.domain.checkpoints import Checkpoint, checkpoint_from, digest
from proviso.domain.merkle import tree_head

SignedBy = Callable[[str, bytes, bytes], bool]
Kept = tuple[int, bytes, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a verification found. `problems` is empty where everything holds.

    `unsigned` counts the entries written since the last checkpoint; `root` is the
    tree head over all streams as they stand.
    """

    entries: int
    streams: int
    checkpoints: int
    unsigned: int
    root: str
    key: str | None
    roots: tuple[str, ...]
    breaks: tuple[Break, ...]
    problems: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.breaks and not self.problems


class Walk:
    """Goes over rows in order, keeping heads, and the hashes that checkpoints speak of."""

    def __init__(self, wanted: frozenset[tuple[str, int]]) -> None:
        self._wanted = wanted
        self.heads: dict[str, tuple[int, str]] = {}
        self.seen: dict[tuple[str, int], str] = {}
        self.breaks: list[Break] = []
        self.entries = 0

    def over(self, links: Iterable[Link]) -> None:
        """Check every row; in a stream that is broken, the first break is told and the rest skipped."""
        stream, number, previous, broken = "", 0, GENESIS, False
        wanted = self._wanted
        for link in links:
            self.entries += 1
            if link.stream != stream:
                stream, number, previous, broken = link.stream, 0, GENESIS, False
            if broken:
                continue
            number += 1
            if wrong := check_link(link, stream, number, previous):
                self.breaks.append(wrong)
                broken = True
                continue
            previous = link.hash
            self.heads[stream] = (number, previous)
            if (stream, number) in wanted:
                self.seen[stream, number] = previous


def verify(links: Iterable[Link], kept: Sequence[Kept], signed_by: SignedBy) -> Verdict:
    """Verify rows in order of stream and number, and the checkpoints kept over them."""
    read, problems = _read(kept)
    walk = Walk(frozenset((name, head[0]) for one in read for name, head in one.moved.items()))
    walk.over(links)
    problems += list(_signatures(kept, read, signed_by))
    problems += list(_against(read, walk))
    signed: dict[str, tuple[int, str]] = {}
    for one in read:
        signed.update(one.moved)
    total = sum(length for length, _ in walk.heads.values())
    return Verdict(
        entries=walk.entries,
        streams=len(walk.heads),
        checkpoints=len(kept),
        unsigned=max(0, total - sum(length for length, _ in signed.values())),
        root=tree_head(walk.heads),
        key=read[-1].key if read else None,
        roots=tuple(one.root for one in read),
        breaks=tuple(walk.breaks),
        problems=tuple(problems),
    )


def _read(kept: Sequence[Kept]) -> tuple[list[Checkpoint], list[str]]:
    read, problems = [], []
    for number, body, _ in kept:
        try:
            read.append(checkpoint_from(body))
        except ValueError as trouble:
            problems.append(f"checkpoint {number}: {trouble}")
    return read, problems


def _signatures(
    kept: Sequence[Kept], read: Sequence[Checkpoint], signed_by: SignedBy
) -> Iterator[str]:
    if len(read) != len(kept):
        return
    previous = ""
    for place, ((number, body, signature), told) in enumerate(zip(kept, read, strict=True), 1):
        if number != place or told.number != place:
            yield f"checkpoint {place} is missing or out of order: found {number}"
        if told.previous != previous:
            yield f"checkpoint {number} does not follow the one before it"
        if not signed_by(told.key, signature, body):
            yield f"checkpoint {number}: the signature is not that of its key"
        previous = digest(body)


def _against(read: Sequence[Checkpoint], walk: Walk) -> Iterator[str]:
    """Each checkpoint's heads must be in the ledger still, and give its root."""
    heads: dict[str, tuple[int, str]] = {}
    for one in read:
        heads.update(one.moved)
        for name, (number, head) in one.moved.items():
            if walk.seen.get((name, number)) != head:
                yield (
                    f"stream {name}, entry {number}: checkpoint {one.number} signed another "
                    "entry here, or it is gone"
                )
        if tree_head(heads) != one.root:
            yield f"checkpoint {one.number}: its root is not that of its heads"
