"""The text as the rules see it: characters made alike one for one, words, sentences, paragraphs. Nothing is recognised here.

Every offset is an offset in the text that was given: a character is replaced by one character,
never by none or two.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from proviso.reading.words import ABBREVIATIONS

ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„«»‟", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u0060\u00b4", "'"),
        **dict.fromkeys("\u2013\u2010\u2011\u2012\u2212", "-"),
        **dict.fromkeys(
            "\u00a0\u2009\u202f\u200a\u2007\u2008\u2002\u2003\t\u200b\ufeff\u00ad", " "
        ),
        **dict.fromkeys("\r\u2028\u2029\u0085\v\f", "\n"),
    }
)  # an em dash stays what it is: it parts words
WORD = re.compile(
    r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:[&-][^\W\d_]+|'(?!s\b)[^\W\d_]+)*|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\w\s]"
)
END = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)")
PARAGRAPH = re.compile(r"[^\n]+")
LAST_WORD = re.compile(r"[A-Za-z][A-Za-z.]*\Z")
NEXT = re.compile(r"\s+[\"'(\[]*(\S)")
SURE_START = re.compile(
    r"\s+\"?(?:The|He|She|It|They|But|And|In|On|A|This|That|We|I|Some|Many|If|As|At|For|After|Last|Our|His|Her)\b"
)
TITLE = frozenset("mr mrs ms dr sen rep gov st v vs no lt gen col sgt capt rev hon sec".split())
INITIAL = re.compile(r"[a-z](?:\.[a-z])*\Z")


WRAPPED_AT = 100  # a line longer than this was not cut to a width
MOST_OF_WIDTH = 0.7
ENDS_SENTENCE = re.compile(r"[.!?:][\"')\]]*\Z")


def unwrapped(plain: str) -> str:
    """The text with the line ends of a fixed width turned into blanks, one for one.

    A text is cut to a width where most of its lines are long and none is longer than the
    width. There a long line goes on in the next; one that ends a sentence does so only where
    empty lines part the paragraphs.
    """
    lines = plain.split("\n")
    full = [len(line.rstrip()) for line in lines if line.strip()]
    width = max(full, default=0)
    if len(full) < 4 or not 40 <= width <= WRAPPED_AT:
        return plain
    if sum(length >= MOST_OF_WIDTH * width for length in full) < 0.5 * len(full):
        return plain
    parted = any(not line.strip() for line in lines[1:-1])
    made = [lines[0]]
    for before, line in pairwise(lines):
        goes_on = len(before.rstrip()) >= MOST_OF_WIDTH * width and bool(line.strip())
        ended = bool(ENDS_SENTENCE.search(before.rstrip())) and not parted
        made.append((" " if goes_on and not ended else "\n") + line)
    return "".join(made)


class Token(NamedTuple):
    """A word, number or mark: where it stands, how it is written, and in small letters."""

    start: int
    end: int
    text: str
    low: str


class Span(NamedTuple):
    """From `start` up to and without `end`."""

    start: int
    end: int


class Page:
    """One text, cut once; what is cut is kept for every rule."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = unwrapped(text.translate(ALIKE))

    @cached_property
    def tokens(self) -> list[Token]:
        make, read = tuple.__new__, WORD.finditer(self.plain)  # half the time of Token(…)
        return [
            make(Token, (*found.span(), word, word.lower()))
            for found in read
            for word in (found.group(),)
        ]

    @cached_property
    def starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def at(self) -> dict[str, list[int]]:
        """Where each word stands, by its small letters: numbers of tokens."""
        places: dict[str, list[int]] = {}
        for number, token in enumerate(self.tokens):
            places.setdefault(token.low, []).append(number)
        return places

    def numbers_of(self, words: Iterable[str]) -> list[int]:
        """The tokens that are one of these words, in order."""
        at, found = self.at, []
        for word in words:
            if word in at:
                found += at[word]
        found.sort()
        return found

    def token_at(self, offset: int) -> int:
        """The first token that begins at the offset or later."""
        return bisect_right(self.starts, offset - 1)

    @cached_property
    def paragraphs(self) -> list[Span]:
        return [span for span in map(self._trimmed, PARAGRAPH.finditer(self.plain)) if span]

    def _trimmed(self, found: re.Match[str]) -> Span | None:
        start, end = found.span()
        body = found.group()
        start += len(body) - len(body.lstrip())
        end -= len(body) - len(body.rstrip())
        return Span(start, end) if start < end else None

    @cached_property
    def sentences(self) -> list[Span]:
        return [one for span in self.paragraphs for one in self._cut(span)]

    def _cut(self, span: Span) -> Iterator[Span]:
        start = span.start
        for found in END.finditer(self.plain, span.start, span.end):
            if found.end() >= span.end - 1 or not self._goes_on(found, span):
                yield Span(start, found.end())
                start = found.end()
                while start < span.end and self.plain[start] == " ":
                    start += 1
        if start < span.end:
            yield Span(start, span.end)

    def _goes_on(self, found: re.Match[str], span: Span) -> bool:
        """Whether the full stop is only an abbreviation's, or small letters follow it."""
        end = found.end()
        following = NEXT.match(self.plain, end)
        if following is None:
            return True
        if found.group()[0] != ".":
            return following.group(1).islower()
        if following.group(1).islower():
            return True
        word = LAST_WORD.search(self.plain[max(span.start, found.start() - 14) : found.start()])
        if word is None:
            return False
        last = word.group().lower().rstrip(".")
        if last in TITLE:
            return True
        short = last in ABBREVIATIONS or bool(INITIAL.match(last))
        return short and not SURE_START.match(self.plain, end)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [span.start for span in self.paragraphs]

    def sentence(self, offset: int) -> Span:
        """The sentence in which an offset lies."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, offset) - 1)]

    def paragraph_number(self, offset: int) -> int:
        """The number of the paragraph in which an offset lies, from 0."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)

    def first_of_sentence(self, offset: int) -> bool:
        """Whether a sentence (or a quotation in it) begins here."""
        before = self.plain[max(0, offset - 3) : offset].rstrip(" ")
        return not before or before[-1] in '\n.!?:;"(' or self.sentence(offset).start == offset
