"""Reads GLOSSARY.md, the one list of the house's words, for pages to show and link to. No word is defined here."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

BOLD = re.compile(r"\*\*(.+?)\*\*")
CELL = re.compile(r"(?<!\\)\|")
MARKUP = re.compile(r"\*\*|`|\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of the house. `id` is its anchor; `care` says what not to take it for."""

    id: str
    word: str
    means: str
    care: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The words of one part of the glossary."""

    title: str
    words: tuple[Word, ...]


@cache
def glossary() -> tuple[Chapter, ...]:
    """Every chapter, in the file's order."""
    found: list[tuple[str, list[Word]]] = []
    for line in _text().splitlines():
        if line.startswith("## "):
            found.append((line[3:].strip(), []))
        elif line.startswith("| **") and found:
            found[-1][1].append(_word(line))
    return tuple(Chapter(title=title, words=tuple(words)) for title, words in found if words)


@cache
def anchors() -> dict[str, str]:
    """The anchor of each word, by each of its names in small letters."""
    return {
        name.casefold(): one.id
        for chapter in glossary()
        for one in chapter.words
        for name in one.word.split(", ")
    }


def _word(line: str) -> Word:
    cells = [one.strip() for one in CELL.split(line)[1:-1]]
    names = ", ".join(BOLD.findall(cells[0])) or _plain(cells[0])
    return Word(
        id=re.sub(r"[^a-z0-9]+", "-", names.casefold()).strip("-"),
        word=names,
        means=_plain(cells[1]),
        care=_plain(cells[2]) if len(cells) > 2 else "",
    )


def _plain(text: str) -> str:
    """The text without its Markdown."""
    return MARKUP.sub(lambda found: found[1] or "", text)


def _text() -> str:
    """The file as it was packed with the program; in a checkout, the one at its root."""
    packed = files("proviso") / "GLOSSARY.md"
    if packed.is_file():
        return packed.read_text(encoding="utf-8")
    return (Path(__file__).parents[3] / "GLOSSARY.md").read_text(encoding="utf-8")
