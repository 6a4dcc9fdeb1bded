"""A round as it would read: every letter, its cautions and clauses, and where letters differ from one another. Records nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher, get_close_matches

from proviso.domain.refusals import Refusal
from proviso.letters.compose import compose
from proviso.letters.content import Content, spoken
from proviso.letters.due import why_not_agreeing, why_not_dates
from proviso.letters.library import Library, load
from proviso.letters.own_words import own_library
from proviso.letters.rounds import Planned, RoundFile
from proviso.outside import folders
from proviso.outside.holidays import STATES, federal_calendar
from proviso.queries.cautions import Caution, cautions_of
from proviso.queries.draft_values import undrafted
from proviso.queries.drafts import Drafting
from proviso.queries.record import Record

LIKE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One letter of a round: its content, or why it cannot be made; `known` is False for a matter that is not on record."""

    matter: str
    name: str
    planned: Planned | None
    content: Content | None
    refusal: Refusal | None
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line; `differs` where other letters say something else, or nothing."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlike:
    """What one letter says that most do not, word by word, and what most say that it does not."""

    says: tuple[tuple[Part, ...], ...]
    lacks: tuple[str, ...]


def shown(
    file: RoundFile, matters: Sequence[str], *, known: date, record: Record
) -> Iterator[Shown]:
    """Letter after letter."""
    drafting = Drafting(file, known=known, record=record)
    held = {one.matter: one for one in record.matters if one.review in record.desks}
    words = words_of(drafting)
    for name, planned in drafting.drafts(matters):
        case = drafting.case(held[name]) if name in held else None
        told = None if case is None or isinstance(case, Refusal) else case
        content = planned if isinstance(planned, Refusal) else made(planned, words)
        yield Shown(
            matter=name,
            name=told.name if told else name,
            planned=None if isinstance(planned, Refusal) else planned,
            content=None if isinstance(content, Refusal) else content,
            refusal=content if isinstance(content, Refusal) else None,
            cautions=cautions_of(drafting, told) if told else (),
        )


def words_of(drafting: Drafting) -> Library | Refusal:
    """The words that letters of this round are made from, as they are approved by the day they bear."""
    file, on = drafting.file, max(drafting.file.on, drafting.known)
    try:
        return own_library(load(), drafting.review, on=on, version=file.version, read=folders.kept)
    except folders.NotKept as trouble:
        return undrafted("words.not-kept", str(trouble), "Put the file back, or draft other words.")


def made(planned: Planned, words: Library | Refusal) -> Content | Refusal:
    """The letter's content with its dates checked; or why not."""
    content = words if isinstance(words, Refusal) else compose(planned.draft, words)
    if isinstance(content, Refusal):
        return content
    calendar = federal_calendar(planned.state if planned.state in STATES else "")
    wrong = why_not_dates(content, calendar=calendar) or why_not_agreeing(content, planned.recorded)
    return wrong or content


def differences(letters: Sequence[Shown]) -> dict[str, Unlike]:
    """By matter, where each letter differs from what most of them say."""
    lines = {one.matter: list(spoken(one.content)) for one in letters if one.content}
    counted = Counter(line for told in lines.values() for line in set(told))
    usual = [line for line, many in counted.items() if 2 * many > len(lines)]
    found = {}
    for matter, told in lines.items():
        lacks = [line for line in usual if line not in set(told)]
        own = [line for line in dict.fromkeys(told) if 2 * counted[line] <= len(lines)]
        others = lacks or _others(lines, matter)
        found[matter] = Unlike(says=tuple(_parts(line, others) for line in own), lacks=tuple(lacks))
    return found


def _others(lines: dict[str, list[str]], matter: str) -> list[str]:
    """The lines of another letter, to compare with where no line is usual."""
    return next((told for name, told in lines.items() if name != matter), [])


def _parts(line: str, others: Sequence[str]) -> tuple[Part, ...]:
    near = get_close_matches(line, others, n=1, cutoff=LIKE)
    if not near:
        return (Part(line, differs=True),)
    mine, theirs = line.split(" "), near[0].split(" ")
    parts: list[Part] = []
    for tag, start, end, _, _ in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if start < end:
            parts.append(Part(" ".join(mine[start:end]), differs=tag != "equal"))
    return tuple(parts)
