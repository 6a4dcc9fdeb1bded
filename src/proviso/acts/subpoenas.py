"""Acts on subpoenas: threatened, issued, served, returned, fought over, withdrawn."""

from proviso.acts.act import Act, Sight
from proviso.domain import subpoenas
from proviso.domain.facts.subpoenas import (
    EnforcementSought,
    MotionToQuashFiled,
    SubpoenaIssued,
    SubpoenaReturned,
    SubpoenaServed,
    SubpoenaThreatened,
    SubpoenaWithdrawn,
)
from proviso.domain.refusals import Refusal


def _why_not_threaten(see: Sight, fact: SubpoenaThreatened) -> Refusal | None:
    return subpoenas.why_not_threaten_subpoena(fact, letters=see.standing.letters)


def _why_not_issue(see: Sight, fact: SubpoenaIssued) -> Refusal | None:
    return subpoenas.why_not_issue_subpoena(see.standing.subpoenas, fact, on=see.on)


def _why_not_return(see: Sight, fact: SubpoenaReturned) -> Refusal | None:
    stands = see.standing
    return subpoenas.why_not_return_subpoena(stands.subpoenas, fact, responses=stands.responses)


ACTS = (
    Act(
        name="threaten-subpoena",
        fact=SubpoenaThreatened,
        room="matter",
        says="Record that a letter said a subpoena may follow; a threat is no issuance.",
        why_not=_why_not_threaten,
    ),
    Act(
        name="issue-subpoena",
        fact=SubpoenaIssued,
        room="matter",
        says="Issue a subpoena, by one person with another's approval.",
        why_not=_why_not_issue,
        gate="issue-subpoena",
    ),
    Act(
        name="serve-subpoena",
        fact=SubpoenaServed,
        room="matter",
        says="Record that a subpoena was served, with the proof.",
        why_not=lambda see, fact: subpoenas.why_not_serve_subpoena(see.standing.subpoenas, fact),
    ),
    Act(
        name="return-subpoena",
        fact=SubpoenaReturned,
        room="matter",
        says="Record that a subpoena was answered.",
        why_not=_why_not_return,
    ),
    Act(
        name="move-to-quash",
        fact=MotionToQuashFiled,
        room="matter",
        says="Record a motion to quash a subpoena.",
        why_not=lambda see, fact: subpoenas.why_not_move_to_quash(see.standing.subpoenas, fact),
    ),
    Act(
        name="seek-enforcement",
        fact=EnforcementSought,
        room="matter",
        says="Record that the agency went to court to enforce a subpoena.",
        why_not=lambda see, fact: subpoenas.why_not_seek_enforcement(see.standing.subpoenas, fact),
    ),
    Act(
        name="withdraw-subpoena",
        fact=SubpoenaWithdrawn,
        room="matter",
        says="Withdraw a subpoena, with the reason.",
        why_not=lambda see, fact: subpoenas.why_not_withdraw_subpoena(see.standing.subpoenas, fact),
    ),
)
