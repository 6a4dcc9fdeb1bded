"""Procedure grounds on a letter before it is sent: whom it goes to, and who approved its words. Service is in fairness."""

from datetime import timedelta

from proviso.domain.grounds.scope import Told, ground
from proviso.domain.letters import LetterKind
from proviso.domain.matters import Contact
from proviso.domain.questions import Ground, Question, day_said
from proviso.domain.scene import Scene
from proviso.domain.standing import Standing

KINDS = {
    "send-concern": frozenset({LetterKind.CONCERN, LetterKind.INQUIRY, LetterKind.ASSESSMENT}),
    "send-request": frozenset(
        {
            LetterKind.DOCUMENT_REQUEST,
            LetterKind.VALIDATION_REQUEST,
            LetterKind.LEGAL_OPINION_REQUEST,
        }
    ),
    "send-again": frozenset({LetterKind.REMINDER, LetterKind.DEFICIENCY}),
}


def addressee(scene: Scene, standing: Standing, question: Question) -> Ground:
    """The award's responsible officer or counsel is on record, and was verified lately enough."""
    days = scene.procedure.contact_fresh_days if scene.procedure else 0
    current = [one for one in standing.matter.contacts.values() if not one.superseded]
    best = max(current, key=_freshest, default=None)
    holds, says, refs = _fresh(best, question, days)
    return ground(
        scene,
        "addressee.unverified",
        holds,
        says,
        authority=f"the procedure's rule on addressees: verified within {days} days",
        evidence=refs,
        cure="Record the award's responsible officer or counsel (note-contact) and verify (verify-contact).",
    )


def _freshest(contact: Contact) -> tuple[bool, str]:
    return contact.verified_on is not None, str(contact.verified_on)


def _fresh(contact: Contact | None, question: Question, days: int) -> Told:
    if contact is None:
        return False, "No responsible officer or counsel is on record for this matter.", ()
    who = f"The addressee on record ({contact.office})"
    if contact.verified_on is None:
        return None, f"{who} has not been verified, as far as the record says.", (contact.ref,)
    says = f"{who} was verified on {day_said(contact.verified_on)}"
    if question.on - contact.verified_on <= timedelta(days=days):
        return True, f"{says}, within {days} days.", (contact.ref,)
    return False, f"{says}, more than {days} days before.", (contact.ref,)


def template(scene: Scene, _: Standing, question: Question) -> Ground:
    """Words for this kind of letter were approved by a second person by the day asked about."""
    holds, says, refs = _approved(scene, question)
    return ground(
        scene,
        "template.unapproved",
        holds,
        says,
        authority="the house's rule that letters' words are approved by a second person",
        evidence=refs,
        cure="Have a second person approve the words (approve-template).",
    )


def _approved(scene: Scene, question: Question) -> Told:
    """By the latest version that is approved. A review that records no words at all leaves it unknown."""
    known = tuple(scene.review.templates.values()) if scene.review else ()
    if not known:
        return (
            None,
            "Whether this letter's words were approved is not known: none is on record.",
            (),
        )
    fit = [one for one in known if one.letter_kind in KINDS.get(question.act, ())]
    if not fit:
        return False, "No approved words for this kind of letter are on record.", ()
    done = [one for one in fit if one.on is not None and one.on <= question.on]
    one = (done or fit)[-1]
    said = f"Template {one.template}, version {one.version}, was approved by {one.approved_by}"
    if done:
        return True, f"{said} on {day_said(one.on)}.", (one.ref,)
    if one.on is None:
        return None, f"{said} on a day that is not known.", (one.ref,)
    return False, f"{said} only on {day_said(one.on)}.", (one.ref,)
