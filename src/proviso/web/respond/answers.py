"""Answering item by item: what is said of each item, its files, and the check of the whole. Signing is in signing."""

from dataclasses import dataclass, replace
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from proviso.acts.answering import summary_of
from proviso.domain.answers import Given
from proviso.domain.roles import Right
from proviso.outside.clock import now, today
from proviso.queries.desks.respond import Asked, ItemOn
from proviso.records import answer_drafts
from proviso.records.answer_drafts import Added, Draft, Typed
from proviso.web.forms.flow import STALE, UNUSABLE
from proviso.web.page import page
from proviso.web.problems import Problem
from proviso.web.respond import seeing
from proviso.web.respond.uploading import TAKEN, placed, taken_in
from proviso.web.signed_in import ACTING, AtDesk, signed_in

LONGEST = 10_000
FIELDS = ("answer", "says", "basis", "given_on")
NOTHING_SEEN = "0.0"
WORDS = {
    Given.GIVEN: "Documents are given",
    Given.NONE_HELD: "We have no such documents",
    Given.WITHHELD: "We have documents and keep them back",
    Given.OBJECTED: "We object to this item",
    Given.ALREADY_GIVEN: "We have given them before",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One item on the page: what is asked, what is drafted, its files, and what is wrong with what was just sent.

    `signed` is the last answer to the letter that was signed; `moved`, that the item is not as it was when shown.
    """

    item: ItemOn
    typed: Typed | None
    files: tuple[Added, ...]
    problems: tuple[Problem, ...] = ()
    sent: dict[str, str] | None = None
    signed: tuple[int, str] = (0, "")
    moved: bool = False

    @property
    def now_at(self) -> str:
        """Names the state of the item: the last row kept of it, and the last answer signed."""
        return f"{self.typed.id if self.typed else 0}.{self.signed[0]}"

    @property
    def seen(self) -> str:
        """The state that whoever sends the form has read: what was corrected only is sent with the state of before."""
        return self.now_at if self.moved or self.sent is None else self.sent["seen"]

    @property
    def answer(self) -> str:
        """What is chosen."""
        return (self.sent or {}).get("answer") or (self.typed.answer if self.typed else "")

    @property
    def fields(self) -> dict[str, str]:
        """What is filled in: as it was just sent, else as it was kept."""
        if self.sent is not None:
            return self.sent
        one = self.typed
        day = one.given_on.isoformat() if one and one.given_on else ""
        return {"says": one.says if one else "", "basis": one.basis if one else "", "given_on": day}

    @property
    def said(self) -> str:
        """The answer in words, for the check."""
        return WORDS[Given(self.typed.answer)] if self.typed else ""

    @property
    def lacks(self) -> str:
        """What keeps this item from being signed as it is."""
        if self.typed is None:
            return ""
        if self.typed.answer == Given.NONE_HELD and self.files:
            return "It says that there are no documents, and a file was added. Take the file out, or choose another answer."
        if self.typed.answer == Given.GIVEN and not self.files and not self.typed.says:
            return "It says that documents are given, and no file was added. Add one, or say how they were given."
        return ""


def cards(asked: Asked, held: Draft) -> tuple[Card, ...]:
    """The items of a letter with what is drafted."""
    return tuple(
        Card(
            item=one,
            typed=held.typed.get(one.item),
            files=held.files_of(one.item),
            signed=(held.signed_row, held.signed_as),
        )
        for one in asked.items
    )


@signed_in(Right.ANSWER, matter="name", methods=ACTING)
def respond_answer(request: AtDesk, name: str, letter: str) -> HttpResponse:
    """The items of a letter: answer each, add files, come back later."""
    seeing.own_rights(request)
    asked = seeing.letter_asking(request, letter)
    if request.method == "POST":
        return _save(request, name, asked)
    return _items(request, name, asked)


@signed_in(Right.ANSWER, matter="name", methods=("POST",))
def respond_upload(request: AtDesk, name: str, letter: str, item: str) -> HttpResponse:
    """Take in one file for one item."""
    seeing.own_rights(request)
    asked = seeing.letter_asking(request, letter)
    _card(request, asked, item)
    found = taken_in(request, seeing.draft(request, letter))
    if not isinstance(found, Problem):
        with answer_drafts.alone(seeing.stream(request), letter) as held:
            found = placed(found, item, held)
            if not isinstance(found, Problem):
                answer_drafts.add_file(seeing.stream(request), letter, found)
                if item not in held.typed:
                    _keep(request, letter, _typed(request, item, {"answer": Given.GIVEN}))
    if isinstance(found, Problem):
        return _items(request, name, asked, wrong=(item, (found,), None))
    return _kept(request, name, asked, item, f"{found.name} is saved. It is not sent yet.")


@signed_in(Right.ANSWER, matter="name", methods=("POST",))
def respond_remove(request: AtDesk, name: str, letter: str, file: int) -> HttpResponse:
    """Take a file out again, before it is signed."""
    seeing.own_rights(request)
    asked = seeing.letter_asking(request, letter)
    stream = seeing.stream(request)
    with answer_drafts.alone(stream, letter) as draft:
        held = {one.id: one for one in draft.files}
        gone = answer_drafts.take_out(stream, letter, file, by=request.actor.id, at=now())
    if gone is None:
        raise Http404
    return _kept(request, name, asked, held[file].item, f"{gone} is taken out. It was not sent.")


@signed_in(Right.ANSWER, matter="name")
def respond_check(request: AtDesk, name: str, letter: str) -> HttpResponse:
    """Everything that would be signed, before anybody signs it."""
    rights = seeing.own_rights(request)
    asked = seeing.letter_asking(request, letter)
    held = seeing.draft(request, letter)
    found = cards(asked, held)
    answered = sum(one.typed is not None for one in found)
    return page(
        request,
        "respond/check",
        title=f"Check: {answered} of {len(found)} items answered",
        trail=_trail(name, letter),
        step=2,
        asked=asked,
        cards=found,
        held=held,
        answered=answered,
        says=summary_of(held, tuple(one.item.item for one in found)) if answered else "",
        lacking=[one for one in found if one.lacks],
        may_sign=Right.CERTIFY in rights,
        history=answer_drafts.history_of(seeing.stream(request), letter),
        name=name,
    )


def why_not_sign(found: tuple[Card, ...]) -> str:
    """Why the answer cannot be signed as it is; empty where it can."""
    if not any(one.typed for one in found):
        return "No item is answered yet."
    return next((f"Item {one.item.number}: {one.lacks}" for one in found if one.lacks), "")


# --- what was sent ---------------------------------------------------------------------------


def _save(request: AtDesk, name: str, asked: Asked) -> HttpResponse:
    item = request.POST.get("item", "")
    _card(request, asked, item)
    sent = {field: request.POST.get(field, "").strip() for field in FIELDS}
    sent["seen"] = request.POST.get("seen") or NOTHING_SEEN
    if problems := tuple(_wrong(sent)):
        return _items(request, name, asked, wrong=(item, problems, sent))
    if not _kept_unless_moved(request, asked, item, sent):
        return _items(request, name, asked, wrong=(item, (), sent))
    return _kept(
        request, name, asked, item, "Your answer to this item is saved. It is not sent yet."
    )


def _kept_unless_moved(request: AtDesk, asked: Asked, item: str, sent: dict[str, str]) -> bool:
    """Keep what was typed, where the item is still as its form showed it. The same words twice are kept once."""
    letter, new = asked.letter.letter, _typed(request, item, sent)
    with answer_drafts.alone(seeing.stream(request), letter) as held:
        card = next(one for one in cards(asked, held) if one.item.item == item)
        if card.typed and replace(card.typed, id=0, by=new.by, at=new.at) == new:
            return True
        if card.now_at != sent["seen"]:
            return False
        _keep(request, letter, new)
    return True


def _wrong(sent: dict[str, str]) -> list[Problem]:
    """Everything that is wrong with what was filled in for one item."""
    answer, found = sent["answer"], []
    if answer not in set(Given):
        found.append(
            _problem("answer", "Answer", answer, "No answer is chosen.", "Choose one of the five.")
        )
    if answer == Given.WITHHELD and not sent["basis"]:
        found.append(
            _problem(
                "basis",
                "Law or privilege",
                "",
                "It is not stated on which law or privilege.",
                "Name it, with its section.",
            )
        )
    if answer in {Given.WITHHELD, Given.OBJECTED} and not sent["says"]:
        found.append(
            _problem(
                "says",
                "In your words",
                "",
                "Nothing is said.",
                "Say what is kept back or objected to, and why.",
            )
        )
    if answer == Given.ALREADY_GIVEN or sent["given_on"]:
        found += _wrong_day(answer, sent["given_on"])
    for field in ("says", "basis"):
        if len(sent[field]) > LONGEST:
            reason = f"It has {len(sent[field]):,} characters; at most {LONGEST:,} are taken."
            found.append(
                _problem(
                    field, "In your words", "", reason, "Put it into a file, and add the file."
                )
            )
    return found


def _wrong_day(answer: str, told: str) -> list[Problem]:
    try:
        day = date.fromisoformat(told)
    except ValueError:
        reason = f"Found {told or 'nothing'}; expected a day such as 2018-01-24."
        return [
            _problem("given_on", "Day on which they were given", told, reason, "Fill in the day.")
        ]
    if day > today():
        return [
            _problem(
                "given_on",
                "Day on which they were given",
                told,
                "The day is still to come.",
                "Correct it.",
            )
        ]
    return []


def _problem(field: str, label: str, typed: str, reason: str, cure: str) -> Problem:
    return Problem(field=field, label=label, typed=typed, reason=reason, cure=cure)


def _typed(request: AtDesk, item: str, sent: dict[str, str]) -> Typed:
    day = sent.get("given_on")
    return Typed(
        item=item,
        answer=sent["answer"],
        says=" ".join(sent.get("says", "").split()),
        basis=" ".join(sent.get("basis", "").split()),
        given_on=date.fromisoformat(day) if day else None,
        by=request.actor.id,
        at=now(),
    )


def _keep(request: AtDesk, letter: str, new: Typed) -> None:
    answer_drafts.keep_typed(seeing.stream(request), letter, new)


def _card(request: AtDesk, asked: Asked, item: str) -> Card:
    """The item that is meant; another is not there."""
    for one in cards(asked, seeing.draft(request, asked.letter.letter)):
        if one.item.item == item:
            return one
    raise Http404


# --- what is shown ---------------------------------------------------------------------------


def _kept(request: AtDesk, name: str, asked: Asked, item: str, says: str) -> HttpResponse:
    """Where scripts run, the item anew; else the page again, at the item."""
    if request.headers.get("X-Part") == "item":
        return _part(request, name, asked, item, says=says)
    messages.success(request, says)
    place = next(one.number for one in asked.items if one.item == item)
    address = reverse("respond_answer", args=[name, asked.letter.letter])
    return HttpResponseRedirect(f"{address}#item-{place}")


def _items(
    request: AtDesk,
    name: str,
    asked: Asked,
    *,
    wrong: tuple[str, tuple[Problem, ...], dict[str, str] | None] | None = None,
) -> HttpResponse:
    found, status = _cards_now(request, asked), 200
    if wrong:
        item, problems, sent = wrong
        status = UNUSABLE if problems else STALE
        found = tuple(
            replace(one, problems=problems, sent=sent, moved=not problems)
            if one.item.item == item
            else one
            for one in found
        )
        if request.headers.get("X-Part") == "item":
            return _part(request, name, asked, item, cards=found, status=status)
    answered = sum(one.typed is not None for one in found)
    return page(
        request,
        "respond/answer",
        title="Answer item by item",
        trail=seeing.trail(name),
        status=status,
        step=1,
        asked=asked,
        cards=found,
        answered=answered,
        words=WORDS.items(),
        taken=TAKEN,
        name=name,
    )


def _part(
    request: AtDesk,
    name: str,
    asked: Asked,
    item: str,
    *,
    cards: tuple[Card, ...] | None = None,
    says: str = "",
    status: int = 200,
) -> HttpResponse:
    """One item's card on its own, for who added a file without leaving the page."""
    found = cards or _cards_now(request, asked)
    card = next(one for one in found if one.item.item == item)
    return page(
        request,
        "respond/item",
        title="",
        status=status,
        asked=asked,
        card=card,
        answered=sum(one.typed is not None for one in found),
        says=says,
        words=WORDS.items(),
        taken=TAKEN,
        name=name,
    )


def _cards_now(request: AtDesk, asked: Asked) -> tuple[Card, ...]:
    return cards(asked, seeing.draft(request, asked.letter.letter))


def _trail(name: str, letter: str) -> list[tuple[str, ...]]:
    return [*seeing.trail(name), ("Answer item by item", "respond_answer", name, letter)]
