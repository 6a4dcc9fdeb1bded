"""A new review, in steps of one form: procedure, condition and programme, title and items, check, open. What it then holds is in reviews."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from proviso.acts.act import Deed, Told
from proviso.acts.asked import ready
from proviso.acts.parsing import Wrong
from proviso.acts.perform import sitting
from proviso.acts.table import ALL
from proviso.domain.refusals import Refusal
from proviso.domain.roles import Right
from proviso.domain.rulebook import RuleBook
from proviso.outside import rulebook
from proviso.outside.clock import now, today
from proviso.queries.desks import reviews
from proviso.queries.pages.reading import invented
from proviso.records import register
from proviso.web.desk.agency import own_agencies
from proviso.web.forms.sheet import blank, carried
from proviso.web.page import page
from proviso.web.problems import Problem
from proviso.web.signed_in import ACTING, AtDesk, signed_in

STEPS = ("procedure", "condition", "items", "check")
SAID = {
    "procedure": "Agency and procedure",
    "condition": "Programme and condition",
    "items": "Title and items",
    "check": "Check and open",
}
FIELDS = {
    "procedure": ("actor", "procedure"),
    "condition": ("programme", "condition"),
    "items": ("agency", "review", "title"),
}
LABELS = {
    "actor": "Agency",
    "procedure": "Procedure",
    "programme": "Programme",
    "condition": "Condition",
    "agency": "Agency, by its full name",
    "review": "Short name of the review",
    "title": "Title",
}
ITEM = ("item", "asks", "time_frame")
LEAST, MOST = 3, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The form as it came: its fields, its items (each row a mapping), the step it is at and its key."""

    fields: Mapping[str, str]
    items: tuple[Mapping[str, str], ...]
    step: str
    key: str

    @property
    def named(self) -> tuple[Mapping[str, str], ...]:
        """The rows in which something stands."""
        return tuple(one for one in self.items if any(one.values()))


@signed_in(Right.PREPARE, methods=ACTING)
def desk_review_new(request: AtDesk) -> HttpResponse:
    """Open a review for the person's own agency."""
    agencies = own_agencies(request, Right.PREPARE)
    if not agencies:
        raise Http404
    filled = _filled(request, agencies)
    wanted = request.POST.get("go", STEPS[0])
    problems = _before(filled, wanted, agencies)
    if problems:
        return _page(request, filled, problems[0], agencies, problems=problems[1], status=422)
    if wanted == "more":
        return _page(request, filled, "items", agencies, rows=len(filled.items) + 3)
    if wanted not in {"check", "open"}:
        step = wanted if wanted in STEPS else STEPS[0]
        return _page(request, filled, step, agencies)
    return _decided(request, filled, agencies, record=wanted == "open")


def _decided(
    request: AtDesk, filled: Filled, agencies: Sequence[str], *, record: bool
) -> HttpResponse:
    """Check what would be recorded, or record it: the review and its items together."""
    deeds = _deeds(request, filled)
    if isinstance(deeds, Problem):
        return _page(request, filled, "items", agencies, problems=(deeds,), status=422)
    with sitting() as one:
        one.expect(told.key for _, told in deeds)
        outcomes = [one.do(deed, told) for deed, told in deeds]
        refusal = next((each for each in outcomes if isinstance(each, Refusal)), None)
        again = not refusal and all(getattr(each, "again", False) for each in outcomes)
        if refusal or not record:
            one.undo()
        elif not again:
            one.checkpoint()
    if refusal:
        return _page(request, filled, "items", agencies, refusal=refusal, status=422)
    if not record:
        return _page(request, filled, "check", agencies)
    name = filled.fields["review"]
    if again:
        messages.info(request, "This review had been opened already. Nothing was recorded twice.")
    else:
        messages.success(request, "The review is open. Put governments on its roster next.")
    return HttpResponseRedirect(reverse("desk_review", args=[name]))


def _filled(request: AtDesk, agencies: Sequence[str]) -> Filled:
    """What the form holds; the one agency there is, and a name for it, need not be filled in."""
    post = request.POST
    fields = {name: " ".join(post.get(name, "").split())[:1000] for name in LABELS}
    fields["actor"] = fields["actor"] or (agencies[0] if len(agencies) == 1 else "")
    if not fields["agency"] and fields["actor"] in agencies:
        fields["agency"] = request.door.named(fields["actor"])
    columns = [post.getlist(f"item-{name}")[:MOST] for name in ITEM]
    rows = zip(*columns, strict=False) if post else iter(())
    items = tuple(
        {name: " ".join(cell.split()) for name, cell in zip(ITEM, row, strict=True)} for row in rows
    )
    sheet = carried(post, 0) if post else blank(0)
    return Filled(fields=fields, items=items, step=post.get("step", ""), key=sheet.key)


def _before(
    filled: Filled, wanted: str, agencies: Sequence[str]
) -> tuple[str, tuple[Problem, ...]] | None:
    """The first step before the wanted one that is not filled in, with what is wrong there."""
    goal = {"open": len(STEPS) - 1, "more": STEPS.index("items")}
    until = goal.get(wanted, STEPS.index(wanted) if wanted in STEPS else 0)
    for step in STEPS[:until]:
        if problems := tuple(_wrong(filled, step, agencies)):
            return step, problems
    return None


