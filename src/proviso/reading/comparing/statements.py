"""The same statement in several documents: whole, trimmed, joined or altered, with the words that were changed."""

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

from proviso.domain.sources import Form
from proviso.reading.comparing.shelf import Account, Passage, passage, words
from proviso.reading.proposal import Kind, Proposal

RUN = 4
ENOUGH = 3  # words of a fragment that is matched by its words
SAME = 0.8  # of the words of the shorter, where both are one statement
CROWD = 60  # quotations that share a run: a phrase of everyone, no sign of one statement
ENDS = re.compile(r"(?<=[.?!])[\"']?\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Carriage:
    """A statement as one document carries it, beside its fullest form; `changes` are pairs of words: there, here."""

    passage: Passage
    speaker: str | None
    form: Form
    changes: tuple[tuple[str, str], ...] = ()

    def plain(self) -> dict[str, Any]:
        return {
            **self.passage.plain(), "speaker": self.speaker, "form": str(self.form),
            "changes": [{"there": there, "here": here} for there, here in self.changes],
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement with all its carriages, the fullest first. `speakers` has more than one where accounts differ."""

    speakers: tuple[str, ...]
    carriages: tuple[Carriage, ...]

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.passage.file for one in self.carriages))

    def plain(self) -> dict[str, Any]:
        return {
            "speakers": list(self.speakers),
            "carriages": [one.plain() for one in self.carriages],
        }


class _Quote:
    """A quotation with its words, cut once."""

    def __init__(self, account: Account, one: Proposal) -> None:
        self.account, self.one = account, one
        self.words = words(one.text)
        self.sentences = [words(part) for part in ENDS.split(one.text)]

    @property
    def speaker(self) -> str | None:
        return str(self.one.value) if self.one.value else None


def statements(accounts: list[Account]) -> list[Statement]:
    """Statements that stand in two places or more, those in most documents first."""
    quotes = [_Quote(account, one) for account in accounts for one in account.of(Kind.QUOTATION)]
    quotes = [one for one in quotes if len(one.words) >= ENOUGH]
    head = list(range(len(quotes)))

    def top(at: int) -> int:
        while head[at] != at:
            head[at] = head[head[at]]
            at = head[at]
        return at

    for first, second in _candidates(quotes):
        if top(first) != top(second) and _same(quotes[first], quotes[second]):
            head[top(first)] = top(second)
    groups: dict[int, list[_Quote]] = defaultdict(list)
    for at, one in enumerate(quotes):
        groups[top(at)].append(one)
    made = [_statement(group) for group in groups.values() if len(group) > 1]
    return sorted(
        (one for one in made if len(one.files) > 1),
        key=lambda one: (-len(one.files), one.carriages[0].passage.file),
    )


def _candidates(quotes: list[_Quote]) -> list[tuple[int, int]]:
    """Pairs that share a run of four words, or of three where one is a fragment."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, one in enumerate(quotes):
        for size in (ENOUGH, RUN):
            for start in range(len(one.words) - size + 1):
                held = index[tuple(one.words[start : start + size])]
                if len(held) < CROWD and (not held or held[-1] != at):
                    held.append(at)
    pairs = {pair for held in index.values() for pair in combinations(held, 2)}
    return sorted(pairs)


def _same(one: _Quote, other: _Quote) -> bool:
    """Whether the words of the shorter stand in the longer, or a whole sentence of one in the other."""
    short, long = sorted((one.words, other.words), key=len)
    if _share(short, long) >= (0.8 if len(short) >= 6 else 0.95):
        return True
    return any(
        len(first) >= 6 and len(second) >= 6 and _share(*sorted((first, second), key=len)) >= 0.85
        for first in one.sentences for second in other.sentences
    )  # fmt: skip


def _share(short: list[str], long: list[str]) -> float:
    """How much of the shorter stands in order, close together, in the longer."""
    if not short:
        return 0.0
    blocks = [
        each
        for each in SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
        if each.size
    ]
    if not blocks:
        return 0.0
    matched = sum(each.size for each in blocks)
    reach = blocks[-1].b + blocks[-1].size - blocks[0].b
    return matched / len(short) * min(1.0, matched / reach + 0.15)


def _statement(group: list[_Quote]) -> Statement:
    """Each carriage beside the fullest one; a carriage that holds more sentences than that is joined."""
    full = min(group, key=lambda one: (-len(one.words), one.account.file))
    ordered = sorted(group, key=lambda one: (-len(one.words), one.account.file, one.one.start))
    said = tuple(dict.fromkeys(one.speaker for one in ordered if one.speaker))
    carried = tuple(_carriage(one, full, group) for one in ordered)
    return Statement(speakers=said, carriages=carried)


def form_of(recorded: str, here: str) -> Form | None:
    """How words here carry words on record: whole, trimmed or altered; None where they are other words."""
    there, these = words(recorded), words(here)
    short, long = sorted((there, these), key=len)
    if len(short) < ENOUGH or _share(short, long) < SAME:
        return None
    if _changes(long, short):
        return Form.ALTERED
    return Form.WHOLE if len(these) >= len(there) else Form.TRIMMED


def _carriage(one: _Quote, full: _Quote, group: list[_Quote]) -> Carriage:
    changes = _changes(full.words, one.words)
    if changes:
        form = Form.ALTERED
    elif one is full:
        form = Form.JOINED if _joins(one, group) else Form.WHOLE
    else:
        form = Form.WHOLE if len(one.words) == len(full.words) else Form.TRIMMED
    return Carriage(
        passage=passage(one.account, one.one), speaker=one.speaker, form=form, changes=changes
    )


def _joins(full: _Quote, group: list[_Quote]) -> bool:
    """Whether others carry its beginning and its end as separate quotations."""
    parts = [one for one in group if one is not full and len(one.words) >= 6]
    return any(
        _share(*sorted((a.words, b.words), key=len)) < 0.5 for a, b in combinations(parts, 2)
    )


def _changes(full: list[str], here: list[str]) -> tuple[tuple[str, str], ...]:
    """Words changed within what is carried; what is left out before and behind is trimming, no change."""
    codes = SequenceMatcher(None, full, here, autojunk=False).get_opcodes()
    inner = [
        code
        for code in codes
        if not (code[0] == "delete" and (code[3] == 0 or code[4] == len(here)))
    ]
    pairs = [
        (" ".join(full[a:b]), " ".join(here[c:d])) for tag, a, b, c, d in inner if tag != "equal"
    ]
    return tuple(pairs)
