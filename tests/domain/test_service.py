"""When service starts a clock."""

from dataclasses import replace

import pytest

from proviso.domain import service
from proviso.domain.clocks import Clock
from proviso.domain.letters import Letter, Letters, Service
from tests.builders import JAN_24
from tests.domain.scenes import BOOK

CLOCK = Clock(
    clock="L1-due",
    kind="request-due",
    runs_against="respondent",
    due=JAN_24,
    due_first=JAN_24,
    letter="L1",
    trigger=None,
)


def sent(how: Service) -> Letters:
    return Letters(sent={"L1": Letter(letter="L1", service=how, ref="m#1")})


@pytest.mark.parametrize("how", Service)
def test_delivery_to_the_right_addressee_starts_it_and_nothing_less(how: Service) -> None:
    proven = {Service.DELIVERED, Service.RECEIVED, Service.VIEWED}
    assert service.started(sent(how), CLOCK) is (how in proven)
    assert service.started(sent(how), CLOCK, "received") is (how in proven - {Service.DELIVERED})


def test_a_letter_that_is_not_on_record_starts_nothing() -> None:
    assert service.started(Letters(), CLOCK) is False


def test_what_the_agency_owes_or_hangs_on_no_letter_needs_no_service() -> None:
    assert service.started(Letters(), replace(CLOCK, runs_against="agency"))
    assert service.started(Letters(), replace(CLOCK, letter=None))


def test_every_procedure_counts_from_a_proof_that_is_known() -> None:
    versions = [one for each in BOOK.procedures.values() for one in each]
    assert {one.clock_starts_on for one in versions} <= set(service.STARTS)
