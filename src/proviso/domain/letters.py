"""Letters and their service: what was sent, to whom, and what shows that it arrived. Not their words, not the clocks.

Authority: 2 CFR 200.339-200.341 (notice to the recipient), the review's procedure; for the
rule that sending is not delivery, the record's own rule of service.

Theory. Service of a letter grows: sent, attempted (posted is an attempt), delivered, received, viewed. Before any
proof it may fail: bounced, refused. Proof of delivery stands against a later bounce or
refusal (another copy came back), and a later good delivery cures an earlier failure. Only a
misaddressing undoes proof: whoever has the letter, it is not the body it was meant for; a
new delivery cures that too. A report of non-receipt changes no proof; it stands beside it
until a later delivery or receipt answers it.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from proviso.domain.facts.letters import (
    LetterBounced,
    LetterCopied,
    LetterDelivered,
    LetterFact,
    LetterFiled,
    LetterMisaddressed,
    LetterPosted,
    LetterReceived,
    LetterRefused,
    LetterSent,
    LetterViewed,
    NonReceiptReported,
    ServiceAttempted,
)
from proviso.domain.knowing import why_not_known, why_not_new, why_not_one_of, why_not_stated
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review

SEND_FIRST = "Record the letter first (send-letter), or correct the letter's name."
UNKNOWN = "unknown"
HASH = re.compile("[0-9a-f]{64}")
TRACKING = re.compile("[A-Za-z0-9][A-Za-z0-9 ./-]{0,59}")


class LetterKind(StrEnum):
    """The kinds of letter; each has its words, its required content and its authority."""

    INQUIRY = "inquiry"
    CONCERN = "concern"
    ASSESSMENT = "assessment"
    DOCUMENT_REQUEST = "document-request"
    VALIDATION_REQUEST = "validation-request"
    LEGAL_OPINION_REQUEST = "legal-opinion-request"
    REMINDER = "reminder"
    DEFICIENCY = "deficiency"
    EXTENSION_ANSWER = "extension-answer"
    SUBPOENA = "subpoena"
    CLEARANCE = "clearance"
    NOTICE_OF_PROPOSED_DETERMINATION = "notice-of-proposed-determination"
    NOTICE_OF_DETERMINATION = "notice-of-determination"
    NOTICE_OF_REMEDY = "notice-of-remedy"
    CLOSING = "closing"
    RECEIPT = "receipt"


REQUESTS = frozenset(
    {
        LetterKind.INQUIRY,
        LetterKind.DOCUMENT_REQUEST,
        LetterKind.VALIDATION_REQUEST,
        LetterKind.LEGAL_OPINION_REQUEST,
        LetterKind.DEFICIENCY,
    }
)
DOUBTS = frozenset({LetterKind.CONCERN, LetterKind.ASSESSMENT})


class Service(StrEnum):
    """How far service of a letter has come."""

    SENT = "sent"
    ATTEMPTED = "attempted"
    DELIVERED = "delivered"
    RECEIVED = "received"
    VIEWED = "viewed"
    BOUNCED = "bounced"
    REFUSED = "refused"
    MISADDRESSED = "misaddressed"


PROVEN = frozenset({Service.DELIVERED, Service.RECEIVED, Service.VIEWED})
UNPROVEN = frozenset(Service) - PROVEN

TRANSITIONS: Mapping[tuple[Service, type[LetterFact]], Service] = {
    **{(state, ServiceAttempted): Service.ATTEMPTED for state in UNPROVEN},
    **{(state, LetterPosted): Service.ATTEMPTED for state in UNPROVEN},
    **{(state, LetterDelivered): Service.DELIVERED for state in UNPROVEN},
    **{(state, LetterReceived): Service.RECEIVED for state in UNPROVEN | {Service.DELIVERED}},
    **{(state, LetterViewed): Service.VIEWED for state in Service},
    **{(state, LetterBounced): Service.BOUNCED for state in UNPROVEN - {Service.MISADDRESSED}},
    **{(state, LetterRefused): Service.REFUSED for state in UNPROVEN - {Service.MISADDRESSED}},
    **{(state, LetterMisaddressed): Service.MISADDRESSED for state in Service},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter and its service.

    `service_on` is the day the present step of service was reached, `proven_on` the
    first day of proof that still stands. A letter known only by its service has
    the kind "unknown" and no `on`.
    """

    letter: str
    kind: str = UNKNOWN
    on: date | None = None
    addressee: str = UNKNOWN
    due: date | None = None
    items: tuple[str, ...] = ()
    signed_by: str = UNKNOWN
    authority: str = UNKNOWN
    template: str | None = None
    round: str | None = None
    service: Service = Service.SENT
    service_on: date | None = None
    service_ref: str | None = None
    proven_on: date | None = None
    non_receipt: bool = False
    non_receipt_ref: str | None = None
    copied_to: tuple[str, ...] = ()
    filed: LetterFiled | None = None
    posted: tuple[LetterPosted, ...] = ()
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """All letters of a matter, in the order the record tells them."""

    sent: Mapping[str, Letter] = field(default_factory=dict)


