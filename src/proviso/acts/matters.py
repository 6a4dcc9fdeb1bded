"""Acts on a matter itself: opening, identity, contacts, overrides, approvals, how it ends. Letters and findings are elsewhere."""

from proviso.acts.act import Act, Sight
from proviso.domain import matters
from proviso.domain.facts.matters import (
    ApprovalGiven,
    ContactNoted,
    ContactSuperseded,
    ContactVerified,
    FairnessOverridden,
    IdentityConfirmed,
    IdentityQuestioned,
    MatterNoted,
    MatterOpened,
    MatterReleased,
    MatterReopened,
    MatterSettled,
)
from proviso.domain.refusals import Refusal


def _why_not_approve(see: Sight, fact: ApprovalGiven) -> Refusal | None:
    """What is approved is an act that has a gate, so that the approval is found there."""
    if fact.act in see.rulebook.acts or not fact.act.strip():
        return matters.why_not_approve(fact)
    need = [name for name, rule in see.rulebook.acts.items() if rule.two_people]
    return Refusal(
        code="approval.act",
        reason=f"{fact.act!r} is no act that needs an approval.",
        cure=f"Name one of: {', '.join(need)}.",
        authority="acts.toml: which acts need two people",
    )


def _why_not_reopen(see: Sight, fact: MatterReopened) -> Refusal | None:
    cleared = see.standing.findings.clearance is not None
    return matters.why_not_reopen_matter(see.standing.matter, fact, cleared=cleared)


ACTS = (
    Act(
        name="open-matter",
        fact=MatterOpened,
        room="matter",
        says="Open a matter: one respondent's part in a review under one award or application.",
        why_not=lambda see, fact: matters.why_not_open_matter(see.standing.matter, fact),
        opens=True,
    ),
    Act(
        name="confirm-identity",
        fact=IdentityConfirmed,
        room="matter",
        says="Record that two independent ids agree on who the respondent is.",
        why_not=lambda see, fact: matters.why_not_confirm_identity(fact),
    ),
    Act(
        name="question-identity",
        fact=IdentityQuestioned,
        room="matter",
        says="Record a doubt about who the respondent is, with the candidates.",
    ),
    Act(
        name="note-contact",
        fact=ContactNoted,
        room="matter",
        says="Note a person or office to whom letters go.",
        why_not=lambda see, fact: matters.why_not_note_contact(see.standing.matter, fact),
    ),
    Act(
        name="verify-contact",
        fact=ContactVerified,
        room="matter",
        says="Record that a contact was checked, and how.",
        why_not=lambda see, fact: matters.why_not_verify_contact(see.standing.matter, fact),
    ),
    Act(
        name="supersede-contact",
        fact=ContactSuperseded,
        room="matter",
        says="Record that a contact is no longer the one to write to.",
        why_not=lambda see, fact: matters.why_not_supersede_contact(see.standing.matter, fact),
    ),
    Act(
        name="override-fairness",
        fact=FairnessOverridden,
        room="matter",
        says="Set a fairness ground aside for one act: by whom, why, and where that is published.",
        why_not=lambda see, fact: matters.why_not_override_fairness(fact),
    ),
    Act(
        name="approve",
        fact=ApprovalGiven,
        room="matter",
        says="Approve, as the second person, one act that needs two.",
        why_not=_why_not_approve,
    ),
    Act(
        name="settle-matter",
        fact=MatterSettled,
        room="matter",
        says="Record that the matter was settled, and on which terms.",
        why_not=lambda see, fact: matters.why_not_settle_matter(see.standing.matter, fact),
    ),
    Act(
        name="release-matter",
        fact=MatterReleased,
        room="matter",
        says="Record that the question no longer holds anything back.",
        why_not=lambda see, fact: matters.why_not_release_matter(see.standing.matter, fact),
    ),
    Act(
        name="reopen-matter",
        fact=MatterReopened,
        room="matter",
        says="Take up again a matter that was settled, released or cleared.",
        why_not=_why_not_reopen,
    ),
    Act(
        name="note-matter",
        fact=MatterNoted,
        room="matter",
        says="Put a remark on the record that changes nothing.",
    ),
)
