"""Acts on programmes: an assistance listing, and the conditions published for it."""

from proviso.acts.act import Act
from proviso.domain import programmes
from proviso.domain.facts.programmes import ConditionPublished, ProgrammeNoted

ACTS = (
    Act(
        name="note-programme",
        fact=ProgrammeNoted,
        room="programme",
        says="Note a grant programme by its assistance listing.",
        why_not=lambda see, fact: programmes.why_not_note_programme(see.programmes, fact),
        opens=True,
    ),
    Act(
        name="publish-condition",
        fact=ConditionPublished,
        room="programme",
        says="Record the text of a condition for one programme and fiscal year.",
        why_not=lambda see, fact: programmes.why_not_publish_condition(see.programmes, fact),
    ),
)
