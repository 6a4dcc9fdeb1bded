"""The certificate of service: what is shown and by which entry, what failed, and what is not known is said so."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from proviso.domain.certificates import (
    LETTER_FACTS,
    SAYS,
    Certificate,
    Row,
    Shown,
    as_json,
    certify,
    not_known,
    said,
    stated,
    step_said,
)
from proviso.domain.entries import Precision
from proviso.domain.facts import Fact
from proviso.domain.facts.letters import (
    LetterBounced,
    LetterCopied,
    LetterDelivered,
    LetterFiled,
    LetterMisaddressed,
    LetterReceived,
    LetterRefused,
    LetterSent,
    LetterViewed,
    NonReceiptReported,
    ServiceAttempted,
)
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.facts.sources import SourceNoted
from tests.builders import MATTER, a, entry

JAN_24, JAN_25, JAN_26 = date(2018, 1, 24), date(2018, 1, 25), date(2018, 1, 26)
MARCH = date(2018, 3, 1)
SENT = a(
    LetterSent,
    letter="L1",
    kind="document-request",
    addressee="Ada Bell, County Clerk",
    signed_by="Ruth Ash",
    due=date(2018, 2, 23),
)
TRIED = a(ServiceAttempted, letter="L1", method="e-mail", address="ada@king.example")
DELIVERED = a(LetterDelivered, letter="L1", method="e-mail", proof="taken in by the mail server")
BOUNCED = a(LetterBounced, letter="L1", why="no such mailbox")
MISADDRESSED = a(LetterMisaddressed, letter="L1", addressed_to="Tom Old", belongs_to="Ada Bell")
NOT_HERE = a(NonReceiptReported, letter="L1", said_by="the mayor's office")


def rows(*told: tuple[Fact, date | None], checkpoint: int | None = 1) -> list[Row]:
    return [
        Row(entry=entry(fact, on=on, number=number), hash=f"{number:064x}", checkpoint=checkpoint)
        for number, (fact, on) in enumerate(told, start=1)
    ]


def certificate(
    *told: tuple[Fact, date | None], on: date = MARCH, known: date = MARCH, **more: Any
) -> Certificate:
    found = certify(rows(*told), "L1", on=on, known=known, **more)
    assert found is not None
    return found


def upshot(*told: tuple[Fact, date | None], **more: Any) -> str:
    return said(certificate(*told, **more))[1]


# what is shown


def test_a_letter_delivered_is_proven_by_the_entry_of_its_delivery() -> None:
    found = certificate((SENT, JAN_24), (TRIED, JAN_24), (DELIVERED, JAN_25))
    assert found.shown is Shown.PROVEN
    assert found.holds
    assert found.rests_on == (f"{MATTER}#3",)
    assert said(found) == (
        "This is what the record shows of the service of letter L1 (a document request), in matter J13-FY2016, as of 1 March 2018, as known on 1 March 2018.",
        f"Service is proven since 25 January 2018: delivered ({MATTER}#3).",
        "The date that it states, 23 February 2018, runs: the procedure asks for proof that it was delivered.",
    )


def test_where_the_procedure_asks_for_receipt_a_delivery_starts_no_date() -> None:
    found = certificate((SENT, JAN_24), (DELIVERED, JAN_25), rule="received")
    assert "does not run: the procedure asks for proof that it was received" in said(found)[2]


def test_a_letter_that_states_no_date_has_none_that_runs() -> None:
    found = certificate((replace(SENT, due=None), JAN_24), (DELIVERED, JAN_25))
    assert len(said(found)) == 2
    assert as_json(found)["service"]["date_runs"] is None


def test_a_letter_only_sent_is_not_proven() -> None:
    found = certificate((SENT, JAN_24))
    assert found.shown is Shown.UNPROVEN
    assert not found.holds
    assert "sent is not delivered" in said(found)[1]


def test_a_letter_that_came_back_is_shown_not_to_have_been_received() -> None:
    found = certificate((SENT, JAN_24), (TRIED, JAN_24), (BOUNCED, JAN_25))
    assert found.shown is Shown.NON_RECEIPT
    assert said(found)[1] == f"Service is not proven. The letter came back ({MATTER}#3)."


def test_a_letter_refused_is_shown_not_to_have_been_received() -> None:
    refused = a(LetterRefused, letter="L1", why="not accepted at the desk")
    assert "The letter was refused" in upshot((SENT, JAN_24), (refused, JAN_25))


def test_a_misaddressed_letter_was_not_served_whoever_has_it() -> None:
    found = certificate((SENT, JAN_24), (DELIVERED, JAN_24), (MISADDRESSED, JAN_25))
    assert found.shown is Shown.NON_RECEIPT
    assert "went to someone to whom it does not belong" in said(found)[1]
    assert "it went to Tom Old, and belongs to Ada Bell" in step_said(found.steps[-1])


def test_where_nothing_shows_delivery_a_report_of_non_receipt_stands() -> None:
    found = certificate((SENT, JAN_24), (NOT_HERE, JAN_24))
    assert found.shown is Shown.NON_RECEIPT
    assert found.rests_on == (f"{MATTER}#1", f"{MATTER}#2")
    assert "and it was said that the letter had not been received" in said(found)[1]


def test_a_letter_that_came_back_and_was_said_to_be_missing_says_both() -> None:
    told = upshot((SENT, JAN_24), (BOUNCED, JAN_25), (NOT_HERE, JAN_26))
    assert "The letter came back, and it was said that" in told


def test_a_delivery_that_the_addressee_denies_is_disputed_and_both_stand() -> None:
    found = certificate((SENT, JAN_24), (DELIVERED, JAN_25), (NOT_HERE, JAN_26))
    assert found.shown is Shown.DISPUTED
    assert not found.holds
    assert found.rests_on == (f"{MATTER}#2", f"{MATTER}#3")
    assert said(found)[1].endswith("Both stand.")


def test_a_later_receipt_answers_the_denial() -> None:
    had = a(LetterReceived, letter="L1", shown_by="its answer")
    found = certificate((SENT, JAN_24), (NOT_HERE, JAN_25), (had, JAN_26))
    assert found.holds
    assert "since 26 January 2018: received" in said(found)[1]
    assert not [one for one in not_known(found) if "in hand" in one]


# as of a day, as known on a day


def test_what_had_not_happened_or_was_not_known_is_not_certified() -> None:
    told = ((SENT, JAN_24), (DELIVERED, JAN_26))
    assert not certificate(*told, on=JAN_25).holds
    late = Row(
        entry=entry(DELIVERED, on=JAN_25, learned=MARCH, number=2), hash="0" * 64, checkpoint=1
    )
    both = [*rows((SENT, JAN_24)), late]
    before = certify(both, "L1", on=MARCH, known=JAN_26)
    after = certify(both, "L1", on=MARCH, known=MARCH)
    assert before is not None
    assert after is not None
    assert (before.holds, after.holds) == (False, True)


def test_there_is_no_certificate_of_a_letter_that_is_not_on_record() -> None:
    assert certify(rows((SENT, JAN_24)), "L9", on=MARCH, known=MARCH) is None
    assert certify(rows((SENT, JAN_24)), "L1", on=date(2018, 1, 23), known=MARCH) is None
    assert certify(rows((MatterNoted(text="L1"), JAN_24)), "L1", on=MARCH, known=MARCH) is None


def test_the_steps_stand_in_the_order_in_which_they_happened() -> None:
    found = certificate((DELIVERED, JAN_26), (SENT, JAN_24), (TRIED, JAN_25))
    assert [one.entry.number for one in found.steps] == [2, 3, 1]


# what is not known


def test_what_is_not_known_is_said_so() -> None:
    found = certificate((SENT, JAN_24))
    assert not_known(found) == (
        "By which method and to which address it was sent.",
        "Whether the addressee had it in hand.",
        "The bytes that were delivered: no file of this letter, and no enclosure, is on record.",
    )


def test_an_addressee_who_was_not_found_is_not_known() -> None:
    found = certificate((replace(SENT, addressee="not found", signed_by="Not found"), JAN_24))
    assert not_known(found)[:2] == ("To whom it was addressed.", "Who signed it.")
    assert as_json(found)["addressee"] is None
    assert "addressed to someone whose name is not on record" in step_said(found.steps[0])


def test_an_attempt_to_an_unknown_address_says_so() -> None:
    found = certificate((SENT, JAN_24), (replace(TRIED, address=None), JAN_24))
    assert "The address of at least one attempt." in not_known(found)
    assert "to an address that is not on record" in step_said(found.steps[1])


def test_a_letter_known_by_its_service_only_has_no_kind() -> None:
    found = certificate((DELIVERED, JAN_25))
    assert "only its service is on record" in not_known(found)[0]
    assert "(a letter of unknown kind)" in said(found)[0]
    assert as_json(found)["kind"] is None
    assert as_json(found)["sent"] is None


def test_an_entry_without_a_day_counts_for_nothing_and_is_named() -> None:
    found = certificate((SENT, JAN_24), (DELIVERED, None))
    assert found.shown is Shown.UNPROVEN
    assert f"The day of {MATTER}#2; an entry without a day" in " ".join(not_known(found))
    assert step_said(found.undated[0]).startswith("On a day that is not known, it was delivered")


def test_entries_that_no_checkpoint_covers_are_named() -> None:
    found = certify(rows((SENT, JAN_24), checkpoint=None), "L1", on=MARCH, known=MARCH)
    assert found is not None
    assert f"A signature over {MATTER}#1: no checkpoint" in not_known(found)[-1]


def test_files_that_are_on_record_are_certified_by_hash() -> None:
    filed = a(
        LetterFiled, letter="L1", sha256="ab" * 32, html_sha256="cd" * 32, text_sha256="ef" * 32
    )
    found = certificate((SENT, JAN_24), (filed, JAN_24))
    assert as_json(found)["files"] == [
        {"name": "L1.pdf", "sha256": "ab" * 32, "entry": f"{MATTER}#2"},
        {"name": "L1.html", "sha256": "cd" * 32, "entry": f"{MATTER}#2"},
        {"name": "L1.txt", "sha256": "ef" * 32, "entry": f"{MATTER}#2"},
    ]
    assert "Which enclosures went with it" in not_known(found)[-1]
    assert certificate((SENT, JAN_24), (filed, JAN_26), on=JAN_25).files == ()


def test_sources_are_told_as_they_were_noted() -> None:
    source = a(SourceNoted, source="S1", outlet="The Gazette")
    found = certificate((SENT, JAN_24), sources=(source,))
    assert as_json(found)["sources"][0]["outlet"] == "The Gazette"


# words


@pytest.mark.parametrize("fact", LETTER_FACTS, ids=lambda one: one.__name__)
def test_every_fact_of_a_letter_has_its_words(fact: type[Fact]) -> None:
    told: Any = a(fact, letter="L1")
    assert fact in SAYS
    assert certify(rows((told, JAN_24)), "L1", on=MARCH, known=MARCH)
    row = rows((told, JAN_24))[0]
    assert step_said(row).startswith("On 24 January 2018, ")
    assert step_said(row).endswith(".")


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (a(LetterCopied, letter="L1", to="The Governor"), "a copy was given to The Governor"),
        (a(LetterViewed, letter="L1", viewer="Ada Bell"), "it was looked at by Ada Bell"),
        (TRIED, "service was attempted by e-mail, to ada@king.example"),
        (
            a(ServiceAttempted, letter="L1", method="personal", address="1 Main Street"),
            "service was attempted by personal service, to 1 Main Street",
        ),
    ],
)
def test_a_step_is_told_in_plain_words(fact: Fact, words: str) -> None:
    assert words in step_said(rows((fact, JAN_24))[0])


@pytest.mark.parametrize("precision", ["month", "year"])
def test_a_day_known_in_part_is_told_in_part(precision: Precision) -> None:
    row = rows((SENT, date(2018, 1, 31)))[0]
    row = replace(row, entry=replace(row.entry, precision=precision))
    assert step_said(row).startswith(
        f"By 31 January 2018 (the {precision} is known, not the day), it left the agency"
    )


def test_a_kind_that_begins_with_a_vowel_is_told_so() -> None:
    assert "(an inquiry)" in said(certificate((replace(SENT, kind="inquiry"), JAN_24)))[0]


def test_what_is_blank_is_not_stated() -> None:
    assert stated(None) is None
    assert stated(" Not known ") is None
    assert stated("Ada Bell") == "Ada Bell"


def test_the_certificate_in_json_has_every_entry_with_its_proof() -> None:
    told = as_json(certificate((SENT, JAN_24), (DELIVERED, JAN_25)))
    assert json.loads(json.dumps(told)) == told
    step = told["steps"][1]
    assert step["entry"] == f"{MATTER}#2"
    assert step["hash"] == f"{2:064x}"
    assert step["checkpoint"] == 1
    assert step["kind"] == "letter-delivered"
    assert step["told"]["proof"] == "taken in by the mail server"
    assert told["service"] == {
        "shown": "proven",
        "state": "delivered",
        "proven_on": "2018-01-25",
        "rests_on": [f"{MATTER}#2"],
        "rule": "delivered",
        "date_runs": True,
    }
