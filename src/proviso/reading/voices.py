"""Who can speak in a text, and which verbs of speech they stand beside. Which quotation is whose, speakers.py says."""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from proviso.reading.organisations import Mention
from proviso.reading.page import Page
from proviso.reading.passages import Taken
from proviso.reading.persons import Person
from proviso.reading.words import NOT_FIRST, SPEAKING_NOUNS, TITLES, VERB_PAIRS, VERBS

PRONOUNS = ("he", "she", "they", "it", "who")
ARTICLES = frozenset(
    "the a an one another his her their its two some many senior top several other that this three".split()
)
DETERMINERS = frozenset("the a an one another his her their its".split())
PLACES = frozenset(
    "in at during on with into about against under through over".split()
)  # `in a statement`
ENDS_PHRASE = frozenset(
    "of in to that who which and by with for from said at on is was are were has had as but or than when if".split()
)
OF_WHOM = re.compile(
    r"\s+(?:for|of|with|from|in|at)\s+(?:(?:the\s+)?[A-Z][\w.'-]+(?:\s+(?:of\s+)?[A-Z][\w.'-]+){0,4}|(?:the|his|her|its)\s+(?:[a-z]+\s)?(?:department|agency|office|city|county|state|bureau|commission|board|council|ministry|company|union|mayor|governor|sheriff)\b)"
)
GAP_BEFORE = re.compile(
    r"(?:\s+of\s+[^\"\n,]{2,40}|\s+\([^)\n]{1,40}\)|\s+(?:and|or|in|on|at|during|through|via)\s+[^\"\n,]{2,50}?)?(?:,\s[^\"\n]{2,160}?,)?\s+(?:(?:who|has|had|have|also|later|then|further|recently|once|again|previously|reportedly|repeatedly|simply|immediately|quickly|flatly|even|just|earlier|famously|publicly|did|not|to|was|is|\w+ly)\s+)*\Z"
)
GAP_AFTER = re.compile(
    r"\s+(?:(?:the|a|an|then|former|acting|one|that|by|in)\b[\s-]*)?(?:[\w.'&-]+\s+){0,9}?(?:[\w.'& -]{2,60},\s+(?:[\w.'&-]+\s+){0,5}?)?\Z"
)
BREAKS = re.compile(
    r"[.;:\"]\s|\b(?:that|he|she|they|it|to|about|on|for|with|is|was|are|were|will|would|in a|in an|during|earlier)\b"
)
INVERTED = re.compile(r"(?:[,\"—-]|\b(?:and|as|but|then|also|so))\s*\Z|^\s*\Z")
NEVER_INVERTED = ("told", "tell", "ask", "urg", "warn")
SURNAME_WORD = re.compile(r"(?:Mc|Mac|O'|D'|De|Di|La|Le|Van)?[A-Z][a-zß-ɏ]+(?:-[A-Z][a-zß-ɏ]+)?\Z")
ENDS_OF_TITLES = tuple(f"{title} " for title in (*TITLES, "AG"))
REACH = 110
CLEAR = re.compile(r"\W+")


class Voice(NamedTuple):
    """Something that can speak, where it stands. `sort`: person, organisation, phrase, pronoun."""

    start: int
    end: int
    sort: str
    name: str


class Saying(NamedTuple):
    """A verb of speech with its subject."""

    voice: Voice
    start: int
    end: int


