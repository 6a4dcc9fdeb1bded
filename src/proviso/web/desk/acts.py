"""Any act of a matter, on the agency's desk: the form, the check, the record. What the gate says of all of them is on the matter's desk."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from proviso.acts.act import Act
from proviso.acts.parsing import fields_of
from proviso.acts.table import ALL
from proviso.domain.binding import REMEDIES
from proviso.domain.permissions import BINDS, may_do
from proviso.domain.roles import Right
from proviso.queries.desks.offers import offers_of
from proviso.web.forms.flow import Job, answer
from proviso.web.signed_in import ACTING, AtDesk, signed_in

OF_THE_AGENCY = frozenset({Right.PREPARE, Right.DO, Right.APPROVE, Right.DOCKET})
BY_THE_DOER = frozenset(
    "made_by issued_by imposed_by required_by evaluated_by concurred_by confirmed_by found_by".split()
)
"""Fields that name who does the act: whoever is signed in. They are never typed."""


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
    back = reverse("desk_matter", args=[name])
    job = Job(
        act=found,
        name=name,
        title=found.says.rstrip("."),
        lede=f"In matter {name}.",
        back=back,
        trail=[("Your desk", "desk"), (name, "desk_matter", name)],
        fixed=_told_by_the_desk(request, found),
        offers=offers_of(
            request.door.record(), request.seen.matter, on=request.asof.on, known=request.asof.known
        ),
    )
    return answer(request, job)


def _told_by_the_desk(request: AtDesk, act: Act) -> dict[str, str]:
    """What is not typed: who does it, and who approved it."""
    names = {one.name for one in fields_of(act.fact)}
    fixed = {name: request.actor.id for name in BY_THE_DOER & names}
    if "approved_by" in names:
        own = act.name == "approve"
        fixed["approved_by"] = request.actor.id if own else _approved_by(request, act)
    return fixed


def _approved_by(request: AtDesk, act: Act) -> str:
    """Who gave the approval that has not been used; empty where there is none, which the gate then says."""
    asked = REMEDIES.get(request.POST.get("kind", ""), act.name)
    standing = request.door.record().standing(
        request.seen.matter.matter, on=request.asof.on, known=request.asof.known
    )
    given = [one for one in standing.matter.approvals if one.act == asked and not one.used]
    return given[-1].approved_by if given else ""
