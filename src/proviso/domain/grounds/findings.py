"""Procedure grounds on findings: evaluations, concerns, notice, hearing, determination, clearance. Triggers are beside."""

from proviso.domain.evaluations import Evaluation, Level
from proviso.domain.findings import Notice
from proviso.domain.grounds.scope import Told, ground
from proviso.domain.letters import LetterKind
from proviso.domain.questions import Ground, Question, day_said
from proviso.domain.scene import Scene
from proviso.domain.standing import Standing

EVALUATION = "the procedure's rule on evaluation; 2 CFR 200.332(d)"
HEARD = "2 CFR 200.342; 34 U.S.C. 10222; 28 CFR part 18"
ABOUT_FINDING = ("determine", "deny-award")
OUTCOME = "not-compliant"


def evaluation_made(scene: Scene, standing: Standing, _: Question) -> Ground:
    """An item arrived and cannot be read, or is readable and the reviewer cites what is missing."""
    items = standing.findings.items.values()
    short = [one for one in items if is_insufficient(one)]
    says = "No item is evaluated as unreadable, or as readable with what is missing cited."
    if short:
        found = "; ".join(f"{one.item} {one.level} by {one.by}: {one.missing}" for one in short)
        says = f"Evaluated as insufficient: {found}."
    return ground(
        scene,
        "evaluation.missing",
        bool(short),
        says,
        authority=EVALUATION,
        evidence=tuple(one.ref for one in short or items),
        cure="Evaluate the item, saying what is missing and citing what was read (evaluate-item).",
    )


def is_insufficient(one: Evaluation) -> bool:
    """Neither absent nor sufficient, with what is missing said, and cited where it could be read."""
    if one.level is Level.READABLE:
        return bool(one.missing and one.cites)
    return one.level is Level.ARRIVED and bool(one.missing)


def concurrence(scene: Scene, standing: Standing, question: Question) -> Ground | None:
    """Does not apply where the procedure asks for no second reviewer."""
    if scene.procedure is None or question.act not in scene.procedure.concurrence:
        return None
    short = [one for one in standing.findings.items.values() if is_insufficient(one)]
    alone = [one for one in short if one.concurred_by is None]
    says = "There is no such evaluation to concur with."
    if short:
        says = f"Second reviewer: {'; '.join(f'{one.item} {one.concurred_by}' for one in short)}."
    if alone:
        says = f"No second reviewer has concurred on {', '.join(one.item for one in alone)}."
    return ground(
        scene,
        "concurrence.missing",
        bool(short) and not alone,
        says,
        authority=scene.procedure.authority,
        evidence=tuple(one.ref for one in alone or short),
        cure="Have another reviewer concur (concur-evaluation).",
    )


def evaluation_complete(scene: Scene, standing: Standing, _: Question) -> Ground:
    asked = {item for one in standing.letters.sent.values() for item in one.items}
    left = sorted(asked - set(standing.findings.items))
    says = "Every item asked for is evaluated." if asked else "No item has been asked for."
    if left:
        says = f"Not evaluated: {', '.join(left)}."
    return ground(
        scene,
        "evaluation.incomplete",
        bool(asked) and not left,
        says,
        authority=EVALUATION,
        evidence=tuple(one.ref for one in standing.findings.items.values()),
        cure="Evaluate each item that a letter asks for (evaluate-item).",
    )


def concerns_answered(scene: Scene, standing: Standing, _: Question) -> Ground:
    raised = standing.findings.concerns.values()
    left = [one for one in raised if not one.answered]
    says = "Each concern raised is answered on the record." if raised else "No concern is raised."
    if left:
        says = f"Not answered on the record: {', '.join(one.concern for one in left)}."
    return ground(
        scene,
        "concern.unanswered",
        not left,
        says,
        authority="the procedure: a concern is not a finding, and is answered before one is made",
        evidence=tuple(one.ref for one in left or raised),
        cure="Record the respondent's answer, or that it gave none (answer-concern).",
    )


def _notices(standing: Standing, act: str) -> list[Notice]:
    also = "determination" if act in ABOUT_FINDING else "remedy"
    return [one for one in standing.findings.notices.values() if one.about in (act, also)]


def _lacks(scene: Scene, one: Notice) -> list[str]:
    needed = scene.procedure.notice_contents if scene.procedure else ()
    return [part for part in needed if part not in one.contents]


