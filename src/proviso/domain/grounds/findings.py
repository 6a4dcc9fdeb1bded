"""Procedure grounds on findings: triggers, evaluations, concerns, notice, hearing, determination, clearance."""

from collections.abc import Mapping
from datetime import date

from proviso.domain import letters
from proviso.domain.clocks import Clocks
from proviso.domain.findings import Evaluation, Level, Notice
from proviso.domain.grounds.scope import ground
from proviso.domain.questions import Ground, Question, day_said
from proviso.domain.responses import Response
from proviso.domain.scene import Scene
from proviso.domain.standing import Standing

ABOUT_FINDING = ("determine", "deny-award")


def trigger(scene: Scene, standing: Standing, question: Question) -> Ground:
    """One of three: nothing received, signed incompleteness, or late (the January 2018 letter)."""
    request = letters.latest_request(standing.letters)
    authority = "the request's own terms; 34 U.S.C. 10225"
    cure = (
        "Prove service and lapse of the due date, or sign an item-by-item finding (evaluate-item)."
    )
    if request is None:
        said = "No request has been sent."
        return ground(scene, "trigger.unproven", False, said, authority=authority, cure=cure)
    due = _due(standing.clocks, request)
    answers = [one for one in standing.responses.received if one.letter in (request.letter, None)]
    for holds, said, refs in (
        _nothing(request, due, answers, question),
        _incomplete(standing.findings.items, request.items),
        _late(due, answers),
    ):
        if holds:
            return ground(scene, "trigger.unproven", True, said, authority=authority, evidence=refs)
    said = _untriggered(request, due, answers, question)
    return ground(
        scene,
        "trigger.unproven",
        False,
        said,
        authority=authority,
        evidence=(request.ref,),
        cure=cure,
    )


def _due(known: Clocks, request: letters.Letter) -> date | None:
    """The request's date with extensions: its clock's where it has one, else as the letter states it."""
    own = [one.due for one in known.named.values() if one.letter == request.letter]
    return own[0] if own else request.due


Told = tuple[bool, str, tuple[str, ...]]


def _nothing(
    request: letters.Letter, due: date | None, answers: list[Response], question: Question
) -> Told:
    lapsed = due is not None and due < question.on
    holds = lapsed and letters.proven(request) and not answers
    return (
        holds,
        "The due date passed, service is proven, and nothing was received.",
        (request.ref,),
    )


def _incomplete(items: Mapping[str, Evaluation], asked: tuple[str, ...]) -> Told:
    short = [one for one in items.values() if one.item in asked and is_short(one)]
    signed = [one for one in short if one.concurred_by]
    said = "An item-by-item finding of incompleteness is signed by two people."
    return bool(signed), said, tuple(one.ref for one in signed)


def _late(due: date | None, answers: list[Response]) -> Told:
    late = [one for one in answers if due is not None and one.on is not None and one.on > due]
    holds = bool(late) and len(late) == len(answers)
    return (
        holds,
        "The answer came after the due date, extensions counted.",
        tuple(a.ref for a in late),
    )


def _untriggered(
    request: letters.Letter, due: date | None, answers: list[Response], question: Question
) -> str:
    if due is None:
        return "No due date is on record for the request."
    if due >= question.on:
        return f"The due date, {day_said(due)}, has not passed."
    if answers:
        return "An answer came in time and no signed finding says that it is incomplete."
    if not letters.proven(request):
        return "The due date passed and no answer is on record, but service of the request is not proven."
    return "None of the three triggers is proven."


def is_short(one: Evaluation) -> bool:
    """Arrived and unreadable, or readable with something missing: less than sufficient."""
    return one.level is not Level.SUFFICIENT


def evaluation_made(scene: Scene, standing: Standing, _: Question) -> Ground:
    short = [one for one in standing.findings.items.values() if is_short(one)]
    said = (
        "A named reviewer has evaluated an item as less than sufficient and says what is missing."
    )
    return ground(
        scene,
        "evaluation.missing",
        bool(short),
        said if short else "No item is evaluated as less than sufficient.",
        authority="the procedure's rule on evaluation",
        evidence=tuple(one.ref for one in short),
        cure="Evaluate the item, citing document, page and quote (evaluate-item).",
    )


def concurrence(scene: Scene, standing: Standing, question: Question) -> Ground | None:
    """Does not apply where the procedure asks for no second reviewer."""
    if scene.procedure is None or question.act not in scene.procedure.concurrence:
        return None
    short = [one for one in standing.findings.items.values() if is_short(one)]
    holds = bool(short) and all(one.concurred_by for one in short)
    return ground(
        scene,
        "concurrence.missing",
        holds,
        "A second reviewer concurs." if holds else "No second reviewer has concurred.",
        authority=scene.procedure.authority,
        cure="Have another reviewer concur (concur-evaluation).",
    )


