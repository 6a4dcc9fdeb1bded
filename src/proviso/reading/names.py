"""Runs of capitalised words that may be a person's name. What says that one is, people.py asks."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from proviso.reading.page import Page, Token
from proviso.reading.words import NOT_FIRST, NOT_LAST, TITLES, first_names

PARTICLES = frozenset("de del della di da du la le van von der den bin al el ter ten".split())
SUFFIX = re.compile(r",?\s+(?:Jr\.|Sr\.|II|III|IV|M\.D\.|Ph\.D\.)(?=\W|$)")
INITIAL = re.compile(r"[A-Z]\Z")
NAME_WORD = re.compile(
    r"(?:Mc|Mac|O'|D'|De|Di|La|Le|Van|Fitz)?[A-Z][a-zß-ɏ]+(?:[-'][A-Z][a-zß-ɏ]+)*\Z"
)
SHOUTED = re.compile(r"[A-Z]{2,}(?:-[A-Z]+)?\Z")
DOTTED = frozenset(
    title.rpartition(" ")[2].rstrip(".").lower() for title in TITLES if title.endswith(".")
)


class Name(NamedTuple):
    """A run of name words: tokens `first` up to and with `last`."""

    first: int
    last: int


def runs(page: Page) -> Iterator[Name]:
    """Every run of two to six capitalised words, with initials and particles inside."""
    at, tokens = 0, page.tokens
    while at < len(tokens):
        if not _name_word(tokens[at]):
            at += 1
            continue
        last = at
        while (ahead := _next(page, last)) is not None:
            last = ahead
        if last > at:
            yield Name(at, last)
        at = last + 1


def _name_word(token: Token) -> bool:
    if not token.text[0].isupper():
        return False
    return bool(
        NAME_WORD.match(token.text)
        or INITIAL.match(token.text)
        or (len(token.text) in (2, 4, 6) and token.text[1:2] == ".")
    ) or bool(SHOUTED.match(token.text))


def _next(page: Page, at: int) -> int | None:
    """The next word of the run: over a full stop after an initial or a title, over particles, over a nickname."""
    tokens, plain = page.tokens, page.plain
    ahead = at + 1
    if (
        ahead < len(tokens)
        and tokens[ahead].text == "."
        and tokens[ahead].start == tokens[at].end
        and _dotted(page, at)
    ):
        ahead += 1
    over = 0
    while ahead < len(tokens) and over < 3 and tokens[ahead].text in PARTICLES:
        ahead, over = ahead + 1, over + 1
    if ahead >= len(tokens) or not _name_word(tokens[ahead]):
        return None
    return ahead if plain[tokens[ahead - 1].end : tokens[ahead].start] == " " else None


def _dotted(page: Page, at: int) -> bool:
    token = page.tokens[at]
    return len(token.text) == 1 or token.low in DOTTED


def may_be_name(page: Page, first: int, last: int) -> bool:
    words = page.tokens[first : last + 1]
    if (
        words[0].text in NOT_FIRST
        or words[-1].text in NOT_FIRST
        or any(word.text in NOT_LAST for word in words[1:])
    ):
        return False
    if SHOUTED.match(words[-1].text) or sum(len(word.text) > 1 for word in words) < 2:
        return False
    return not any(SHOUTED.match(word.text) and len(word.text) > 2 for word in words)


def is_shouted(page: Page, first: int, last: int) -> bool:
    """A name in capitals: `JANE Q. ROE`. Its first word is a first name of the Census."""
    words = [word for word in page.tokens[first : last + 1] if word.text != "."]
    shouted = all(SHOUTED.match(word.text) or len(word.text) == 1 for word in words)
    return shouted and 2 <= len(words) <= 4 and words[0].low in first_names()
