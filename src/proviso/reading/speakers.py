"""Whose words a quotation is: the verb of speech beside it, the paragraph before, a pronoun's last speaker. The marks are marks.py's.

Each way of finding the speaker is a named rule, tried in a fixed order. Anonymous speakers stay
anonymous: the noun phrase is kept as printed.
"""

import re

from proviso.reading.heard import WORDS, Heard, is_term
from proviso.reading.marks import CITES, Quoted, between_marks, blocks
from proviso.reading.organisations import Mention
from proviso.reading.page import Page
from proviso.reading.passages import Taken
from proviso.reading.persons import Person
from proviso.reading.salutations import letter, side_quoted
from proviso.reading.voices import Saying, Voice, Voices
from proviso.reading.words import first_names

CUT = re.compile(
    r"(?<=[a-z)\]%0-9\"])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bSt)(?<!\bLt)(?<!\bGen)(?<!\bJr)(?<!\bSr)[.?!;]\"?\s+(?=[A-Z\"])"
)
ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Ff]rom|in the words of|a statement (?:by|from)|a letter (?:by|from|to))\s+"
)
SIGNED = re.compile(r"\s*(?:[-—―]{1,3})\s*")
LABEL = re.compile(r"\s*(?P<l>[A-Z][A-Z.' -]{2,30}|(?:Q|A|[A-Z][a-z]+ [A-Z][a-z]+)):\s")
WOMAN, MAN = (
    re.compile(r"woman\b"),
    re.compile(r"(?:spokes|congress|council|chair|assembly|alder)man\b"),
)
ENOUGH = 5  # words of a direct quotation; fewer are a fragment
FAR = 3_000  # characters back to a pronoun's speaker
NEAR, ABUTTING, FLUSH = 48, 6, 3  # characters from the closing mark to the subject or the verb


