"""Procedure grounds on scope: award, matter, condition, step, authority, approval. Addressee and words are in letters, findings beside."""

from proviso.domain.facts.matters import MatterOpened
from proviso.domain.facts.programmes import AwardMade
from proviso.domain.questions import Ground, Holds, Question, day_said
from proviso.domain.scene import Scene
from proviso.domain.standing import Standing

Told = tuple[Holds, str, tuple[str | None, ...]]
CLOSED = "the procedure: a closed matter is not acted on until it is reopened"
RECIPIENT = "2 CFR 200.1 (recipient, subrecipient); the review's programme and condition"
TERMS = "2 CFR 200.211, 200.339: the terms and conditions of the Federal award"
TWO_PEOPLE = "the house's two-person rule for what binds"


def ground(
    scene: Scene,
    code: str,
    holds: Holds,
    says: str,
    *,
    authority: str,
    evidence: tuple[str | None, ...] = (),
    cure: str | None = None,
) -> Ground:
    """A ground of the rule book's group for `code`; the cure is kept only where it does not hold."""
    return Ground(
        code=code,
        group=scene.rulebook.grounds[code].group,
        holds=holds,
        says=says,
        authority=authority,
        evidence=tuple(dict.fromkeys(ref for ref in evidence if ref)),
        cure=None if holds else cure,
    )


def award_in_scope(scene: Scene, standing: Standing | None, question: Question) -> Ground:
    """The respondent holds or applied for an award under the question's programme, year and condition."""
    holds, says, refs = _in_scope(scene, standing, question)
    return ground(
        scene,
        "award.not-in-scope",
        holds,
        says,
        authority=RECIPIENT,
        evidence=refs,
        cure="Record the award (make-award) and open a matter for it and this condition, if there is one.",
    )


def _in_scope(scene: Scene, standing: Standing | None, question: Question) -> Told:
    opened = standing.matter.opened if standing else None
    if standing is None or opened is None:
        asked = "this programme, year and condition"
        return False, f"{scene.name} has no award or application on record under {asked}.", ()
    ref = standing.matter.opened_ref
    if question.condition is not None and question.condition not in opened.conditions:
        named = ", ".join(opened.conditions) or "no condition"
        return False, f"Matter {opened.matter} is about {named}, not {question.condition}.", (ref,)
    role = f"{scene.name} answers under {opened.programme}, FY{opened.year}, as {opened.role}"
    if opened.award is None:
        return True, f"{role}. No award is on record: it is taken as an applicant.", (ref,)
    made = scene.award.made if scene.award else None
    if scene.award is None or made is None:
        return None, f"Matter {opened.matter} is about award {opened.award}, not on record.", (ref,)
    if wrong := _other_award(scene, opened, made):
        return False, wrong, (ref, scene.award.made_ref)
    return True, f"{role}, with award {opened.award}.", (ref, scene.award.made_ref)


def _other_award(scene: Scene, opened: MatterOpened, made: AwardMade) -> str | None:
    """Why the award on record is not the one that this matter can be about."""
    if (made.programme, made.year) != (opened.programme, opened.year):
        what = f"{opened.programme}, FY{opened.year}"
        return (
            f"Award {made.award} is of {made.programme}, FY{made.year}, and the matter of {what}."
        )
    if opened.respondent in {made.recipient, *made.applicants, *made.subrecipients}:
        return None
    return (
        f"{scene.name} is neither recipient, joint applicant nor subrecipient of award {made.award}"
        f", which {made.recipient} holds."
    )


def matter_open(scene: Scene, standing: Standing, _: Question) -> Ground:
    cleared, ended = standing.findings.clearance, standing.matter.ended
    says, ref = "The matter is open.", None
    if ended is not None:
        says, ref = f"The matter was {ended.how} on {day_said(ended.on)}.", ended.ref
    elif cleared is not None:
        says, ref = f"The matter was cleared on {day_said(cleared.on)}.", cleared.ref
    return ground(
        scene,
        "matter.closed",
        ref is None,
        says,
        authority=CLOSED,
        evidence=(ref,),
        cure="Reopen the matter with a reason (reopen-matter).",
    )


