"""Findings: what is insufficient, who concurs, what is answered, who was told and heard, what was found, what was cleared."""

from dataclasses import replace
from datetime import date

import pytest

from proviso.domain.facts.findings import (
    ConcernAnswered,
    ConcernRaised,
    DeterminationMade,
    DeterminationWithdrawn,
    EvaluationConcurred,
    HearingHeld,
    HearingRequested,
    ItemEvaluated,
    MatterCleared,
    NoticeGiven,
    ObjectionFiled,
)
from proviso.domain.facts.letters import LetterSent
from proviso.domain.questions import Ground, Holds
from tests.builders import a
from tests.domain.scenes import BOOK, JAG, OPENED, TODAY, Told, grounds, refs, scene, undated


def item(level: str, missing: str | None = None, *cites: str) -> ItemEvaluated:
    return ItemEvaluated(
        item="orders", level=level, evaluated_by="Avery Bell", cites=cites, missing=missing
    )


CONCURRED = EvaluationConcurred(item="orders", concurred_by="Kit Moor")
SHORT = item("readable", "order 14", "R1 p. 3")


# --- evaluation.missing ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("evaluated", "holds"),
    [
        (SHORT, True),
        (item("arrived", "the file is damaged"), True),
        (item("readable", "order 14"), False),
        (item("readable", None, "R1 p. 3"), False),
        (item("arrived"), False),
        (item("absent"), False),
        (item("sufficient", None, "R1 p. 3"), False),
    ],
    ids=["readable, cited", "unreadable", "uncited", "nothing missing said", "unsaid", "absent", "sufficient"],
)  # fmt: skip
def test_an_item_is_insufficient_where_it_cannot_be_read_or_what_is_missing_is_cited(
    evaluated: ItemEvaluated, holds: Holds
) -> None:
    found = grounds("find-insufficient", scene(evaluated))["evaluation.missing"]
    assert found.holds is holds
    assert found.evidence == refs(2)


def test_the_finding_names_the_item_the_reviewer_and_what_is_missing() -> None:
    found = grounds("find-insufficient", scene(SHORT))["evaluation.missing"]
    assert found.says == "Evaluated as insufficient: orders readable by Avery Bell: order 14."


# --- concurrence.missing -----------------------------------------------------------------------


def test_a_second_reviewer_concurs_where_the_procedure_asks() -> None:
    alone = grounds("find-insufficient", scene(SHORT))["concurrence.missing"]
    assert (alone.holds, alone.says) == (False, "No second reviewer has concurred on orders.")
    both = grounds("find-insufficient", scene(SHORT, CONCURRED))["concurrence.missing"]
    assert (both.holds, both.says) == (True, "Second reviewer: orders Kit Moor.")


def test_there_must_be_something_to_concur_with() -> None:
    found = grounds("find-insufficient", scene())["concurrence.missing"]
    assert (found.holds, found.says) == (False, "There is no such evaluation to concur with.")


@pytest.mark.parametrize("procedure", [None, BOOK.procedures["uniform-guidance-200"][0]])
def test_where_the_procedure_asks_for_no_second_reviewer_it_does_not_apply(
    procedure: None,
) -> None:
    around = scene(SHORT, procedure=procedure)
    assert "concurrence.missing" not in grounds("find-insufficient", around)


# --- evaluation.incomplete ---------------------------------------------------------------------

ASKED = a(LetterSent, letter="L1", kind="document-request", items=("orders", "maps"))


@pytest.mark.parametrize(
    ("facts", "holds", "says"),
    [
        ((), False, "No item has been asked for."),
        ((ASKED,), False, "Not evaluated: maps, orders."),
        ((ASKED, SHORT), False, "Not evaluated: maps."),
        ((ASKED, SHORT, replace(SHORT, item="maps")), True, "Every item asked for is evaluated."),
    ],
)
def test_every_item_is_evaluated_before_anything_is_determined(
    facts: tuple[ItemEvaluated], holds: Holds, says: str
) -> None:
    found = grounds("propose-determination", scene(*facts))["evaluation.incomplete"]
    assert (found.holds, found.says) == (holds, says)


# --- concern.unanswered ------------------------------------------------------------------------

