"""The words of letters as the desk edits them: versions with their days, a specimen of what they make, what is required, and what is new in them.

A specimen is made of invented values, each of which says what stands there. It needs no matter, and nothing is recorded.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher

from proviso.domain.refusals import Refusal
from proviso.domain.reviews import CLAUSE, Review, Words
from proviso.letters.checking import slots_of
from proviso.letters.compose import compose
from proviso.letters.content import Content, Letterhead, Signer
from proviso.letters.draft import Addressee, Draft
from proviso.letters.kind import Clause, Kind, Version
from proviso.letters.library import Library, load
from proviso.letters.own_words import OwnWords, file_of, own_of, with_own
from proviso.letters.values import Row, Scalar, Value
from proviso.letters.vocabulary import Field, Holds
from proviso.letters.wording import Each, If, Wording, walk
from proviso.outside import folders
from proviso.queries.words import Told, words

IN_FORCE, LATER, BEFORE = "in force", "approved for later", "replaced or over"
WAITS, UNAPPROVED = "waits for approval", "not approved"
SPECIMEN = "Specimen: these words, with invented values. Not a letter."
SKELETON = """clause: name_of_the_clause
title: What it is called in lists
kinds: document-request
place: end
authority: the law or the terms it rests on
version: 1
since: {since}
about: Written by {who}.
---
The words of the clause or stock reason. A field stands in braces: {{government}}.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version of words in a review, and how it stands on a day."""

    told: Told
    stands: str

    @property
    def key(self) -> Words:
        """Under which it is drafted and approved."""
        return self.told.template, self.told.version, self.told.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A kind of letter or a clause with its versions, the newest first."""

    template: str
    kind: str
    title: str
    versions: tuple[VersionLine, ...]

    @property
    def is_clause(self) -> bool:
        """Whether it is a clause, which stands in several kinds of letter."""
        return self.kind == CLAUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """Content that the law requires of this kind of letter, and whether these words say it."""

    field: str
    says: str
    authority: str
    said: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison: it stays, is new, or is gone."""

    sort: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """What words make: the letter of invented values, or why none; and what the kind requires."""

    content: Content | None
    refusal: Refusal | None
    needed: tuple[Needed, ...]


def owners(review: Review, *, on: date) -> tuple[Owner, ...]:
    """Every kind of letter and clause, with how its versions stand in the review: kinds first, by title."""
    found: dict[tuple[str, str], list[Told]] = {}
    for one in words(review):
        found.setdefault((one.template, one.kind), []).append(one)
    every = [_owner(template, kind, told, on) for (template, kind), told in found.items()]
    return tuple(sorted(every, key=lambda one: (one.is_clause, one.title.casefold())))


def _owner(template: str, kind: str, told: list[Told], on: date) -> Owner:
    held = [one for one in told if _approved(one, on) and _holds(one, on)]
    now = max(held, key=lambda one: one.since, default=None)
    lines = [VersionLine(told=one, stands=_stands(one, now, on)) for one in told]
    lines.sort(key=lambda one: (one.told.since, one.told.own), reverse=True)
    library = load()
    owner = library.clauses.get(template) if kind == CLAUSE else library.kinds.get(kind)
    return Owner(
        template=template,
        kind=kind,
        title=owner.title if owner else template.replace("_", " ").capitalize(),
        versions=tuple(lines),
    )


def _approved(one: Told, on: date) -> bool:
    if one.kind == CLAUSE and not one.own:
        return True
    return one.approved_by is not None and (one.approved_on or date.max) <= on


def _holds(one: Told, on: date) -> bool:
    return one.since <= on and (one.until is None or on < one.until)


def _stands(one: Told, now: Told | None, on: date) -> str:
    if not _approved(one, on):
        return WAITS if one.own else UNAPPROVED
    if one is now:
        return IN_FORCE
    return LATER if one.since > on else BEFORE


def text_of(review: Review, key: Words) -> str | Refusal:
    """The words of one version as a file of words, to be read, or copied and changed."""
    if key in review.drafts:
        try:
            own = own_of(review.drafts[key], folders.kept)
        except folders.NotKept as trouble:
            return _lost(str(trouble), "Put the file back, or draft the words again.")
        return own if isinstance(own, Refusal) else own.version.text
    template, version, kind = key
    library = load()
    owner: Kind | Clause | None = (
        library.clauses.get(template) if kind == CLAUSE else library.kinds.get(kind)
    )
    for one in owner.versions if owner else ():
        if owner and one.version == version:
            return file_of(owner, one)
    return _lost(f"There are no words {template} version {version}.", "Choose from the list.")


def before(review: Review, own: OwnWords, *, on: date) -> tuple[str, str] | None:
    """The words to compare with, and what they are: those in force, else the newest other version; None where there is none."""
    kind = CLAUSE if own.clause else own.kind
    for owner in owners(review, on=on):
        if owner.kind != kind or (own.clause and owner.template != own.clause.name):
            continue
        others = [one for one in owner.versions if one.told.version != own.version.version]
        for one in sorted(others, key=lambda each: each.stands != IN_FORCE)[:1]:
            found = text_of(review, one.key)
            if isinstance(found, str):
                return found, f"version {one.told.version} ({one.stands})"
    return None


def unheld(review: Review) -> tuple[Words, ...]:
    """Words that are approved by name, and are neither packaged nor drafted here: no letter can be made from them."""
    known = {(one.template, one.version, one.kind) for one in words(review)}
    return tuple(key for key in review.templates if key not in known)


def next_version(review: Review, template: str, kind: str, *, on: date) -> str:
    """A name for the next version: the number after the highest one."""
    told = [one for one in words(review) if (one.template, one.kind) == (template, kind)]
    numbers = [int(one.version) for one in told if one.version.isdigit()]
    return str(max(numbers, default=0) + 1)


def begun(text: str, *, version: str, since: date, who: str) -> str:
    """A file of words made ready to be changed: its head with a new version, day and author."""
    new = {"version": version, "since": since.isoformat(), "about": f"Written by {who}."}
    lines, head = [], True
    for line in text.splitlines():
        key = line.partition(":")[0].strip()
        head = head and line.strip() != "---"
        if head and key == "until":
            continue
        lines.append(f"{key}: {new[key]}" if head and key in new else line)
    return "\n".join(lines) + "\n"


# --- what they make --------------------------------------------------------------------------


def specimen(own: OwnWords, *, on: date) -> Specimen:
    """A letter made from these words with values that say what stands there."""
    base = _without(load(), own)
    library = with_own(base, own)
    needed = tuple(_needed(library, own)) if isinstance(library, Library) else ()
    if isinstance(library, Refusal):
        return Specimen(content=None, refusal=library, needed=needed)
    day = max(on, own.version.since)
    content = compose(_draft(library, own, day), library)
    wrong = content if isinstance(content, Refusal) else None
    return Specimen(
        content=None if isinstance(content, Refusal) else content, refusal=wrong, needed=needed
    )


def _without(library: Library, own: OwnWords) -> Library:
    """The library without a packaged version of the same name, so that packaged words can be shown too."""
    named = own.version.version
    if own.clause is None:
        kind = library.kinds.get(own.kind)
        if kind is None:
            return library
        kept = replace(kind, versions=_others(kind.versions, named))
        return replace(library, kinds={**library.kinds, own.kind: kept})
    clause = library.clauses.get(own.clause.name)
    if clause is None:
        return library
    others = replace(clause, versions=_others(clause.versions, named))
    return replace(library, clauses={**library.clauses, clause.name: others})


def _others(versions: Sequence[Version], named: str) -> tuple[Version, ...]:
    return tuple(one for one in versions if one.version != named)


def _draft(library: Library, own: OwnWords, day: date) -> Draft:
    kind = min(own.clause.kinds) if own.clause else own.kind
    return Draft(
        letter="L-SPECIMEN",
        kind=kind,
        on=day,
        letterhead=Letterhead(agency="[agency]", names=("[agency]", "[office]"), lines=()),
        addressee=Addressee(name="[name]", office="[office]", body="[government]"),
        signer=Signer(name="[signer]", lines=("[office]",)),
        values=_values(library, library.kinds[kind], day),
        clauses=(own.clause.name,) if own.clause else (),
        version=None if own.clause else own.version.version,
        mark=SPECIMEN,
    )


def _values(library: Library, kind: Kind, day: date) -> Mapping[str, Value]:
    """A value for every field that a letter is told; one of the kind's own words where it knows only some."""
    known = {one.field: one.one_of[0] for one in kind.requires if one.one_of}
    return {
        name: known.get(name) or _value(field, day)
        for name, field in library.vocabulary.fields.items()
        if not field.given and name not in {"desk", "code"}
    }


