"""Scope: is there an award, is the matter open, is the condition its term, has the procedure the step, who approved."""

from dataclasses import replace
from datetime import date

import pytest

from proviso.domain.facts.findings import MatterCleared
from proviso.domain.facts.matters import (
    ApprovalGiven,
    MatterReleased,
    MatterReopened,
    MatterSettled,
)
from proviso.domain.facts.programmes import ConditionAttached, ConditionPublished, ConditionRemoved
from proviso.domain.facts.reviews import AuthorityRecorded
from proviso.domain.facts.subpoenas import SubpoenaIssued
from proviso.domain.questions import Holds
from tests.builders import a
from tests.domain.scenes import (
    AWARD,
    BOOK,
    JAG,
    NEIGHBOUR,
    OPENED,
    PUBLISHED,
    REVIEW,
    TERM,
    TODAY,
    grounds,
    refs,
    scene,
    undated,
)

LATER = date(2018, 6, 1)


# --- award.not-in-scope ------------------------------------------------------------------------


def test_the_recipient_of_the_award_answers_for_it() -> None:
    found = grounds("start-clock", scene())["award.not-in-scope"]
    assert found.holds is True
    assert found.says == "Alder answers under 16.738, FY2017, as direct, with award A-1."
    assert found.evidence == ("matter:alder#1", "award:A-1#1")


@pytest.mark.parametrize("held_as", ["applicants", "subrecipients"])
def test_so_does_a_joint_applicant_or_a_subrecipient(held_as: str) -> None:
    award = replace(AWARD, recipient=NEIGHBOUR, **{held_as: (OPENED.respondent,)})  # type: ignore[arg-type]
    assert grounds("start-clock", scene(award=(award,)))["award.not-in-scope"].holds is True


def test_an_award_that_another_body_holds_is_not_in_scope() -> None:
    award = replace(AWARD, recipient=NEIGHBOUR)
    found = grounds("start-clock", scene(award=(award,)))["award.not-in-scope"]
    assert found.holds is False
    assert "neither recipient, joint applicant nor subrecipient of award A-1" in found.says


def test_an_award_of_another_year_is_not_in_scope() -> None:
    found = grounds("start-clock", scene(award=(replace(AWARD, year=2016),)))["award.not-in-scope"]
    assert found.holds is False
    assert found.says == "Award A-1 is of 16.738, FY2016, and the matter of 16.738, FY2017."


def test_without_an_award_the_respondent_is_taken_as_an_applicant() -> None:
    around = scene(opened=replace(OPENED, award=None), award=None)
    found = grounds("start-clock", around)["award.not-in-scope"]
    assert found.holds is True
    assert found.says.endswith("No award is on record: it is taken as an applicant.")


@pytest.mark.parametrize("award", [None, (TERM,)])
def test_an_award_that_is_named_and_not_on_record_is_not_known(award: tuple[object] | None) -> None:
    found = grounds("start-clock", scene(award=award))["award.not-in-scope"]  # type: ignore[arg-type]
    assert (found.holds, found.says) == (None, "Matter alder is about award A-1, not on record.")


def test_a_condition_that_the_matter_is_not_about_is_not_in_scope() -> None:
    found = grounds("start-clock", scene(), condition="access")["award.not-in-scope"]
    assert found.holds is False
    assert found.says == "Matter alder is about section-1373, notice, not access."
    none = scene(opened=replace(OPENED, conditions=()))
    says = grounds("start-clock", none)["award.not-in-scope"].says
    assert says == "Matter alder is about no condition, not section-1373."


def test_a_question_that_names_no_condition_is_about_the_matter() -> None:
    assert grounds("start-clock", scene(), condition=None)["award.not-in-scope"].holds is True


# --- matter.closed -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ((), "The matter is open."),
        ((a(MatterSettled),), "The matter was settled on 2 January 2018."),
        ((a(MatterReleased),), "The matter was released on 2 January 2018."),
        ((a(MatterCleared),), "The matter was cleared on 2 January 2018."),
        ((a(MatterCleared), a(MatterReopened)), "The matter is open."),
    ],
)
def test_a_closed_matter_is_not_acted_on_until_it_is_reopened(
    facts: tuple[MatterSettled], says: str
) -> None:
    found = grounds("send-request", scene(*facts))["matter.closed"]
    assert found.says == says
    assert found.holds is says.endswith("open.")
    assert found.evidence == (() if found.holds else refs(2))


# --- condition.unpublished ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "holds", "says"),
    [
        ((PUBLISHED,), True, "was published on 2 January 2018."),
        (((PUBLISHED, LATER),), False, "was published only on 1 June 2018."),
        (((PUBLISHED, None),), None, "is on record; the day it was published is not known."),
        ((), False, "is not on record."),
        ((replace(PUBLISHED, year=2018),), False, "is not on record."),
    ],
)
def test_a_condition_is_imposed_only_once_it_is_published_for_that_year(
    published: tuple[ConditionPublished], holds: Holds, says: str
) -> None:
    found = grounds("impose-condition", scene(around=published))["condition.unpublished"]
    assert found.holds is holds
    assert found.says == f"Condition section-1373 of 16.738, FY2017, {says}"


@pytest.mark.parametrize("part", ["programme", "year", "condition"])
def test_a_question_that_leaves_a_part_out_cannot_be_looked_up(part: str) -> None:
    found = grounds("impose-condition", scene(), **{part: None})  # type: ignore[arg-type]
    assert found["condition.unpublished"].holds is None


