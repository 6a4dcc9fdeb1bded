"""Acts on letters and their service. A due date that a letter states is stated on the clock as well."""

from proviso.acts.act import Act, Sight
from proviso.domain import clocks, letters
from proviso.domain.clocks import ClockKind
from proviso.domain.facts import Fact
from proviso.domain.facts.letters import (
    LetterBounced,
    LetterCopied,
    LetterDelivered,
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
from proviso.domain.letters import LetterKind
from proviso.domain.refusals import Refusal

GATES = {
    LetterKind.DOCUMENT_REQUEST: "send-request",
    LetterKind.VALIDATION_REQUEST: "send-request",
    LetterKind.LEGAL_OPINION_REQUEST: "send-request",
    LetterKind.CONCERN: "send-concern",
    LetterKind.INQUIRY: "send-concern",
    LetterKind.ASSESSMENT: "send-concern",
    LetterKind.REMINDER: "send-again",
    LetterKind.DEFICIENCY: "send-again",
}


def due_clock(letter: str) -> str:
    """The name of the clock that a letter's own due date runs on."""
    return f"{letter}-due"


def _why_not_send(see: Sight, fact: LetterSent) -> Refusal | None:
    return letters.why_not_send_letter(see.standing.letters, fact, review=see.review, on=see.on)


def _state_its_due(see: Sight, fact: LetterSent) -> tuple[Fact, ...] | Refusal:
    if fact.due is None:
        return ()
    return clocks.state_due(
        see.standing.clocks,
        clock=due_clock(fact.letter),
        kind=ClockKind.REQUEST_DUE,
        due=fact.due,
        letter=fact.letter,
    )


ACTS = (
    Act(
        name="send-letter",
        fact=LetterSent,
        room="matter",
        says="Record that a letter left the agency; a due date it states is put on the clock.",
        why_not=_why_not_send,
        then=_state_its_due,
        gate=lambda fact: GATES.get(fact.kind),
    ),
    Act(
        name="copy-letter",
        fact=LetterCopied,
        room="matter",
        says="Record that someone other than the addressee was given a copy.",
        why_not=lambda see, fact: letters.why_not_copy_letter(see.standing.letters, fact),
    ),
    Act(
        name="attempt-service",
        fact=ServiceAttempted,
        room="matter",
        says="Record an attempt to serve a letter.",
        why_not=lambda see, fact: letters.why_not_attempt_service(see.standing.letters, fact),
    ),
    Act(
        name="post-letter",
        fact=LetterPosted,
        room="matter",
        says="Record that a letter was given to the post or a carrier, with its tracking number.",
        why_not=lambda see, fact: letters.why_not_post_letter(see.standing.letters, fact),
    ),
    Act(
        name="record-delivery",
        fact=LetterDelivered,
        room="matter",
        says="Record that a letter was delivered, with the proof.",
        why_not=lambda see, fact: letters.why_not_record_delivery(see.standing.letters, fact),
    ),
    Act(
        name="record-receipt",
        fact=LetterReceived,
        room="matter",
        says="Record that the addressee has a letter, and what shows it.",
        why_not=lambda see, fact: letters.why_not_record_receipt(see.standing.letters, fact),
    ),
    Act(
        name="record-view",
        fact=LetterViewed,
        room="matter",
        says="Record that a letter was looked at, and by whom.",
        why_not=lambda see, fact: letters.why_not_record_view(see.standing.letters, fact),
    ),
    Act(
        name="record-bounce",
        fact=LetterBounced,
        room="matter",
        says="Record that a letter came back.",
        why_not=lambda see, fact: letters.why_not_record_bounce(see.standing.letters, fact),
    ),
    Act(
        name="record-refusal",
        fact=LetterRefused,
        room="matter",
        says="Record that a letter was refused.",
        why_not=lambda see, fact: letters.why_not_record_refusal(see.standing.letters, fact),
    ),
    Act(
        name="record-misaddress",
        fact=LetterMisaddressed,
        room="matter",
        says="Record that a letter went to the wrong person or body; it starts no clock.",
        why_not=lambda see, fact: letters.why_not_record_misaddress(see.standing.letters, fact),
    ),
    Act(
        name="report-non-receipt",
        fact=NonReceiptReported,
        room="matter",
        says="Record that the respondent says it does not have a letter.",
        why_not=lambda see, fact: letters.why_not_report_non_receipt(see.standing.letters, fact),
    ),
    Act(
        name="file-letter",
        fact=LetterFiled,
        room="matter",
        says="Record the bytes of a letter by their hash, what they were made from, and where they go.",
        why_not=lambda see, fact: letters.why_not_file_letter(see.standing.letters, fact),
    ),
)
