"""The three triggers of a subpoena: nothing received, an answer that is incomplete item by item, an answer that is late."""

from dataclasses import replace
from datetime import date

import pytest

from proviso.domain.facts.clocks import ClockTolled, DueStated, ExtensionAsked, ExtensionGranted
from proviso.domain.facts.findings import EvaluationConcurred, ItemEvaluated
from proviso.domain.facts.letters import LetterDelivered, LetterSent
from proviso.domain.facts.responses import ResponseReceived
from proviso.domain.questions import Ground, Holds
from tests.builders import a
from tests.domain.scenes import JAG, Told, grounds, scene, undated

SENT_ON, DUE_ON = date(2018, 1, 24), date(2018, 2, 23)
REQUEST = a(LetterSent, letter="L1", kind="document-request", items=("orders", "maps"), due=DUE_ON)
CLOCK = a(DueStated, clock="L1-due", kind="request-due", letter="L1", runs_against="respondent", due=DUE_ON)  # fmt: skip
SENT: tuple[Told, ...] = ((REQUEST, SENT_ON), (CLOCK, SENT_ON))
SERVED: Told = (a(LetterDelivered, letter="L1"), SENT_ON)
ANSWER = a(ResponseReceived, response="R1", letter="L1")


def trigger(*facts: Told, on: date = date(2018, 3, 1)) -> Ground:
    return grounds("issue-subpoena", scene(*facts, on=on), on=on)["trigger.unproven"]


# --- nothing received --------------------------------------------------------------------------


def test_without_a_request_there_is_no_trigger() -> None:
    found = trigger()
    assert (found.holds, found.says) == (False, "No request has been sent.")


def test_the_due_date_passed_service_is_proven_and_no_answer_is_on_record() -> None:
    found = trigger(*SENT, SERVED)
    assert found.holds is True
    assert (
        found.says
        == "The due date, 23 February 2018, passed, service is proven, and no answer is on record."
    )
    assert found.evidence == ("matter:alder#2", "matter:alder#4")


def test_on_the_due_date_itself_it_has_not_passed() -> None:
    found = trigger(*SENT, SERVED, on=DUE_ON)
    assert (found.holds, found.says) == (False, "The due date, 23 February 2018, has not passed.")
    assert trigger(*SENT, SERVED, on=date(2018, 2, 24)).holds is True


def test_what_was_not_served_was_not_left_unanswered() -> None:
    found = trigger(*SENT)
    assert found.holds is False
    assert found.says == (
        "The due date, 23 February 2018, passed and no answer is on record,"
        " but service of the request is not proven."
    )


def test_a_request_without_a_date_is_never_late() -> None:
    found = trigger((replace(REQUEST, due=None), SENT_ON), SERVED)
    assert (found.holds, found.says) == (False, "No due date is on record for the request.")


def test_the_date_in_the_letter_counts_where_no_clock_was_started() -> None:
    assert trigger((REQUEST, SENT_ON), SERVED).holds is True


def test_extensions_are_counted() -> None:
    more = (a(ExtensionAsked, clock="L1-due"), date(2018, 2, 1))
    given = (a(ExtensionGranted, clock="L1-due", until=date(2018, 3, 9)), date(2018, 2, 2))
    found = trigger(*SENT, SERVED, more, given)
    assert (found.holds, found.says) == (False, "The due date, 9 March 2018, has not passed.")


def test_the_agencys_own_clock_on_the_same_letter_is_not_the_respondents() -> None:
    owed = replace(CLOCK, clock="answer", kind="extension-answer", runs_against="agency", due=date(2018, 4, 1))  # fmt: skip
    assert trigger((owed, SENT_ON), *SENT, SERVED).holds is True


def test_a_clock_that_stands_still_does_not_run_out() -> None:
    tolled = (a(ClockTolled, clock="L1-due", since=date(2018, 2, 1)), date(2018, 2, 1))
    found = trigger(*SENT, SERVED, tolled)
    assert found.holds is False
    assert found.says.endswith("but the clock of the request has been stopped.")


# --- late --------------------------------------------------------------------------------------


def test_an_answer_in_time_is_no_trigger() -> None:
    found = trigger(*SENT, SERVED, (ANSWER, DUE_ON))
    assert found.holds is False
    assert found.says == "An answer came in time, and no signed finding says that it is incomplete."


