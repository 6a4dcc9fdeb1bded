"""A round being built on the agency's desk: its form, then every letter as it would read, then prepared. Approving and releasing are round_steps."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from proviso.acts import round_drafts
from proviso.acts import rounds as acts
from proviso.acts.perform import sitting
from proviso.acts.round_drafts import Kept, note_of
from proviso.acts.rounds import Done
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review, Stage
from proviso.domain.roles import Right
from proviso.letters.rounds import Choice, Override
from proviso.queries.desks import rounds
from proviso.queries.drafts import Drafting
from proviso.queries.pages.lines import STATES_SAID
from proviso.queries.pages.plain import counted
from proviso.queries.pages.reading import invented
from proviso.web.desk.agency import own_review
from proviso.web.desk.round_form import WAYS, Typed, read_form, said_label, table_of, typed_of
from proviso.web.desk.round_steps import SHOWN, going
from proviso.web.desk.rounds import Drafts, trail_of
from proviso.web.page import page
from proviso.web.paging import page_asked
from proviso.web.problems import Problem
from proviso.web.signed_in import ACTING, AtDesk, signed_in

SUBRECIPIENT = "subrecipient"


@signed_in(Right.PREPARE, methods=ACTING)
def desk_round_new(request: AtDesk) -> HttpResponse:
    """Choose the review and the kind of letter, then fill in what all letters have in common."""
    before = round_drafts.kept(request.GET.get("draft", ""))
    if before:
        own_review(request, before.file.review, Right.PREPARE)
    form = dict(before.form) if before else {}
    name = request.POST.get("review") or request.GET.get("review") or form.get("review", "")
    kind = request.POST.get("kind") or request.GET.get("kind") or form.get("kind", "")
    if not name or kind not in dict(rounds.kinds()):
        return _choose(request, name, kind)
    held = own_review(request, name, Right.PREPARE)
    if request.method != "POST":
        return _form(request, held, Typed(form={**_start(request, held), **form, "review": name, "kind": kind}, told={}, problems=()))  # fmt: skip
    typed = read_form(typed_of(request.POST), held, rounds.blanks(kind, on=request.door.on))
    kept = _kept(request, typed)
    if isinstance(kept, Kept):
        return HttpResponseRedirect(reverse("desk_round_draft", args=[kept.sha256]))
    return _form(request, held, kept[0], refusal=kept[1])


def _kept(request: AtDesk, typed: Typed) -> Kept | tuple[Typed, Refusal | None]:
    """The round kept with its recipients; or the form with what is wrong."""
    chosen = _recipients(request, typed) if not typed.problems else ()
    if isinstance(chosen, Problem):
        return replace(typed, problems=(*typed.problems, chosen)), None
    if isinstance(chosen, Refusal):
        return typed, chosen
    if typed.problems:
        return typed, None
    found = round_drafts.keep(typed.form, typed.told, chosen)
    return found if isinstance(found, Kept) else (typed, found)


def _recipients(request: AtDesk, typed: Typed) -> Iterable[Override] | Problem | Refusal:
    """Who is written to: everyone whose matter is open, those that fit, or those of a table."""
    plain = round_drafts.keep(typed.form, typed.told, ())
    if isinstance(plain, Refusal):
        return plain
    record, on = request.door.record(), request.door.on
    if typed.form["who"] == "table":
        text = table_of(request.FILES.get("table"), request.POST.get("pasted", ""))
        if isinstance(text, Problem):
            return text
        told = round_drafts.overrides_in(text)
        return told if isinstance(told, Refusal) else _with_clauses(request, plain, told.values())
    wanted = typed.form if typed.form["who"] == "some" else {}
    choice = Choice(**{key: wanted.get(key) or None for key in ("like", "state", "standing")})  # type: ignore[arg-type]
    matters = rounds.chosen(record, plain.file, choice, known=on)
    if isinstance(matters, Refusal):
        return matters
    return _with_clauses(request, plain, (Override(matter=one) for one in matters))


def _with_clauses(request: AtDesk, plain: Kept, told: Iterable[Override]) -> list[Override]:
    """The clause for a subrecipient where the record shows that another holds the award, and nothing else was said."""
    every = list(told)
    record = request.door.record()
    drafting = Drafting(plain.file, known=request.door.on, record=record)
    if SUBRECIPIENT not in {name for name, _, _ in rounds.clauses(plain.file.kind)}:
        return every
    held = record.at_desk([one.matter for one in every])
    record.read([f"matter:{one}" for one in held])
    found = []
    for one in every:
        case = drafting.case(held[one.matter]) if one.matter in held else None
        paid = case is not None and not isinstance(case, Refusal) and case.prime is not None
        own = (*plain.file.clauses, SUBRECIPIENT)
        needs = paid and one.clauses is None and SUBRECIPIENT not in plain.file.clauses
        found.append(replace(one, clauses=own) if needs else one)
    return found


def _start(request: AtDesk, held: Review) -> dict[str, str]:
    """What a new form begins with."""
    heads = rounds.letterheads(invented=bool(held.opened and invented(held.opened.actor)))
    return {
        "round": f"R{len(held.rounds) + 1}",
        "on": request.door.on.isoformat(),
        "letterhead": heads[0] if len(heads) == 1 else "",
        "desk": request.build_absolute_uri(reverse("desk_code")).rstrip("/"),
        "who": "all",
    }


def _choose(request: AtDesk, name: str, kind: str) -> HttpResponse:
    record = request.door.record()
    told = ((one, record.review(one, known=request.door.on)) for one in request.door.reviews(Right.PREPARE))  # fmt: skip
    open_ = [
        {"id": one, "title": held.opened.title if held.opened else one}
        for one, held in told
        if held.stage is Stage.OPEN
    ]
    return page(
        request,
        "desk/round_choose",
        title="Build a round of letters",
        trail=[("Your desk", "desk"), ("Rounds of letters", "desk_rounds")],
        reviews=open_,
        kinds=[{"id": one, "title": title} for one, title in rounds.kinds()],
        chosen_review=name or (open_[0]["id"] if len(open_) == 1 else ""),
        chosen_kind=kind,
    )


def _form(
    request: AtDesk, held: Review, typed: Typed, *, refusal: Refusal | None = None
) -> HttpResponse:
    form, kind = typed.form, typed.form["kind"]
    review = held.opened
    return page(
        request,
        "desk/round_form",
        title=f"Build a round: {dict(rounds.kinds())[kind].lower()}",
        trail=trail_of(held, form["review"]),
        status=422 if typed.problems or refusal else 200,
        form=form,
        review=held,
        problems=typed.problems,
        wrong={one.field: one for one in typed.problems},
        refusal=refusal,
        letterheads=[{"id": one, "title": one} for one in rounds.letterheads(invented=bool(review and invented(review.actor)))],
        ways=WAYS,
        items=[(one, each.asks, one in form.get("items", "").split("; ")) for one, each in held.items.items()],
        clauses=[(*one, one[0] in form.get("clauses", "").split("; ")) for one in rounds.clauses(kind)],
        blanks=[_blank(one, form, typed.problems) for one in rounds.blanks(kind, on=request.door.on)],
        earlier=[{"id": one.round, "title": one.title} for one in held.rounds.values()],
        standings=[{"id": str(one), "title": said} for one, said in STATES_SAID.items()],
        authority=held.authorities.get(kind),
    )  # fmt: skip


def _blank(one: Any, form: Mapping[str, str], problems: Iterable[Problem]) -> dict[str, Any]:
    name = f"value-{one.name}"
    return {
        "blank": one,
        "field": name,
        "label": said_label(one),
        "value": form.get(name, ""),
        "problem": next((each for each in problems if each.field == name), None),
        "columns": " | ".join(one.columns) if len(one.columns) > 1 else "",
    }


# --- the draft ---------------------------------------------------------------------------------


@signed_in(Right.PREPARE, methods=ACTING)
def desk_round_draft(request: AtDesk, draft: str) -> HttpResponse:
    """Every letter as it would read, with what to look at; clauses for some; then prepared."""
    kept = round_drafts.kept(draft)
    if kept is None:
        raise Http404
    held = own_review(request, kept.file.review, Right.PREPARE)
    if request.method == "POST" and request.POST.get("go") == "prepare":
        return _prepared(request, held, kept)
    if request.method == "POST":
        return _changed(request, kept)
    return _letters(request, held, kept)


def _prepared(request: AtDesk, held: Review, kept: Kept) -> HttpResponse:
    file = kept.file
    who = going(request, note_of(kept))
    done = acts.prepare(file, file.recipients.matters, Drafts(request, file), who)
    if not done.recorded:
        return _letters(request, held, kept, done=done)
    with sitting() as one:
        one.checkpoint()
    messages.success(request, "The round is prepared. A second person reads the letters and approves them next.")  # fmt: skip
    return HttpResponseRedirect(reverse("desk_round", args=[file.review, file.round]))


def _changed(request: AtDesk, kept: Kept) -> HttpResponse:
    """Another clause for one recipient, or one recipient less: another draft, the old one stays as it is."""
    matter, number = request.POST.get("matter", ""), request.POST.get("page", "1")
    told = dict(kept.file.overrides)
    if matter not in told:
        raise Http404
    if request.POST.get("go") == "leave":
        told.pop(matter)
    else:
        known = {name for name, _, _ in rounds.clauses(kept.file.kind)}
        own = tuple(one for one in request.POST.getlist("clauses") if one in known)
        same = set(own) == set(kept.file.clauses)
        told[matter] = replace(told[matter], clauses=None if same else own)
    new = round_drafts.with_overrides(kept, told.values())
    if isinstance(new, Refusal):
        raise Http404
    there = reverse("desk_round_draft", args=[new.sha256])
    place = f"#m-{matter}" if matter in told else ""
    return HttpResponseRedirect(f"{there}?page={number if number.isdigit() else 1}{place}")


def _letters(
    request: AtDesk, held: Review, kept: Kept, *, done: Done | None = None
) -> HttpResponse:
    file, problems = kept.file, done.problems if done else ()
    matters = file.recipients.matters
    pages = max(1, -(-len(matters) // rounds.AT_ONCE))
    number = min(page_asked(request.GET.dict()), pages)
    read = rounds.letters(request.door.record(), file, matters, page=number, known=request.door.on)
    return page(
        request,
        "desk/round_draft",
        title=f"Round {file.round}: {counted(len(matters), 'letter')} as {'it' if len(matters) == 1 else 'they'} would read",
        trail=trail_of(held, file.review),
        status=422 if problems else 200,
        file=file,
        kept=kept,
        letters=read,
        matters=matters,
        look=sum(bool(one.shown.cautions) for one in read),
        cannot=sum(one.shown.refusal is not None for one in read),
        number=number,
        pages=pages,
        first=(number - 1) * rounds.AT_ONCE + 1,
        clauses=rounds.clauses(file.kind),
        refusal=next((one.refusal for one in problems if not one.matter), None),
        problems=[one for one in problems if one.matter][:SHOWN],
        many=len(problems),
        again=held.rounds.get(file.round),
    )


for _view in (desk_round_new, desk_round_draft):
    _view.section = "desk"  # type: ignore[attr-defined]
