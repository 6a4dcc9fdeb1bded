"""A matter: whose it is, who answers, how it ends."""

from functools import reduce

from proviso.domain import matters
from proviso.domain.facts.matters import (
    ApprovalGiven,
    ContactNoted,
    ContactSuperseded,
    ContactVerified,
    FairnessOverridden,
    IdentityConfirmed,
    IdentityQuestioned,
    MatterFact,
    MatterNoted,
    MatterOpened,
    MatterReleased,
    MatterReopened,
    MatterSettled,
)
from proviso.domain.matters import How, Identity, Matter
from tests.builders import JAN_24, a, code

CHIEF = a(ContactNoted, contact="chief")


def matter(*facts: MatterFact) -> Matter:
    return reduce(
        lambda state, fact: matters.after(state, fact, on=JAN_24, ref="m#1"), facts, Matter()
    )


OPEN = matter(a(MatterOpened, matter="J13"))


def test_a_matter_is_opened_once_and_before_anything_else() -> None:
    assert code(matters.why_not_open_matter(Matter(), a(MatterOpened))) is None
    assert code(matters.why_not_open_matter(OPEN, a(MatterOpened))) == "matter.exists"
    assert code(matters.why_not_unopened(Matter())) == "matter.not-opened"
    assert code(matters.why_not_unopened(OPEN)) is None
    assert (OPEN.opened_on, OPEN.opened_ref) == (JAN_24, "m#1")


def test_a_matter_states_its_review_respondent_and_programme() -> None:
    for field in ("review", "respondent", "programme"):
        fact = a(MatterOpened, **{field: " "})
        assert code(matters.why_not_open_matter(Matter(), fact)) == f"matter.no-{field}"


def test_identity_is_confirmed_by_two_different_ids() -> None:
    one = a(IdentityConfirmed, ids=("28049", " 28049"))
    two = a(IdentityConfirmed, ids=("2836000", "ocd-division/x"))
    assert code(matters.why_not_confirm_identity(one)) == "identity.one-id"
    assert code(matters.why_not_confirm_identity(two)) is None


def test_a_doubt_questions_identity_until_it_is_confirmed_again() -> None:
    assert OPEN.identity is Identity.UNSTATED
    doubted = matter(a(IdentityConfirmed, ids=("a", "b")), a(IdentityQuestioned, candidates=("c",)))
    assert (doubted.identity, doubted.candidates) == (Identity.QUESTIONED, ("c",))
    again = matters.after(doubted, a(IdentityConfirmed, ids=("a", "b")), on=None, ref="m#9")
    assert (again.identity, again.candidates, again.identity_ref) == ("confirmed", (), "m#9")


def test_a_contact_is_noted_once_with_its_office() -> None:
    assert code(matters.why_not_note_contact(OPEN, CHIEF)) is None
    assert code(matters.why_not_note_contact(matter(CHIEF), CHIEF)) == "contact.exists"
    blank = a(ContactNoted, office="")
    assert code(matters.why_not_note_contact(OPEN, blank)) == "contact.no-office"


def test_a_contact_is_verified_on_a_day() -> None:
    verified = a(ContactVerified, contact="chief")
    assert code(matters.why_not_verify_contact(OPEN, verified)) == "contact.unknown"
    assert code(matters.why_not_verify_contact(matter(CHIEF), verified)) is None
    assert matter(CHIEF, verified).contacts["chief"].verified_on == JAN_24
    assert matter(verified) == Matter()


def test_a_superseded_contact_is_kept_and_not_used_again() -> None:
    gone = a(ContactSuperseded, contact="chief")
    held = matter(CHIEF, gone)
    assert held.contacts["chief"].superseded
    assert code(matters.why_not_supersede_contact(matter(CHIEF), gone)) is None
    assert code(matters.why_not_supersede_contact(OPEN, gone)) == "contact.unknown"
    assert code(matters.why_not_supersede_contact(held, gone)) == "contact.superseded"
    verified = a(ContactVerified, contact="chief")
    assert code(matters.why_not_verify_contact(held, verified)) == "contact.superseded"


def test_a_successor_is_another_contact_of_the_matter() -> None:
    two = matter(CHIEF, a(ContactNoted, contact="counsel"))
    for successor, expected in (
        ("counsel", None),
        ("nobody", "contact.unknown"),
        ("chief", "contact.supersedes-itself"),
    ):
        fact = a(ContactSuperseded, contact="chief", successor=successor)
        assert code(matters.why_not_supersede_contact(two, fact)) == expected
    gone = a(ContactSuperseded, contact="chief", successor="counsel")
    held = matters.after(two, gone, on=None, ref="m#2")
    assert code(matters.why_not_supersede_contact(held, gone)) == "contact.superseded"
    back = a(ContactSuperseded, contact="counsel", successor="chief")
    assert code(matters.why_not_supersede_contact(held, back)) == "contact.circular"


def test_an_override_has_a_name_a_reason_and_is_published() -> None:
    assert code(matters.why_not_override_fairness(a(FairnessOverridden))) is None
    for field in ("ground", "name", "why", "published"):
        fact = a(FairnessOverridden, **{field: ""})
        assert code(matters.why_not_override_fairness(fact)) == f"override.no-{field}"
    assert matter(a(FairnessOverridden)).overrides[0].ref == "m#1"


def test_an_approval_names_the_act_and_the_person() -> None:
    assert code(matters.why_not_approve(a(ApprovalGiven))) is None
    assert (
        code(matters.why_not_approve(a(ApprovalGiven, approved_by=""))) == "approval.no-approved-by"
    )
    assert matter(a(ApprovalGiven, act="issue-subpoena")).approvals[0].act == "issue-subpoena"


def test_a_matter_ends_by_settlement_or_release_and_can_be_reopened() -> None:
    settled, released = matter(a(MatterSettled)), matter(a(MatterReleased))
    assert settled.ended is not None
    assert settled.ended.how is How.SETTLED
    assert code(matters.why_not_settle_matter(OPEN, a(MatterSettled))) is None
    assert code(matters.why_not_settle_matter(settled, a(MatterSettled))) == "matter.settled"
    assert code(matters.why_not_release_matter(settled, a(MatterReleased))) is None
    assert code(matters.why_not_release_matter(released, a(MatterReleased))) == "matter.released"
    assert matter(a(MatterSettled), a(MatterReopened), a(MatterNoted)).ended is None


def test_only_what_has_ended_or_was_cleared_is_reopened() -> None:
    reopened = a(MatterReopened)
    settled = matter(a(MatterSettled))
    assert code(matters.why_not_reopen_matter(settled, reopened, cleared=False)) is None
    assert code(matters.why_not_reopen_matter(OPEN, reopened, cleared=True)) is None
    assert code(matters.why_not_reopen_matter(OPEN, reopened, cleared=False)) == "matter.not-ended"
