"""The words of letters on the agency's desk: listed with their days, shown as the letter they make, written anew, approved by a second person."""

import re
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from proviso.acts import own_words
from proviso.acts.perform import sitting
from proviso.acts.rounds import Going
from proviso.domain.knowing import same_person
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review, Words
from proviso.domain.roles import Right
from proviso.letters import html
from proviso.letters.content import Content
from proviso.letters.own_words import OwnWords, read_words
from proviso.letters.render import rendered
from proviso.outside.clock import now
from proviso.queries.desks import templates as desk
from proviso.queries.desks.report_matters import ReviewChoice, reviews_at_desk
from proviso.queries.desks.templates import Line, Needed, VersionLine
from proviso.web.forms import sheet
from proviso.web.page import Trail, page
from proviso.web.signed_in import ACTING, AtDesk, signed_in

HEADING = re.compile(r"<(/?)h([1-4])>")
PREVIEW, LIVE, PDF = "preview", "look", "pdf"
STALE, UNUSABLE = 409, 422
LIST = ("Words of letters", "desk_templates")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a text makes: the specimen letter, or what is wrong with it; what is required; what is new against the words in force."""

    letter: SafeString | None
    content: Content | None
    refusal: Refusal | None
    needed: tuple[Needed, ...] = ()
    lines: tuple[Line, ...] = ()
    against: str = ""
    own: OwnWords | None = None

    @property
    def says(self) -> str:
        """Whether letters can be made from the words, in a sentence."""
        if self.refusal is not None:
            return f"No letter can be made from these words yet. {self.refusal.reason}"
        return "Letters can be made from these words."


@signed_in(Right.SEE)
def desk_templates(request: AtDesk) -> HttpResponse:
    """Every kind of letter and clause of a review, with what is in force and what waits."""
    every, chosen, review = _review(request, request.GET.get("review"))
    found = desk.owners(review, on=request.door.on)
    waiting = [(one, each) for one in found for each in one.versions if each.stands == desk.WAITS]
    return page(
        request,
        "desk/templates",
        title="Words of letters",
        trail=[("Your desk", "desk")],
        training=chosen.training,
        review=chosen,
        reviews=every,
        action=reverse("desk_templates"),
        kinds=[one for one in found if not one.is_clause],
        clauses=[one for one in found if one.is_clause],
        waiting=waiting,
        unheld=desk.unheld(review),
        may_write=_may(request, Right.PREPARE, chosen),
    )


@signed_in(Right.SEE)
def desk_words(request: AtDesk, review: str, kind: str, name: str, version: str) -> HttpResponse:
    """One version: its text, the letter it makes, what is new in it, and who may do what with it."""
    _, chosen, held = _review(request, review)
    key, line = _line(request, held, (name, version, kind))
    text = desk.text_of(held, key)
    shown = _preview(request, held, text if isinstance(text, str) else "")
    if request.GET.get("as") == PDF:
        return _pdf(shown, key)
    return page(
        request,
        "desk/templates_words",
        title=f"{_title(held, key, request)}, version {version}",
        trail=_trail(chosen),
        training=chosen.training,
        review=chosen,
        line=line,
        text=text if isinstance(text, str) else "",
        lost=text if isinstance(text, Refusal) else None,
        shown=shown,
        may_write=_may(request, Right.PREPARE, chosen),
        may_approve=_may(request, Right.APPROVE, chosen) and _waits(line),
        own=same_person(line.told.written_by, request.actor.id),
        at=[chosen.review, kind, name, version],
    )


@signed_in(Right.PREPARE, methods=ACTING)
def desk_words_edit(
    request: AtDesk, review: str, kind: str, name: str, version: str
) -> HttpResponse:
    """Write a new version, begun from one there is."""
    _, chosen, held = _review(request, review, Right.PREPARE)
    key, _ = _line(request, held, (name, version, kind))
    text = desk.text_of(held, key)
    begun = desk.begun(
        text if isinstance(text, str) else "",
        version=desk.next_version(held, name, kind, on=request.door.on),
        since=request.door.on,
        who=request.actor.name,
    )
    title = f"New words: {_title(held, key, request)}"
    return _editor(request, chosen, held, begun=begun, title=title)


@signed_in(Right.PREPARE, methods=ACTING)
def desk_words_new(request: AtDesk, review: str) -> HttpResponse:
    """Write a clause or a stock reason that there is not yet."""
    _, chosen, held = _review(request, review, Right.PREPARE)
    begun = desk.SKELETON.format(since=request.door.on.isoformat(), who=request.actor.name)
    return _editor(request, chosen, held, begun=begun, title="New clause or stock reason")


@signed_in(Right.APPROVE, methods=ACTING, binds=True)
def desk_words_approve(
    request: AtDesk, review: str, kind: str, name: str, version: str
) -> HttpResponse:
    """Approve words that somebody else wrote, having read them."""
    _, chosen, held = _review(request, review, Right.APPROVE)
    key, line = _line(request, held, (name, version, kind))
    text = desk.text_of(held, key)
    refusal = None
    if request.method == "POST":
        once = sheet.carried(request.POST, 0).key
        found = own_words.approve(chosen.review, key, _going(request), once)
        if not isinstance(found, Refusal):
            return _recorded(request, chosen, f"{_title(held, key, request)}, version {version}: approved.")  # fmt: skip
        refusal = found
    return page(
        request,
        "desk/templates_approve",
        title=f"Approve {_title(held, key, request)}, version {version}",
        trail=_trail(chosen),
        status=UNUSABLE if refusal else 200,
        training=chosen.training,
        review=chosen,
        line=line,
        waits=_waits(line),
        refusal=refusal,
        sheet=sheet.blank(0),
        shown=_preview(request, held, text if isinstance(text, str) else ""),
        own=same_person(line.told.written_by, request.actor.id),
        at=[chosen.review, kind, name, version],
    )


# --- the editor ------------------------------------------------------------------------------


def _editor(
    request: AtDesk, chosen: ReviewChoice, held: Review, *, begun: str, title: str
) -> HttpResponse:
    """The form, its preview, its check, the record; what was typed is kept through all of them."""
    text, step = begun, ""
    if request.method == "POST":
        text = request.POST.get("text", "").replace("\r\n", "\n")
        step = request.POST.get("form-step", sheet.CHECK)
    shown = _preview(request, held, text)
    if step == LIVE:
        return page(request, "desk/templates_live", title=title, shown=shown)
    if step == PDF and shown.content is not None:
        return _pdf(shown, ("words", "draft", "specimen"))
    carried = sheet.carried(request.POST, 0) if step else sheet.blank(0)
    refusal = shown.refusal if step in {sheet.CHECK, sheet.RECORD} else None
    if step == sheet.RECORD and refusal is None:
        found = own_words.draft(
            chosen.review, text.encode(), name="these words", going=_going(request), once=carried.key
        )  # fmt: skip
        if not isinstance(found, Refusal):
            words = f"{found.key[0].replace('_', ' ').capitalize()}, version {found.key[1]}"
            return _recorded(request, chosen, f"{words}: drafted. Another person approves it.")
        refusal = found
    checked = step == sheet.CHECK and refusal is None
    return page(
        request,
        "desk/templates_check" if checked else "desk/templates_edit",
        title=f"Check: {title[:1].lower()}{title[1:]}" if checked else title,
        trail=_trail(chosen),
        status=UNUSABLE if refusal else 200,
        training=chosen.training,
        review=chosen,
        text=text,
        shown=shown,
        refusal=refusal,
        sheet=carried,
    )


def _preview(request: AtDesk, held: Review, text: str) -> Preview:
    own = read_words(text, name="these words")
    if isinstance(own, Refusal):
        return Preview(letter=None, content=None, refusal=own)
    found = desk.specimen(own, on=request.door.on)
    before = desk.before(held, own, on=request.door.on)
    return Preview(
        letter=_article(found.content) if found.content else None,
        content=found.content,
        refusal=found.refusal or _unsaid(found.needed),
        needed=found.needed,
        lines=desk.compared(before[0], text) if before else (),
        against=before[1] if before else "",
        own=own,
    )


def _unsaid(needed: tuple[Needed, ...]) -> Refusal | None:
    """The first required content that the words do not say. The library refuses it too; this tells it by name."""
    for one in needed:
        if not one.said:
            return Refusal(
                code="words.required-unsaid", reason=f"They never say {one.field}: {one.says}.",
                cure=f"Say {{{one.field}}} in the words.", authority=one.authority,
            )  # fmt: skip
    return None


def _article(content: Content) -> SafeString:
    """The letter to stand within a page: its headings two levels down. All that is said in it is escaped by the twin."""
    told = html.article(content)
    return mark_safe(HEADING.sub(lambda one: f"<{one[1]}h{int(one[2]) + 2}>", told))  # noqa: S308


def _pdf(shown: Preview, key: Words) -> HttpResponse:
    made = rendered(shown.content) if shown.content else None
    if made is None or isinstance(made, Refusal):
        raise Http404
    answer = HttpResponse(made.pdf, content_type="application/pdf")
    name = re.sub(r"[^A-Za-z0-9-]+", "-", f"specimen-{key[0]}-{key[1]}")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


# --- who, and which --------------------------------------------------------------------------


def _review(
    request: AtDesk, name: str | None, right: Right = Right.SEE
) -> tuple[tuple[ReviewChoice, ...], ReviewChoice, Review]:
    """The reviews of the person's agencies and the one that is asked about; no other is there."""
    record, on = request.door.record(), request.door.on
    own = request.door.reviews(right)
    every = tuple(one for one in reviews_at_desk(record, known=on) if one.review in own)
    chosen = next((one for one in every if name in {None, "", one.review}), None)
    if chosen is None:
        raise Http404
    return every, chosen, record.review(chosen.review, known=on)


def _line(request: AtDesk, held: Review, key: Words) -> tuple[Words, VersionLine]:
    for owner in desk.owners(held, on=request.door.on):
        for line in owner.versions:
            if line.key == key:
                return key, line
    raise Http404


def _title(held: Review, key: Words, request: AtDesk) -> str:
    found = desk.owners(held, on=request.door.on)
    return next(one.title for one in found if (one.template, one.kind) == (key[0], key[2]))


def _waits(line: VersionLine) -> bool:
    return line.stands in {desk.WAITS, desk.UNAPPROVED}


def _may(request: AtDesk, right: Right, chosen: ReviewChoice) -> bool:
    return chosen.review in request.door.reviews(right)


def _going(request: AtDesk) -> Going:
    return Going(by=request.actor.id, at=now(), on=request.door.on)


def _trail(chosen: ReviewChoice) -> Trail:
    return [("Your desk", "desk"), LIST, (chosen.title, "desk_review", chosen.review)]


def _recorded(request: AtDesk, chosen: ReviewChoice, says: str) -> HttpResponse:
    with sitting() as one:
        one.checkpoint()
    messages.success(request, says)
    return HttpResponseRedirect(f"{reverse('desk_templates')}?review={chosen.review}")
