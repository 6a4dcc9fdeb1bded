"""Procedure grounds on scope: award, condition, addressee, words, authority, approval. Findings and remedies are beside."""

from datetime import timedelta

from proviso.domain.matters import Contact
from proviso.domain.questions import Ground, Holds, Question, day_said
from proviso.domain.scene import Scene
from proviso.domain.standing import Standing

STAGE_KINDS = {"send-concern": ("concern", "inquiry", "assessment")}
REQUEST_KINDS = ("document-request", "validation-request", "legal-opinion-request")


def ground(
    scene: Scene,
    code: str,
    holds: Holds,
    says: str,
    *,
    authority: str,
    evidence: tuple[str, ...] = (),
    cure: str | None = None,
) -> Ground:
    """A ground of the rule book's group for `code`; the cure is kept only where it does not hold."""
    return Ground(
        code=code,
        group=scene.rulebook.grounds[code].group,
        holds=holds,
        says=says,
        authority=authority,
        evidence=tuple(ref for ref in evidence if ref),
        cure=None if holds else cure,
    )


def award_in_scope(scene: Scene, standing: Standing | None, question: Question) -> Ground:
    opened = standing.matter.opened if standing else None
    authority = "2 CFR 200.1 (recipient, subrecipient); the review's programme and condition"
    if opened is None:
        return ground(
            scene,
            "award.not-in-scope",
            False,
            f"{scene.name} has no award or application on record under this programme, year and condition.",
            authority=authority,
            cure="Record the award (make-award) and open the matter, if there is one.",
        )
    if question.condition is not None and question.condition not in opened.conditions:
        named = ", ".join(opened.conditions)
        return ground(
            scene,
            "award.not-in-scope",
            False,
            f"Matter {opened.matter} is about {named}, not {question.condition}.",
            authority=authority,
            cure="Ask about a condition of this matter, or open a matter for that condition.",
        )
    what = f"award {opened.award}" if opened.award else f"an application for FY{opened.year}"
    return ground(
        scene,
        "award.not-in-scope",
        True,
        f"{scene.name} answers for {what} under {opened.programme}, as {opened.role}.",
        authority=authority,
        evidence=(f"matter:{opened.matter}#1",),
    )


def matter_open(scene: Scene, standing: Standing, _: Question) -> Ground:
    cleared, ended = standing.findings.clearance, standing.matter.ended
    cure = "Reopen the matter with a reason (reopen-matter)."
    authority = "the procedure: a closed matter is not acted on until it is reopened"
    if ended is not None:
        says = f"The matter was {ended.how} on {day_said(ended.on)}."
        return ground(
            scene,
            "matter.closed",
            False,
            says,
            authority=authority,
            evidence=(ended.ref,),
            cure=cure,
        )
    if cleared is not None:
        says = f"The matter was cleared on {day_said(cleared.on)}."
        return ground(
            scene,
            "matter.closed",
            False,
            says,
            authority=authority,
            evidence=(cleared.ref,),
            cure=cure,
        )
    return ground(scene, "matter.closed", True, "The matter is open.", authority=authority)


def addressee(scene: Scene, standing: Standing, question: Question) -> Ground:
    fresh = scene.procedure.contact_fresh_days if scene.procedure else 365
    authority = "the procedure's rule on contacts"
    current = [one for one in standing.matter.contacts.values() if not one.superseded]
    if not current:
        return ground(
            scene,
            "addressee.unverified",
            False,
            "No addressee is on record for this matter.",
            authority=authority,
            cure="Record the responsible officer (note-contact) and verify (verify-contact).",
        )
    best = max(
        current, key=lambda one: (one.verified_on is not None, one.verified_on or question.on)
    )
    holds, says = _freshness(best, question, fresh)
    return ground(
        scene,
        "addressee.unverified",
        holds,
        says,
        authority=authority,
        evidence=(best.ref,),
        cure=f"Verify the contact (verify-contact); it counts for {fresh} days.",
    )