def notice(scene: Scene, standing: Standing, question: Question) -> Ground:
    """Notice of this was given, and states everything that the procedure says it must."""
    needed = scene.procedure.notice_contents if scene.procedure else ()
    given = _notices(standing, question.act)
    full = [one for one in given if not _lacks(scene, one)]
    says = f"No notice of this ({question.act}) is on record."
    if full:
        last = full[-1]
        says = f"Notice {last.notice} was given on {day_said(last.on)} with all that it must state."
    elif given:
        says = f"Notice {given[-1].notice} lacks {', '.join(_lacks(scene, given[-1]))}."
    return ground(
        scene,
        "notice.missing",
        bool(full),
        says,
        authority=scene.procedure.authority if scene.procedure else "2 CFR 200.341",
        evidence=tuple(one.ref for one in (full or given)[-1:]),
        cure=f"Give notice that states {', '.join(needed)} (give-notice).",
    )


def hearing(scene: Scene, standing: Standing, question: Question) -> Ground:
    """The time to object or be heard has run, or was used. Who has a right to a hearing depends on the role."""
    given = _notices(standing, question.act)
    right = _right(scene, standing)
    holds, says, refs = _heard(given[-1] if given else None, question, right)
    return ground(
        scene,
        "hearing.pending",
        holds,
        f"{says} Right to a hearing in this role: {right}.",
        authority=HEARD,
        evidence=refs,
        cure="Hear the respondent, or wait until its time to object has run.",
    )


def _right(scene: Scene, standing: Standing) -> str:
    """By role as the procedure says; as the matter says where the procedure is silent."""
    opened = standing.matter.opened
    if opened is None:
        return "not stated"
    ruled = scene.procedure.hearing.get(opened.role) if scene.procedure else None
    return ruled or opened.hearing_right or "not stated"


def _heard(one: Notice | None, question: Question, right: str) -> Told:
    if one is None:
        return False, "No notice has started the time to be heard.", ()
    refs = (one.ref,)
    if one.hearing_held:
        return True, "The respondent was heard.", refs
    if one.hearing_requested and right != "no":
        return False, "A hearing was asked for and has not been held.", refs
    return _until(one, question)


def _until(one: Notice, question: Question) -> Told:
    refs = (one.ref,)
    if one.objected:
        return True, "The respondent used its chance to object.", refs
    if one.heard_by is None:
        return None, "Until when the respondent may object is not known.", refs
    if question.on > one.heard_by:
        return True, f"The time to object ran out on {day_said(one.heard_by)}.", refs
    return False, f"The respondent may object until {day_said(one.heard_by)}.", refs


def determination(scene: Scene, standing: Standing, _: Question) -> Ground:
    """A determination of non-compliance was made and stands."""
    made = standing.findings.determination
    says = "No determination has been made. A concern is not a finding."
    stands = False
    if made is not None:
        stands = not made.withdrawn and made.outcome == OUTCOME
        what = f"Determination {made.determination}, made on {day_said(made.on)},"
        says = f"{what} finds {made.outcome}."
        if made.withdrawn:
            says = f"{what} was withdrawn."
    return ground(
        scene,
        "determination.missing",
        stands,
        says,
        authority="34 U.S.C. 10222; 2 CFR 200.339",
        evidence=(made.ref,) if made else (),
        cure=f"Make a determination ({OUTCOME}) after notice and a chance to be heard (determine).",
    )


def clearance_sent(scene: Scene, standing: Standing, _: Question) -> Ground:
    holds, says, refs = _sent(standing)
    return ground(
        scene,
        "clearance.unsent",
        holds,
        says,
        authority="the procedure's rule on clearances: a clearance is a letter",
        evidence=refs,
        cure="Send the letter (send-letter, kind clearance) and record the clearance (clear-matter).",
    )


def _sent(standing: Standing) -> Told:
    found = standing.findings.clearance
    if found is None:
        return False, "No clearance is on record.", ()
    cleared = f"The matter was cleared on {day_said(found.on)}"
    if found.letter is None:
        return None, f"{cleared}; whether by a letter is not known.", (found.ref,)
    letter = standing.letters.sent.get(found.letter)
    if letter is None or letter.kind != LetterKind.CLEARANCE:
        return False, f"{cleared}; {found.letter} is no clearance letter on record.", (found.ref,)
    says = f"{cleared} by {letter.letter}, sent on {day_said(letter.on)}."
    return True, says, (found.ref, letter.ref)


def clearance_published(scene: Scene, standing: Standing, _: Question) -> Ground:
    holds, says, refs = _published(standing)
    return ground(
        scene,
        "clearance.unpublished",
        holds,
        says,
        authority="the procedure: a clearance is as visible as the concern",
        evidence=refs,
        cure="Publish it where the concern was published, and record where.",
    )


def _published(standing: Standing) -> Told:
    found = standing.findings.clearance
    if found is None:
        return False, "No clearance is on record.", ()
    cleared = f"The matter was cleared on {day_said(found.on)}"
    if found.published is None:
        return None, f"{cleared}; where that was published is not known.", (found.ref,)
    return True, f"{cleared}; published: {found.published}.", (found.ref,)
