"""The gate: may this act be done, to this body, on this day, and why? Grounds are found in grounds/."""

from collections.abc import Callable, Mapping

from proviso.domain import letters as letters_of
from proviso.domain.grounds import (
    fairness,
    findings,
    identity,
    letters,
    orders,
    remedies,
    scope,
    triggers,
)
from proviso.domain.questions import GROUPS, Answer, Ground, Question
from proviso.domain.scene import Scene
from proviso.domain.standing import Standing

Look = Callable[[Scene, Standing, Question], Ground | None]

GROUNDS: Mapping[str, Look] = {
    "step.not-in-procedure": scope.step_in_procedure,
    "matter.closed": scope.matter_open,
    "addressee.unverified": letters.addressee,
    "template.unapproved": letters.template,
    "condition.unpublished": scope.condition_published,
    "condition.not-on-award": scope.condition_on_award,
    "authority.missing": scope.authority_recorded,
    "approval.missing": scope.approval,
    "trigger.unproven": triggers.trigger,
    "evaluation.missing": findings.evaluation_made,
    "concurrence.missing": findings.concurrence,
    "evaluation.incomplete": findings.evaluation_complete,
    "concern.unanswered": findings.concerns_answered,
    "notice.missing": findings.notice,
    "hearing.pending": findings.hearing,
    "determination.missing": findings.determination,
    "clearance.unsent": findings.clearance_sent,
    "clearance.unpublished": findings.clearance_published,
    "conditions.untried": remedies.conditions_tried,
    "remedy.incomplete": remedies.remedy_stated,
    "award.unpaid": remedies.award_paid,
    "sum.unstated": remedies.sum_stated,
    "collection.unset": remedies.collection_set,
    "service.unproven": fairness.service_proven,
    "extension.unanswered": fairness.extension_answered,
    "agency.overdue": fairness.agency_in_time,
}


def gate(scene: Scene, question: Question, *, only: str | None = None) -> Answer:
    """Answer with every ground, or with those of one group (`only`, one of GROUPS).

    Without a matter there is no procedure to look at: `award.not-in-scope` says so
    and the order grounds are answered in full.
    """
    groups = (only,) if only else GROUPS
    found: list[Ground] = []
    if "orders" in groups:
        found += orders.order_grounds(
            scene.around.docket, scene.body, scene.around.eligible, question
        )
    if groups != ("orders",):
        found += [one for one in _other(scene, question) if one.group in groups]
    return Answer(question=question, grounds=tuple(found))


def _other(scene: Scene, question: Question) -> list[Ground]:
    standing = scene.standing
    found = [scope.award_in_scope(scene, standing, question)]
    codes = ("step.not-in-procedure", *_required(scene, question))
    if "identity.ambiguous" in codes:
        found.append(identity.identity(scene, standing, question))
    if standing is None:
        return found
    for code in codes:
        look = GROUNDS.get(code)
        if look and (one := look(scene, standing, question)):
            found.append(one)
    return found


def _required(scene: Scene, question: Question) -> tuple[str, ...]:
    """The rule's grounds; those of a second letter only where an earlier one was sent."""
    rule = scene.rulebook.acts[question.act]
    again = scene.standing is not None and letters_of.latest(scene.standing.letters) is not None
    return rule.requires + (rule.again if again else ())
