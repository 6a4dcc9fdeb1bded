"""Answers item by item: which words a response has for each item, which files came, who certified it; and replies. Not whether they suffice (findings).

Authority: 2 CFR 200.337 (access to records), 200.303 and 200.415 (who certifies for a recipient);
the record's own rule that whoever is spoken of may answer in the same place.

Theory. A response is received once, as a whole. What it says of each item, and each file, is
told beside it, in entries of its own; nothing more is added once it is certified. An item that
a response does not mention is not answered by it, and is counted as such.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from proviso.domain.facts.answers import (
    AnswerFact,
    LetterAnswerCertified,
    LetterFileReceived,
    LetterItemAnswered,
    ReplyFiled,
)
from proviso.domain.findings import Findings
from proviso.domain.knowing import (
    ONE_NAME,
    STATED,
    why_not_known,
    why_not_new,
    why_not_one_of,
    why_not_stated,
)
from proviso.domain.letters import Letters
from proviso.domain.refusals import Refusal
from proviso.domain.responses import RECEIVE_FIRST, SHA256, Response, Responses

ENTRY = re.compile(r"[a-z]+:[^#]+#[1-9][0-9]{0,8}")


class Given(StrEnum):
    """What a response can say of an item."""

    GIVEN = "given"
    NONE_HELD = "none-held"
    WITHHELD = "withheld"
    OBJECTED = "objected"
    ALREADY_GIVEN = "already-given"


class To(StrEnum):
    """What a reply can be about."""

    CONCERN = "concern"
    STATEMENT = "statement"
    REPORT = "report"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAnswer:
    """One item as a response answers it."""

    told: LetterItemAnswered
    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileGiven:
    """One file that came with a response."""

    told: LetterFileReceived
    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """Who certified a response, and when."""

    told: LetterAnswerCertified
    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reply, and when it was filed."""

    told: ReplyFiled
    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All that responses say of items, in the order the record tells it; certificates by response."""

    items: tuple[ItemAnswer, ...] = ()
    files: tuple[FileGiven, ...] = ()
    certified: Mapping[str, Certified] = field(default_factory=dict)
    replies: tuple[Reply, ...] = ()

    def of(self, response: str) -> tuple[ItemAnswer, ...]:
        """What one response says of items."""
        return tuple(one for one in self.items if one.told.response == response)

    def files_of(self, response: str) -> tuple[FileGiven, ...]:
        """The files that came with one response."""
        return tuple(one for one in self.files if one.told.response == response)

    def last_of(self, letter: str, item: str) -> ItemAnswer | None:
        """The latest answer to one item of a letter; None where there is none."""
        its = [one for one in self.items if (one.told.letter, one.told.item) == (letter, item)]
        return its[-1] if its else None


# --- decisions -------------------------------------------------------------------------------


def why_not_answer_item(
    answers: Answers, fact: LetterItemAnswered, *, letters: Letters, responses: Responses
) -> Refusal | None:
    """Refuse an answer to an item that was not asked, or that lacks what its kind needs."""
    return (
        _why_not_part(answers, fact.letter, fact.response, responses)
        or _not_asked(fact, letters)
        or why_not_one_of("item", "answer", fact.answer, Given)
        or _lacking(fact)
        or _answered(answers, fact)
    )


def _not_asked(fact: LetterItemAnswered, letters: Letters) -> Refusal | None:
    asked = letters.sent[fact.letter].items if fact.letter in letters.sent else ()
    cure = f"Name an item that letter {fact.letter} asks for: {', '.join(asked) or 'it asks for none'}."
    return why_not_known("item", fact.item, asked, cure=cure)


def _lacking(fact: LetterItemAnswered) -> Refusal | None:
    if fact.answer == Given.WITHHELD and (refusal := why_not_stated("item", "basis", fact.basis)):
        return refusal
    if fact.answer in {Given.WITHHELD, Given.OBJECTED}:
        return why_not_stated("item", "says", fact.says)
    if fact.answer != Given.ALREADY_GIVEN or fact.given_on is not None:
        return None
    return Refusal(
        code="item.no-day",
        reason="The documents are said to have been given already, and no day is stated.",
        cure="State the day on which they were given.",
        authority=STATED,
    )


def _answered(answers: Answers, fact: LetterItemAnswered) -> Refusal | None:
    if all(one.told.item != fact.item for one in answers.of(fact.response)):
        return None
    return Refusal(
        code="item.answered",
        reason=f"This response has answered the item {fact.item!r} already.",
        cure="Put it right by another response to the same letter.",
        authority=ONE_NAME,
    )


def why_not_receive_file(
    answers: Answers, fact: LetterFileReceived, *, responses: Responses
) -> Refusal | None:
    """Refuse a file of no response, volume or item, or one that is not told whole."""
    items = frozenset(one.told.item for one in answers.of(fact.response))
    volume = responses.productions.get(fact.production)
    its_own = {fact.production} if volume and volume.told.response == fact.response else set()
    return (
        _why_not_part(answers, fact.letter, fact.response, responses)
        or why_not_known("item", fact.item, items, cure="Answer the item first (answer-item).")
        or why_not_known(
            "production",
            fact.production,
            its_own,
            cure="Record the volume of this response first (receive-production).",
        )
        or why_not_stated("file", "name", fact.name)
        or _impossible_file(fact)
        or _same_name(answers, fact)
    )


def _impossible_file(fact: LetterFileReceived) -> Refusal | None:
    if fact.size > 0 and SHA256.fullmatch(fact.sha256):
        return None
    return Refusal(
        code="file.impossible",
        reason=f"A file of {fact.size} bytes with the hash {fact.sha256!r} is not possible.",
        cure="Give its size in bytes, and its SHA-256 in 64 lower-case hexadecimal digits.",
        authority=STATED,
    )


def _same_name(answers: Answers, fact: LetterFileReceived) -> Refusal | None:
    if all(one.told.name != fact.name for one in answers.files_of(fact.response)):
        return None
    return Refusal(
        code="file.name-taken",
        reason=f"Another file of this response is named {fact.name!r}.",
        cure="List it under another name, so that a receipt can tell the two apart.",
        authority=ONE_NAME,
    )


def why_not_certify_answer(
    answers: Answers, fact: LetterAnswerCertified, *, responses: Responses
) -> Refusal | None:
    """Refuse a certificate of nothing, or one without name, office, authority or words."""
    return (
        _why_not_part(answers, fact.letter, fact.response, responses)
        or why_not_stated("certificate", "name", fact.name)
        or why_not_stated("certificate", "office", fact.office)
        or why_not_stated("certificate", "authority", fact.with_authority)
        or why_not_stated("certificate", "words", fact.words)
    )


def _why_not_part(
    answers: Answers, letter: str, response: str, responses: Responses
) -> Refusal | None:
    """Refuse what belongs to no response, to one of another letter, or to one that is certified."""
    known: dict[str, Response] = {one.response: one for one in responses.received}
    if refusal := why_not_known("response", response, known, cure=RECEIVE_FIRST):
        return refusal
    if known[response].letter != letter:
        return Refusal(
            code="response.other-letter",
            reason=f"The response {response!r} answers {known[response].letter or 'no letter'}, not {letter}.",
            cure="Name the letter that the response answers.",
            authority=ONE_NAME,
        )
    if response not in answers.certified:
        return None
    return Refusal(
        code="response.certified",
        reason=f"The response {response!r} is certified, and nothing is added to it.",
        cure="Record another response to the same letter.",
        authority="The record's own rule: what was signed stays as it was signed",
    )


def why_not_file_reply(answers: Answers, fact: ReplyFiled, *, findings: Findings) -> Refusal | None:
    """Refuse a reply to nothing that can be named, or without words or a signer."""
    taken = frozenset(one.told.reply for one in answers.replies)
    return (
        why_not_new("reply", fact.reply, taken)
        or why_not_one_of("reply", "to", fact.to, To)
        or _no_claim(fact, findings)
        or why_not_stated("reply", "says", fact.says)
        or why_not_stated("reply", "signed_by", fact.signed_by)
    )


def _no_claim(fact: ReplyFiled, findings: Findings) -> Refusal | None:
    if fact.to == To.CONCERN:
        cure = "Name a concern of this matter."
        return why_not_known("concern", fact.about, findings.concerns, cure=cure)
    if fact.to == To.ENTRY and not ENTRY.fullmatch(fact.about):
        return Refusal(
            code="reply.about",
            reason=f"{fact.about!r} does not name an entry.",
            cure="Name it as stream and number, such as matter:J13-FY2016#4.",
            authority=STATED,
        )
    return why_not_stated("reply", "about", fact.about)


# --- after -----------------------------------------------------------------------------------


def after(state: Answers, fact: AnswerFact, *, on: date | None, ref: str) -> Answers:
    """The answers once `fact` is on record. Total."""
    match fact:
        case LetterItemAnswered():
            return replace(state, items=(*state.items, ItemAnswer(told=fact, on=on, ref=ref)))
        case LetterFileReceived():
            return replace(state, files=(*state.files, FileGiven(told=fact, on=on, ref=ref)))
        case LetterAnswerCertified():
            signed = Certified(told=fact, on=on, ref=ref)
            return replace(state, certified={**state.certified, fact.response: signed})
        case ReplyFiled():  # pragma: no branch
            return replace(state, replies=(*state.replies, Reply(told=fact, on=on, ref=ref)))
