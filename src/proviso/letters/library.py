"""The library of words: kinds of letter, clauses, letterheads and the vocabulary, each version with its dates.

Reads the data files of this room. What a kind must contain, and under which law, is
written there, not here. Words that staff write are read in own_words.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from proviso.domain.letters import LetterKind
from proviso.domain.refusals import Refusal
from proviso.letters.checking import why_not_words
from proviso.letters.content import Letterhead
from proviso.letters.kind import Clause, Kind, Required, Version
from proviso.letters.vocabulary import Vocabulary, vocabulary_from
from proviso.letters.wording import parse

ToldTable = dict[str, Any]


class LibraryWrong(Exception):
    """The packaged words contradict themselves: a mistake of ours, not of a user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """A letterhead in one version, in use over [since, until)."""

    letterhead: Letterhead
    since: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """`kinds` is by kind of letter; several kinds may share one folder of words."""

    vocabulary: Vocabulary
    kinds: Mapping[str, Kind]
    clauses: Mapping[str, Clause]
    letterheads: Mapping[str, tuple[Heads, ...]]


@cache
def load() -> Library:
    """Return the packaged library. Raises LibraryWrong naming the file and the line."""
    room = files("proviso") / "letters"
    vocabulary = vocabulary_from(_toml(room / "vocabulary.toml"))
    kinds = {
        name: kind
        for folder in _sorted(room / "kinds")
        if folder.is_dir()
        for name, kind in _kinds(folder).items()
    }
    clauses = {path.name[:-5]: _clause(path) for path in _sorted(room / "clauses")}
    heads = {path.name[:-5]: _heads(path) for path in _sorted(room / "letterheads")}
    library = Library(vocabulary=vocabulary, kinds=kinds, clauses=clauses, letterheads=heads)
    if wrong := why_not_library(library):
        raise LibraryWrong(wrong.reason)
    return library


def why_not_library(library: Library) -> Refusal | None:
    """Find the first words, of any version, that cannot be used."""
    owners: list[Kind | Clause] = [*library.kinds.values(), *library.clauses.values()]
    for owner in owners:
        for version in owner.versions:
            if wrong := why_not_words(version.wording, owner, library.vocabulary):
                return wrong
    if lacking := {str(kind) for kind in LetterKind} - set(library.kinds):
        return _no_words(min(lacking), None)
    return None


def letterhead(library: Library, name: str, *, on: date) -> Letterhead | Refusal:
    """The letterhead as it was on that day."""
    for heads in library.letterheads.get(name, ()):
        if heads.since <= on and (heads.until is None or on < heads.until):
            return heads.letterhead
    return Refusal(
        code="letter.no-letterhead",
        reason=f"There is no letterhead {name} for {on}.",
        cure=f"Name one of: {', '.join(sorted(library.letterheads))}; or add one with its dates.",
        authority="The record's own rule: a letter says who writes",
    )


def in_force(owner: Kind | Clause, *, on: date, version: str | None = None) -> Version | Refusal:
    """The version of that name, or else the latest that is in force on that day."""
    for one in reversed(owner.versions):
        holds = one.since <= on and (one.until is None or on < one.until)
        if holds and version in (None, one.version):
            return one
    return _no_words(owner.name, on, version)


Owner = TypeVar("Owner", Kind, Clause)


def added(owner: Owner, new: Version) -> Owner | Refusal:
    """The kind or clause with one more version of its words, in order of the days from which they hold."""
    if new.version in {one.version for one in owner.versions}:
        return _again(owner.name, new.version)
    versions = tuple(sorted((*owner.versions, new), key=lambda one: one.since))
    return replace(owner, versions=versions)


def _no_words(owner: str, on: date | None, version: str | None = None) -> Refusal:
    which = f"version {version} of " if version else ""
    when = f" in force on {on}" if on else ""
    return Refusal(
        code="letter.no-words",
        reason=f"There is no {which}{owner}{when}.",
        cure="Name a kind or clause that exists and a version that holds on the letter's day.",
        authority="The record's own rule: every letter names the words it was made from",
    )


def _again(name: str, version: str) -> Refusal:
    return Refusal(
        code="letter.version-taken",
        reason=f"{name} already has a version {version}. A version never changes once it is known.",
        cure="Give the new words a version name of their own.",
        authority="The record's own rule: nothing is edited, something new is added",
    )


# --- reading the files -----------------------------------------------------------------------


def _toml(path: Traversable) -> ToldTable:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as wrong:
        raise LibraryWrong(f"{path.name}: {wrong}") from wrong


def _sorted(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda one: one.name)


def _kinds(folder: Traversable) -> dict[str, Kind]:
    told = _toml(folder / "kind.toml")
    versions = tuple(
        _version(
            one,
            (folder / one["words"]).read_text(encoding="utf-8"),
            f"{folder.name}/{one['words']}",
        )
        for one in told["versions"]
    )
    requires = tuple(_required(one) for one in told["requires"])
    return {
        name: Kind(
            name=name,
            title=title,
            folder=told["folder"],
            places=tuple(told["place"]),
            requires=requires,
            versions=versions,
        )
        for name, title in told["kinds"].items()
    }


def _required(told: ToldTable) -> Required:
    when = told.get("when")
    return Required(
        field=told["field"],
        authority=told["authority"],
        when=(when["field"], when["is"]) if when else None,
        one_of=tuple(told.get("one-of", ())),
        columns=tuple(told.get("columns", ())),
    )


def _clause(path: Traversable) -> Clause:
    told = _toml(path)
    return Clause(
        name=told["clause"],
        title=told["title"],
        kinds=frozenset(told["kinds"]),
        place=told["place"],
        authority=told["authority"],
        versions=tuple(
            _version(one, one["words"], f"{path.name}, version {one['version']}")
            for one in told["versions"]
        ),
    )


def _version(told: ToldTable, text: str, name: str) -> Version:
    wording = parse(text, name=name)
    if isinstance(wording, Refusal):
        raise LibraryWrong(wording.reason)
    return Version(
        version=told["version"],
        since=told["since"],
        until=told.get("until"),
        wording=wording,
        about=told["about"],
        text=text,
    )


def _heads(path: Traversable) -> tuple[Heads, ...]:
    return tuple(
        Heads(
            letterhead=Letterhead(
                agency=one["agency"], names=tuple(one["names"]), lines=tuple(one["lines"])
            ),
            since=one["since"],
            until=one.get("until"),
        )
        for one in _toml(path)["versions"]
    )