def _freshness(contact: Contact, question: Question, days: int) -> tuple[bool | None, str]:
    if contact.verified_on is None:
        return None, f"Whether the contact ({contact.office}) was verified is not known."
    said = f"The contact ({contact.office}) was verified on {day_said(contact.verified_on)}"
    if question.on - contact.verified_on <= timedelta(days=days):
        return True, f"{said}, within {days} days."
    return False, f"{said}, more than {days} days before."


def template(scene: Scene, _: Standing, question: Question) -> Ground:
    kinds = STAGE_KINDS.get(question.act, REQUEST_KINDS)
    known = scene.review.templates.values() if scene.review else ()
    authority = "the house's rule that letter texts are approved by a second person"
    for one in known:
        if one.letter_kind in kinds:
            said = f"Template {one.template}, version {one.version}, was approved by {one.approved_by}."
            return ground(scene, "template.unapproved", True, said, authority=authority)
    return ground(
        scene,
        "template.unapproved",
        False if known else None,
        "No approved text for this kind of letter is on record.",
        authority=authority,
        cure="Have a second person approve the text (approve-template).",
    )


def condition_published(scene: Scene, _: Standing, question: Question) -> Ground:
    authority = "34 U.S.C. 10153; 2 CFR 200.208"
    if None in (question.programme, question.condition, question.year):
        holds, says = None, "The question does not say which condition of which programme and year."
    else:
        holds = (question.programme, question.condition, question.year) in scene.around.published
        are = "is" if holds else "is not"
        says = f"Condition {question.condition} {are} on record for {question.programme}, FY{question.year}."
    return ground(
        scene,
        "condition.unpublished",
        holds,
        says,
        authority=authority,
        cure="Record the condition's text for that year (publish-condition).",
    )


def condition_on_award(scene: Scene, _: Standing, question: Question) -> Ground:
    authority = "2 CFR 200.339: terms and conditions of the Federal award"
    cure = "Record the award's terms (attach-condition)."
    attached = scene.award.conditions if scene.award else {}
    if question.condition in attached:
        said = (
            f"{question.condition} is a term of award {scene.award.made.award}."
            if (scene.award and scene.award.made)
            else ""
        )
        return ground(scene, "condition.not-on-award", True, said, authority=authority)
    said = f"Whether {question.condition} is a term of the award is not known: its terms on record do not name it."
    return ground(scene, "condition.not-on-award", None, said, authority=authority, cure=cure)


def authority_recorded(scene: Scene, _: Standing, question: Question) -> Ground:
    for one in scene.review.authorities.values() if scene.review else ():
        if one.instrument == "subpoena":
            said = f"Authority: {one.authority}; issuer: {one.issuer}; enforced in: {one.forum}."
            return ground(scene, "authority.missing", True, said, authority=one.authority)
    return ground(
        scene,
        "authority.missing",
        False,
        "No authority, issuer and forum for a subpoena is on record.",
        authority="34 U.S.C. 10225 or other",
        cure="Record it (record-authority).",
    )


def approval(scene: Scene, standing: Standing, question: Question) -> Ground:
    authority = "the house's two-person rule for what binds"
    for one in standing.matter.approvals:
        if one.act == question.act:
            said = (
                f"{one.approved_by} approved it on {day_said(one.on)}; another person must do it."
            )
            return ground(
                scene, "approval.missing", True, said, authority=authority, evidence=(one.ref,)
            )
    return ground(
        scene,
        "approval.missing",
        False,
        "No second person's approval is on record.",
        authority=authority,
        cure=f"Have a second person approve it (approve, act {question.act}).",
    )


def step_in_procedure(scene: Scene, _: Standing, question: Question) -> Ground | None:
    """Does not apply where the procedure has the step, or no procedure is in force."""
    if scene.procedure is None or question.act in scene.procedure.steps:
        return None
    return ground(
        scene,
        "step.not-in-procedure",
        False,
        f"{scene.procedure.title} has no step {question.act}.",
        authority=scene.procedure.authority,
        cure="Use a step that the procedure has.",
    )
