"""Before a letter is sent: whom it goes to, and who approved its words."""

from datetime import date, timedelta

import pytest

from proviso.domain.facts.matters import ContactNoted, ContactSuperseded, ContactVerified
from proviso.domain.facts.reviews import TemplateApproved
from proviso.domain.questions import Holds
from tests.builders import a
from tests.domain.scenes import JAG, REVIEW, TODAY, Told, grounds, refs, scene

MAYOR = a(ContactNoted, contact="mayor", office="Mayor")
COUNSEL = a(ContactNoted, contact="counsel", office="City Attorney")
FRESH = TODAY - timedelta(days=JAG.contact_fresh_days)
STALE = FRESH - timedelta(days=1)


def checked(contact: str, on: date) -> Told:
    return a(ContactVerified, contact=contact), on


# --- addressee.unverified ----------------------------------------------------------------------


def test_nobody_is_on_record_to_be_written_to() -> None:
    found = grounds("send-request", scene())["addressee.unverified"]
    assert found.holds is False
    assert found.says == "No responsible officer or counsel is on record for this matter."


def test_a_contact_that_nobody_has_verified_is_not_known() -> None:
    found = grounds("send-request", scene(MAYOR))["addressee.unverified"]
    assert (found.holds, found.evidence) == (None, refs(2))
    assert found.says.startswith("The addressee on record (Mayor) has not been verified")


def test_a_verification_counts_for_as_long_as_the_procedure_says() -> None:
    """On the last of the 180 days it holds, on the next it fails."""
    around = scene((MAYOR, STALE), checked("mayor", FRESH))
    found = grounds("send-request", around)["addressee.unverified"]
    assert found.holds is True
    assert (
        found.says
        == "The addressee on record (Mayor) was verified on 2 September 2017, within 180 days."
    )
    around = scene((MAYOR, STALE), checked("mayor", STALE))
    found = grounds("send-request", around)["addressee.unverified"]
    assert found.holds is False
    assert found.says.endswith("more than 180 days before.")


def test_the_contact_verified_last_is_the_one_that_counts() -> None:
    around = scene(
        (COUNSEL, STALE), (MAYOR, STALE), checked("mayor", STALE), checked("counsel", FRESH)
    )
    found = grounds("send-request", around)["addressee.unverified"]
    assert found.holds is True
    assert "City Attorney" in found.says


def test_a_superseded_contact_is_written_to_no_more() -> None:
    gone = a(ContactSuperseded, contact="mayor")
    around = scene((MAYOR, STALE), checked("mayor", FRESH), gone)
    assert grounds("send-request", around)["addressee.unverified"].holds is False


def test_without_a_procedure_no_verification_is_fresh() -> None:
    around = scene((MAYOR, STALE), checked("mayor", FRESH), procedure=None)
    assert grounds("send-request", around)["addressee.unverified"].holds is False


# --- template.unapproved -----------------------------------------------------------------------


def words(kind: str, version: str = "1") -> TemplateApproved:
    return a(
        TemplateApproved, template="T", version=version, letter_kind=kind, approved_by="Kit Moor"
    )


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        ("send-concern", "concern"),
        ("send-concern", "inquiry"),
        ("send-concern", "assessment"),
        ("send-request", "document-request"),
        ("send-request", "validation-request"),
        ("send-request", "legal-opinion-request"),
        ("send-again", "reminder"),
        ("send-again", "deficiency"),
    ],
)
def test_words_for_that_kind_of_letter_are_approved(act: str, kind: str) -> None:
    around = scene(review=(REVIEW, words(kind)))
    found = grounds(act, around)["template.unapproved"]
    assert found.holds is True
    assert found.says == "Template T, version 1, was approved by Kit Moor on 2 January 2018."
    assert found.evidence == refs(2, stream="review:village")


LATER = date(2018, 6, 1)


@pytest.mark.parametrize(
    ("told", "holds", "says"),
    [
        ((words("clearance"),), False, "No approved words for this kind of letter are on record."),
        (((words("concern"), LATER),), False, "Template T, version 1, was approved by Kit Moor only on 1 June 2018."),
        (((words("concern"), None),), None, "Template T, version 1, was approved by Kit Moor on a day that is not known."),
        ((words("concern"), (words("concern", "2"), LATER)), True, "Template T, version 1, was approved by Kit Moor on 2 January 2018."),
        ((words("concern"), words("concern", "2")), True, "Template T, version 2, was approved by Kit Moor on 2 January 2018."),
        ((), None, "Whether this letter's words were approved is not known: none is on record."),
    ],
)  # fmt: skip
def test_words_count_from_the_day_on_which_they_were_approved(
    told: tuple[Told], holds: Holds, says: str
) -> None:
    found = grounds("send-concern", scene(review=(REVIEW, *told)))["template.unapproved"]
    assert (found.holds, found.says) == (holds, says)