DOUBT = a(ConcernRaised, concern="K1")
ANSWERED = a(ConcernAnswered, concern="K1")


@pytest.mark.parametrize(
    ("facts", "holds", "says"),
    [
        ((), True, "No concern is raised."),
        ((DOUBT,), False, "Not answered on the record: K1."),
        ((DOUBT, ANSWERED), True, "Each concern raised is answered on the record."),
        ((DOUBT, ANSWERED, replace(DOUBT, concern="K2")), False, "Not answered on the record: K2."),
    ],
)
def test_each_concern_is_answered_on_the_record(
    facts: tuple[ConcernRaised], holds: Holds, says: str
) -> None:
    found = grounds("propose-determination", scene(*facts))["concern.unanswered"]
    assert (found.holds, found.says) == (holds, says)


# --- notice.missing ----------------------------------------------------------------------------

FULL = a(NoticeGiven, notice="N1", about="determine", contents=JAG.notice_contents, heard_by=date(2018, 2, 20))  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "holds", "says"),
    [
        ((), False, "No notice of this (determine) is on record."),
        ((FULL,), True, "Notice N1 was given on 2 January 2018 with all that it must state."),
        ((replace(FULL, about="determination"),), True, "Notice N1 was given on 2 January 2018 with all that it must state."),
        ((replace(FULL, about="remedy"),), False, "No notice of this (determine) is on record."),
        ((replace(FULL, contents=("facts",)),), False, "Notice N1 lacks proposed-action, appeal-rights."),
        ((FULL, replace(FULL, notice="N2", contents=())), True, "Notice N1 was given on 2 January 2018 with all that it must state."),
    ],
)  # fmt: skip
def test_notice_states_everything_that_the_procedure_says(
    facts: tuple[NoticeGiven], holds: Holds, says: str
) -> None:
    found = grounds("determine", scene(*facts))["notice.missing"]
    assert (found.holds, found.says) == (holds, says)


def test_a_remedy_needs_a_notice_of_its_own() -> None:
    assert grounds("suspend-award", scene(FULL))["notice.missing"].holds is False
    for about in ("suspend-award", "remedy"):
        around = scene(replace(FULL, about=about))
        assert grounds("suspend-award", around)["notice.missing"].holds is True
    assert grounds("deny-award", scene(FULL))["notice.missing"].holds is False
    around = scene(replace(FULL, about="determination"))
    assert grounds("deny-award", around)["notice.missing"].holds is True


def test_without_a_procedure_it_is_not_said_what_a_notice_must_state() -> None:
    found = grounds("determine", scene(FULL, procedure=None))
    assert found["notice.missing"].holds is True
    assert found["step.not-in-procedure"].holds is False


# --- hearing.pending ---------------------------------------------------------------------------


def heard(*facts: Told, role: str = "direct", right: str = "arguable") -> Ground:
    opened = replace(OPENED, role=role, hearing_right=right)
    return grounds("determine", scene(*facts, opened=opened))["hearing.pending"]


LATE = replace(FULL, heard_by=date(2018, 3, 9))
OBJECTION, REQUEST = a(ObjectionFiled, notice="N1"), a(HearingRequested, notice="N1")
HELD = a(HearingHeld, notice="N1")


@pytest.mark.parametrize(
    ("facts", "holds", "says"),
    [
        ((), False, "No notice has started the time to be heard."),
        ((FULL,), True, "The time to object ran out on 20 February 2018."),
        ((replace(FULL, heard_by=TODAY),), False, "The respondent may object until 1 March 2018."),
        ((LATE,), False, "The respondent may object until 9 March 2018."),
        ((replace(FULL, heard_by=None),), None, "Until when the respondent may object is not known."),
        ((LATE, OBJECTION), True, "The respondent used its chance to object."),
        ((FULL, REQUEST), False, "A hearing was asked for and has not been held."),
        ((LATE, OBJECTION, REQUEST), False, "A hearing was asked for and has not been held."),
        ((LATE, REQUEST, HELD), True, "The respondent was heard."),
    ],
)  # fmt: skip
def test_the_time_to_be_heard_has_run_or_was_used(
    facts: tuple[NoticeGiven], holds: Holds, says: str
) -> None:
    found = heard(*facts)
    assert found.holds is holds
    assert found.says == f"{says} Right to a hearing in this role: arguable."


