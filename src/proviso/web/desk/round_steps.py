"""The steps of a round that bind: approval by a second person, release, and stopping a release. Each asks again who is there, but stopping."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from proviso.acts import rounds as acts
from proviso.acts.perform import sitting
from proviso.acts.round_drafts import Kept
from proviso.acts.rounds import Done, Going
from proviso.domain.reviews import Review
from proviso.domain.roles import Right
from proviso.domain.rounds import Sending
from proviso.outside.clock import now, today
from proviso.queries.desks.rounds import progress
from proviso.web.desk import sending
from proviso.web.desk.rounds import Drafts, file_of, own_round, trail_of
from proviso.web.page import page
from proviso.web.signed_in import ACTING, AtDesk, signed_in

SHOWN = 50


@signed_in(Right.APPROVE, methods=ACTING, binds=True)
def desk_round_approve(request: AtDesk, review: str, name: str) -> HttpResponse:
    """Approve the letters as they were prepared, to the word."""
    held, sent, kept = _ready(request, review, name, Right.APPROVE)
    if request.method == "POST":
        if _overtaken(request, sent):
            return _page(request, "approve", held, kept, sent, late=True)
        done = acts.approve(kept.file, Drafts(request, kept.file), going(request))
        if not done.recorded:
            return _page(request, "approve", held, kept, sent, done=done)
        _sign()
        says = f"{done.letters:,} letters are approved as they were prepared."
        messages.success(request, says if done.letters != 1 else "One letter is approved as it was prepared.")  # fmt: skip
        return _back(review, name)
    return _page(request, "approve", held, kept, sent)


@signed_in(Right.DO, methods=ACTING, binds=True)
def desk_round_release(request: AtDesk, review: str, name: str) -> HttpResponse:
    """Release the letters as they were approved, or go on with a release that stopped."""
    held, sent, kept = _ready(request, review, name, Right.DO)
    if request.method == "POST":
        if _overtaken(request, sent):
            return _page(request, "release", held, kept, sent, late=True)
        left = len(sent.matters) - progress(request.door.record(), review, sent).handed
        run = sending.start(
            kept.file,
            Drafts(request, kept.file),
            going(request),
            left=left,
            sight=request.door.sight,
            override=request.POST.get("override") == "yes",
        )
        if run.outcome is not None and run.outcome.problems and not run.outcome.recorded:
            return _page(request, "release", held, kept, sent, done=run.outcome)
        _tell(request, run)
        return _back(review, name)
    return _page(request, "release", held, kept, sent)


@signed_in(Right.DO, methods=("POST",))
def desk_round_stop(request: AtDesk, review: str, name: str) -> HttpResponse:
    """Stop a release that runs in this server, after the letters that are being recorded."""
    own_round(request, review, name, Right.DO)
    run = sending.running(review, name)
    if run is not None and not run.over:
        run.stop.set()
        messages.info(request, "The release stops after the letters that are being recorded. It can be gone on with.")  # fmt: skip
    else:
        messages.info(request, "No release of this round was running here.")
    return _back(review, name)


def going(request: AtDesk, note: str | None = None) -> Going:
    """Who is signed in does it, now."""
    return Going(by=request.actor.id, at=now(), on=today(), note=note)


def _ready(request: AtDesk, review: str, name: str, right: Right) -> tuple[Review, Sending, Kept]:
    """A round that was prepared on these pages; of another the command line knows the file, and here it is not there."""
    held, _ = own_round(request, review, name, right)
    sent = held.sendings.named.get(name)
    kept = file_of(request, review, sent)
    if sent is None or kept is None:
        raise Http404
    return held, sent, kept


def _overtaken(request: AtDesk, sent: Sending) -> bool:
    """Whether the round was prepared otherwise since the page was shown."""
    return request.POST.get("digest", "") != sent.digest


def _tell(request: AtDesk, run: sending.Running) -> None:
    if run.outcome is None:
        messages.success(request, "The release runs. This page shows how far it has come.")
        return
    _sign()
    many = run.outcome.sent
    says = f"{many:,} letters are recorded and handed to the workers."
    if many < 2:
        says = f"{'One' if many else 'No further'} letter is recorded and handed to the workers."
    if run.outcome.problems:
        messages.warning(request, f"{says} Others did not go; below it says which and why.")
    else:
        messages.success(request, says)


def _sign() -> None:
    with sitting() as one:
        one.checkpoint()


def _back(review: str, name: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk_round", args=[review, name]))


def _page(
    request: AtDesk,
    step: str,
    held: Review,
    kept: Kept,
    sent: Sending,
    *,
    done: Done | None = None,
    late: bool = False,
) -> HttpResponse:
    opened = held.rounds[sent.round]
    review = kept.file.review
    problems = done.problems if done else ()
    whole = next((one.refusal for one in problems if not one.matter), None)
    return page(
        request,
        "desk/round_step",
        title={"approve": "Approve these letters", "release": "Release these letters"}[step],
        trail=trail_of(held, review, (opened.title, "desk_round", review, sent.round)),
        status=409 if late else 422 if problems else 200,
        step=step,
        review=review,
        name=sent.round,
        round=opened,
        file=kept.file,
        sending=sent,
        late=late,
        refusal=whole,
        problems=[one for one in problems if one.matter][:SHOWN],
        many=len(problems),
        progress=progress(request.door.record(), review, sent),
    )


for _view in (desk_round_approve, desk_round_release, desk_round_stop):
    _view.section = "desk"  # type: ignore[attr-defined]
