"""Reading under review: the documents of which a copy is held, and one document beside what the rules propose. A person decides; see acts/judging."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from proviso.acts.judging import Judged, judge
from proviso.acts.parsing import Wrong
from proviso.domain.refusals import Refusal
from proviso.domain.roles import Right
from proviso.queries.desks.reading import held_copies
from proviso.queries.may import NotAsked
from proviso.queries.reading_review import Item, Review, next_open, review
from proviso.web.desk import judging
from proviso.web.desk.marking import pieces
from proviso.web.forms.asks import label_of
from proviso.web.page import page
from proviso.web.problems import Problem
from proviso.web.signed_in import ACTING, AtDesk, signed_in

GONE_STATUS, UNUSABLE = 409, 422
GONE = Refusal(
    code="verdict.proposal-gone",
    reason="The proposal that you decided on is not among the proposals of this document any more; it was read anew meanwhile.",
    cure="Look at the proposal that is shown now, and decide on that one. What you filled in was for the other, and is not kept.",
    authority="the record's own rule: a verdict is about the proposal that was shown",
)
TRAIL = (("Your desk", "desk"), ("Reading", "readings"))


@signed_in(Right.PREPARE)
def readings(request: AtDesk) -> HttpResponse:
    """The sources of which a copy is held, with what has been decided on each."""
    return page(
        request,
        "desk/readings",
        title="Reading under review",
        trail=TRAIL[:1],
        training=False,
        lines=held_copies(request.door.record()),
    )


@signed_in(Right.PREPARE, methods=ACTING)
def reading(request: AtDesk, name: str) -> HttpResponse:
    """One document beside its proposals; POST is one verdict."""
    found = review(name)
    if isinstance(found, NotAsked):
        if found.code == "source.unknown":
            raise Http404
        return page(
            request,
            "desk/reading_none",
            title=f"Reading of {name}",
            trail=TRAIL,
            training=False,
            why=found,
        )
    if request.method != "POST":
        return _shown(request, found, found.item(request.GET.get("item", "")) or next_open(found))
    item = found.item(request.POST.get("item", ""))
    return _gone(request, found) if item is None else _judged(request, found, item)


def _gone(request: AtDesk, found: Review) -> HttpResponse:
    """Nothing is judged where the proposal that was shown is not there any more: what was said was said of that one."""
    request.POST = QueryDict()  # none of it is about the proposal that is shown now
    return _shown(request, found, next_open(found), refusal=GONE, status=GONE_STATUS)


def _judged(request: AtDesk, found: Review, item: Item) -> HttpResponse:
    one = judging.said(request, found, item)
    outcome = judging.why_not_allowed(request, one) or judge(one)
    if isinstance(outcome, Judged):
        came = f" Entry {outcome.verdict.ref}." if outcome.verdict.ref else ""
        messages.success(request, f"{str(one.verdict).replace('-', ' ').capitalize()}.{came}")
        return HttpResponseRedirect(_way_on(request, found, item))
    if isinstance(outcome, Refusal):
        return _shown(request, found, item, refusal=outcome, typed=one.cells)
    problems = tuple(_problem(each, one.cells) for each in outcome)
    return _shown(request, found, item, problems=problems, typed=one.cells)


def _way_on(request: AtDesk, found: Review, item: Item) -> str:
    """To the next open proposal behind this one; to the document where this was the last."""
    following = next_open(found, after=item.name)
    here = reverse("reading", args=[found.source.source])
    if following is None or following.name == item.name:
        return here
    return f"{here}?{urlencode({'item': following.name})}#looking"


def _shown(
    request: AtDesk,
    found: Review,
    item: Item | None,
    *,
    refusal: Refusal | None = None,
    problems: tuple[Problem, ...] = (),
    typed: Mapping[str, str] | None = None,
    status: int = UNUSABLE,
) -> HttpResponse:
    act = request.POST.get("act") or request.GET.get("act", "")
    option = judging.chosen(found, item, act, item.proposal.value) if item and act else None
    names = [one.name for one in found.items]
    at = names.index(item.name) if item else 0
    return page(
        request,
        "desk/reading",
        title=f"Reading of {found.source.title or found.source.source}",
        trail=TRAIL,
        status=status if refusal or problems else 200,
        found=found,
        item=item,
        number=at + 1,
        before=found.items[at - 1].name if item and at else "",
        after=found.items[at + 1].name if item and at + 1 < len(names) else "",
        training=False,  # a document may be about real governments: see the strip
        beside=_beside(item) if item else (),
        pieces=pieces(found.text, found.items, item),
        option=option,
        asks=judging.asks(option, dict(typed or {}), problems) if option else (),
        refusal=refusal,
        kept_said="Nothing was judged." if status == GONE_STATUS else "",
        problems=problems,
        typed=request.POST,
    )


def _beside(item: Item) -> list[tuple[str, str]]:
    """What the proposal's kind adds to its value, as far as it can be said in words."""
    return [
        (name.replace("_", " "), str(told))
        for name, told in item.proposal.fields.items()
        if isinstance(told, str | int | float) and not isinstance(told, bool) and told != ""
    ]


def _problem(wrong: Wrong, typed: Mapping[str, str]) -> Problem:
    return Problem(
        field=f"{judging.CELL}{wrong.field}",
        label=label_of(wrong.field),
        typed=typed.get(wrong.field, ""),
        reason=f"Found {wrong.found}; expected {wrong.expected}."
        if wrong.expected
        else f"{wrong.found}.",
        cure=wrong.cure,
    )
