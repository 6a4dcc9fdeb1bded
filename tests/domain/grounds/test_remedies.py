"""Remedies and money: conditions first, what the remedy states, what was paid, what is disallowed, when it is due."""

from dataclasses import replace
from datetime import date

import pytest

from proviso.domain.facts.programmes import MoneyNoted
from proviso.domain.facts.remedies import (
    CureFoundImpossible,
    RemedyImposed,
    RemedyProposed,
    SpecificConditionsImposed,
    SpecificConditionsLifted,
    SumDisallowed,
)
from proviso.domain.questions import Holds
from tests.builders import a
from tests.domain.scenes import AWARD, BOOK, OPENED, TODAY, grounds, refs, scene

# --- conditions.untried ------------------------------------------------------------------------

RAN = a(SpecificConditionsImposed, conditions="SC1", until=date(2018, 2, 28))
LIFTED = a(SpecificConditionsLifted, conditions="SC1")
HOPELESS = a(CureFoundImpossible)


@pytest.mark.parametrize(
    ("facts", "holds", "says"),
    [
        ((), False, "Specific conditions were neither tried nor found unable to cure."),
        ((HOPELESS,), True, "The agency found, with reasons, that conditions cannot cure."),
        ((RAN,), True, "SC1 ran until 28 February 2018, and were not lifted as cured."),
        ((replace(RAN, until=TODAY),), False, "SC1 run until 1 March 2018."),
        ((replace(RAN, until=None),), None, "How long SC1 were to run is not known."),
        ((RAN, LIFTED), False, "Specific conditions were neither tried nor found unable to cure."),
        ((RAN, LIFTED, HOPELESS), True, "The agency found, with reasons, that conditions cannot cure."),
    ],
)  # fmt: skip
def test_a_remedy_comes_only_where_specific_conditions_did_not_cure(
    facts: tuple[SpecificConditionsImposed], holds: Holds, says: str
) -> None:
    found = grounds("withhold-cash", scene(*facts))["conditions.untried"]
    assert (found.holds, found.says) == (holds, says)


# --- remedy.incomplete -------------------------------------------------------------------------

PROPOSED = RemedyProposed(
    remedy="M1", kind="withhold-cash", award="A-1", cents=70_511_00, since=TODAY, until=None
)
IMPOSED = a(RemedyImposed, remedy="M1", kind="withhold-cash", award="A-1")


@pytest.mark.parametrize(
    ("facts", "holds", "says"),
    [
        ((), False, "No such remedy is proposed on the record."),
        ((PROPOSED,), True, "M1: $70,511.00 of award A-1, from 1 March 2018, no end stated."),
        ((replace(PROPOSED, until=date(2018, 9, 1)),), True, "M1: $70,511.00 of award A-1, from 1 March 2018 until 1 September 2018."),
        ((replace(PROPOSED, cents=None),), False, "M1 does not state its amount."),
        ((replace(PROPOSED, since=None),), False, "M1 does not state its period."),
        ((replace(PROPOSED, since=None, cents=None),), False, "M1 does not state its amount and period."),
        ((replace(PROPOSED, award="A-2"),), False, "M1 is about award A-2; this matter is about A-1."),
        ((replace(PROPOSED, kind="suspend"),), False, "No such remedy is proposed on the record."),
        ((PROPOSED, IMPOSED), False, "No such remedy is proposed on the record."),
    ],
)  # fmt: skip
def test_the_remedy_states_amount_award_and_period(
    facts: tuple[RemedyProposed], holds: Holds, says: str
) -> None:
    found = grounds("withhold-cash", scene(*facts))["remedy.incomplete"]
    assert (found.holds, found.says) == (holds, says)


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        ("withhold-cash", "withhold-cash"),
        ("suspend-award", "suspend"),
        ("terminate-award", "terminate"),
        ("withhold-award", "withhold-award"),
        ("designate-ineligible", "designate-ineligible"),
        ("designate-ineligible", "debar"),
    ],
)
def test_each_act_looks_for_a_remedy_of_its_own_kind(act: str, kind: str) -> None:
    around = scene(replace(PROPOSED, kind=kind))
    assert grounds(act, around)["remedy.incomplete"].holds is True
    assert grounds(act, around)["remedy.incomplete"].evidence == refs(2)


