"""The tables that ship with reading, loaded once: word lists, organisations, programmes, names. No rule is here."""

import csv
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

TABLES = files("proviso.reading") / "tables"


def _text(name: str) -> str:
    return (TABLES / name).read_text(encoding="utf-8")


def _lists() -> dict[str, tuple[str, ...]]:
    read = tomllib.loads(_text("words.toml"))
    return {name: _cut(str(body)) for name, body in read.items()}


def _cut(body: str) -> tuple[str, ...]:
    if "|" in body:
        return tuple(one.strip() for one in body.replace("\n", " ").split("|"))
    return tuple(body.split())


LISTS = _lists()
ABBREVIATIONS = frozenset(LISTS["abbreviations"])
NOT_FIRST = frozenset(LISTS["not_first"])
NOT_LAST = frozenset(LISTS["not_last"])
VERBS = frozenset(LISTS["verbs"])
VERB_PAIRS = LISTS["verb_pairs"]
TITLES = LISTS["titles"]
ROLES = frozenset(LISTS["roles"])
ROLE_PHRASES = LISTS["role_phrases"]
SPEAKING_NOUNS = frozenset(LISTS["speaking_nouns"])
PLURAL_ROLES = frozenset(LISTS["plural_roles"])


class Named(NamedTuple):
    """A form of words, what it stands for, and a third thing: the kind or the citation."""

    form: str
    name: str
    more: str


def _rows(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(file).splitlines()))


@cache
def organisations() -> tuple[Named, ...]:
    """Agencies and outlets: form, name, kind."""
    return tuple(Named(row["form"], row["name"], row["kind"]) for row in _rows("organisations.csv"))


@cache
def programmes() -> tuple[Named, ...]:
    """Programmes: form, name, citation."""
    return tuple(Named(row["form"], row["name"], row["cite"]) for row in _rows("programmes.csv"))


@cache
def named_acts() -> tuple[Named, ...]:
    """Acts and clauses by name: form, form, citation."""
    return tuple(Named(row["form"], row["form"], row["cite"]) for row in _rows("acts.csv"))


@cache
def sections() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Section numbers that are known without their title: the citation, and words of which one must be near."""
    return {
        row["number"]: (row["cite"], tuple(row["context"].split())) for row in _rows("sections.csv")
    }


@cache
def first_names() -> dict[str, str]:
    """First names of the Census, and whether most of their bearers are "he" or "she"."""
    return {row["name"]: row["mostly"] for row in _rows("first_names.csv")}


@cache
def surnames() -> frozenset[str]:
    return frozenset(_text("surnames.txt").split())


@cache
def homonyms() -> frozenset[str]:
    """Names that a larger city abroad also bears."""
    return frozenset(
        line for line in _text("homonyms.txt").splitlines() if not line.startswith("#")
    )


@cache
def ordinary() -> frozenset[str]:
    """Ordinary words that are also the names of places."""
    return frozenset(_text("ordinary_words.txt").splitlines())


@cache
def place_surnames() -> frozenset[str]:
    """Names of places that are more often a person's, or a thing's."""
    return frozenset(_text("also_surnames.txt").splitlines())


class Phrases:
    """Finds forms of words from a table, the longest first, at the words with which they begin."""

    def __init__(self, table: Iterable[Named]) -> None:
        self.by_first: dict[str, list[Named]] = {}
        for row in sorted(table, key=lambda row: -len(row.form)):
            self.by_first.setdefault(_first(row.form), []).append(row)

    def at(self, plain: str, start: int, first: str) -> Named | None:
        """The longest form that stands at `start`, where the first word is `first`."""
        for row in self.by_first.get(first, ()):
            if plain.startswith(row.form, start) and _ends(plain, start + len(row.form)):
                return row
        return None


def _first(form: str) -> str:
    from proviso.reading.page import WORD

    found = WORD.match(form)
    return found.group().lower() if found else form.lower()


def _ends(plain: str, end: int) -> bool:
    return not plain[end : end + 1].isalnum()
