"""Certify and sign: the words, who signs, and the record of the whole answer in one sitting. What is signed is prepared in answers."""

from dataclasses import dataclass, replace

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from proviso.acts.answering import MOVED, Names, Signature, sign
from proviso.domain.refusals import Refusal
from proviso.domain.roles import Right
from proviso.outside.clock import now, today
from proviso.queries.desks.offers import next_id, offers_of
from proviso.queries.desks.respond import Asked
from proviso.records.answer_drafts import Draft
from proviso.web.forms import sheet
from proviso.web.forms.flow import STALE, UNUSABLE
from proviso.web.page import page
from proviso.web.problems import Problem
from proviso.web.respond import seeing
from proviso.web.respond.answers import cards, why_not_sign
from proviso.web.signed_in import ACTING, AtDesk, signed_in

LONGEST = 200
FIELDS = {
    "name": ("Your name", "As it is to stand on the receipt."),
    "office": ("Your office", "Such as County Treasurer."),
    "authority": ("Your authority to sign", "The charter, ordinance, resolution or delegation that gives it."),
}  # fmt: skip
WORDS = (
    "I have the authority to sign for {government}. I have read these answers. To the best of my knowledge and "
    "belief they are true and complete for the items that they answer, and each file listed is what it is said to be."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is to be signed: the letter, the draft as it stands, and the words."""

    name: str
    asked: Asked
    draft: Draft
    words: str


@signed_in(Right.CERTIFY, matter="name", methods=ACTING, binds=True)
def respond_sign(request: AtDesk, name: str, letter: str) -> HttpResponse:
    """Sign what was prepared, once; then the receipt."""
    seeing.own_rights(request)
    carried = sheet.carried(request.POST, 0)
    if done := _signed_before(request, carried.key):
        return HttpResponseRedirect(reverse("respond_receipt", args=[name, done]))
    asked = seeing.letter_asking(request, letter)
    body = request.door.named(request.seen.matter.respondent)
    paper = Paper(
        name=name,
        asked=asked,
        draft=seeing.draft(request, letter),
        words=WORDS.format(government=body),
    )
    if request.method == "POST" and request.POST.get("digest") != paper.draft.digest:
        return _form(request, paper, moved=True, status=STALE)
    if why := why_not_sign(cards(asked, paper.draft)):
        return _form(request, paper, refusal=_not_ready(why), status=UNUSABLE)
    if request.method != "POST":
        return _form(request, paper)
    if problems := tuple(_wrong(request)):
        return _form(request, paper, problems=problems, status=UNUSABLE)
    return _sign(request, paper, carried.key)


def _sign(request: AtDesk, paper: Paper, key: str) -> HttpResponse:
    told = {field: _typed(request, field) for field in FIELDS}
    outcome = sign(
        paper.name,
        paper.asked.letter.letter,
        paper.draft,
        asked=tuple(one.item for one in paper.asked.items),
        names=_names(request, paper.draft),
        one=Signature(
            by=request.actor.id,
            name=told["name"],
            office=told["office"],
            with_authority=told["authority"],
            words=paper.words,
            on=today(),
            at=now(),
            key=key,
        ),
    )
    if isinstance(outcome, Refusal) and outcome.code == MOVED:
        fresh = replace(paper, draft=seeing.draft(request, paper.asked.letter.letter))
        return _form(request, fresh, moved=True, status=STALE)
    if isinstance(outcome, Refusal):
        return _form(request, paper, refusal=outcome, status=UNUSABLE)
    return HttpResponseRedirect(reverse("respond_receipt", args=[paper.name, outcome.response]))


def _signed_before(request: AtDesk, key: str) -> str:
    """The response that this very form made, where it was sent before."""
    held = request.door.record().entries(seeing.stream(request))
    return next((getattr(one.fact, "response", "") for one in held if one.key == f"{key}:0"), "")


def _names(request: AtDesk, draft: Draft) -> Names:
    """The next free ids of the matter."""
    days = request.asof
    offers = offers_of(request.door.record(), request.seen.matter, on=days.on, known=days.known)
    claims: list[str] = []
    for _ in [one for one in draft.typed.values() if one.basis]:
        claims.append((next_id("claim-withholding", offers, claims) or ("", ""))[1])
    return Names(
        response=(next_id("receive-response", offers) or ("", ""))[1],
        production=(next_id("receive-production", offers) or ("", ""))[1],
        withholdings=tuple(claims),
    )


def _typed(request: AtDesk, field: str) -> str:
    return " ".join(request.POST.get(field, "").split())


def _wrong(request: AtDesk) -> list[Problem]:
    found = []
    for field, (label, hint) in FIELDS.items():
        typed = _typed(request, field)
        if not typed or len(typed) > LONGEST:
            reason = "It is empty." if not typed else f"It has more than {LONGEST} characters."
            found.append(Problem(field=field, label=label, typed=typed, reason=reason, cure=hint))
    if request.POST.get("agree") != "yes":
        found.append(
            Problem(
                field="agree",
                label="The certification",
                typed="",
                reason="It is not agreed to.",
                cure="Read it, and tick it if it is so.",
            )
        )
    return found


def _not_ready(why: str) -> Refusal:
    return Refusal(
        code="answer.not-ready",
        reason=why,
        cure="Go back to the items, and put it right there.",
        authority="The record's own rule: what is signed says one thing",
    )


def _form(
    request: AtDesk,
    paper: Paper,
    *,
    problems: tuple[Problem, ...] = (),
    refusal: Refusal | None = None,
    moved: bool = False,
    status: int = 200,
) -> HttpResponse:
    letter = paper.asked.letter.letter
    wrong = {one.field: one for one in problems}
    fields = [
        (field, label, hint, _typed(request, field) or _start(request, field), wrong.get(field))
        for field, (label, hint) in FIELDS.items()
    ]
    carried = sheet.carried(request.POST, 0)
    return page(
        request,
        "respond/sign",
        title="Certify and sign",
        trail=[*seeing.trail(paper.name), ("Answer item by item", "respond_answer", paper.name, letter)],
        status=status,
        step=3,
        paper=paper,
        cards=cards(paper.asked, paper.draft),
        fields=fields,
        agreed=request.POST.get("agree") == "yes" and not moved,
        sheet=carried,
        problems=problems,
        agree_problem=wrong.get("agree"),
        refusal=refusal,
        moved=moved,
    )  # fmt: skip


def _start(request: AtDesk, field: str) -> str:
    return request.actor.name if field == "name" and request.method != "POST" else ""
