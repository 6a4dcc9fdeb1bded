"""Reviews on the agency's desk: the list, one review with its setting up, and the acts on it. Opening one is in review_new."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from proviso.acts.table import ALL
from proviso.domain.permissions import may_do
from proviso.domain.reviews import Review, Stage
from proviso.domain.roles import Right
from proviso.queries.desks.offers import Offer
from proviso.queries.desks.reviews import cards, roster_page
from proviso.web.desk.agency import own_agencies, own_review, rights_in
from proviso.web.forms.asks import Wording
from proviso.web.forms.flow import Job, answer
from proviso.web.page import page
from proviso.web.paging import page_asked
from proviso.web.signed_in import ACTING, AtDesk, signed_in

ACTS = {
    "define-item": "Add an item",
    "publish-criteria": "Publish criteria",
    "record-authority": "Record an authority",
    "note-event": "Note an event",
    "close-review": "Close this review",
}
"""The acts on a review that are done with a form of their own, each with the words of its link."""
WORDINGS = {
    "define-item": Wording(
        labels={"item": "Short name of the item", "time_frame": "Time it is about"},
        hints={"item": "Used in letters and tables, such as corrective-plan. It cannot be changed later."},
    ),
    "publish-criteria": Wording(
        labels={"version": "Version", "text": "The criteria"},
        hints={
            "text": "By which facts a government is on the roster, so that another person would draw up the same list.",
        },
        without=frozenset({"verified_by"}),  # nobody says that somebody else verified
    ),
    "record-authority": Wording(
        hints={"instrument": "What may be used in this review, such as document-request or subpoena."},
    ),
    "note-event": Wording(labels={"event": "Short name of the event", "who": "Who took part"}),
    "close-review": Wording(labels={"why": "Why it is closed"}),
}  # fmt: skip


@signed_in(Right.SEE)
def desk_reviews(request: AtDesk) -> HttpResponse:
    """The reviews of the person's agencies."""
    if not own_agencies(request, Right.SEE):
        raise Http404
    return page(
        request,
        "desk/reviews",
        title="Reviews you work on",
        trail=[("Your desk", "desk")],
        reviews=cards(request.door.record(), known=request.door.on),
        may_open=bool(own_agencies(request, Right.PREPARE)),
    )


@signed_in(Right.SEE)
def desk_review(request: AtDesk, name: str) -> HttpResponse:
    """One review: how it is set up, who is on its roster, which rounds there are."""
    held = own_review(request, name)
    record = request.door.record()
    rights = rights_in(request, name)
    opened = held.opened
    return page(
        request,
        "desk/review",
        title=opened.title if opened else name,
        trail=[("Your desk", "desk"), ("Reviews", "desk_reviews")],
        name=name,
        review=held,
        closed=held.stage is Stage.CLOSED,
        condition=record.book.conditions.get(opened.condition) if opened else None,
        procedure=record.procedure(held, request.door.on),
        acts=[(act, says) for act, says in ACTS.items() if may_do(act, rights)],
        may_import=may_do("list-respondent", rights),
        roster=roster_page(record, name, held, page=page_asked(request.GET.dict())),
        templates=templates_of(held),
    )


@signed_in(Right.SEE, methods=ACTING)
def desk_review_act(request: AtDesk, name: str, act: str) -> HttpResponse:
    """Add to the review, or close it."""
    held = own_review(request, name)
    if act not in ACTS or not may_do(act, rights_in(request, name)):
        raise Http404
    title = held.opened.title if held.opened else name
    job = Job(
        act=ALL[act],
        name=name,
        title=ACTS[act],
        lede=f"In the review {title}.",
        back=reverse("desk_review", args=[name]),
        trail=[("Your desk", "desk"), ("Reviews", "desk_reviews"), (title, "desk_review", name)],
        fixed={"compiled_by": request.actor.id} if act == "publish-criteria" else {},
        start=_start(request, held, act),
        wording=WORDINGS[act],
        offers={"criteria": tuple(Offer(id=one, says=one) for one in held.criteria)},
    )
    return answer(request, job)


def _start(request: AtDesk, held: Review, act: str) -> dict[str, str]:
    """What a form begins with: the next free name."""
    if act == "note-event":
        return {"event": f"EV{len(held.events) + 1}"}
    if act == "publish-criteria":
        return {"version": f"{request.door.on.year}-{len(held.criteria) + 1}"}
    return {}


def templates_of(held: Review) -> list[dict[str, Any]]:
    """The words of letters that a second person approved, by kind, with those that wait."""
    waiting = [one for key, one in held.drafts.items() if key not in held.templates]
    approved: list[dict[str, Any]] = [
        {"kind": kind, "template": name, "version": version, "by": one.approved_by, "on": one.on}
        for (name, version, kind), one in held.templates.items()
    ]
    drafts: list[dict[str, Any]] = [
        {"kind": one.letter_kind, "template": one.template, "version": one.version, "by": "", "on": None}
        for one in waiting
    ]  # fmt: skip
    return sorted([*approved, *drafts], key=lambda one: (str(one["kind"]), str(one["version"])))


for _view in (desk_reviews, desk_review, desk_review_act):
    _view.section = "desk"  # type: ignore[attr-defined]