def condition_published(scene: Scene, _: Standing, question: Question) -> Ground:
    """The condition is on record for the award's programme and year, by the day asked about."""
    holds, says, refs = _published(scene, question)
    return ground(
        scene,
        "condition.unpublished",
        holds,
        says,
        authority="34 U.S.C. 10153; 2 CFR 200.211",
        evidence=refs,
        cure="Record the condition's text for that programme and year (publish-condition).",
    )


def _published(scene: Scene, question: Question) -> Told:
    programme, condition, year = question.programme, question.condition, question.year
    if programme is None or condition is None or year is None:
        return None, "The question does not say which condition of which programme and year.", ()
    what = f"Condition {condition} of {programme}, FY{year},"
    found = scene.around.published.get((programme, condition, year))
    if found is None:
        return False, f"{what} is not on record.", ()
    if found.on is None:
        return None, f"{what} is on record; the day it was published is not known.", (found.ref,)
    if found.on > question.on:
        return False, f"{what} was published only on {day_said(found.on)}.", (found.ref,)
    return True, f"{what} was published on {day_said(found.on)}.", (found.ref,)


def condition_on_award(scene: Scene, _: Standing, question: Question) -> Ground:
    holds, says, refs = _on_award(scene, question.condition)
    return ground(
        scene,
        "condition.not-on-award",
        holds,
        says,
        authority=TERMS,
        evidence=refs,
        cure="Record the award and its terms as they stand (make-award, attach-condition).",
    )


def _on_award(scene: Scene, condition: str | None) -> Told:
    if condition is None:
        return None, "The question does not say which condition.", ()
    if scene.award is None or scene.award.made is None:
        return None, "No award is on record in this matter, so its terms are not known.", ()
    award = scene.award
    name, ref = scene.award.made.award, award.term_refs.get(condition)
    if condition in award.conditions:
        numbered = award.conditions[condition].numbered
        number = f", numbered {numbered}" if numbered else ""
        return True, f"{condition} is a term of award {name}{number}.", (ref,)
    if ref:
        return False, f"{condition} was a term of award {name} and was removed.", (ref,)
    says = f"Whether {condition} is a term of award {name} is not known: its terms on record do not name it."
    return None, says, (award.made_ref,)


def authority_recorded(scene: Scene, _: Standing, question: Question) -> Ground:
    """A subpoena's authority, issuer and enforcing forum are recorded by the day asked about."""
    found = scene.review.authorities.get("subpoena") if scene.review else None
    holds: Holds = found is not None
    says = "No authority, issuer and forum for a subpoena is on record."
    if found is not None:
        says = f"Authority: {found.authority}; issuer: {found.issuer}; enforced in: {found.forum}."
        if found.on is None or found.on > question.on:
            holds = None if found.on is None else False
            says = f"{says} It was recorded only as of {day_said(found.on)}."
    return ground(
        scene,
        "authority.missing",
        holds,
        says,
        authority=found.authority if found else "34 U.S.C. 10225, or another statute",
        evidence=(found.ref,) if found else (),
        cure="Record it (record-authority).",
    )


def approval(scene: Scene, standing: Standing, question: Question) -> Ground:
    of_act = [one for one in standing.matter.approvals if one.act == question.act]
    given = next((one for one in of_act if not one.used), None)
    says = "No second person's approval is on record."
    if of_act and given is None:
        says = "The approval on record was for a doing that has been done; another needs its own."
    if given:
        says = (
            f"{given.approved_by} approved it on {day_said(given.on)}; another person must do it."
        )
    return ground(
        scene,
        "approval.missing",
        given is not None,
        says,
        authority=TWO_PEOPLE,
        evidence=(given.ref,) if given else (),
        cure=f"Have a second person approve it (approve, act {question.act}).",
    )


def step_in_procedure(scene: Scene, _: Standing, question: Question) -> Ground:
    """The procedure in force on the day has this step."""
    procedure = scene.procedure
    if procedure is None:
        holds, authority = False, "the procedure that the review names"
        says = f"No version of the review's procedure was in force on {day_said(question.on)}."
    else:
        holds, authority = question.act in procedure.steps, procedure.authority
        has = "has" if holds else "does not have"
        says = f"The procedure {procedure.edition} {has} the step {question.act}."
    return ground(
        scene,
        "step.not-in-procedure",
        holds,
        says,
        authority=authority,
        cure="Use a step that the procedure has, on a day on which it is in force.",
    )
