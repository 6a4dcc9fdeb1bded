"""Procedure grounds on remedies and money: specific conditions, what the remedy states, payment, sums, collection."""

from proviso.domain.grounds.scope import Told, ground
from proviso.domain.programmes import MoneyKind, totals
from proviso.domain.questions import Ground, Question, day_said
from proviso.domain.remedies import Disallowed, Proposal, RemedyKind
from proviso.domain.scene import Scene
from proviso.domain.standing import Standing

KINDS = {
    "withhold-cash": (RemedyKind.WITHHOLD_CASH,),
    "suspend-award": (RemedyKind.SUSPEND,),
    "terminate-award": (RemedyKind.TERMINATE,),
    "withhold-award": (RemedyKind.WITHHOLD_AWARD,),
    "designate-ineligible": (RemedyKind.DESIGNATE_INELIGIBLE, RemedyKind.DEBAR),
}
WITHOUT_SUM = frozenset({RemedyKind.DESIGNATE_INELIGIBLE, RemedyKind.DEBAR})
NOTICE = "2 CFR 200.339, 200.341: the remedy's amount, award and period are stated"


def conditions_tried(scene: Scene, standing: Standing, question: Question) -> Ground:
    """2 CFR 200.339: a remedy only where noncompliance cannot be cured by specific conditions."""
    holds, says, refs = _tried(standing, question)
    return ground(
        scene,
        "conditions.untried",
        holds,
        says,
        authority="2 CFR 200.208, 200.339",
        evidence=refs,
        cure="Impose specific conditions (impose-specific-conditions) or find that they cannot cure (find-cure-impossible).",
    )


def _tried(standing: Standing, question: Question) -> Told:
    """Conditions that were lifted have done their work; those still running are not tried out yet."""
    remedies = standing.remedies
    if remedies.cure_impossible:
        found = (remedies.cure_impossible,)
        return True, "The agency found, with reasons, that conditions cannot cure.", found
    imposed = [one for one in remedies.conditions.values() if not one.lifted]
    if not imposed:
        return False, "Specific conditions were neither tried nor found unable to cure.", ()
    last = imposed[-1]
    if last.until is None:
        return None, f"How long {last.conditions} were to run is not known.", (last.ref,)
    if last.until < question.on:
        says = f"{last.conditions} ran until {day_said(last.until)}, and were not lifted as cured."
        return True, says, (last.ref,)
    return False, f"{last.conditions} run until {day_said(last.until)}.", (last.ref,)


def remedy_stated(scene: Scene, standing: Standing, question: Question) -> Ground:
    """A remedy of this kind is proposed, for this matter's award only, with its amount and period."""
    kinds = KINDS.get(question.act, ())
    open_ = standing.remedies.proposed.keys() - standing.remedies.imposed.keys()
    fit = [
        one
        for one in standing.remedies.proposed.values()
        if one.kind in kinds and one.remedy in open_
    ]
    holds, says = False, "No such remedy is proposed on the record."
    if fit:
        missing = _missing(standing, fit[-1])
        holds, says = not missing, missing or f"{_stated(fit[-1])}."
    return ground(
        scene,
        "remedy.incomplete",
        holds,
        says,
        authority=NOTICE,
        evidence=tuple(one.ref for one in fit[-1:]),
        cure="State the amount, this matter's award and the period (propose-remedy).",
    )


def _missing(standing: Standing, one: Proposal) -> str | None:
    opened = standing.matter.opened
    if opened is not None and opened.award is not None and one.award != opened.award:
        return f"{one.remedy} is about award {one.award}; this matter is about {opened.award}."
    left = [] if one.cents is not None or one.kind in WITHOUT_SUM else ["amount"]
    left += [] if one.since is not None else ["period"]
    return f"{one.remedy} does not state its {' and '.join(left)}." if left else None


def _stated(one: Proposal) -> str:
    sum_ = "" if one.cents is None else f" ${one.cents / 100:,.2f} of"
    until = f" until {day_said(one.until)}" if one.until else ", no end stated"
    return f"{one.remedy}:{sum_} award {one.award}, from {day_said(one.since)}{until}"


def award_paid(scene: Scene, _: Standing, question: Question) -> Ground:
    """Money of the award was drawn, and not all of it paid back. Money released need not have been drawn."""
    holds, says, refs = _paid(scene)
    return ground(
        scene,
        "award.unpaid",
        holds,
        says,
        authority="2 CFR 200.346: what was paid beyond what was due is a debt",
        evidence=refs,
        cure="Record what was drawn (note-money, kind drawn).",
    )


def _paid(scene: Scene) -> Told:
    if scene.award is None:
        return None, "No award is on record in this matter, so what was paid is not known.", ()
    sums = totals(scene.award)
    drawn, repaid = sums[MoneyKind.DRAWN], sums[MoneyKind.REPAID] or 0
    kinds = (MoneyKind.DRAWN, MoneyKind.REPAID)
    refs = tuple(one.ref for one in scene.award.money if one.kind in kinds)
    if drawn is None:
        return None, "Whether money of the award was drawn is not known.", refs
    says = f"Drawn: ${drawn / 100:,.2f}; paid back: ${repaid / 100:,.2f}."
    return drawn > repaid, says, refs


def sum_stated(scene: Scene, standing: Standing, _: Question) -> Ground:
    stated = _disallowed(standing)
    total = sum(one.cents for one in stated)
    return ground(
        scene,
        "sum.unstated",
        bool(stated),
        f"Disallowed: ${total / 100:,.2f}."
        if stated
        else "No disallowed sum of this award is stated.",
        authority="2 CFR 200.339(b), 200.346",
        evidence=tuple(one.ref for one in stated),
        cure="State the sum and why (disallow-sum).",
    )


def _disallowed(standing: Standing) -> list[Disallowed]:
    """The sums of this matter's award."""
    opened = standing.matter.opened
    award = opened.award if opened else None
    return [one for one in standing.remedies.disallowed if award in (None, one.award)]


def collection_set(scene: Scene, _: Standing, question: Question) -> Ground:
    """The procedure sets the period within which a debt is to be paid."""
    found = scene.procedure.periods.get("collection") if scene.procedure else None
    says = "The procedure sets no period for paying a debt."
    if found is not None:
        says = f"The procedure gives {found.number} {found.unit.replace('-', ' ')} to pay a debt."
    return ground(
        scene,
        "collection.unset",
        found is not None,
        says,
        authority=found.authority if found else "2 CFR 200.346",
        cure="Use a procedure that sets the period for collection.",
    )
