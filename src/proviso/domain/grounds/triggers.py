"""The ground of the three triggers of a subpoena: nothing received, signed incompleteness, or late. Findings are beside."""

from datetime import date

from proviso.domain import letters
from proviso.domain.clocks import Clock, ClockKind, Clocks, Stage
from proviso.domain.evaluations import Evaluation, Level
from proviso.domain.grounds.scope import Told, ground
from proviso.domain.letters import Letter
from proviso.domain.questions import Ground, Question, day_said
from proviso.domain.responses import Response
from proviso.domain.scene import Scene
from proviso.domain.standing import Standing

AUTHORITY = "the request's own terms (no, an incomplete or a late answer); 34 U.S.C. 10225"


def trigger(scene: Scene, standing: Standing, question: Question) -> Ground:
    """One of the three is proven for the last request; else why none is."""
    request = letters.latest_request(standing.letters)
    holds, says, refs = _triggered(scene, standing, request, question.on)
    return ground(
        scene,
        "trigger.unproven",
        holds,
        says,
        authority=AUTHORITY,
        evidence=refs,
        cure="Prove service and that the due date passed, or sign an item-by-item finding (evaluate-item).",
    )


def _triggered(scene: Scene, standing: Standing, request: Letter | None, on: date) -> Told:
    if request is None:
        return False, "No request has been sent.", ()
    if found := _incomplete(scene, standing, request):
        return found
    clock = clock_of(standing.clocks, request)
    due = clock.due if clock else request.due
    if due is None:
        return False, "No due date is on record for the request.", (request.ref,)
    if answers := answers_to(request, standing.responses.received):
        return _late(request, due, answers)
    return _nothing(request, due, on, stopped=clock is not None and clock.stage is Stage.TOLLED)


def _nothing(request: Letter, due: date, on: date, *, stopped: bool) -> Told:
    refs = (request.ref, request.service_ref)
    if due >= on:
        return False, f"The due date, {day_said(due)}, has not passed.", refs
    passed = f"The due date, {day_said(due)}, passed"
    if stopped:
        return False, f"{passed}, but the clock of the request has been stopped.", refs
    if letters.proven(request):
        return True, f"{passed}, service is proven, and no answer is on record.", refs
    said = "no answer is on record, but service of the request is not proven"
    return False, f"{passed} and {said}.", refs


def clock_of(known: Clocks, request: Letter) -> Clock | None:
    """The respondent's clock of this request, with its extensions; None where only the letter has a date."""
    own = (one for one in known.of_kind(ClockKind.REQUEST_DUE) if one.letter == request.letter)
    return max(own, key=lambda one: one.due, default=None)


def answers_to(request: Letter, received: tuple[Response, ...]) -> list[Response]:
    """The answers to this request; one that names no letter counts from the day of the request on."""
    return [
        one
        for one in received
        if one.letter == request.letter or (one.letter is None and _not_before(request.on, one.on))
    ]


def _not_before(asked: date | None, came: date | None) -> bool:
    return asked is None or came is None or came >= asked


def _incomplete(scene: Scene, standing: Standing, request: Letter) -> Told | None:
    """Every item asked for is evaluated since the request, and what falls short is signed; None if not."""
    made = [standing.findings.items.get(item) for item in request.items]
    done = [one for one in made if one is not None and _not_before(request.on, one.on)]
    short = [one for one in done if one.level is not Level.SUFFICIENT]
    if len(done) < len(made) or not short or not all(_signed(scene, one) for one in short):
        return None
    named = ", ".join(f"{one.item} {one.level}" for one in short)
    says = f"An item-by-item finding that the answer is incomplete is signed: {named}."
    return True, says, tuple(one.ref for one in short)


def _signed(scene: Scene, one: Evaluation) -> bool:
    """By its reviewer; by a second one too where the procedure asks for that."""
    asked = scene.procedure is None or "find-insufficient" in scene.procedure.concurrence
    return one.concurred_by is not None or not asked


def _late(request: Letter, due: date, answers: list[Response]) -> Told:
    refs = (request.ref, *(one.ref for one in answers))
    if any(one.on is not None and one.on <= due for one in answers):
        said = "An answer came in time, and no signed finding says that it is incomplete."
        return False, said, refs
    if any(one.on is None for one in answers):
        return None, f"An answer came; whether by {day_said(due)} is not known.", refs
    return True, f"The answer came after {day_said(due)}, extensions counted.", refs