def _wrong(filled: Filled, step: str, agencies: Sequence[str]) -> list[Problem]:
    """What is wrong with the fields of one step."""
    found = []
    for name in FIELDS[step]:
        typed = filled.fields[name]
        known = _known(filled, name, agencies)
        if not typed:
            found.append(_problem(name, typed, "Nothing was chosen or filled in."))
        elif known is not None and typed not in known:
            found.append(
                _problem(name, typed, f"{typed!r} is not one of those that can be chosen here.")
            )
        elif name == "review" and (why := _why_not_named(typed)):
            found.append(_problem(name, typed, why, "Choose another, such as audit-2026."))
    return found  # fmt: skip


def _known(filled: Filled, name: str, agencies: Sequence[str]) -> set[str] | None:
    """What can be chosen for a field; None where it is typed."""
    actor, book = filled.fields["actor"], rulebook.load()
    match name:
        case "actor":
            return set(agencies)
        case "procedure":
            return {one.procedure for one in reviews.procedures(book, actor=actor, on=today())}
        case "programme":
            return {one.id for one in reviews.programmes(actor=actor)}
        case "condition":
            return {one.id for one in reviews.conditions(book, [filled.fields["programme"]])}
        case _:
            return None


def _why_not_named(typed: str) -> str:
    if not typed.replace("-", "").isalnum() or not typed.isascii() or len(typed) > 60:
        return "A short name has letters, digits and hyphens, at most 60 of them."
    return "There is something of that name already." if typed == "new" else ""


def _problem(name: str, typed: str, reason: str, cure: str = "") -> Problem:
    cure = cure or ("Choose one." if name not in {"title", "agency", "review"} else "Fill it in.")
    return Problem(field=name, label=LABELS[name], typed=typed, reason=reason, cure=cure)


def _deeds(request: AtDesk, filled: Filled) -> list[tuple[Deed, Told]] | Problem:
    """Opening the review, then each item: what is done together."""
    day = today().isoformat()
    told = {"on": day, "by": request.actor.id}
    training = str(invented(filled.fields["actor"])).lower()
    opening = {**filled.fields, **told, "training": training}
    asked = [("open-review", opening, filled.key)]
    asked += [
        ("define-item", {**row, **told, "review": filled.fields["review"]}, f"{filled.key}/{at}")
        for at, row in enumerate(filled.named, 1)
    ]
    found = []
    for act, cells, key in asked:
        one = ready(ALL[act], cells, at=now(), key=key, resolve=register.resolve)
        if not isinstance(one[0], Deed):
            return _of_wrong(one[0], act, key)
        found.append(one)
    return found


def _of_wrong(wrong: Wrong, act: str, key: str) -> Problem:
    row = f"Item {key.rpartition('/')[2]}, " if act == "define-item" else ""
    name = f"item-{wrong.field}" if row else wrong.field
    label = f"{row}{wrong.field}" if row else LABELS.get(wrong.field, wrong.field)
    reason = f"Found {wrong.found}; expected {wrong.expected}."
    return Problem(field=name, label=label, typed="", reason=reason, cure=wrong.cure)


def _page(
    request: AtDesk,
    filled: Filled,
    step: str,
    agencies: Sequence[str],
    *,
    problems: tuple[Problem, ...] = (),
    refusal: Refusal | None = None,
    rows: int = 0,
    status: int = 200,
) -> HttpResponse:
    at = STEPS.index(step)
    blanks = max(LEAST, rows, len(filled.named) + 1) - len(filled.items)
    empty: Mapping[str, str] = dict.fromkeys(ITEM, "")
    return page(
        request,
        "desk/review_new",
        title=f"New review: {SAID[step].lower()}",
        trail=[("Your desk", "desk"), ("Reviews", "desk_reviews")],
        status=status,
        filled=filled,
        step=step,
        number=at + 1,
        steps=[(name, SAID[name], here - at) for here, name in enumerate(STEPS)],
        following=STEPS[min(at + 1, len(STEPS) - 1)],
        before=STEPS[at - 1] if at else "",
        rows=[*filled.items, *([empty] * min(max(blanks, 0), MOST))],
        problems=problems,
        wrong={one.field: one for one in problems},
        refusal=refusal,
        **_offered(request, filled, agencies, rulebook.load()),
    )


def _offered(
    request: AtDesk, filled: Filled, agencies: Sequence[str], book: RuleBook
) -> dict[str, Any]:
    """What can be chosen, with what each choice brings; and what was chosen, in words."""
    actor, fields = filled.fields["actor"], filled.fields
    procedures = reviews.procedures(book, actor=actor, on=today())
    programmes = reviews.programmes(actor=actor)
    conditions = reviews.conditions(book, [one.id for one in programmes])
    return {
        "agencies": [{"id": one, "title": request.door.named(one)} for one in agencies],
        "procedures": procedures,
        "programmes": programmes,
        "conditions": conditions,
        "chosen_procedure": next(
            (one for one in procedures if one.procedure == fields["procedure"]), None
        ),
        "chosen_programme": next(
            (one for one in programmes if one.id == fields["programme"]), None
        ),
        "chosen_condition": next(
            (one for one in conditions if one.id == fields["condition"]), None
        ),
        "invented": invented(actor),
    }


desk_review_new.section = "desk"  # type: ignore[attr-defined]