def _value(field: Field, day: date) -> Value:
    if field.holds is not Holds.ROWS:
        return _scalar(field.name, field.holds, day)
    row: Row = {name: _scalar(name, column.holds, day) for name, column in field.columns.items()}
    return (row, row)


def _scalar(name: str, holds: Holds, day: date) -> Scalar:
    match holds:
        case Holds.DATE:
            return day + timedelta(days=30)
        case Holds.CENTS:
            return 1_234_500
        case Holds.COUNT:
            return 2
        case _:
            return f"[{name.replace('_', ' ')}]"


def _needed(library: Library, own: OwnWords) -> Iterator[Needed]:
    kind = library.kinds.get(own.kind) if own.clause is None else None
    said = _said(own.version.wording)
    for one in kind.requires if kind else ():
        field = library.vocabulary.fields.get(one.field)
        yield Needed(
            field=one.field,
            says=field.says if field else one.field,
            authority=one.authority,
            said=one.field in said,
        )


def _said(wording: Wording) -> set[str]:
    """The fields that the words print or go through."""
    nodes = list(walk(wording.nodes))
    found = {slot.path[0] for node in nodes for slot in slots_of(node)}
    found |= {node.many for node in nodes if isinstance(node, Each)}
    return found | {node.path[0] for node in nodes if isinstance(node, If) and node.word}


# --- what is new in them ---------------------------------------------------------------------


def compared(earlier: str | None, later: str) -> tuple[Line, ...]:
    """The lines of the words, with what is new against those in force, and what is gone. Heads are left out."""
    old, new = _body(earlier or ""), _body(later)
    found: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Line("same", text) for text in old[a:b]]
            continue
        found += [Line("gone", text) for text in old[a:b]]
        found += [Line("new", text) for text in new[c:d]]
    return tuple(found)


def _body(text: str) -> list[str]:
    lines = text.splitlines()
    if "---" in (one.strip() for one in lines):
        at = next(at for at, one in enumerate(lines) if one.strip() == "---")
        lines = lines[at + 1 :]
    return [one.rstrip() for one in lines]


def _lost(reason: str, cure: str) -> Refusal:
    return Refusal(
        code="words.unknown", reason=reason, cure=cure,
        authority="The record's own rule: letters are made from words on record",
    )  # fmt: skip
