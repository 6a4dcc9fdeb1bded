"""Identity ground: who the respondent is has been confirmed by two ids. Finding names is domain/identity."""

from proviso.domain.grounds.scope import ground
from proviso.domain.matters import Identity
from proviso.domain.questions import Ground, Question
from proviso.domain.scene import Scene
from proviso.domain.standing import Standing

AUTHORITY = "the house's identity rule: nothing is sent or decided on a name alone"
CURE = "Confirm who it is by two ids that agree (confirm-identity)."


def identity(scene: Scene, standing: Standing | None, question: Question) -> Ground:
    if standing is None:
        said = f"{scene.name} was asked about by its id, {question.respondent}."
        return ground(scene, "identity.ambiguous", True, said, authority=AUTHORITY)
    matter = standing.matter
    holds: bool | None
    if matter.identity is Identity.CONFIRMED:
        holds, said = True, f"Confirmed by {' and '.join(matter.ids)}."
    elif matter.identity is Identity.QUESTIONED:
        holds, said = False, f"In question: it may be {' or '.join(matter.candidates)}."
    else:
        holds, said = None, "Whether two ids were compared is not known."
    return ground(
        scene,
        "identity.ambiguous",
        holds,
        said,
        authority=AUTHORITY,
        evidence=(matter.identity_ref,),
        cure=CURE,
    )
