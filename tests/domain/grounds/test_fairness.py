"""Fairness: no second letter before the first is proven, no escalation while an answer is owed. Overrides are shown."""

from dataclasses import replace
from datetime import date

import pytest

from proviso.domain.facts.clocks import DueStated, ExtensionAsked, ExtensionDenied
from proviso.domain.facts.letters import (
    LetterBounced,
    LetterDelivered,
    LetterMisaddressed,
    LetterReceived,
    LetterRefused,
    LetterSent,
    LetterViewed,
    NonReceiptReported,
    ServiceAttempted,
)
from proviso.domain.facts.matters import FairnessOverridden
from proviso.domain.questions import Holds
from tests.builders import a
from tests.domain.scenes import BOOK, JAG, OPENED_ON, TODAY, Told, grounds, refs, scene

DAY = date(2018, 1, 24)
SENT = (a(LetterSent, letter="L1", kind="document-request"), DAY)
DUE = a(DueStated, clock="L1-due", kind="request-due", letter="L1", runs_against="respondent", due=date(2018, 2, 23))  # fmt: skip


# --- service.unproven --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "holds", "says"),
    [
        ((), False, "L1, sent on 24 January 2018: no proof of delivery is on record."),
        ((a(ServiceAttempted, letter="L1"),), False, "L1, sent on 24 January 2018: no proof of delivery is on record."),
        ((a(LetterDelivered, letter="L1"),), True, "L1, sent on 24 January 2018, was delivered on 26 January 2018."),
        ((a(LetterReceived, letter="L1"),), True, "L1, sent on 24 January 2018, was received on 26 January 2018."),
        ((a(LetterViewed, letter="L1"),), True, "L1, sent on 24 January 2018, was viewed on 26 January 2018."),
        ((a(LetterBounced, letter="L1"),), False, "L1, sent on 24 January 2018, came back: no proof of delivery is on record."),
        ((a(LetterRefused, letter="L1"),), False, "L1, sent on 24 January 2018, was refused: no proof of delivery is on record."),
        ((a(LetterDelivered, letter="L1"), a(LetterMisaddressed, letter="L1")), False, "L1, sent on 24 January 2018, went to the wrong addressee: this service starts nothing."),
        ((a(NonReceiptReported, letter="L1"),), False, "L1, sent on 24 January 2018: no proof of delivery is on record. The respondent said that it did not have it."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("act", ["send-again", "start-clock"])
def test_a_second_letter_and_a_clock_wait_for_proof_of_the_first(
    act: str, facts: tuple[LetterSent], holds: Holds, says: str
) -> None:
    told = [(fact, date(2018, 1, 26)) for fact in facts]
    found = grounds(act, scene(SENT, *told))["service.unproven"]
    assert (found.holds, found.says) == (holds, says)
    assert found.evidence[0] == "matter:alder#2"


def test_there_is_no_second_letter_before_a_first() -> None:
    found = grounds("send-again", scene())["service.unproven"]
    assert (found.holds, found.says) == (False, "No letter has been sent in this matter.")


def test_it_is_the_last_letter_that_asks_whose_service_counts() -> None:
    """A receipt or a clearance that was sent later does not stand in the way of an answer to the request."""
    receipt = (a(LetterSent, letter="L2", kind="receipt"), TODAY)
    around = scene(SENT, (a(LetterReceived, letter="L1"), DAY), receipt)
    assert grounds("send-again", around)["service.unproven"].holds is True
    only = grounds("send-again", scene(receipt))["service.unproven"]
    assert only.says == "L2, sent on 1 March 2018: no proof of delivery is on record."


def test_where_the_procedure_counts_from_receipt_delivery_starts_no_clock() -> None:
    audit = BOOK.procedures["single-audit-followup"][0]
    around = scene(SENT, (a(LetterDelivered, letter="L1"), DAY), procedure=audit)
    found = grounds("start-clock", around)["service.unproven"]
    assert found.holds is False
    assert found.says.endswith("The procedure's periods start when it is received.")
    assert grounds("send-again", around)["service.unproven"].holds is True
    received = scene(SENT, (a(LetterReceived, letter="L1"), DAY), procedure=audit)
    assert grounds("start-clock", received)["service.unproven"].holds is True


def test_without_a_procedure_delivery_is_the_usual_rule() -> None:
    around = scene(SENT, (a(LetterDelivered, letter="L1"), DAY), procedure=None)
    assert grounds("start-clock", around)["service.unproven"].holds is True


# --- extension.unanswered ----------------------------------------------------------------------

ASKED = (a(ExtensionAsked, clock="L1-due"), date(2018, 2, 1))


def test_nobody_escalates_while_a_request_for_more_time_waits() -> None:
    found = grounds("send-again", scene(SENT, (DUE, DAY), ASKED))["extension.unanswered"]
    assert found.holds is False
    assert (
        found.says
        == "A request for more time waits for an answer (L1-due, asked on 1 February 2018)."
    )
    denied = a(ExtensionDenied, clock="L1-due"), date(2018, 2, 2)
    found = grounds("send-again", scene(SENT, (DUE, DAY), ASKED, denied))["extension.unanswered"]
    assert (found.holds, found.says) == (True, "No request for more time waits for an answer.")


# --- agency.overdue ----------------------------------------------------------------------------

OWED = replace(DUE, clock="answer", kind="extension-answer", runs_against="agency")


def test_an_agency_that_is_late_itself_does_not_press_on() -> None:
    found = grounds("send-again", scene(SENT, (OWED, DAY)))["agency.overdue"]
    assert found.holds is False
    assert found.says == "The agency is late itself: extension-answer was due on 23 February 2018."
    in_time = grounds("send-again", scene(SENT, (OWED, DAY)), on=date(2018, 2, 23))
    assert in_time["agency.overdue"].holds is True


def test_a_respondent_who_is_late_does_not_make_the_agency_late() -> None:
    assert grounds("send-again", scene(SENT, (DUE, DAY)))["agency.overdue"].holds is True


# --- overrides ---------------------------------------------------------------------------------

LOCKS = {
    "service.unproven": (SENT,),
    "extension.unanswered": (SENT, (DUE, DAY), ASKED),
    "agency.overdue": (SENT, (OWED, DAY)),
}


def aside(code: str, act: str = "send-again") -> FairnessOverridden:
    return FairnessOverridden(
        ground=code,
        act=act,
        name="Kit Moor",
        why="The river is rising.",
        published="the notice board",
    )


@pytest.mark.parametrize("code", LOCKS)
def test_an_override_opens_the_lock_and_is_shown_with_what_it_sets_aside(code: str) -> None:
    facts: tuple[Told, ...] = LOCKS[code]
    before = grounds("send-again", scene(*facts))[code]
    found = grounds("send-again", scene(*facts, (aside(code), TODAY)))[code]
    assert (before.holds, found.holds) == (False, True)
    assert found.says == (
        f"{before.says} Set aside by Kit Moor on 1 March 2018: The river is rising."
        " Published: the notice board."
    )
    assert found.evidence[-1] == refs(2 + len(facts))[0]


@pytest.mark.parametrize("code", LOCKS)
def test_an_override_is_for_one_ground_and_one_act(code: str) -> None:
    others = {"service.unproven", "extension.unanswered", "agency.overdue"} - {code}
    around = scene(*LOCKS[code], aside(code, "issue-subpoena"), *(aside(one) for one in others))
    assert grounds("send-again", around)[code].holds is False


def test_an_override_that_is_not_needed_is_not_shown() -> None:
    around = scene((SENT[0], OPENED_ON), aside("agency.overdue"), procedure=JAG)
    assert "Set aside" not in grounds("send-again", around)["agency.overdue"].says