# --- condition.not-on-award --------------------------------------------------------------------

REMOVED = a(ConditionRemoved, award="A-1", condition="section-1373")
UNNUMBERED = a(ConditionAttached, award="A-1", condition="section-1373")


@pytest.mark.parametrize(
    ("award", "holds", "says"),
    [
        ((AWARD, TERM), True, "section-1373 is a term of award A-1, numbered 23."),
        ((AWARD, UNNUMBERED), True, "section-1373 is a term of award A-1."),
        ((AWARD, TERM, REMOVED), False, "section-1373 was a term of award A-1 and was removed."),
        ((AWARD,), None, "Whether section-1373 is a term of award A-1 is not known: its terms on record do not name it."),
        ((), None, "No award is on record in this matter, so its terms are not known."),
        (None, None, "No award is on record in this matter, so its terms are not known."),
    ],
)  # fmt: skip
def test_a_condition_is_enforced_only_where_it_is_a_term_of_the_award(
    award: tuple[ConditionAttached] | None, holds: Holds, says: str
) -> None:
    found = grounds("enforce-condition", scene(award=award))["condition.not-on-award"]
    assert (found.holds, found.says) == (holds, says)


def test_enforcing_without_naming_a_condition_is_not_known() -> None:
    found = grounds("enforce-condition", scene(), condition=None)["condition.not-on-award"]
    assert (found.holds, found.says) == (None, "The question does not say which condition.")


# --- authority.missing -------------------------------------------------------------------------

AUTHORITY = a(
    AuthorityRecorded,
    instrument="subpoena",
    authority="34 U.S.C. 10225",
    issuer="the bureau",
    forum="a district court",
)


@pytest.mark.parametrize(
    ("told", "holds", "ends"),
    [
        ((AUTHORITY,), True, "enforced in: a district court."),
        (((AUTHORITY, LATER),), False, "It was recorded only as of 1 June 2018."),
        (((AUTHORITY, None),), None, "It was recorded only as of a day not found."),
        ((), False, "No authority, issuer and forum for a subpoena is on record."),
        (
            (replace(AUTHORITY, instrument="document-request"),),
            False,
            "No authority, issuer and forum for a subpoena is on record.",
        ),
    ],
)
def test_a_subpoena_rests_on_authority_issuer_and_forum(
    told: tuple[AuthorityRecorded], holds: Holds, ends: str
) -> None:
    found = grounds("issue-subpoena", scene(review=(REVIEW, *told)))["authority.missing"]
    assert found.holds is holds
    assert found.says.endswith(ends)


def test_without_a_review_no_authority_is_on_record() -> None:
    around = replace(scene(), review=None)
    assert grounds("issue-subpoena", around)["authority.missing"].holds is False


# --- approval.missing --------------------------------------------------------------------------


def test_a_second_person_approves_this_act_and_no_other() -> None:
    given = ApprovalGiven(act="issue-subpoena", approved_by="Kit Moor")
    found = grounds("issue-subpoena", scene(given))["approval.missing"]
    assert found.holds is True
    assert found.says.startswith("Kit Moor approved it on 2 January 2018")
    assert found.evidence == refs(2)
    other = grounds("determine", scene(given))["approval.missing"]
    assert (other.holds, other.cure) == (
        False,
        "Have a second person approve it (approve, act determine).",
    )


def test_one_approval_is_for_one_doing() -> None:
    """Once the subpoena is issued its approval is used; the next one needs another."""
    given = ApprovalGiven(act="issue-subpoena", approved_by="Kit Moor")
    issued = a(SubpoenaIssued, subpoena="S1")
    used = grounds("issue-subpoena", scene(given, issued))["approval.missing"]
    assert used.holds is False
    assert used.says.startswith("The approval on record was for a doing that has been done")
    again = grounds("issue-subpoena", scene(given, issued, given))["approval.missing"]
    assert (again.holds, again.evidence) == (True, refs(4))


# --- step.not-in-procedure ---------------------------------------------------------------------


def test_the_procedure_has_the_step_or_not() -> None:
    found = grounds("issue-subpoena", scene())["step.not-in-procedure"]
    assert found.holds is True
    assert found.says == "The procedure byrne-jag-1373-2018/2017 has the step issue-subpoena."
    audit = BOOK.procedures["single-audit-followup"][0]
    found = grounds("issue-subpoena", scene(procedure=audit))["step.not-in-procedure"]
    assert found.holds is False
    assert "does not have the step" in found.says


def test_nothing_is_done_where_no_version_of_the_procedure_was_in_force() -> None:
    found = grounds("issue-subpoena", scene(procedure=None))["step.not-in-procedure"]
    assert found.holds is False
    assert found.says == "No version of the review's procedure was in force on 1 March 2018."
    assert BOOK.procedure("byrne-jag-1373-2018", date(2017, 4, 20)) is None
    assert BOOK.procedure("byrne-jag-1373-2018", TODAY) is JAG


def test_a_settlement_whose_day_is_not_known_closes_the_matter_all_the_same() -> None:
    around = undated(scene(), a(MatterSettled))
    found = grounds("send-request", around)["matter.closed"]
    assert (found.holds, found.says) == (False, "The matter was settled on a day not found.")
