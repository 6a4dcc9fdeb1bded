"""Quotations as proposals; a headline's fragment takes the speaker of the fuller quotation. Speakers are found in speakers.py."""

from typing import Any

from proviso.reading.heard import WORDS, Heard
from proviso.reading.marks import Quoted
from proviso.reading.organisations import Mention
from proviso.reading.page import Page
from proviso.reading.passages import propose
from proviso.reading.persons import Person
from proviso.reading.proposal import Kind, Proposal
from proviso.reading.speakers import Hearing


def _plain_words(page: Page, one: Quoted) -> list[str]:
    return [word.strip("'") for word in WORDS.findall(page.plain[one.start : one.end].lower())]


WEAK = (
    "speaker-not-found",
    "speaker-is-subject",
    "speaker-of-paragraph-before",
    "speaker-before",
    "speaker-by-pronoun",
)


def give_to_fragments(page: Page, found: list[Heard]) -> None:
    """A fragment without a speaker takes the speaker of a fuller quotation that holds its words in order."""
    pairs: dict[tuple[str, str], list[tuple[int, int]]] = {}
    words = [_plain_words(page, one.quoted) for one in found]
    for number, one in enumerate(found):
        if (
            one.speaker
            and one.form == "direct"
            and one.rule != "speaker-is-subject"
            and len(words[number]) >= 8
        ):
            for at, pair in enumerate(zip(words[number], words[number][1:], strict=False)):
                pairs.setdefault(pair, []).append((number, at))
    for number, one in enumerate(found):
        own = words[number]
        if 3 <= len(own) <= 14 and (one.form == "fragment" or one.rule in WEAK):
            for other, at in pairs.get((own[0], own[1]), ())[:8]:
                if other != number and _in_order(own, words[other][at : at + len(own) + 3]):
                    one.speaker, one.rule, one.term = (
                        found[other].speaker,
                        "speaker-of-fuller-quotation",
                        False,
                    )
                    one.form, one.copy_of = "fragment", found[other].quoted.start
                    break


def _in_order(few: list[str], many: list[str]) -> bool:
    rest = iter(many)
    return all(word in rest for word in few)


def quotations(
    page: Page, people: list[Person], named: list[Mention], given: tuple[tuple[int, int], ...] = ()
) -> list[Proposal]:
    """All quotations of a page with their speakers, in order; terms and titles in marks are left out."""
    found = Hearing(page, people, named, given).heard()
    give_to_fragments(page, found)
    made = [_proposal(page, one) for one in found if not one.term]
    return sorted(made, key=lambda one: one.start)


def _proposal(page: Page, one: Heard) -> Proposal:
    voice = one.voice
    anonymous = (
        voice is not None and voice.sort == "phrase" and one.rule != "speaker-of-fuller-quotation"
    )
    fields: dict[str, Any] = {
        "form": one.form,
        "closed": one.quoted.closed,
        "anonymous": anonymous,
    }
    if voice is not None:
        fields["speaker_start"], fields["speaker_end"] = voice.start, voice.end
    if one.copy_of is not None:
        fields["copy_of"] = one.copy_of
    triggers = [*one.why, page.plain[voice.start : voice.end] if voice else ""]
    span = (one.quoted.start, one.quoted.end)
    return propose(page, Kind.QUOTATION, span, one.speaker, one.rule, triggers=triggers, **fields)
