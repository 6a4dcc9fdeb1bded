"""Verifying a whole ledger, from a database or an export: chains, checkpoints, signatures. Bytes in, findings out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from proviso.domain.chain import GENESIS, Break, Link, check_link
from proviso.domain.checkpoints import Checkpoint, Kept, checkpoint_from, digest
from proviso.domain.merkle import Head, Tree, tree_head

SignedBy = Callable[[str, bytes, bytes], bool]
START: Head = (0, GENESIS)


class CannotBeRead(Exception):
    """Raised by a source of rows that cannot give any more: it says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a verification found. `problems` is empty where everything holds.

    `unsigned` counts the entries written since the last checkpoint; `root` is the
    tree head over all streams as they stand, `roots` those that checkpoints carry. `notes`
    tells what may well be so in a ledger that holds.
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
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.breaks and not self.problems


class Walk:
    """Goes over rows, keeping heads, and the hashes that checkpoints speak of.

    Each stream's rows come in order; which stream comes when does not matter.
    """

    def __init__(self, wanted: frozenset[tuple[str, int]]) -> None:
        self._wanted = wanted
        self._broken: set[str] = set()
        self.heads: dict[str, Head] = {}
        self.seen: dict[tuple[str, int], str] = {}
        self.breaks: list[Break] = []
        self.problems: list[str] = []
        self.entries = 0
        self.stopped = False

    def over(self, links: Iterable[Link]) -> None:
        """Check every row; in a stream that is broken, the first break is told and the rest skipped."""
        last: tuple[str, int] | None = None
        heads, broken = self.heads, self._broken
        try:
            for link in links:
                last = (link.stream, link.number)
                self.entries += 1
                if link.stream in broken:
                    continue
                number, previous = heads.get(link.stream, START)
                if wrong := check_link(link, link.stream, number + 1, previous):
                    self.breaks.append(wrong)
                    broken.add(link.stream)
                    continue
                heads[link.stream] = (number + 1, link.hash)
                if last in self._wanted:
                    self.seen[last] = link.hash
        except CannotBeRead as trouble:
            self.stopped = True
            after = f"after entry {last[1]} of stream {last[0]}" if last else "at all"
            self.problems.append(f"the entries cannot be read {after}: {trouble}")


def verify(links: Iterable[Link], kept: Sequence[Kept], signed_by: SignedBy) -> Verdict:
    """Verify rows, each stream's in order, and the checkpoints kept over them.

    `signed_by` says whether the holder of a key put a signature under a message.
    """
    read, problems = _read(kept)
    walk = Walk(frozenset((name, head[0]) for one in read for name, head in one.moved.items()))
    walk.over(links)
    if len(read) == len(kept):
        problems += list(_signatures(kept, read, signed_by))
    signed, wrong = _against(read, walk)
    problems += [*walk.problems, *wrong]
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
    for one in kept:
        try:
            read.append(checkpoint_from(one.body, one.moved))
        except ValueError as trouble:
            problems.append(f"checkpoint {one.number}: {trouble}")
    return read, problems


def _signatures(
    kept: Sequence[Kept], read: Sequence[Checkpoint], signed_by: SignedBy
) -> Iterator[str]:
    previous = ""
    for place, (one, told) in enumerate(zip(kept, read, strict=True), 1):
        number = one.number
        if number != place or told.number != place:
            yield f"checkpoint {place} is missing or out of order: found {number}"
        if told.previous != previous:
            yield f"checkpoint {number} does not follow the one before it"
        if not signed_by(told.key, one.signature, one.body):
            yield f"checkpoint {number}: the signature is not that of its key"
        if told.key != read[0].key:
            yield f"checkpoint {number} is signed by another key than the first one"
        previous = digest(one.body)


def _against(read: Sequence[Checkpoint], walk: Walk) -> tuple[dict[str, Head], list[str]]:
    """Each checkpoint's heads must be in the ledger still, and give its root and counts."""
    signed: dict[str, Head] = {}
    problems: list[str] = []
    tree, entries = Tree(), 0
    for one in read:
        for name, head in one.moved.items():
            if walk.seen.get((name, head[0])) != head[1] and not walk.stopped:
                problems.append(
                    f"stream {name}, entry {head[0]}: checkpoint {one.number} signed another "
                    "entry here, or it is gone"
                )
            entries += head[0] - signed.get(name, START)[0]
        signed.update(one.moved)
        if tree.move(one.moved) != one.root:
            problems.append(f"checkpoint {one.number}: its root is not that of its heads")
        if (one.entries, one.streams) != (entries, len(signed)):
            problems.append(f"checkpoint {one.number}: its counts are not those of its heads")
    return signed, problems
