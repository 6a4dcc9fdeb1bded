"""Procedure grounds on remedies and money: specific conditions, what the remedy states, payment, sums."""

from proviso.domain.grounds.scope import ground
from proviso.domain.programmes import totals
from proviso.domain.questions import Ground, Question, day_said
from proviso.domain.scene import Scene
from proviso.domain.standing import Standing

REMEDY_OF_ACT = {
    "withhold-cash": "withhold-cash",
    "suspend-award": "suspend",
    "terminate-award": "terminate",
    "withhold-award": "withhold-award",
}


def conditions_tried(scene: Scene, standing: Standing, question: Question) -> Ground:
    """2 CFR 200.339: a remedy only where noncompliance cannot be remedied by specific conditions."""
    remedies = standing.remedies
    lapsed = [
        one
        for one in remedies.conditions.values()
        if one.until is not None and one.until < question.on
    ]
    refs: tuple[str, ...] = ()
    said = "Specific conditions were neither tried nor found unable to cure."
    if remedies.cure_impossible:
        said, refs = (
            "The agency found, with reasons, that conditions cannot cure.",
            (remedies.cure_impossible,),
        )
    elif lapsed:
        said, refs = (
            f"Specific conditions ran until {day_said(lapsed[-1].until)}.",
            (lapsed[-1].ref,),
        )
    return ground(
        scene,
        "conditions.untried",
        bool(refs),
        said,
        authority="2 CFR 200.208, 200.339",
        evidence=refs,
        cure="Impose specific conditions (impose-specific-conditions) or find that they cannot cure (find-cure-impossible).",
    )


def remedy_stated(scene: Scene, standing: Standing, question: Question) -> Ground:
    kind = REMEDY_OF_ACT.get(question.act, question.act)
    fit = [one for one in standing.remedies.proposed.values() if one.kind == kind]
    full = [one for one in fit if one.cents is not None and one.since is not None]
    said = (
        "Amount, award and period are stated."
        if full
        else (
            "The remedy proposed does not state its amount and period."
            if fit
            else "No such remedy is proposed on the record."
        )
    )
    return ground(
        scene,
        "remedy.incomplete",
        bool(full),
        said,
        authority="2 CFR 200.341",
        evidence=tuple(one.ref for one in full or fit),
        cure="State amount, award and period (propose-remedy).",
    )


def award_paid(scene: Scene, _: Standing, question: Question) -> Ground:
    sums = totals(scene.award) if scene.award else {}
    paid = [sums[kind] for kind in ("drawn", "released") if sums.get(kind)]
    return ground(
        scene,
        "award.unpaid",
        True if paid else None,
        "Money of the award was paid."
        if paid
        else "Whether money of the award was paid is not known.",
        authority="2 CFR 200.346",
        cure="Record what was drawn (note-money, kind drawn).",
    )


def sum_stated(scene: Scene, standing: Standing, _: Question) -> Ground:
    stated = standing.remedies.disallowed
    return ground(
        scene,
        "sum.unstated",
        bool(stated),
        "The disallowed sum is stated." if stated else "No disallowed sum is stated.",
        authority="2 CFR 200.339(b), 200.346",
        evidence=tuple(one.ref for one in stated),
        cure="State the sum and why (disallow-sum).",
    )
