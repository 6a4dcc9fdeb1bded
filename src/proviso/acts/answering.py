"""A prepared answer signed in one sitting: the response, its volume, each item, each file, the certificate. What may be said is the nouns'; the draft is in records.

All of it is recorded or none of it. Its key makes it one response, however often it is sent; and nothing is
recorded of a file whose bytes are not kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from proviso.acts.act import Deed, Told
from proviso.acts.perform import Sitting, sitting
from proviso.acts.table import ALL
from proviso.domain.answers import Given
from proviso.domain.facts import Fact
from proviso.domain.facts.answers import (
    LetterAnswerCertified,
    LetterFileReceived,
    LetterItemAnswered,
)
from proviso.domain.facts.responses import (
    ProductionReceived,
    ResponseReceived,
    WithholdingClaimed,
)
from proviso.domain.refusals import Refusal
from proviso.domain.responses import ResponseKind
from proviso.outside import folders
from proviso.records import answer_drafts, streams
from proviso.records.answer_drafts import Draft

MOVED = "answer.moved"
SAID = {
    Given.GIVEN: "with documents",
    Given.NONE_HELD: "none held",
    Given.WITHHELD: "withheld",
    Given.OBJECTED: "objected",
    Given.ALREADY_GIVEN: "given before",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs, by account and by name, office and authority; the words; when; and the key of the form."""

    by: str
    name: str
    office: str
    with_authority: str
    words: str
    on: date
    at: datetime
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the new response, its volume and what it keeps back are called in the matter."""

    response: str
    production: str
    withholdings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """The response that is on record. `again` where this form had been signed before."""

    response: str
    again: bool = False


def kind_of_answer(draft: Draft, asked: tuple[str, ...]) -> ResponseKind:
    """What sort of answer this is, by what it says of the items that were asked."""
    said = {one.answer for name, one in draft.typed.items() if name in asked}
    if not said >= {Given.GIVEN} and said <= {Given.NONE_HELD} and len(draft.typed) == len(asked):
        return ResponseKind.NO_RESPONSIVE_DOCUMENTS
    if said == {Given.OBJECTED}:
        return ResponseKind.OBJECTION_ONLY
    whole = said <= {Given.GIVEN, Given.ALREADY_GIVEN, Given.NONE_HELD}
    return ResponseKind.FULL if whole and set(asked) <= set(draft.typed) else ResponseKind.PARTIAL


def summary_of(draft: Draft, asked: tuple[str, ...]) -> str:
    """How much of what was asked is answered, and how: what everyone may read of an answer."""
    said = [one.answer for name, one in draft.typed.items() if name in asked]
    many = f"{len(said)} of {len(asked)} {'item' if len(asked) == 1 else 'items'} answered"
    parts = [f"{said.count(kind)} {words}" for kind, words in SAID.items() if kind in said]
    files = len(draft.files)
    came = f"; {files} {'file' if files == 1 else 'files'}" if files else ""
    return f"{many}: {', '.join(parts)}{came}."


def sign(
    matter: str,
    letter: str,
    draft: Draft,
    *,
    asked: tuple[str, ...],
    names: Names,
    one: Signature,
) -> Signed | Refusal:
    """Record the answer as it was prepared, whole; or say why it may not be. Signed once, it is no draft any more."""
    if refusal := _why_not_kept(draft):
        return refusal
    stream = f"matter:{matter}"
    facts = tuple(_facts(letter, draft, asked, names, one))
    with sitting() as at_once:
        at_once.hold((stream,))
        with answer_drafts.alone(stream, letter) as held:
            outcome = _why_not_moved(draft, held, one) or _do(at_once, stream, facts, one)
            if isinstance(outcome, Refusal):
                at_once.undo()
            elif not outcome.again:
                answer_drafts.signed(stream, letter, held, names.response)
                at_once.checkpoint()
    return outcome


def _do(
    at_once: Sitting, stream: str, facts: tuple[tuple[str, Fact], ...], one: Signature
) -> Signed | Refusal:
    for place, (act, fact) in enumerate(facts):
        told = Told(by=one.by, at=one.at, on=one.on, learned=one.on, key=f"{one.key}:{place}")
        outcome = at_once.do(Deed(act=ALL[act], stream=stream, fact=fact), told)
        if isinstance(outcome, Refusal):
            return outcome
        if outcome.again:
            return Signed(response=getattr(fact, "response", ""), again=True)
    return Signed(response=getattr(facts[0][1], "response", ""))


def _why_not_moved(draft: Draft, held: Draft, one: Signature) -> Refusal | None:
    """What is signed is what was read: no more, no less. A form that was signed before is told so further on."""
    if held.digest == draft.digest or streams.receipt_for(f"{one.key}:0"):
        return None
    if held.typed or not held.signed_as:
        what = "Somebody saved an item or a file, or took a file out, while you signed."
    else:
        what = f"Somebody else signed this answer at the same moment, as response {held.signed_as}."
    return Refusal(
        code=MOVED,
        reason=f"{what} Nothing was signed by you.",
        cure="Read the answer again as it is now.",
        authority="The record's own rule: what is signed is what was read",
    )


def _why_not_kept(draft: Draft) -> Refusal | None:
    for one in draft.files:
        try:
            folders.kept(one.sha256)
        except folders.NotKept as trouble:
            return Refusal(
                code="file.not-kept",
                reason=f"The bytes of {one.name} are not there any more. {trouble}",
                cure="Take the file out, and add it again.",
                authority="The record's own rule: no receipt without the file",
            )
    return None


def _facts(
    letter: str, draft: Draft, asked: tuple[str, ...], names: Names, one: Signature
) -> Iterator[tuple[str, Fact]]:
    """The acts in order: each names only what stands before it."""
    response = names.response
    yield (
        "receive-response",
        ResponseReceived(
            response=response,
            letter=letter,
            kind=kind_of_answer(draft, asked),
            signed_by=f"{one.name}, {one.office}",
            with_authority=one.with_authority,
            summary=summary_of(draft, asked),
        ),
    )
    if draft.files:
        yield (
            "receive-production",
            ProductionReceived(
                production=names.production,
                response=response,
                volume=1,
                documents=len(draft.files),
                sha256=draft.digest,
                supersedes=None,
            ),
        )
    yield from _items(letter, draft, response)
    yield from _withheld(draft, response, names.withholdings)
    yield from _files(letter, draft, names)
    yield "certify-answer", _certificate(letter, draft, response, one)


def _certificate(letter: str, draft: Draft, response: str, one: Signature) -> LetterAnswerCertified:
    return LetterAnswerCertified(
        letter=letter,
        response=response,
        name=one.name,
        office=one.office,
        with_authority=one.with_authority,
        words=one.words,
        manifest=draft.digest,
    )


def _files(letter: str, draft: Draft, names: Names) -> Iterator[tuple[str, Fact]]:
    for file in draft.files:
        yield (
            "receive-file",
            LetterFileReceived(
                letter=letter,
                response=names.response,
                production=names.production,
                item=file.item,
                name=file.name,
                size=file.size,
                sha256=file.sha256,
                media=file.media,
            ),
        )


def _items(letter: str, draft: Draft, response: str) -> Iterator[tuple[str, Fact]]:
    for _, said in sorted(draft.typed.items()):
        yield (
            "answer-item",
            LetterItemAnswered(
                letter=letter,
                response=response,
                item=said.item,
                answer=said.answer,
                says=said.says,
                basis=said.basis or None,
                given_on=said.given_on,
            ),
        )


def _withheld(draft: Draft, response: str, names: tuple[str, ...]) -> Iterator[tuple[str, Fact]]:
    claimed = [one for _, one in sorted(draft.typed.items()) if one.basis]
    for name, said in zip(names, claimed, strict=True):
        kept = "kept back" if said.answer == Given.WITHHELD else "kept from public view"
        yield (
            "claim-withholding",
            WithholdingClaimed(
                withholding=name,
                response=response,
                covers=f"Item {said.item}, {kept}: {said.says or 'the documents given'}",
                basis=said.basis,
            ),
        )