def evaluation_complete(scene: Scene, standing: Standing, _: Question) -> Ground:
    asked = {item for one in standing.letters.sent.values() for item in one.items}
    left = sorted(asked - set(standing.findings.items))
    holds = bool(asked) and not left
    said = (
        "Every item asked for is evaluated."
        if holds
        else (f"Not evaluated: {', '.join(left)}." if left else "No item has been asked for.")
    )
    return ground(
        scene,
        "evaluation.incomplete",
        holds,
        said,
        authority="2 CFR 200.521(a)-(b); the procedure's rule on evaluation",
        evidence=tuple(one.ref for one in standing.findings.items.values()),
        cure="Evaluate each item (evaluate-item).",
    )


def concerns_answered(scene: Scene, standing: Standing, _: Question) -> Ground:
    left = [one for one in standing.findings.concerns.values() if not one.answered]
    said = f"Not answered on the record: {', '.join(one.concern for one in left)}."
    return ground(
        scene,
        "concern.unanswered",
        not left,
        said if left else "Each concern raised is answered on the record.",
        authority="the procedure: a concern is not a finding until answered",
        evidence=tuple(one.ref for one in left),
        cure="Record the respondent's answer, or that it gave none (answer-concern).",
    )


def _notices(standing: Standing, act: str) -> list[Notice]:
    about = (act, "determination") if act in ABOUT_FINDING else (act, "remedy")
    return [one for one in standing.findings.notices.values() if one.about in about]


def notice(scene: Scene, standing: Standing, question: Question) -> Ground:
    needed = scene.procedure.notice_contents if scene.procedure else ()
    authority = scene.procedure.authority if scene.procedure else "2 CFR 200.341"
    cure = f"Give notice that states {', '.join(needed) or 'what the law requires'} (give-notice)."
    given = _notices(standing, question.act)
    for one in given:
        if not set(needed) - set(one.contents):
            said = (
                f"Notice {one.notice} was given on {day_said(one.on)} with everything it must say."
            )
            return ground(
                scene, "notice.missing", True, said, authority=authority, evidence=(one.ref,)
            )
    said = "No notice of this is on record."
    if given:
        said = f"Notice {given[-1].notice} lacks {', '.join(sorted(set(needed) - set(given[-1].contents)))}."
    return ground(scene, "notice.missing", False, said, authority=authority, cure=cure)


def hearing(scene: Scene, standing: Standing, question: Question) -> Ground:
    given = _notices(standing, question.act)
    holds, said = (
        _heard(given[-1], question)
        if given
        else (False, "No notice has started the time to be heard.")
    )
    opened = standing.matter.opened
    right = (
        scene.procedure.hearing.get(opened.role, "not stated")
        if scene.procedure and opened
        else "not stated"
    )
    return ground(
        scene,
        "hearing.pending",
        holds,
        f"{said} Right to a hearing for this role: {right}.",
        authority="2 CFR 200.342; 34 U.S.C. 10222; 28 CFR part 18",
        evidence=tuple(one.ref for one in given[-1:]),
        cure="Hear the respondent, or wait until its time to object has run.",
    )


def _heard(one: Notice, question: Question) -> tuple[bool | None, str]:
    if one.hearing_requested and not one.hearing_held:
        return False, "A hearing was asked for and has not been held."
    if one.hearing_held or one.objected:
        return True, "The respondent used its chance to be heard."
    if one.heard_by is None:
        return None, "Until when the respondent may object is not known."
    if question.on > one.heard_by:
        return True, f"The time to object ran out on {day_said(one.heard_by)}."
    return False, f"The respondent may object until {day_said(one.heard_by)}."


def determination(scene: Scene, standing: Standing, _: Question) -> Ground:
    made = standing.findings.determination
    stands = made is not None and not made.withdrawn and made.outcome == "not-compliant"
    said = (
        f"Determination {made.determination} was made on {day_said(made.on)}."
        if made and stands
        else ("No determination of non-compliance stands. A concern is not a finding.")
    )
    return ground(
        scene,
        "determination.missing",
        stands,
        said,
        authority="34 U.S.C. 10222; 2 CFR 200.339",
        evidence=(made.ref,) if made else (),
        cure="Make a determination after notice and a chance to be heard (determine).",
    )


def clearance_sent(scene: Scene, standing: Standing, _: Question) -> Ground:
    found = standing.findings.clearance
    holds = found is not None and found.letter is not None
    return ground(
        scene,
        "clearance.unsent",
        holds,
        "The clearance letter was sent." if holds else "No clearance letter is on record as sent.",
        authority="the procedure's rule on clearances",
        evidence=(found.ref,) if found else (),
        cure="Send the letter (send-letter, kind clearance) and record the clearance (clear-matter).",
    )


def clearance_published(scene: Scene, standing: Standing, _: Question) -> Ground:
    found = standing.findings.clearance
    holds = found is not None and found.published is not None
    return ground(
        scene,
        "clearance.unpublished",
        holds,
        "It is published."
        if holds
        else "That it was published where the concern was is not on record.",
        authority="the procedure: a clearance is as visible as the concern",
        evidence=(found.ref,) if found else (),
        cure="Publish it and record where.",
    )
