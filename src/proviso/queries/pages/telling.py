"""Entries as sentences that anyone may read. What has no sentence in `sentences` is not public, and is not told at all."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from proviso.domain.encoding import kind_of
from proviso.domain.entries import Entry
from proviso.domain.facts.letters import LetterFiled, ServiceAttempted
from proviso.domain.facts.matters import ContactNoted
from proviso.domain.questions import day_said
from proviso.queries.pages import sentences
from proviso.queries.pages.plain import (
    Day,
    Place,
    act_title,
    condition_title,
    day_of,
    dollars,
    name_of,
    named,
    veiled,
    words,
)
from proviso.queries.pages.reading import Reading

FIELD = re.compile(r"\{(\w+)\}")
NAMES_OF_KINDS = frozenset(
    "kind act acts answer instrument letter_kind level limb form outcome trigger unit runs_against ground route channel".split()
)
SHORTEST_LINE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One entry: when it happened, when it was learned, what it says, on what evidence.

    `late` is by how many days it was learned after it happened; None where either is not known.
    """

    ref: str
    on: Day
    learned: date
    recorded_at: datetime
    late: int | None
    kind: str
    says: str
    note: str | None
    sources: tuple[str, ...]
    confidence: str
    brought_in: bool
    place: Place


def tell(record: Reading, entries: Iterable[Entry]) -> Iterator[Told]:
    """Those of the entries that are public, in the order given."""
    for entry in entries:
        parts = sentences.PARTS.get(type(entry.fact))
        if parts is not None:
            yield _told(record, entry, parts)


def _told(record: Reading, entry: Entry, parts: tuple[str, ...]) -> Told:
    hidden = addresses(record, entry.stream)
    late = (entry.learned - entry.on).days if entry.on else None
    return Told(
        ref=entry.ref,
        on=day_of(entry),
        learned=entry.learned,
        recorded_at=entry.recorded_at,
        late=late,
        kind=kind_of(type(entry.fact)),
        says=veiled(_sentence(record, entry.fact, parts), hidden),
        note=veiled(entry.note, hidden) if entry.note else None,
        sources=entry.evidence,
        confidence=entry.confidence,
        brought_in=entry.brought_in,
        place=place_of(record, entry),
    )


def _sentence(record: Reading, fact: object, parts: tuple[str, ...]) -> str:
    """The parts whose fields are all stated, with the fields' values in place."""
    said = []
    for part in parts:
        fields = FIELD.findall(part)
        values = {name: _value(record, name, getattr(fact, name)) for name in fields}
        if all(values.values()):
            said.append(part.format(**values))
    return " ".join(said).replace("..", ".").replace("?.", "?")


def _value(record: Reading, name: str, value: object) -> str:
    if value is None or (name == "signed_by" and value == "not found"):
        return ""
    if isinstance(value, tuple):
        return ", ".join(_value(record, name, one) for one in value)
    if isinstance(value, date):
        return day_said(value)
    if name == "cents" and isinstance(value, int):
        return dollars(value)
    return _text(record, name, str(value).strip())


def _text(record: Reading, name: str, text: str) -> str:
    if name in {"act", "acts"}:
        return act_title(record, text).lower()
    if name in {"condition", "conditions"}:
        return condition_title(record, text)
    if name in NAMES_OF_KINDS:
        return "kind not known" if text == "unknown" else words(text)
    return text if name == "ids" else named(record, text)


def place_of(record: Reading, entry: Entry) -> Place:
    """The page on which an entry is told in full."""
    room, _, name = entry.stream.partition(":")
    if room == "matter" and name in record.by_id:
        one = record.by_id[name]
        title = f"{name_of(record, one.respondent)}, fiscal year {one.year}"
        return Place(kind="matter", id=name, name=title, ref=entry.ref)
    fact = entry.fact
    for kind in ("order", "case", "statement"):
        its = getattr(fact, kind, None)
        if isinstance(its, str) and room in {"case", "source"}:
            return Place(kind=kind, id=its, name=its, ref=entry.ref)
    return Place(kind=room, id=name, name=name or room, ref=entry.ref)


def addresses(record: Reading, stream: str) -> tuple[str, ...]:
    """The addresses of contacts that a matter's entries hold: these words are never shown."""
    if not stream.startswith("matter:"):
        return ()
    return record.once(("addresses", stream), lambda: tuple(_addresses(record.entries(stream))))


def _addresses(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        match entry.fact:
            case ContactNoted(address=str(address)):
                yield from _lines(address)
            case ServiceAttempted(address=str(address)) | LetterFiled(to=address):
                yield from _lines(address)
            case _:
                pass


def _lines(address: str) -> Iterator[str]:
    """The address whole, and those of its lines that would give it away."""
    if len(address.strip()) >= SHORTEST_LINE:
        yield address
    for line in re.split(r"[\n;]", address):
        plain = line.strip()
        if len(plain) >= SHORTEST_LINE and any(
            letter.isdigit() or letter == "@" for letter in plain
        ):
            yield plain