def test_ineligibility_states_no_sum() -> None:
    around = scene(replace(PROPOSED, kind="debar", cents=None))
    found = grounds("designate-ineligible", around)["remedy.incomplete"]
    assert (found.holds, found.says) == (True, "M1: award A-1, from 1 March 2018, no end stated.")


def test_an_application_has_no_award_to_compare_with() -> None:
    around = scene(
        replace(PROPOSED, award="the FY2017 application"), opened=replace(OPENED, award=None)
    )
    assert grounds("withhold-cash", around)["remedy.incomplete"].holds is True


# --- award.unpaid ------------------------------------------------------------------------------

DRAWN = a(MoneyNoted, award="A-1", kind="drawn", cents=100_00)


@pytest.mark.parametrize(
    ("money", "holds", "says"),
    [
        ((), None, "Whether money of the award was drawn is not known."),
        ((DRAWN,), True, "Drawn: $100.00; paid back: $0.00."),
        ((DRAWN, replace(DRAWN, kind="repaid", cents=40_00)), True, "Drawn: $100.00; paid back: $40.00."),
        ((DRAWN, replace(DRAWN, kind="repaid")), False, "Drawn: $100.00; paid back: $100.00."),
        ((replace(DRAWN, cents=0),), False, "Drawn: $0.00; paid back: $0.00."),
        ((replace(DRAWN, kind="released"),), None, "Whether money of the award was drawn is not known."),
    ],
)  # fmt: skip
def test_only_what_was_paid_can_be_asked_back(
    money: tuple[MoneyNoted], holds: Holds, says: str
) -> None:
    found = grounds("require-repayment", scene(award=(AWARD, *money)))["award.unpaid"]
    assert (found.holds, found.says) == (holds, says)


def test_without_an_award_it_is_not_known_what_was_paid() -> None:
    found = grounds("require-repayment", scene(award=None))["award.unpaid"]
    assert found.holds is None
    assert found.says == "No award is on record in this matter, so what was paid is not known."


# --- sum.unstated ------------------------------------------------------------------------------

SUM = SumDisallowed(award="A-1", cents=1_200_50, why="Spent on another programme.")


@pytest.mark.parametrize(
    ("facts", "holds", "says"),
    [
        ((), False, "No disallowed sum of this award is stated."),
        ((SUM,), True, "Disallowed: $1,200.50."),
        ((SUM, replace(SUM, cents=100)), True, "Disallowed: $1,201.50."),
        ((replace(SUM, award="A-2"),), False, "No disallowed sum of this award is stated."),
    ],
)
def test_the_disallowed_sum_of_this_award_is_stated(
    facts: tuple[SumDisallowed], holds: Holds, says: str
) -> None:
    found = grounds("require-repayment", scene(*facts))["sum.unstated"]
    assert (found.holds, found.says) == (holds, says)


def test_a_matter_told_before_its_opening_takes_any_sum() -> None:
    around = scene(SUM)
    assert around.standing is not None
    blank = replace(around.standing, matter=replace(around.standing.matter, opened=None))
    found = grounds("require-repayment", replace(around, standing=blank))
    assert found["sum.unstated"].holds is True


# --- collection.unset --------------------------------------------------------------------------


def test_the_procedure_says_within_which_time_a_debt_is_paid() -> None:
    found = grounds("require-repayment", scene())["collection.unset"]
    assert (found.holds, found.authority) == (True, "2 CFR 200.345")
    assert found.says == "The procedure gives 90 calendar days to pay a debt."


@pytest.mark.parametrize("procedure", [None, BOOK.procedures["title-vi-data-request"][0]])
def test_where_it_does_not_no_repayment_is_required(procedure: None) -> None:
    found = grounds("require-repayment", scene(procedure=procedure))["collection.unset"]
    assert (found.holds, found.says) == (False, "The procedure sets no period for paying a debt.")
