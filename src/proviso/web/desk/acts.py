"""Any act of a matter, on the agency's desk: the form, the check, the record. What the gate says of all of them is on the matter's desk."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from proviso.acts.act import Act, Deed, Told
from proviso.acts.parsing import fields_of
from proviso.acts.table import ALL
from proviso.domain.binding import REMEDIES
from proviso.domain.knowing import TWO_PERSONS
from proviso.domain.permissions import BINDS, may_do
from proviso.domain.refusals import Refusal
from proviso.domain.roles import Right
from proviso.domain.standing import Standing
from proviso.queries.desks.form_offers import filled, settled
from proviso.queries.desks.proposals import answer_to
from proviso.queries.pages.next_acts import NextAct, next_act
from proviso.web.forms.flow import Job, answer
from proviso.web.forms.words import words_for
from proviso.web.signed_in import ACTING, AtDesk, signed_in

OF_THE_AGENCY = frozenset({Right.PREPARE, Right.DO, Right.APPROVE, Right.DOCKET})
BY_THE_DOER = frozenset(
    "made_by issued_by imposed_by required_by evaluated_by concurred_by confirmed_by found_by".split()
)
"""Fields that name who does the act: whoever is signed in. They are never typed."""
SETTLED = frozenset({"end-tolling", "recompute-due"})


def binding(act: str, **_: str) -> bool:
    """Whether an act is one for which a new proof of who is there is asked."""
    return act in BINDS


@signed_in(Right.SEE, matter="name", methods=ACTING, binds=binding)
def matter_act(request: AtDesk, name: str, act: str) -> HttpResponse:
    """Do one act in a matter. What the person's roles do not allow there is not there."""
    found = ALL.get(act)
    rights = request.seen.rights & OF_THE_AGENCY
    if found is None or found.room != "matter" or found.opens or not may_do(act, rights):
        raise Http404
    return answer(request, job_of(request, name, found))


def job_of(request: AtDesk, name: str, act: Act, fixed: Mapping[str, str] | None = None) -> Job:
    """The form of an act in the matter that is seen. The address may begin its fields: ?clock=K1."""
    words = words_for(act)
    fields = {one.name: one.needed and not one.kind.endswith("s") for one in fields_of(act.fact)}
    seen, on = request.seen.matter, request.door.on
    known = filled(request.door.record(), seen, act.name, fields, on=on)
    return Job(
        act=act,
        name=name,
        title=words.do,
        lede=words.why,
        says=words.says,
        button=words.do,
        back=reverse("desk_matter", args=[name]),
        trail=[("Work", "desk"), (name, "desk_matter", name)],
        fixed={**_told_by_the_desk(request, act), **(fixed or {})},
        start={**known.start, **{one: request.GET[one] for one in fields if one in request.GET}},
        offers=known.offers,
        wording=words.asks,
        settled=(lambda told: settled(_standing(request), act.name, told))
        if act.name in SETTLED
        else None,
        grounds=lambda deed, told: _grounds(request, deed, told),
        why_not=lambda deed, _: _why_not_second(deed),
        strict=True,
    )


def _standing(request: AtDesk) -> Standing:
    on = request.door.on
    return request.door.record().standing(request.seen.matter.matter, on=on, known=on)


def _grounds(request: AtDesk, deed: Deed, told: Told) -> NextAct | None:
    """What the gate says of the act as it is asked for; None where it has no gate."""
    asked = deed.act.gated_as(deed.fact)
    if asked is None:
        return None
    record = request.door.record()
    found = answer_to(record, request.seen.matter, asked, on=told.on or told.learned)
    return next_act(record, request.seen.matter, found) if found else None


def _why_not_second(deed: Deed) -> Refusal | None:
    """An act that names who approved it, where nobody has: said so, before the record asks for two names."""
    named: Any = getattr(deed.fact, "approved_by", None)
    if named != "":
        return None
    return Refusal(
        code="approval.missing",
        reason="No second person has approved it, or the approval on record has been used.",
        cure="Ask somebody whose role may approve: the act is listed for them under Approvals.",
        authority=TWO_PERSONS,
    )


def _told_by_the_desk(request: AtDesk, act: Act) -> dict[str, str]:
    """What is not typed: who does it, and who approved it."""
    names = {one.name for one in fields_of(act.fact)}
    fixed = {name: request.actor.id for name in BY_THE_DOER & names}
    if act.name == "override-fairness":
        fixed["name"] = request.actor.name
    if "approved_by" in names:
        own = act.name == "approve"
        fixed["approved_by"] = request.actor.id if own else _approved_by(request, act)
    return fixed


def _approved_by(request: AtDesk, act: Act) -> str:
    """Who gave the approval that has not been used; empty where there is none, which the gate then says."""
    asked = REMEDIES.get(request.POST.get("kind", ""), act.name)
    given = [
        one for one in _standing(request).matter.approvals if one.act == asked and not one.used
    ]
    return given[-1].approved_by if given else ""