class Hearing:
    """Finds the speakers of one page, quotation after quotation."""

    def __init__(
        self,
        page: Page,
        people: list[Person],
        named: list[Mention],
        given: tuple[tuple[int, int], ...] = (),
    ) -> None:
        self.page, self.people, self.named = page, people, named
        self.quotes = between_marks(page)
        self.blocks = [one for one in blocks(page, given) if _no_marks_in(page, one)]
        self.inside = Taken(page, ((one.start, one.end) for one in self.quotes))
        self.voices = Voices(page, people, named, self.inside)
        self.women = {one.name for one in people if _she(one) is True}
        self.men = {one.name for one in people if _she(one) is False}
        self.letter = letter(page, people)
        self.previous: Heard | None = None
        self.starts = [one.start for one in self.quotes]

    def heard(self) -> list[Heard]:
        found = [self._hear(place, one) for place, one in enumerate(self.quotes)]
        return [*found, *map(self._block, self.blocks)]

    def _hear(self, place: int, one: Quoted) -> Heard:
        words = len(WORDS.findall(self.page.plain, one.start, one.end))
        made = Heard(quoted=one, form="direct" if words >= ENOUGH else "fragment")
        low, high = self._gap_before(place, one), self._gap_after(place, one)
        for step in (
            self._label,
            self._in_letter,
            self._after,
            self._signature,
            self._ahead,
            self._goes_on,
            self._led_in,
            self._subject,
        ):
            step(made, low, high)
            if made.found:
                break
        if made.voice is not None and made.speaker is None:
            self._resolve(made)
        made.term = is_term(self.page, made, words)
        if (made.found and not made.term) or made.form == "direct":
            self.previous = made
        return made

    def _gap_before(self, place: int, one: Quoted) -> int:
        span = self.page.paragraphs[self.page.paragraph_number(one.start)]
        before = self.quotes[place - 1].end + 1 if place else span.start
        return max(span.start, before)

    def _gap_after(self, place: int, one: Quoted) -> int:
        span = self.page.paragraphs[self.page.paragraph_number(one.start)]
        after = self.quotes[place + 1].start - 1 if place + 1 < len(self.quotes) else span.end
        return min(span.end, after)

    # --- the ways, in order ---

    def _label(self, made: Heard, low: int, high: int) -> None:
        """`MAYOR ROE: …` in a transcript."""
        found = LABEL.match(self.page.plain, made.quoted.start)
        if found and found.end() < made.quoted.end:
            name = found["l"].strip()
            made.speaker = self.voices.by_surname.get(name.title().split()[-1], name)
            made.rule = "speaker-label"

    def _in_letter(self, made: Heard, low: int, high: int) -> None:
        """`You wrote that "…"`: the addressee; `we answered that "…"`: who signed."""
        if self.letter is None or not made.quoted.closed:
            return
        start = self._sentence_before(made, low)
        side = side_quoted(
            self.page, self.letter, before=(start, made.quoted.start), after=made.quoted.end + 1
        )
        if side is not None and side[0]:
            made.speaker, made.rule = side[0], "speaker-of-a-letter"
            made.why.append(side[1])

    def _after(self, made: Heard, low: int, high: int) -> None:
        """`"…," Roe said` and `"…," said Roe`."""
        one, plain = made.quoted, self.page.plain
        body = plain[one.start : one.end].rstrip()
        if not one.closed or (body.endswith(".") and len(body) > 24):
            return
        start = one.end + 1
        stop = CUT.search(plain, start, high)
        open_end = body.endswith((",", "?", "!", "-", "—")) or plain[start : start + 1] == ","
        reach = NEAR if open_end else ABUTTING
        end = stop.start() + 1 if stop else high
        reach = (
            FLUSH if body.endswith(".") else reach
        )  # `"Routine." But an official said …` is another sentence
        for saying in self.voices.sayings_in(start, end):
            if min(saying.voice.start, saying.start) - start < reach:
                self._take(made, saying.voice, "speaker-after", saying)
                return

    def _signature(self, made: Heard, low: int, high: int) -> None:
        """`"…" — Jane Roe`."""
        found = SIGNED.match(self.page.plain, made.quoted.end + 1) if made.quoted.closed else None
        if found and found.group().strip():
            for voice in self.voices.in_stretch(found.end(), min(high, found.end() + 40))[:1]:
                if voice.sort == "person":
                    self._take(made, voice, "speaker-by-signature")

    def _ahead(self, made: Heard, low: int, high: int) -> None:
        """`Roe said, "…"`; `according to Roe, "…"`."""
        start = self._sentence_before(made, low)
        end = made.quoted.start - 1
        sayings = self.voices.sayings_in(start, end)
        if sayings:
            self._take(made, sayings[-1].voice, "speaker-before", sayings[-1])
            return
        found = ACCORDING.search(self.page.plain, start, end)
        if found:
            voices = [
                one
                for one in self.voices.in_stretch(found.end(), end)
                if one.sort in ("person", "organisation", "phrase")
            ]
            if voices and voices[0].start - found.end() < NEAR // 2:
                self._take(made, voices[0], "speaker-according-to")

    def _sentence_before(self, made: Heard, low: int) -> int:
        cuts = list(CUT.finditer(self.page.plain, low, made.quoted.start))
        return cuts[-1].end() if cuts else low

    def _goes_on(self, made: Heard, low: int, high: int) -> None:
        """A second quotation of the same paragraph, or a paragraph that an unclosed one goes on in."""
        last = self.previous
        if last is None or not last.found:
            return
        here, there = self._paragraph(made), self._paragraph(last)
        words = len(WORDS.findall(self.page.plain, made.quoted.start, made.quoted.end))
        if (here == there and words >= 4) or (here == there + 1 and not last.quoted.closed):
            made.speaker, made.voice, made.rule = last.speaker, last.voice, "speaker-goes-on"
            made.why.append("the quotation before goes on")

    def _paragraph(self, made: Heard) -> int:
        return self.page.paragraph_number(made.quoted.start)

    def _led_in(self, made: Heard, low: int, high: int) -> None:
        """The paragraph before ends in a colon, or its last speaker goes on."""
        number = self._paragraph(made)
        span = self.page.paragraphs[number]
        if number == 0 or made.quoted.start - 1 > span.start + 1:
            return
        before = self.page.paragraphs[number - 1]
        colon = self.page.plain[before.end - 1] == ":"
        sayings = self.voices.sayings_in(before.start, before.end)
        if colon and sayings:
            self._take(made, sayings[-1].voice, "speaker-of-lead-in", sayings[-1])
        elif colon:
            people = [
                one
                for one in self.voices.in_stretch(*before)
                if one.sort in ("person", "organisation")
            ]
            if people:
                self._take(made, people[-1], "speaker-of-lead-in")
        elif made.form == "direct":
            people_said = [one for one in sayings if one.voice.sort in ("person", "pronoun")]
            if people_said:
                self._take(
                    made, people_said[-1].voice, "speaker-of-paragraph-before", people_said[-1]
                )

    def _subject(self, made: Heard, low: int, high: int) -> None:
        """`The letter asks for "…"`: the subject of the sentence, without a verb of speech."""
        words = len(WORDS.findall(self.page.plain, made.quoted.start, made.quoted.end))
        start = self._sentence_before(made, low)
        voices = self.voices.in_stretch(start, made.quoted.start)
        if words >= 3 and voices and voices[0].start - start < 40 and made.quoted.start - 1 > start:
            self._take(made, voices[0], "speaker-is-subject")

    def _block(self, one: Quoted) -> Heard:
        """The speaker in the lead-in; without one, the outlet that it cites."""
        made = Heard(quoted=one, form="block")
        lead = self.page.paragraphs[one.lead]
        start = max(lead.start, lead.end - 140)
        people = [
            each for each in self.voices.sayings_in(start, lead.end) if each.voice.sort == "person"
        ]
        outlets = [
            each for each in self.named if start <= each.start < lead.end and each.kind == "outlet"
        ]
        cites = CITES.search(self.page.plain, start, lead.end)
        if people and not cites:
            self._take(made, people[-1].voice, "block-of-a-speaker")
        elif outlets:
            made.speaker, made.rule = outlets[-1].name, "block-of-an-outlet"
        else:
            voices = [
                each for each in self.voices.in_stretch(start, lead.end) if each.sort != "pronoun"
            ]
            if voices:
                self._take(made, voices[-1], "block-of-a-speaker")
        return made

    # --- names ---

    def _take(self, made: Heard, voice: Voice, rule: str, saying: Saying | None = None) -> None:
        made.voice, made.rule = voice, rule
        if saying is not None:
            made.why.append(self.page.plain[saying.start : saying.end])
        if voice.sort != "pronoun":
            made.speaker = voice.name

    def _resolve(self, made: Heard) -> None:
        """A pronoun is the last speaker, not the nearest name."""
        voice = made.voice
        if voice is None or voice.sort != "pronoun":
            return
        made.rule = "speaker-by-pronoun"
        made.speaker = self._it(voice) if voice.name == "it" else self._who(voice)
        made.why.append(f"“{voice.name}” is the last who spoke")

    def _it(self, voice: Voice) -> str | None:
        span = self.page.paragraphs[max(0, self.page.paragraph_number(voice.start) - 1)]
        sayings = self.voices.sayings_in(span.start, voice.start)
        own = [one.voice.name for one in sayings if one.voice.sort in ("organisation", "phrase")]
        if own:
            return own[-1]
        near = [
            one
            for one in self.voices.in_stretch(span.start, voice.start)
            if one.sort in ("organisation", "phrase")
        ]
        first = [
            one
            for one in near
            if self.page.sentence(one.start).start == self.page.sentence(voice.start).start
        ]
        return (first[0] if first else near[-1]).name if near else None

    def _who(self, voice: Voice) -> str | None:
        number = self.page.paragraph_number(voice.start)
        for back in (0, 1, 2):
            if number - back < 0:
                break
            span = self.page.paragraphs[number - back]
            end = min(span.end, voice.start)
            start = max(span.start, end - FAR)
            said = [
                one.voice
                for one in self.voices.sayings_in(start, end)
                if self._fits(one.voice, voice)
            ]
            here = [one for one in self.voices.in_stretch(start, end) if self._fits(one, voice)]
            later = [
                one
                for one in here
                if said
                and one.start > said[-1].start
                and self.page.sentence(one.start).start >= one.start - 40
                and one.start != said[-1].start
            ]
            if said:
                return (later[-1] if later and self._opens_sentence(later[-1]) else said[-1]).name
            if here:
                return (here[0] if back == 0 else here[-1]).name
        return None

    def _opens_sentence(self, voice: Voice) -> bool:
        before = self.page.plain[self.page.sentence(voice.start).start : voice.start]
        return all(word[:1].isupper() for word in before.split())

    def _fits(self, one: Voice, pronoun: Voice) -> bool:
        if one.sort != "person" or one.end > pronoun.start:
            return False
        return not (
            (pronoun.name == "she" and one.name in self.men)
            or (pronoun.name == "he" and one.name in self.women)
        )


def _no_marks_in(page: Page, one: Quoted) -> bool:
    return page.plain.count('"', one.start, one.end) < 4


def _she(one: Person) -> bool | None:
    role = one.role or ""
    if WOMAN.search(role):
        return True
    if MAN.search(role):
        return False
    mostly = first_names().get(one.name.split()[0].lower(), "")
    return {"she": True, "he": False}.get(mostly)
