"""Copies and wire text: how much of the shorter document stands in the longer one, by runs of six words. A cluster counts as one source."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from proviso.reading.comparing.shelf import Account, words

RUN = 6
COPY = (
    0.2  # share of the shorter document's runs that make it a copy; a shared quotation stays below
)
SHORT = 40  # runs; a shorter text is a copy only where half of it stands elsewhere
FEWEST = 15  # runs below which nothing is said
MANY = 200  # documents that share a run: a boilerplate line, no sign of copying


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two documents of which one holds much of the other. `share` is of the shorter one's runs."""

    shorter: str
    longer: str
    share: float

    def plain(self) -> dict[str, Any]:
        return {"shorter": self.shorter, "longer": self.longer, "share": self.share}


def copies(accounts: list[Account]) -> list[Copy]:
    """Every pair of which one is a copy, whole or trimmed."""
    runs = [_runs(words(_own_words(one))) for one in accounts]
    shared: Counter[tuple[int, int]] = Counter()
    held: dict[int, list[int]] = {}
    for number, own in enumerate(runs):
        for run in own:
            others = held.setdefault(run, [])
            if len(others) < MANY:
                shared.update((other, number) for other in others)
                others.append(number)
    found = []
    for (first, second), same in shared.items():
        short, long = sorted((first, second), key=lambda one: (len(runs[one]), one))
        share = same / max(1, len(runs[short]))
        if _copied(len(runs[short]), share):
            found.append(
                Copy(
                    shorter=accounts[short].file, longer=accounts[long].file, share=round(share, 2)
                )
            )
    return sorted(found, key=lambda one: (-one.share, one.shorter, one.longer))


def _copied(runs: int, share: float) -> bool:
    return share >= COPY if runs >= SHORT else runs >= FEWEST and share >= 0.5


def _own_words(account: Account) -> str:
    """The text without its quotations: two reporters who quote one statement copy nothing from each other."""
    kept, at = [], 0
    for one in account.reading.proposals:
        if one.kind == "quotation" and one.fields.get("form") != "block" and one.start >= at:
            kept.append(account.page.plain[at : one.start])
            at = one.end
    kept.append(account.page.plain[at:])
    return " \n ".join(kept)


def _runs(all_words: list[str]) -> set[int]:
    return {hash(tuple(all_words[at : at + RUN])) for at in range(max(0, len(all_words) - RUN + 1))}


def clusters(files: Iterable[str], found: Iterable[Copy]) -> list[list[str]]:
    """The files in groups of which each counts as one source."""
    head = {file: file for file in files}

    def top(file: str) -> str:
        while head[file] != file:
            head[file] = head[head[file]]
            file = head[file]
        return file

    for one in found:
        head[top(one.shorter)] = top(one.longer)
    groups: dict[str, list[str]] = {}
    for file in head:
        groups.setdefault(top(file), []).append(file)
    return list(groups.values())
