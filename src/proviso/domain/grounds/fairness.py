"""Fairness grounds: service proven, extension answered, agency not late. An override is shown, never silent."""

from proviso.domain import clocks, letters
from proviso.domain.grounds.scope import ground
from proviso.domain.questions import Ground, Question, day_said
from proviso.domain.scene import Scene
from proviso.domain.standing import Standing

AUTHORITY = "the procedure's fairness lock; 2 CFR 200.332(d)-(e)"


def overridden(scene: Scene, standing: Standing, question: Question, code: str) -> Ground | None:
    """The ground as set aside by a named person, or None."""
    for one in standing.matter.overrides:
        if one.ground == code and one.act == question.act:
            said = f"Set aside by {one.name} on {day_said(one.on)}: {one.why} Published: {one.published}."
            return ground(scene, code, True, said, authority=AUTHORITY, evidence=(one.ref,))
    return None


def service_proven(scene: Scene, standing: Standing, question: Question) -> Ground:
    code = "service.unproven"
    if aside := overridden(scene, standing, question, code):
        return aside
    last = letters.latest(standing.letters, None)
    cure = (
        "Prove delivery (record-delivery, record-receipt), or serve it again at the right address."
    )
    if last is None:
        said = "No letter has been sent in this matter."
        return ground(scene, code, False, said, authority=AUTHORITY, cure="Send the first letter.")
    if letters.proven(last):
        said = f"{last.letter} is {last.service.value} ({day_said(last.service_on)})."
    elif last.non_receipt:
        said = f"{last.letter} was sent on {day_said(last.on)}; the respondent says that it does not have it."
    else:
        said = f"{last.letter} is {last.service.value} and no proof of delivery is on record. Sent is not delivered."
    refs = (last.ref, last.service_ref) if last.service_ref else (last.ref,)
    return ground(
        scene, code, letters.proven(last), said, authority=AUTHORITY, evidence=refs, cure=cure
    )


def extension_answered(scene: Scene, standing: Standing, question: Question) -> Ground:
    code = "extension.unanswered"
    if aside := overridden(scene, standing, question, code):
        return aside
    waiting = clocks.unanswered_extensions(standing.clocks, question.on)
    said = "No extension request waits for an answer."
    if waiting:
        said = f"A request for more time waits for an answer ({', '.join(clock.clock for clock, _ in waiting)})."
    return ground(
        scene,
        code,
        not waiting,
        said,
        authority=AUTHORITY,
        cure="Answer it first (grant-extension or deny-extension).",
    )


def agency_in_time(scene: Scene, standing: Standing, question: Question) -> Ground:
    code = "agency.overdue"
    if aside := overridden(scene, standing, question, code):
        return aside
    late = clocks.overdue(standing.clocks, question.on, "agency")
    said = "No clock of the agency's own has run out."
    if late:
        said = "The agency is late itself: " + "; ".join(
            f"{one.kind} due {day_said(one.due)}" for one in late
        )
    return ground(
        scene,
        code,
        not late,
        said,
        authority=AUTHORITY,
        cure="Do what is overdue, or override with a name and a reason that is published (override-fairness).",
    )
