"""Letters and their service: sent is not delivered, delivered is not received."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from proviso.domain import letters
from proviso.domain.facts.letters import (
    LetterBounced,
    LetterCopied,
    LetterDelivered,
    LetterFact,
    LetterMisaddressed,
    LetterPosted,
    LetterReceived,
    LetterRefused,
    LetterSent,
    LetterViewed,
    NonReceiptReported,
    ServiceAttempted,
)
from proviso.domain.facts.reviews import ItemDefined
from proviso.domain.letters import Letter, Letters, Service, proven
from proviso.domain.reviews import Review, Round
from tests.builders import JAN_24, WhyNot, a, code

SENT = a(LetterSent, letter="letter", kind="document-request")
ATTEMPTED, DELIVERED, RECEIVED = a(ServiceAttempted), a(LetterDelivered), a(LetterReceived)
VIEWED, BOUNCED, REFUSED = a(LetterViewed), a(LetterBounced), a(LetterRefused)
ASTRAY = a(LetterMisaddressed)
REVIEW = Review(
    items={"orders": a(ItemDefined, item="orders")},
    rounds={
        "R5": Round(
            round="R5", title="", letter_kind="document-request", due=None, on=None, ref="r#1"
        )
    },
)


def told(*facts: LetterFact) -> Letters:
    state = Letters()
    for fact in facts:
        state = letters.after(state, fact, on=JAN_24, ref="m#1")
    return state


def only(*facts: LetterFact) -> Letter:
    return told(*facts).sent["letter"]


@pytest.mark.parametrize(
    ("facts", "service"),
    [
        ((), Service.SENT),
        ((ATTEMPTED,), Service.ATTEMPTED),
        ((ATTEMPTED, DELIVERED), Service.DELIVERED),
        ((DELIVERED, ATTEMPTED), Service.DELIVERED),
        ((DELIVERED, RECEIVED), Service.RECEIVED),
        ((RECEIVED, DELIVERED), Service.RECEIVED),
        ((VIEWED, RECEIVED), Service.VIEWED),
        ((BOUNCED,), Service.BOUNCED),
        ((BOUNCED, DELIVERED), Service.DELIVERED),
        ((DELIVERED, BOUNCED), Service.DELIVERED),
        ((REFUSED,), Service.REFUSED),
        ((DELIVERED, REFUSED), Service.DELIVERED),
        ((DELIVERED, ASTRAY), Service.MISADDRESSED),
        ((ASTRAY, BOUNCED), Service.MISADDRESSED),
        ((ASTRAY, DELIVERED), Service.DELIVERED),
    ],
)
def test_the_course_of_service(facts: tuple[LetterFact, ...], service: Service) -> None:
    letter = only(SENT, *facts)
    assert letter.service is service
    assert proven(letter) == (service in {"delivered", "received", "viewed"})


def test_the_first_proof_that_stands_is_the_day_of_proof() -> None:
    state = told(SENT)
    facts: tuple[LetterFact, ...] = (DELIVERED, ASTRAY, DELIVERED, RECEIVED)
    for number, fact in enumerate(facts, start=1):
        state = letters.after(state, fact, on=date(2018, 2, number), ref=f"m#{number}")
    letter = state.sent["letter"]
    assert (letter.proven_on, letter.service_on) == (date(2018, 2, 3), date(2018, 2, 4))
    assert letter.service_ref == "m#4"


def test_a_report_of_non_receipt_stands_until_a_delivery_answers_it() -> None:
    denied = a(NonReceiptReported)
    assert only(SENT, DELIVERED, denied).non_receipt
    assert proven(only(SENT, DELIVERED, denied))
    assert only(SENT, denied, BOUNCED).non_receipt
    assert not only(SENT, denied, DELIVERED).non_receipt
    assert not only(SENT, RECEIVED, denied, DELIVERED).non_receipt


def test_service_told_before_the_sending_is_kept() -> None:
    letter = only(DELIVERED, SENT)
    assert (letter.kind, letter.service) == ("document-request", Service.DELIVERED)
    assert only(DELIVERED).kind == "unknown"


def test_copies_are_no_service() -> None:
    letter = only(SENT, a(LetterCopied, to="the mayor"))
    assert (letter.copied_to, letter.service) == (("the mayor",), Service.SENT)


def test_the_latest_letter_is_the_last_that_was_sent() -> None:
    state = told(
        a(LetterDelivered, letter="second"),
        a(LetterSent, letter="first", kind="document-request"),
        a(LetterSent, letter="second", kind="reminder"),
        a(LetterSent, letter="third", kind="concern"),
    )
    assert [letters.latest(state, kinds) for kinds in (("reminder",), ("closing",))] == [
        state.sent["second"],
        None,
    ]
    assert letters.latest(state) == state.sent["third"]
    assert letters.latest(Letters()) is None
    assert letters.latest_request(state) == state.sent["first"]
    assert letters.latest_request(Letters()) is None


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"kind": "inquiry"}, "asks"),
        ({"kind": "concern"}, "tells"),
        ({"kind": "concern", "due": JAN_24}, "asks"),
        ({"kind": "assessment", "items": ("orders",)}, "asks"),
        ({"kind": "reminder", "due": JAN_24}, "tells"),
    ],
)
def test_which_letters_ask_for_an_answer(changes: dict[str, object], answer: str) -> None:
    assert letters.asks(only(a(LetterSent, letter="letter", **changes))) == (answer == "asks")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"items": ("orders",), "round": "R5", "due": JAN_24}, None),
        ({"letter": "letter"}, "letter.exists"),
        ({"kind": "postcard"}, "letter.kind"),
        ({"addressee": ""}, "letter.no-addressee"),
        ({"items": ("orders", "maps")}, "item.unknown"),
        ({"round": "R9"}, "round.unknown"),
        ({"due": date(2018, 1, 23)}, "letter.due-before-sent"),
    ],
)
def test_what_may_be_sent(changes: dict[str, object], expected: str | None) -> None:
    fact = a(LetterSent, **{"letter": "new", "kind": "document-request"} | changes)
    refused = letters.why_not_send_letter(told(SENT), fact, review=REVIEW, on=JAN_24)
    assert code(refused) == expected


def test_a_letter_known_only_by_its_service_can_still_be_sent_and_a_day_unknown_is_no_fault() -> (
    None
):
    fact = a(LetterSent, letter="letter", kind="inquiry", due=date(2018, 1, 1))
    assert code(letters.why_not_send_letter(told(BOUNCED), fact, review=REVIEW, on=None)) is None


OF_A_LETTER: tuple[tuple[WhyNot, LetterFact], ...] = (
    (letters.why_not_copy_letter, a(LetterCopied)),
    (letters.why_not_attempt_service, ATTEMPTED),
    (letters.why_not_record_delivery, DELIVERED),
    (letters.why_not_record_receipt, RECEIVED),
    (letters.why_not_record_view, VIEWED),
    (letters.why_not_record_bounce, BOUNCED),
    (letters.why_not_record_refusal, REFUSED),
    (letters.why_not_record_misaddress, ASTRAY),
    (letters.why_not_report_non_receipt, a(NonReceiptReported)),
)


@pytest.mark.parametrize(("why_not", "fact"), OF_A_LETTER)
def test_service_is_of_a_letter_on_record(why_not: WhyNot, fact: LetterFact) -> None:
    assert code(why_not(Letters(), fact)) == "letter.unknown"
    assert code(why_not(told(SENT), fact)) is None


def test_proof_is_stated() -> None:
    blank = a(LetterDelivered, proof="")
    assert code(letters.why_not_record_delivery(told(SENT), blank)) == "delivery.no-proof"


def test_a_letter_that_went_where_it_belongs_was_not_misaddressed() -> None:
    right = a(LetterMisaddressed, addressed_to="The Mayor", belongs_to="the mayor ")
    refused = letters.why_not_record_misaddress(told(SENT), right)
    assert code(refused) == "service.same-addressee"


POSTED = LetterPosted(letter="letter", carrier="the post", tracking="9400 1000")


def test_posting_is_an_attempt_with_its_tracking_number() -> None:
    held = only(SENT, POSTED)
    assert (held.service, held.posted) == (Service.ATTEMPTED, (POSTED,))
    again = only(SENT, POSTED, replace(POSTED, tracking=None))
    assert [one.tracking for one in again.posted] == ["9400 1000", None]
    assert only(SENT, POSTED, DELIVERED, POSTED).service is Service.DELIVERED
    assert [letters.tracking_said(one) for one in again.posted] == [
        "tracking number 9400 1000",
        "without a tracking number",
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "posting.exists"),
        ({"tracking": "9400 1001"}, None),
        ({"tracking": None}, None),
        ({"tracking": "x" * 61}, "posting.tracking"),
        ({"tracking": "9400\n1000"}, "posting.tracking"),
        ({"tracking": ""}, "posting.tracking"),
        ({"carrier": " "}, "posting.no-carrier"),
        ({"letter": "another"}, "letter.unknown"),
    ],
)
def test_what_may_be_posted(changes: Any, expected: str | None) -> None:
    state, fact = told(SENT, POSTED), replace(POSTED, **changes)
    assert code(letters.why_not_post_letter(state, fact)) == expected
