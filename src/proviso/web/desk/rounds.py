"""Rounds on the agency's desk: the list, one round with where each letter stands, and its letters as prepared. Building one is in round_new."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from proviso.acts import round_drafts
from proviso.acts.round_drafts import Kept
from proviso.acts.rounds import manifest_of
from proviso.domain.permissions import may_do
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review, Round
from proviso.domain.roles import Right
from proviso.domain.rounds import Sending, Stage
from proviso.letters.rounds import Planned, RoundFile
from proviso.outside.clock import today
from proviso.queries.desks import rounds
from proviso.queries.drafts import Drafting
from proviso.queries.round_status import counts, reached
from proviso.web.desk.agency import own_agencies, own_review, rights_in
from proviso.web.desk.sending import running
from proviso.web.page import page
from proviso.web.paging import page_asked
from proviso.web.signed_in import AtDesk, signed_in

ROWS = 50
SAID = {
    "waiting": "Waiting to go",
    "sent": "Handed to the workers",
    "attempted": "Tried, not proven",
    "delivered": "Delivered",
    "received": "Received",
    "viewed": "Seen on the desk",
    "bounced": "Came back",
    "refused": "Refused",
    "misaddressed": "Went to the wrong body",
    "ambiguous": "Unclear: a person decides",
    "failed": "Could not be sent",
}
MEANS = {
    **dict.fromkeys(("delivered", "received", "viewed"), "allowed"),
    **dict.fromkeys(("bounced", "refused", "misaddressed", "ambiguous", "failed"), "conditional"),
    **dict.fromkeys(("sent", "attempted"), "agency"),
}


class Drafts:
    """The letters of a round, drafted anew each time from the record that the person may read."""

    def __init__(self, request: AtDesk, file: RoundFile) -> None:
        self.door, self.file = request.door, file

    def __call__(self, matters: Sequence[str]) -> Iterable[tuple[str, Planned | Refusal]]:
        return Drafting(self.file, known=today(), record=self.door.record()).drafts(matters)


def own_round(
    request: AtDesk, review: str, name: str, right: Right = Right.SEE
) -> tuple[Review, Round]:
    """A round of a review of the person's own agency; another is not there."""
    held = own_review(request, review, right)
    if name not in held.rounds:
        raise Http404
    return held, held.rounds[name]


def file_of(request: AtDesk, review: str, sending: Sending | None) -> Kept | None:
    """The file that a round's letters were made from, where it was prepared on these pages."""
    if sending is None:
        return None
    entries = request.door.record().entries(f"review:{review}")
    entry = rounds.prepared(entries, sending)
    kept = round_drafts.kept(round_drafts.noted(entry.note)) if entry else None
    return kept if kept and (kept.file.review, kept.file.round) == (review, sending.round) else None


def trail_of(held: Review, review: str, *more: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The pages above those of a round."""
    title = held.opened.title if held.opened else review
    rows: list[tuple[str, ...]] = [("Your desk", "desk"), ("Rounds of letters", "desk_rounds")]
    return [*rows, (title, "desk_review", review), *more]


@signed_in(Right.SEE)
def desk_rounds(request: AtDesk) -> HttpResponse:
    """The rounds of the person's reviews."""
    if not own_agencies(request, Right.SEE):
        raise Http404
    return page(
        request,
        "desk/rounds",
        title="Rounds of letters",
        trail=[("Your desk", "desk")],
        rounds=rounds.lines(request.door.record(), known=request.door.on),
        may_build=bool(own_agencies(request, Right.PREPARE)),
    )


@signed_in(Right.SEE)
def desk_round(request: AtDesk, review: str, name: str) -> HttpResponse:
    """One round: what it is, who prepared, approved and released it, and where each letter stands."""
    held, opened = own_round(request, review, name)
    return page(
        request,
        "desk/round",
        title=opened.title,
        trail=trail_of(held, review),
        part="sending",
        review=review,
        name=name,
        round=opened,
        **_stands(request, held, review, name),
    )


def _stands(request: AtDesk, held: Review, review: str, name: str) -> dict[str, Any]:
    sending = held.sendings.named.get(name)
    matters = sending.matters if sending else ()
    pages = max(1, -(-len(matters) // ROWS))
    number = min(page_asked(request.GET.dict()), pages)
    record, on = request.door.record(), request.door.on
    some = reached(record, matters[(number - 1) * ROWS : number * ROWS], name, on=on, known=on)
    released = sending is not None and sending.stage is Stage.RELEASED
    run = running(review, name)
    progress = rounds.progress(record, review, sending) if sending else None
    going = bool(run and not run.over)
    rights = rights_in(request, review)
    file = file_of(request, review, sending)
    return {
        "sending": sending,
        "released": released,
        "progress": progress,
        "run": run,
        "going": going,
        "moving": going or bool(released and progress and progress.waiting),
        "here": reverse("desk_round", args=[review, name]),
        "recipients": [_row(one) for one in some],
        "counts": [(SAID.get(state, state), many) for state, many in counts(some).items()],
        "number": number,
        "pages": pages,
        "file": file,
        "may_approve": bool(file) and may_do("approve-round", rights),
        "may_release": bool(file) and may_do("release-round", rights),
        "may_build": bool(file) and may_do("prepare-round", rights),
    }


def _row(one: Any) -> dict[str, Any]:
    return {
        "reached": one,
        "said": SAID.get(one.state, one.state.capitalize()),
        "meaning": MEANS.get(one.state, "unsettled"),
    }


@signed_in(Right.SEE)
def desk_round_letters(request: AtDesk, review: str, name: str) -> HttpResponse:
    """Every letter of a prepared round as it reads now, and whether that is what was prepared."""
    held, opened = own_round(request, review, name)
    sending = held.sendings.named.get(name)
    kept = file_of(request, review, sending)
    if sending is None or kept is None:
        raise Http404
    pages = max(1, -(-len(sending.matters) // rounds.AT_ONCE))
    number = min(page_asked(request.GET.dict()), pages)
    read = rounds.letters(
        request.door.record(),
        kept.file,
        sending.matters,
        page=number,
        known=request.door.on,
        held=manifest_of(sending),
    )
    return page(
        request,
        "desk/round_letters",
        title=f"The letters of {opened.title}",
        trail=trail_of(held, review, (opened.title, "desk_round", review, name)),
        review=review,
        name=name,
        sending=sending,
        letters=read,
        file=kept.file,
        number=number,
        pages=pages,
        first=(number - 1) * rounds.AT_ONCE + 1,
        clauses=(),
    )


for _view in (desk_rounds, desk_round, desk_round_letters):
    _view.section = "desk"  # type: ignore[attr-defined]