def proven(letter: Letter) -> bool:
    """Whether delivery, receipt or viewing is shown."""
    return letter.service in PROVEN


def latest(letters: Letters, kinds: Container[str] | None = None) -> Letter | None:
    """The last letter of one of `kinds`; of any kind if None."""
    back = reversed(tuple(letters.sent.values()))
    return next((one for one in back if kinds is None or one.kind in kinds), None)


def asks(letter: Letter) -> bool:
    """Whether the letter asks for an answer: a request, or a doubt with a date or items."""
    return letter.kind in REQUESTS or (
        letter.kind in DOUBTS and (letter.due is not None or bool(letter.items))
    )


def latest_request(letters: Letters) -> Letter | None:
    """The last letter that asks for an answer."""
    return next((one for one in reversed(tuple(letters.sent.values())) if asks(one)), None)


# --- decisions -------------------------------------------------------------------------------


def why_not_send_letter(
    letters: Letters, fact: LetterSent, *, review: Review, on: date | None
) -> Refusal | None:
    return (
        why_not_new("letter", fact.letter, _named(letters))
        or why_not_one_of("letter", "kind", fact.kind, LetterKind)
        or why_not_stated("letter", "addressee", fact.addressee)
        or _unknown_parts(fact, review)
        or _due_before_sent(fact, on)
    )


def _named(letters: Letters) -> frozenset[str]:
    """Letters whose sending is recorded; one known only by its service can still be."""
    return frozenset(name for name, one in letters.sent.items() if one.kind != UNKNOWN)


def _unknown_parts(fact: LetterSent, review: Review) -> Refusal | None:
    for item in fact.items:
        cure = "Define the item in the review first (define-item), or correct its name."
        if unknown := why_not_known("item", item, review.items, cure=cure):
            return unknown
    if fact.round is None:
        return None
    cure = "Open the round in the review first (open-round), or correct its name."
    return why_not_known("round", fact.round, review.rounds, cure=cure)


def _due_before_sent(fact: LetterSent, on: date | None) -> Refusal | None:
    if fact.due is None or on is None or fact.due >= on:
        return None
    return Refusal(
        code="letter.due-before-sent",
        reason=f"The letter is dated {on} and asks for an answer by {fact.due}, which is earlier.",
        cure="Correct the date sent or the due date; leave the due date empty if none is stated.",
        authority="The record's own rule: stated dates are stored as stated, in a possible order",
    )


def why_not_copy_letter(letters: Letters, fact: LetterCopied) -> Refusal | None:
    return _why_not_serve(letters, fact.letter) or why_not_stated("copy", "to", fact.to)


def why_not_attempt_service(letters: Letters, fact: ServiceAttempted) -> Refusal | None:
    return _why_not_serve(letters, fact.letter)


def why_not_post_letter(letters: Letters, fact: LetterPosted) -> Refusal | None:
    """A second posting is told again only with another tracking number."""
    if wrong := _why_not_serve(letters, fact.letter) or why_not_stated(
        "posting", "carrier", fact.carrier
    ):
        return wrong
    if fact.tracking is not None and not TRACKING.fullmatch(fact.tracking):
        return Refusal(
            code="posting.tracking",
            reason=f"{fact.tracking[:80]!r} is no tracking number.",
            cure="Give its letters and digits as the carrier printed them, at most 60 signs.",
            authority="The record's own rule of service",
        )
    if fact not in letters.sent[fact.letter].posted:
        return None
    return Refusal(
        code="posting.exists",
        reason=f"The posting of {fact.letter} by {fact.carrier}, {tracking_said(fact)}, is on record.",
        cure="Nothing more is needed; a letter posted once more has another tracking number.",
        authority="The record's own rule of service",
    )


def tracking_said(fact: LetterPosted) -> str:
    """The tracking number in words, or that there is none."""
    return f"tracking number {fact.tracking}" if fact.tracking else "without a tracking number"


def why_not_record_delivery(letters: Letters, fact: LetterDelivered) -> Refusal | None:
    return _why_not_serve(letters, fact.letter) or why_not_stated("delivery", "proof", fact.proof)


def why_not_record_receipt(letters: Letters, fact: LetterReceived) -> Refusal | None:
    return _why_not_serve(letters, fact.letter) or why_not_stated(
        "receipt", "shown-by", fact.shown_by
    )


