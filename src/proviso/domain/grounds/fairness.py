"""Fairness grounds: service proven, extension answered, agency not late. An override is shown, never silent."""

from dataclasses import replace

from proviso.domain import clocks, letters, service
from proviso.domain.grounds.scope import ground
from proviso.domain.letters import Letter, Service
from proviso.domain.questions import Ground, Question, day_said
from proviso.domain.scene import Scene
from proviso.domain.standing import Standing

AUTHORITY = "the procedure's fairness lock; 2 CFR 200.332(d)-(e)"
STARTS = "the procedure's rule for the start of a period"


def set_aside(standing: Standing, question: Question, found: Ground) -> Ground:
    """The ground as a named person's override leaves it; one that holds anyway needs none."""
    if found.holds is True:
        return found
    for one in standing.matter.overrides:
        if one.ground == found.code and one.act == question.act:
            said = (
                f"{found.says} Set aside by {one.name} on {day_said(one.on)}: {one.why}"
                f" Published: {one.published}."
            )
            cited = (*found.evidence, one.ref)
            return replace(found, holds=True, says=said, evidence=cited, cure=None)
    return found


def service_proven(scene: Scene, standing: Standing, question: Question) -> Ground:
    """Service is proven of the last letter that asks for an answer; for a clock, as its procedure starts it."""
    starts = scene.procedure.clock_starts_on if scene.procedure else service.USUAL
    clock = question.act == "start-clock"
    rule = starts if clock else service.USUAL
    last = letters.latest_request(standing.letters) or letters.latest(standing.letters)
    says = _served(last) if last else "No letter has been sent in this matter."
    refs = (last.ref, last.service_ref, last.non_receipt_ref) if last else ()
    if last is not None and letters.proven(last) and not service.enough(last, rule):
        says = f"{says} The procedure's periods start when it is {starts}."
    found = ground(
        scene,
        "service.unproven",
        last is not None and service.enough(last, rule),
        says,
        authority=STARTS if clock else AUTHORITY,
        evidence=refs,
        cure="Prove delivery (record-delivery, record-receipt), or serve the letter again at the right address.",
    )
    return set_aside(standing, question, found)


FAILED = {Service.BOUNCED: " came back", Service.REFUSED: " was refused"}


def _served(last: Letter) -> str:
    said = f"{last.letter}, sent on {day_said(last.on)},"
    if last.service in letters.PROVEN:
        said = f"{said} was {last.service} on {day_said(last.service_on)}."
    elif last.service is Service.MISADDRESSED:
        said = f"{said} went to the wrong addressee: this service starts nothing."
    else:
        said = f"{said}{FAILED.get(last.service, '')}".rstrip(",")
        said = f"{said}: no proof of delivery is on record."
    return f"{said} The respondent said that it did not have it." if last.non_receipt else said


def extension_answered(scene: Scene, standing: Standing, question: Question) -> Ground:
    waiting = clocks.unanswered_extensions(standing.clocks, question.on)
    says = "No request for more time waits for an answer."
    if waiting:
        asked = ", ".join(f"{one.clock}, asked on {day_said(ask.asked)}" for one, ask in waiting)
        says = f"A request for more time waits for an answer ({asked})."
    found = ground(
        scene,
        "extension.unanswered",
        not waiting,
        says,
        authority=AUTHORITY,
        cure="Answer it first (grant-extension or deny-extension).",
    )
    return set_aside(standing, question, found)


def agency_in_time(scene: Scene, standing: Standing, question: Question) -> Ground:
    late = clocks.overdue(standing.clocks, question.on, "agency")
    says = "No clock of the agency's own has run out."
    if late:
        owed = "; ".join(f"{one.kind} was due on {day_said(one.due)}" for one in late)
        says = f"The agency is late itself: {owed}."
    found = ground(
        scene,
        "agency.overdue",
        not late,
        says,
        authority=AUTHORITY,
        cure="Do what is overdue, or override with a name and a reason that is published (override-fairness).",
    )
    return set_aside(standing, question, found)