class Voices:
    """The voices and verbs of a page outside its quotations."""

    def __init__(
        self, page: Page, people: list[Person], named: list[Mention], inside: Taken
    ) -> None:
        self.page = page
        self.inside = inside
        self.taken = Taken(page)
        self.by_surname: dict[str, str] = {}
        for person in people:
            self.by_surname.setdefault(person.surname, person.name)
        found = [
            *self._named(people, named),
            *self._surnames(),
            *self._titled(),
            *self._unknown(),
            *self._pronouns(),
        ]
        self.all = sorted(one for one in found if inside.free(one.start, one.start + 1))
        self.starts = [one.start for one in self.all]
        self.sayings = self._sayings()
        self.saying_starts = [min(one.start, one.voice.start) for one in self.sayings]

    def _named(self, people: list[Person], named: list[Mention]) -> list[Voice]:
        """People in full, phrases such as `a senior Justice Department official`, organisations."""
        found = [
            Voice(start, end, "person", one.name) for one in people for start, end in one.places
        ]
        for one in found:
            self.taken.take(one.start, one.end)
        heads = Taken(self.page, ((each.start, each.end) for each in named))
        for start, end in self._phrases(heads):
            if self.taken.free(start, end) and not self._apposed(end):
                self.taken.take(start, end)
                found.append(
                    Voice(start, end, "phrase", " ".join(self.page.text[start:end].split()))
                )
        for each in named:
            if self.taken.free(each.start, each.end):
                self.taken.take(each.start, each.end)
                found.append(Voice(each.start, each.end, "organisation", each.name))
        return found

    def _apposed(self, end: int) -> bool:
        """`a spokesman, Jane Roe, said`: the person named behind the comma speaks."""
        return self.page.plain[end : end + 2] == ", " and not self.taken.free(end + 2, end + 3)

    def _phrases(self, heads: Taken) -> list[tuple[int, int]]:
        """Phrases with a speaking noun, the last noun first; an organisation's own last word makes none."""
        found = []
        for number in reversed(self.page.numbers_of(SPEAKING_NOUNS)):
            token = self.page.tokens[number]
            first = self._first_of_phrase(number) if heads.free(token.start, token.end) else None
            if first is not None and not self._within_phrase(first):
                end = self.page.tokens[number].end
                more = OF_WHOM.match(self.page.plain, end)
                stop = more.end() if more and self.taken.free(end, more.end()) else end
                found.append((self.page.tokens[first].start, stop))
        return found

    def _within_phrase(self, first: int) -> bool:
        """`in a statement`; the department in `a spokesperson for the department`."""
        before = self.page.tokens[max(0, first - 2) : first]
        if not before:
            return False
        speaks = len(before) == 2 and before[0].low in SPEAKING_NOUNS
        return before[-1].low in PLACES or (speaks and before[-1].low in ("for", "of", "with"))

    def _first_of_phrase(self, number: int) -> int | None:
        """Back from the noun to its article, or to the first of the capitals before it."""
        tokens, plain = self.page.tokens, self.page.plain
        capital = None
        for at in range(number - 1, max(-1, number - 9), -1):
            token = tokens[at]
            if (
                "\n" in plain[token.end : tokens[at + 1].start]
                or token.low in ENDS_PHRASE
                or not (token.text[0].isalnum() or token.text in "'.-")
            ):
                break
            if token.low in ARTICLES:
                return at - (at > 0 and tokens[at - 1].low in DETERMINERS)
            if token.text[0].isupper():
                capital = at
            elif capital is not None and token.text not in "'.-" and token.low != "s":
                break
        return capital if tokens[number].text[0].islower() else None

    def _surnames(self) -> list[Voice]:
        """Surnames of people who were named in full."""
        found = []
        for surname, name in self.by_surname.items():
            word = surname.split("-")[0].lower() if "'" in surname else surname.lower()
            for number in self.page.at.get(word, ()):
                token = self.page.tokens[number]
                if token.text == surname and self.taken.free(token.start, token.end):
                    start = self._with_particles(number)
                    self.taken.take(start, token.end)
                    found.append(Voice(start, token.end, "person", name))
        return found

    def _titled(self) -> list[Voice]:
        """`Attorney General Roe`, where no Roe was named in full: the surname speaks."""
        found = []
        for number, token in enumerate(self.page.tokens):
            plain_name = SURNAME_WORD.match(token.text) and token.text not in NOT_FIRST
            if plain_name and self._after_title(number) and self.taken.free(token.start, token.end):
                self.taken.take(token.start, token.end)
                found.append(Voice(token.start, token.end, "person", token.text))
        return found

    def _after_title(self, number: int) -> bool:
        start = self.page.tokens[number].start
        before = self.page.plain[max(0, start - 24) : start]
        return before.endswith(ENDS_OF_TITLES)

    def _with_particles(self, number: int) -> int:
        before = self.page.tokens[number - 1] if number else None
        if (
            before is not None
            and before.low in ("de", "van", "von", "la", "del")
            and before.end + 1 == self.page.tokens[number].start
        ):
            return before.start
        return self.page.tokens[number].start

    def _unknown(self) -> list[Voice]:
        """A surname nobody introduced, right before or behind `said`."""
        found = []
        for number in self.page.numbers_of(VERBS):
            for at in (number - 1, number + 1):
                if 0 <= at < len(self.page.tokens) and self._speaks_alone(at, number):
                    token = self.page.tokens[at]
                    self.taken.take(token.start, token.end)
                    found.append(Voice(token.start, token.end, "person", token.text))
        return found

    def _speaks_alone(self, at: int, verb: int) -> bool:
        token, said = self.page.tokens[at], self.page.tokens[verb]
        gap = self.page.plain[min(token.end, said.end) : max(token.start, said.start)]
        after_only_said = at < verb or said.low == "said"
        plain_name = SURNAME_WORD.match(token.text) and token.text not in NOT_FIRST
        if self._ends_longer_name(at) if at < verb else self._begins_longer_name(at):
            return False
        return (
            bool(plain_name)
            and gap == " "
            and after_only_said
            and self.taken.free(token.start, token.end)
        )

    def _ends_longer_name(self, at: int) -> bool:
        """`San Francisco said`: another capitalised word before it, so that it is no surname alone."""
        if not at:
            return False
        token, before = self.page.tokens[at], self.page.tokens[at - 1]
        beside = self.page.plain[before.end : token.start] == " "
        return beside and before.text[0].isupper() and before.text not in NOT_FIRST

    def _begins_longer_name(self, at: int) -> bool:
        """`said Multnomah County Sheriff …`: another capitalised word behind it."""
        if at + 1 >= len(self.page.tokens):
            return False
        token, after = self.page.tokens[at], self.page.tokens[at + 1]
        return self.page.plain[token.end : after.start] == " " and after.text[0].isupper()

    def _pronouns(self) -> list[Voice]:
        numbers = self.page.numbers_of(PRONOUNS[:4])
        return [
            Voice(t.start, t.end, "pronoun", t.low)
            for t in map(self.page.tokens.__getitem__, numbers)
        ]

    # --- verbs and their subjects ---

    def _sayings(self) -> list[Saying]:
        found = []
        for start, end in self._verbs():
            voice = self._before(start) or self._behind(start, end)
            if voice is not None:
                found.append(Saying(voice, start, end))
        return sorted(found, key=lambda one: min(one.start, one.voice.start))

    def _verbs(self) -> list[tuple[int, int]]:
        numbers = self.page.numbers_of(VERBS)
        found = [(self.page.tokens[n].start, self.page.tokens[n].end) for n in numbers]
        for pair in VERB_PAIRS:
            first = pair.split()[0]
            for number in self.page.at.get(first, ()):
                start = self.page.tokens[number].start
                if self.page.plain.startswith(pair, start):
                    found.append((start, start + len(pair)))
        return sorted(span for span in found if self.inside.free(*span))

    def _before(self, verb: int) -> Voice | None:
        """The voice whose gap to the verb holds nothing but what may stand between subject and verb."""
        last = bisect_left(self.starts, verb) - 1
        for at in range(last, max(-1, last - 4), -1):
            one = self.all[at]
            gap = self.page.plain[one.end : verb]
            if (
                one.end > verb
                or "\n" in gap
                or len(gap) > 260
                or not self.inside.free(one.end, verb)
            ):
                continue
            if gap.lstrip().startswith("'s") or (one.sort == "pronoun" and len(gap.strip()) > 18):
                continue
            if self._is_apposed(one, gap):
                gap = gap[1:]
            if GAP_BEFORE.match(gap) and not self._governs(gap):
                return one
        return None

    def _is_apposed(self, one: Voice, gap: str) -> bool:
        """`a spokesman, Jane Roe, called it …`: set off by commas behind a phrase."""
        before = self.page.plain[max(0, one.start - 2) : one.start]
        return one.sort == "person" and before == ", " and gap.startswith(", ")

    def _governs(self, gap: str) -> bool:
        """Whether another verb stands in the gap, outside commas."""
        return "," not in gap and any(word in VERBS for word in CLEAR.split(gap.lower()))

    def _behind(self, verb: int, end: int) -> Voice | None:
        """`said Mayor Jane Roe`: only right behind a quotation, a comma, or a sentence's beginning."""
        plain = self.page.plain
        word = plain[verb:end]
        before = plain[max(self.page.sentence(verb).start, verb - 12) : verb]
        if word.lower().startswith(NEVER_INVERTED) or not INVERTED.search(before):
            return None
        other: Voice | None = None
        first = bisect_left(self.starts, end)
        for one in self.all[first : first + 4]:
            gap = plain[end : one.start]
            if (
                one.start > end + REACH
                or "\n" in gap
                or BREAKS.search(gap)
                or not self.inside.free(end, one.start)
            ):
                break
            if one.sort == "person" and GAP_AFTER.match(gap):
                return one
            if one.sort == "pronoun" and gap == " ":
                return one
            if one.sort in ("phrase", "organisation") and GAP_AFTER.match(gap):
                other = other or one
        return other

    def sayings_in(self, start: int, end: int) -> list[Saying]:
        """Those that begin in a stretch of text and whose verb ends in it."""
        first, last = bisect_left(self.saying_starts, start), bisect_right(self.saying_starts, end)
        return [one for one in self.sayings[first:last] if one.end <= end and one.voice.end <= end]

    def in_stretch(self, start: int, end: int) -> list[Voice]:
        return self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