def why_not_record_view(letters: Letters, fact: LetterViewed) -> Refusal | None:
    return _why_not_serve(letters, fact.letter) or why_not_stated("view", "viewer", fact.viewer)


def why_not_record_bounce(letters: Letters, fact: LetterBounced) -> Refusal | None:
    return _why_not_serve(letters, fact.letter)


def why_not_record_refusal(letters: Letters, fact: LetterRefused) -> Refusal | None:
    return _why_not_serve(letters, fact.letter)


def why_not_record_misaddress(letters: Letters, fact: LetterMisaddressed) -> Refusal | None:
    if unknown := _why_not_serve(letters, fact.letter):
        return unknown
    if fact.addressed_to.strip().casefold() != fact.belongs_to.strip().casefold():
        return None
    return Refusal(
        code="service.same-addressee",
        reason=f"The letter went to {fact.addressed_to}, and that is whom it belongs to.",
        cure="Say to whom it should have gone, or record the delivery instead.",
        authority="The record's own rule of service",
    )


def why_not_report_non_receipt(letters: Letters, fact: NonReceiptReported) -> Refusal | None:
    return _why_not_serve(letters, fact.letter) or why_not_stated(
        "non-receipt", "said-by", fact.said_by
    )


def why_not_file_letter(letters: Letters, fact: LetterFiled) -> Refusal | None:
    """A letter's bytes are filed once: what was handed over does not change."""
    if unknown := _why_not_serve(letters, fact.letter):
        return unknown
    for name in ("sha256", "html_sha256", "text_sha256"):
        if not HASH.fullmatch(getattr(fact, name)):
            return _file("letter.hash", f"The {name} is no SHA-256 in hex.", "Give 64 digits.")
    if letters.sent[fact.letter].filed is None:
        return why_not_stated("letter", "channel", fact.channel)
    reason = f"The bytes of {fact.letter} have been filed."
    return _file("letter.filed", reason, "Nothing more is needed; another letter has another name.")


def _file(code: str, reason: str, cure: str) -> Refusal:
    authority = "The record's own rule: the bytes of a letter are named by their hash"
    return Refusal(code=code, reason=reason, cure=cure, authority=authority)


def _why_not_serve(letters: Letters, letter: str) -> Refusal | None:
    return why_not_known("letter", letter, letters.sent, cure=SEND_FIRST)


# --- after -----------------------------------------------------------------------------------


def after(state: Letters, fact: LetterFact, *, on: date | None, ref: str) -> Letters:
    """The letters once `fact` is on record. Total: service may be told before the sending."""
    held = state.sent.get(fact.letter) or Letter(letter=fact.letter, ref=ref)
    match fact:
        case LetterSent():
            return _sent(state, replace(held, ref=ref), fact, on)
        case LetterCopied(to=to):
            letter = replace(held, copied_to=(*held.copied_to, to))
        case LetterFiled():
            letter = replace(held, filed=fact)
        case NonReceiptReported():
            letter = replace(held, non_receipt=True, non_receipt_ref=ref)
        case LetterPosted():
            moved = _served(held, fact, on, ref)
            letter = replace(moved, posted=(*held.posted, fact))
        case (  # pragma: no branch
            ServiceAttempted()
            | LetterDelivered()
            | LetterReceived()
            | LetterViewed()
            | LetterBounced()
            | LetterRefused()
            | LetterMisaddressed()
        ):
            letter = _served(held, fact, on, ref)
    return Letters(sent={**state.sent, fact.letter: letter})


def _sent(state: Letters, held: Letter, fact: LetterSent, on: date | None) -> Letters:
    """Its sending gives a letter its place in the order, and leaves what is known of its service."""
    letter = replace(
        held,
        kind=fact.kind,
        on=on,
        addressee=fact.addressee,
        due=fact.due,
        items=fact.items,
        signed_by=fact.signed_by,
        authority=fact.authority,
        template=fact.template,
        round=fact.round,
        service_on=held.service_on or on,
        service_ref=held.service_ref or held.ref,
    )
    others = {name: one for name, one in state.sent.items() if name != fact.letter}
    return Letters(sent={**others, fact.letter: letter})


def _served(held: Letter, fact: LetterFact, on: date | None, ref: str) -> Letter:
    """Move service by the table; any proof, even one that moves nothing, answers a non-receipt."""
    shown = isinstance(fact, LetterDelivered | LetterReceived | LetterViewed)
    open_doubt = held.non_receipt and not shown
    moved = TRANSITIONS.get((held.service, type(fact)))
    if moved is None:
        return replace(held, non_receipt=open_doubt)
    proof = (held.proven_on or on) if moved in PROVEN else None
    return replace(
        held, service=moved, service_on=on, service_ref=ref, proven_on=proof, non_receipt=open_doubt
    )