def test_a_subrecipient_may_object_and_has_no_right_to_a_hearing_under_part_18() -> None:
    assert heard(FULL, REQUEST, role="subrecipient").holds is True
    assert heard(LATE, REQUEST, role="subrecipient").holds is False
    assert heard(FULL, REQUEST, role="subrecipient").says.endswith("in this role: no.")
    assert heard(FULL, REQUEST, role="state-agency").holds is False
    assert heard(FULL, role="state-agency").says.endswith("in this role: yes.")


def test_where_the_procedure_is_silent_on_a_role_the_matter_says() -> None:
    assert heard(FULL, REQUEST, role="tribe", right="no").holds is True
    assert heard(FULL, role="tribe", right="").says.endswith("in this role: not stated.")
    nowhere = grounds("determine", scene(FULL, procedure=None))["hearing.pending"]
    assert nowhere.says.endswith("in this role: arguable.")


# --- determination.missing ---------------------------------------------------------------------

MADE = a(DeterminationMade, determination="D1", outcome="not-compliant")


@pytest.mark.parametrize(
    ("facts", "holds", "says"),
    [
        ((DOUBT,), False, "No determination has been made. A concern is not a finding."),
        ((MADE,), True, "Determination D1, made on 2 January 2018, finds not-compliant."),
        ((replace(MADE, outcome="compliant"),), False, "Determination D1, made on 2 January 2018, finds compliant."),
        ((MADE, a(DeterminationWithdrawn, determination="D1")), False, "Determination D1, made on 2 January 2018, was withdrawn."),
    ],
)  # fmt: skip
def test_a_remedy_rests_on_a_determination_of_non_compliance_that_stands(
    facts: tuple[DeterminationMade], holds: Holds, says: str
) -> None:
    found = grounds("withhold-cash", scene(*facts))["determination.missing"]
    assert (found.holds, found.says) == (holds, says)


# --- clearance.unsent, clearance.unpublished ---------------------------------------------------

LETTER = a(LetterSent, letter="L9", kind="clearance")
CLEARED = MatterCleared(letter="L9", says="No evidence now.", published="the site")
COUNTED = "The matter was cleared on 2 January 2018"


@pytest.mark.parametrize(
    ("facts", "sent", "says"),
    [
        ((), False, "No clearance is on record."),
        ((LETTER, CLEARED), True, f"{COUNTED} by L9, sent on 2 January 2018."),
        ((replace(CLEARED, letter=None),), None, f"{COUNTED}; whether by a letter is not known."),
        ((CLEARED,), False, f"{COUNTED}; L9 is no clearance letter on record."),
        ((replace(LETTER, kind="closing"), CLEARED), False, f"{COUNTED}; L9 is no clearance letter on record."),
    ],
)  # fmt: skip
def test_a_clearance_counts_once_its_letter_was_sent(
    facts: tuple[MatterCleared], sent: Holds, says: str
) -> None:
    found = grounds("count-clearance", scene(*facts))["clearance.unsent"]
    assert (found.holds, found.says) == (sent, says)


@pytest.mark.parametrize(
    ("facts", "published", "says"),
    [
        ((), False, "No clearance is on record."),
        ((CLEARED,), True, f"{COUNTED}; published: the site."),
        ((replace(CLEARED, published=None),), None, f"{COUNTED}; where that was published is not known."),
    ],
)  # fmt: skip
def test_a_clearance_counts_once_it_is_as_visible_as_the_concern(
    facts: tuple[MatterCleared], published: Holds, says: str
) -> None:
    found = grounds("count-clearance", scene(*facts))["clearance.unpublished"]
    assert (found.holds, found.says) == (published, says)


def test_a_matter_that_is_told_before_its_opening_states_no_right_to_a_hearing() -> None:
    around = undated(scene(), FULL)
    assert around.standing is not None
    blank = replace(around.standing, matter=replace(around.standing.matter, opened=None))
    found = grounds("determine", replace(around, standing=blank))["hearing.pending"]
    assert found.says.endswith("in this role: not stated.")
