"""What waits for a second person, and the second person's word: approve, or decline with a remark. What is proposed is queries/desks/approvals."""

from collections.abc import Mapping
from dataclasses import replace

from django.http import Http404, HttpResponse
from django.urls import reverse

from proviso.acts.table import ALL
from proviso.domain.knowing import same_person
from proviso.domain.permissions import may_do
from proviso.domain.roles import ALLOWS, Right, Role
from proviso.people.names import who_holds
from proviso.queries.desks.approvals import Proposed, approvals, proposed
from proviso.queries.desks.matter import DECLINED, declined
from proviso.queries.pages.plain import words
from proviso.web.desk.acts import OF_THE_AGENCY, job_of
from proviso.web.forms.asks import Wording
from proviso.web.forms.flow import Job, answer
from proviso.web.links import is_built
from proviso.web.page import page
from proviso.web.signed_in import ACTING, AtDesk, signed_in

TRAIL = [("Work", "desk"), ("Approvals", "desk_approvals")]
DOES = {
    "determine": "determine",
    "issue-subpoena": "issue-subpoena",
    "require-repayment": "require-repayment",
}


@signed_in(Right.SEE)
def desk_approvals(request: AtDesk) -> HttpResponse:
    """Acts, rounds and letters' words that wait for a second person at the reader's own agencies."""
    record = request.door.record()
    if not record.desks:
        raise Http404
    found = approvals(record, on=request.door.on)
    rights = frozenset(
        right for one in request.actor.on(request.door.on) for right in ALLOWS[one.role]
    )
    return page(
        request,
        "desk/approvals",
        title="Approvals",
        trail=[("Work", "desk")],
        found=found,
        me=request.actor.id,
        may_approve=Right.APPROVE in rights,
        rounds_built=is_built("desk_round", "x", "x"),
        words_built=is_built("desk_words", "x", "x", "x", "x"),
    )


@signed_in(Right.SEE, matter="name")
def desk_approval(request: AtDesk, name: str, act: str) -> HttpResponse:
    """One act that needs two people: what exactly would be approved, what the gate says, who may approve it."""
    found = _proposed(request, act)
    on = request.door.on
    roles = [role for role in Role if Right.APPROVE in ALLOWS[role]]
    able = who_holds(roles, request.seen.agency, on=on)
    standing = request.door.record().standing(name, on=on, known=on)
    given = [one for one in standing.matter.approvals if one.act == act and not one.used]
    mine = same_person(found.proposed_by, request.actor.id)
    doing = DOES.get(act, "impose-remedy")
    return page(
        request,
        "desk/approval",
        title=f"Approve “{found.title}”",
        trail=[*TRAIL, (name, "desk_matter", name)],
        name=name,
        found=found,
        given=given,
        declined=declined(tuple(request.door.record().entries(f"matter:{name}")), act),
        prefix=len(f"{DECLINED}{act}. "),
        able=[said for person, said in able.items() if not same_person(person, request.actor.id)],
        may_approve=Right.APPROVE in request.seen.rights,
        mine=mine,
        doing=doing if may_do(doing, request.seen.rights) else "",
        against=[one for one in found.gate.grounds if one.holds is not True and one.code != "approval.missing"],
    )  # fmt: skip


@signed_in(Right.APPROVE, matter="name", methods=ACTING, binds=True)
def desk_approve(request: AtDesk, name: str, act: str) -> HttpResponse:
    """Approve one act as the second person: the act is told by the page, who approves by the account."""
    found = _proposed(request, act)
    job = job_of(request, name, ALL["approve"], fixed={"act": act})
    return answer(
        request,
        _on_this(job, request, name, found, title=f"Approve “{found.title}”"),
    )


@signed_in(Right.APPROVE, matter="name", methods=ACTING)
def desk_decline(request: AtDesk, name: str, act: str) -> HttpResponse:
    """Decline to approve: a remark with the reason goes on record, and nothing is approved."""
    found = _proposed(request, act)
    job = Job(
        act=ALL["note-matter"],
        name=name,
        title=f"Decline “{found.title}”",
        lede="Nothing is approved. Your reason goes on the matter's record as a remark, where whoever proposed it finds it.",
        says="That you declined, and why, is on record.",
        button="Decline",
        back="",
        wording=Wording(
            labels={"text": "Why you do not approve it"},
            hints={"text": "What would have to be different."},
            without=frozenset({"note", "evidence", "on"}),
        ),
        settled=lambda told: _remark(act, told),
        strict=True,
    )
    return answer(request, _on_this(job, request, name, found, title=job.title))


def _remark(act: str, told: Mapping[str, str]) -> Mapping[str, str]:
    text = told.get("text", "").strip()
    return {"text": f"{DECLINED}{act}. {text}"} if text else {}


def _proposed(request: AtDesk, act: str) -> Proposed:
    if not request.seen.rights & (OF_THE_AGENCY | {Right.SEE_AUDIT}):
        raise Http404
    found = proposed(request.door.record(), request.seen.matter, act, on=request.door.on)
    if found is None:
        raise Http404
    return found


def _on_this(job: Job, request: AtDesk, name: str, found: Proposed, *, title: str) -> Job:
    """The form about one proposed act, with what is proposed shown beside it."""
    here = reverse("desk_approval", args=[name, found.act])
    return replace(
        job,
        title=title,
        lede=job.lede or f"{words(found.act).capitalize()} in matter {name}.",
        back=here,
        then=reverse("desk_approvals"),
        trail=[
            *TRAIL,
            (name, "desk_matter", name),
            (found.title, "desk_approval", name, found.act),
        ],
        beside={"part": "desk/proposed.html", "check": "desk/proposed.html", "proposed": found},
    )