def test_an_answer_after_the_date_is_late() -> None:
    found = trigger(*SENT, SERVED, (ANSWER, date(2018, 2, 24)))
    assert found.holds is True
    assert found.says == "The answer came after 23 February 2018, extensions counted."


def test_a_late_answer_beside_one_in_time_is_no_trigger() -> None:
    more = (replace(ANSWER, response="R2"), date(2018, 2, 26))
    assert trigger(*SENT, SERVED, (ANSWER, DUE_ON), more).holds is False


def test_an_answer_whose_day_is_not_known_is_neither_late_nor_in_time() -> None:
    around = undated(scene(*SENT, SERVED), ANSWER)
    found = grounds("issue-subpoena", around)["trigger.unproven"]
    assert found.holds is None
    assert found.says == "An answer came; whether by 23 February 2018 is not known."


@pytest.mark.parametrize(
    ("came", "holds"), [(date(2018, 1, 10), True), (SENT_ON, False), (date(2018, 2, 1), False)]
)
def test_an_answer_that_names_no_letter_counts_from_the_day_of_the_request_on(
    came: date, holds: Holds
) -> None:
    """What came before the request does not answer it: then nothing was received."""
    answer = (replace(ANSWER, letter=None), came)
    assert trigger(*SENT, SERVED, answer).holds is holds


def test_an_answer_to_another_letter_does_not_answer_this_one() -> None:
    assert trigger(*SENT, SERVED, (replace(ANSWER, letter="L0"), DUE_ON)).holds is True


def test_an_answer_without_a_letter_to_a_request_without_a_day_counts() -> None:
    around = undated(scene(), REQUEST, replace(ANSWER, letter=None))
    assert grounds("issue-subpoena", around)["trigger.unproven"].holds is None


# --- incomplete --------------------------------------------------------------------------------


def found(item: str, level: str) -> ItemEvaluated:
    return a(ItemEvaluated, item=item, level=level, evaluated_by="Avery Bell", missing="some")


def signed(item: str) -> EvaluationConcurred:
    return EvaluationConcurred(item=item, concurred_by="Kit Moor")


MARCH = date(2018, 2, 28)
ANSWERED: tuple[Told, ...] = (*SENT, SERVED, (ANSWER, DUE_ON))


def test_an_incomplete_answer_is_one_that_two_people_signed_item_by_item() -> None:
    says = trigger(
        *ANSWERED,
        (found("orders", "readable"), MARCH),
        (found("maps", "sufficient"), MARCH),
        (signed("orders"), MARCH),
    )
    assert says.holds is True
    assert (
        says.says
        == "An item-by-item finding that the answer is incomplete is signed: orders readable."
    )
    assert says.evidence == ("matter:alder#6",)


@pytest.mark.parametrize(
    "facts",
    [
        (found("orders", "readable"), found("maps", "sufficient")),
        (found("orders", "readable"), signed("orders")),
        (found("orders", "sufficient"), found("maps", "sufficient")),
        (found("orders", "readable"), found("maps", "absent"), signed("orders")),
    ],
    ids=["unsigned", "an item left out", "nothing missing", "one of two unsigned"],
)
def test_anything_less_is_no_signed_finding(facts: tuple[ItemEvaluated, ...]) -> None:
    assert trigger(*ANSWERED, *((fact, MARCH) for fact in facts)).holds is False


def test_where_the_procedure_asks_for_no_second_reviewer_one_signature_is_enough() -> None:
    told = ((found("orders", "arrived"), MARCH), (found("maps", "sufficient"), MARCH))
    alone = replace(JAG, concurrence=frozenset())
    around = scene(*ANSWERED, *told, procedure=alone)
    assert grounds("issue-subpoena", around)["trigger.unproven"].holds is True
    nowhere = scene(*ANSWERED, *told, procedure=None)
    assert grounds("issue-subpoena", nowhere)["trigger.unproven"].holds is False


def test_what_was_found_before_the_request_was_sent_again_does_not_count() -> None:
    """A deficiency letter asks anew: its own date runs, and the earlier evaluation is spent."""
    told = (found("orders", "readable"), found("maps", "sufficient"), signed("orders"))
    again = replace(REQUEST, letter="L2", kind="deficiency", due=date(2018, 3, 20))
    after = trigger(*ANSWERED, *((one, MARCH) for one in told), (again, date(2018, 3, 1)))
    assert (after.holds, after.says) == (False, "The due date, 20 March 2018, has not passed.")
